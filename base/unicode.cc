#include "base/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <iterator>
#include <memory>

namespace kg {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

// ICU takes int32 lengths; kg's records end far below (10 MB).
int32_t Length(std::string_view text) {
  return static_cast<int32_t>(std::min<size_t>(text.size(), INT32_MAX));
}

const icu::Normalizer2& Nfc() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(error);
}

const icu::Normalizer2& Nfd() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(error);
}

const icu::Normalizer2& NfkcCasefold() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(error);
}

std::string Normalize(const icu::Normalizer2& form, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, Length(text));
  UErrorCode error = U_ZERO_ERROR;
  form.normalizeUTF8(0, {text.data(), Length(text)}, sink, nullptr, error);
  return U_SUCCESS(error) ? out : std::string(text);
}

template <typename Map>
std::string MapCase(std::string_view text, Map map) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, Length(text));
  UErrorCode error = U_ZERO_ERROR;
  map(icu::StringPiece(text.data(), Length(text)), sink, error);
  return U_SUCCESS(error) ? out : std::string(text);
}

// Quotation marks and dashes that name matching does not distinguish.
char32_t PlainMark(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x02BC:
      return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2033:
      return U'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return U'-';
    default:
      return c;
  }
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    if (c.value == kReplacement && c.bytes == 1) return false;
    at += c.bytes;
  }
  return true;
}

std::string RepairUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    AppendUtf8(c.value, &out);
    at += c.bytes;
  }
  return out;
}

CodePoint DecodeAt(std::string_view text, size_t offset) {
  const uint8_t first = static_cast<uint8_t>(text[offset]);
  if (first < 0x80) return {first, 1};
  UChar32 value;
  size_t at = offset;
  U8_NEXT(Bytes(text), at, text.size(), value);
  if (value < 0) return {kReplacement, 1};
  return {static_cast<char32_t>(value), at - offset};
}

CodePoint DecodeBefore(std::string_view text, size_t offset) {
  // A code point takes at most four bytes; ICU's macro wants int32 offsets.
  const size_t start = offset >= 4 ? offset - 4 : 0;
  const auto size = static_cast<int32_t>(offset - start);
  int32_t at = size;
  UChar32 value;
  U8_PREV(Bytes(text) + start, 0, at, value);
  if (value < 0) return {kReplacement, 1};
  return {static_cast<char32_t>(value), static_cast<size_t>(size - at)};
}

void AppendUtf8(char32_t value, std::string* out) {
  char buffer[4];
  size_t length = 0;
  UBool error = false;
  U8_APPEND(reinterpret_cast<uint8_t*>(buffer), length, size_t{4},
            static_cast<UChar32>(value), error);
  if (error) {
    AppendUtf8(kReplacement, out);
  } else {
    out->append(buffer, length);
  }
}

size_t CountCodePoints(std::string_view text) {
  size_t count = 0;
  for (char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

std::string ToNfc(std::string_view text) { return Normalize(Nfc(), text); }
std::string ToNfd(std::string_view text) { return Normalize(Nfd(), text); }

bool IsNfc(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  return Nfc().isNormalizedUTF8({text.data(), Length(text)}, error) &&
         U_SUCCESS(error);
}

std::string ToLower(std::string_view text) {
  return MapCase(text, [](auto in, auto& sink, auto& error) {
    icu::CaseMap::utf8ToLower("", 0, in, sink, nullptr, error);
  });
}

std::string ToUpper(std::string_view text) {
  return MapCase(text, [](auto in, auto& sink, auto& error) {
    icu::CaseMap::utf8ToUpper("", 0, in, sink, nullptr, error);
  });
}

std::string ToTitle(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && !IsLetter(DecodeAt(text, at).value)) {
    at += DecodeAt(text, at).bytes;
  }
  if (at == text.size()) return std::string(text);
  const size_t first = DecodeAt(text, at).bytes;
  return std::string(text.substr(0, at)) + ToUpper(text.substr(at, first)) +
         ToLower(text.substr(at + first));
}

namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c & 0x80) == 0; });
}

// What FoldTerm gives, without its tables: most text has nothing else.
std::string FoldAscii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    const bool upper = c >= 'A' && c <= 'Z';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

std::string FoldTerm(std::string_view text) {
  if (IsAscii(text)) return FoldAscii(text);
  // Marks are dropped after decomposition, so that é folds to e.
  const std::string folded = ToNfd(Normalize(NfkcCasefold(), text));
  std::string out;
  bool gap = false;
  for (size_t at = 0; at < folded.size();) {
    const CodePoint c = DecodeAt(folded, at);
    at += c.bytes;
    if (IsMark(c.value)) continue;
    if (IsSpace(c.value)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    AppendUtf8(PlainMark(c.value), &out);
  }
  return out;
}

namespace {
bool InMask(char32_t c, uint32_t mask) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0;
}
}  // namespace

bool IsLetter(char32_t c) { return InMask(c, U_GC_L_MASK); }
bool IsUpper(char32_t c) { return InMask(c, U_GC_LU_MASK | U_GC_LT_MASK); }
bool IsLower(char32_t c) { return InMask(c, U_GC_LL_MASK); }
bool IsDigit(char32_t c) { return InMask(c, U_GC_ND_MASK); }
bool IsPunctuation(char32_t c) { return InMask(c, U_GC_P_MASK); }
bool IsSymbol(char32_t c) { return InMask(c, U_GC_S_MASK); }
bool IsMark(char32_t c) { return InMask(c, U_GC_M_MASK); }
bool IsControl(char32_t c) { return InMask(c, U_GC_C_MASK); }
bool IsCurrency(char32_t c) { return InMask(c, U_GC_SC_MASK); }

bool IsSpace(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0xFEFF || c == 0x200B;
}

bool IsExtendedPictographic(char32_t c) {
  // Digits, # and * carry the property too; none of them is a picture.
  return c >= 0xA9 && u_hasBinaryProperty(static_cast<UChar32>(c),
                                          UCHAR_EXTENDED_PICTOGRAPHIC);
}

std::string_view Category(char32_t c) {
  // In the order of ICU's UCharCategory, which it promises never to change.
  static constexpr std::string_view kNames[] = {
      "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd",
      "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs", "Pd",
      "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"};
  static_assert(std::size(kNames) == U_CHAR_CATEGORY_COUNT);
  return kNames[u_charType(static_cast<UChar32>(c))];
}

OffsetMap::OffsetMap(std::string_view text) {
  uint8_t current = 0;
  for (uint32_t at = 0; at < text.size();) {
    const auto bytes = static_cast<uint8_t>(DecodeAt(text, at).bytes);
    if (bytes != current) {
      runs_.push_back({at, code_points_});
      lengths_.push_back(bytes);
      current = bytes;
    }
    at += bytes;
    ++code_points_;
  }
  bytes_ = static_cast<uint32_t>(text.size());
}

uint32_t OffsetMap::ToCodePoints(uint32_t byte) const {
  if (byte >= bytes_) return code_points_;
  auto run = std::upper_bound(
      runs_.begin(), runs_.end(), byte,
      [](uint32_t value, const Block& b) { return value < b.byte; });
  --run;
  const uint8_t length = lengths_[run - runs_.begin()];
  return run->code_point + (byte - run->byte) / length;
}

uint32_t OffsetMap::ToBytes(uint32_t code_point) const {
  if (code_point >= code_points_) return bytes_;
  auto run = std::upper_bound(
      runs_.begin(), runs_.end(), code_point,
      [](uint32_t value, const Block& b) { return value < b.code_point; });
  --run;
  const uint8_t length = lengths_[run - runs_.begin()];
  return run->byte + (code_point - run->code_point) * length;
}

Result<std::string> ConvertToUtf8(std::string_view bytes,
                                  const std::string& charset,
                                  size_t* replaced) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.c_str(), &error), ucnv_close);
  if (U_FAILURE(error)) {
    return Status::Unsupported("unknown encoding '" + charset + "'");
  }
  *replaced = 0;
  std::string out;
  out.reserve(bytes.size());
  const char* source = bytes.data();
  const char* end = source + bytes.size();
  while (source < end) {
    error = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &source, end, &error);
    if (error == U_INDEX_OUTOFBOUNDS_ERROR) break;
    const bool bad = U_FAILURE(error) || c == 0xFFFD;
    *replaced += bad;
    AppendUtf8(bad ? kReplacement : static_cast<char32_t>(c), &out);
  }
  return out;
}

Result<CharsetGuess> DetectCharset(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(
      ucsdet_open(&error), ucsdet_close);
  // The detector reads no more than the first 64 KiB usefully.
  const int32_t length =
      static_cast<int32_t>(std::min<size_t>(bytes.size(), 64 * 1024));
  ucsdet_setText(detector.get(), bytes.data(), length, &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) {
    return Status::InvalidInput("no encoding fits");
  }
  CharsetGuess guess;
  guess.name = ucsdet_getName(match, &error);
  guess.confidence = ucsdet_getConfidence(match, &error);
  return guess;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    at += c.bytes;
    if (IsMark(c.value) || IsControl(c.value)) continue;
    const int east = u_getIntPropertyValue(static_cast<UChar32>(c.value),
                                           UCHAR_EAST_ASIAN_WIDTH);
    width += east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string IcuVersion() { return U_ICU_VERSION; }

}  // namespace kg
