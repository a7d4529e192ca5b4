#include "extractor/language/segment_scan.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

// RFC 5321 4.5.3.1.1 and 4.5.3.1.2.
constexpr size_t kLongestLocalPart = 64;
constexpr size_t kLongestDomain = 255;

constexpr char32_t kSoftHyphen = U'\u00AD';
constexpr char32_t kJoiner = U'\u200D';

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsAsciiAlnum(char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); }

bool StartsWith(std::string_view text, size_t at, std::string_view prefix) {
  return text.substr(at, prefix.size()) == prefix;
}

size_t DigitsFrom(std::string_view text, size_t at) {
  while (at < text.size() && IsAsciiDigit(text[at])) ++at;
  return at;
}

bool IsDigitAt(std::string_view text, size_t at) {
  return at < text.size() && IsAsciiDigit(text[at]);
}

// Marks that may end an address but are mostly of the sentence around it.
bool IsTrailing(char32_t c) {
  constexpr std::u32string_view kMarks = U".,;:!?'\"*>]}\u2019\u201D\u2026";
  return kMarks.find(c) != std::u32string_view::npos;
}

// The end without marks of the sentence; a ')' stays if its '(' is inside.
size_t TrimAddress(std::string_view text, size_t begin, size_t end) {
  auto closing = std::count(text.begin() + begin, text.begin() + end, ')');
  const auto opening =
      std::count(text.begin() + begin, text.begin() + end, '(');
  while (end > begin) {
    const CodePoint last = DecodeBefore(text, end);
    const bool unopened = last.value == U')' && closing > opening;
    if (!IsTrailing(last.value) && !unopened) break;
    closing -= unopened;
    end -= last.bytes;
  }
  return end;
}

// Lengths of groups of digits with hyphens between them that are one word:
// telephone numbers, dates, postal codes.
constexpr std::array<std::array<size_t, 4>, 8> kHyphenGroups = {{
    {3, 3, 4, 0},
    {1, 3, 3, 4},
    {2, 2, 4, 0},
    {4, 2, 2, 0},
    {2, 2, 2, 0},
    {5, 4, 0, 0},
    {3, 2, 4, 0},
    {3, 4, 0, 0},
}};

size_t ScanHyphenGroups(std::string_view text, size_t at) {
  std::array<size_t, 4> lengths = {};
  size_t end = at;
  for (size_t group = 0;; ++group) {
    const size_t stop = DigitsFrom(text, end);
    if (stop == end || group == lengths.size()) return at;
    lengths[group] = stop - end;
    end = stop;
    if (end >= text.size() || text[end] != '-' || !IsDigitAt(text, end + 1)) {
      break;
    }
    ++end;
  }
  const bool known = std::find(kHyphenGroups.begin(), kHyphenGroups.end(),
                               lengths) != kHyphenGroups.end();
  // "200-1000" is a range, "345-9945" a telephone number.
  const bool range = lengths[2] == 0 && text[end - 1] == '0';
  return known && !range ? end : at;
}

}  // namespace

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

bool IsApostrophe(char32_t c) {
  return c == U'\'' || c == U'\u2019' || c == U'\u02BC';
}

bool IsWordCharacter(char32_t c) {
  return IsLetter(c) || IsMark(c) || IsDigit(c) || c == kSoftHyphen;
}

bool IsGap(char32_t c) {
  return IsSpace(c) || (IsControl(c) && c != kSoftHyphen && c != kJoiner);
}

char32_t PeekAt(std::string_view text, size_t at) {
  return at < text.size() ? DecodeAt(text, at).value : U'\0';
}

size_t WidthAt(std::string_view text, size_t at) {
  return DecodeAt(text, at).bytes;
}

size_t ScanWordCharacters(std::string_view text, size_t at) {
  while (at < text.size() && IsWordCharacter(PeekAt(text, at))) {
    at += WidthAt(text, at);
  }
  return at;
}

namespace {

// "example.com/path": small letters, dots, a last part of two letters at least,
// and a path.
bool IsBareUrl(std::string_view text, size_t at) {
  size_t end = at;
  size_t dot = std::string_view::npos;
  for (; end < text.size() && end - at < kLongestDomain; ++end) {
    const char c = text[end];
    if (c == '.' && end > at) dot = end;
    const bool lower = c >= 'a' && c <= 'z';
    if (!lower && !IsAsciiDigit(c) && c != '-' && c != '.') break;
  }
  return dot != std::string_view::npos && end >= dot + 3 &&
         end + 1 < text.size() && text[end] == '/' &&
         IsAsciiAlnum(text[end + 1]) && !IsAsciiDigit(text[dot + 1]);
}

}  // namespace

size_t ScanUrl(std::string_view text, size_t at) {
  constexpr std::array<std::string_view, 6> kSchemes = {
      "http://", "https://", "ftp://", "mailto:", "www.", "doi:"};
  const bool known =
      std::any_of(kSchemes.begin(), kSchemes.end(),
                  [&](std::string_view s) { return StartsWith(text, at, s); });
  if (!known && !IsBareUrl(text, at)) return at;
  size_t end = at;
  while (end < text.size() && text[end] != '<' && text[end] != '>' &&
         text[end] != '"') {
    ++end;
  }
  return TrimAddress(text, at, end);
}

size_t ScanEmail(std::string_view text, size_t at) {
  const auto is_local = [](char c) {
    return IsAsciiAlnum(c) || c == '.' || c == '_' || c == '+' || c == '-';
  };
  size_t end = at;
  while (end < text.size() && end - at < kLongestLocalPart &&
         is_local(text[end])) {
    ++end;
  }
  if (end == at || end >= text.size() || text[end] != '@') return at;
  const size_t domain = ++end;
  bool dotted = false;
  while (end < text.size() && end - domain < kLongestDomain &&
         (IsAsciiAlnum(text[end]) || text[end] == '.' || text[end] == '-')) {
    dotted |= text[end] == '.';
    ++end;
  }
  end = TrimAddress(text, domain, end);
  return dotted && end > domain ? end : at;
}

size_t ScanHandle(std::string_view text, size_t at) {
  if (text[at] != '@' && text[at] != '#') return at;
  if (!IsLetter(PeekAt(text, at + 1))) return at;
  size_t end = at + 1;
  while (true) {
    end = ScanWordCharacters(text, end);
    if (end >= text.size() || text[end] != '_') return end;
    ++end;
  }
}

size_t ScanNumber(std::string_view text, size_t at) {
  size_t end = at;
  if (text[end] == '.' || text[end] == '+') ++end;
  if (!IsDigitAt(text, end)) return at;
  if (const size_t grouped = ScanHyphenGroups(text, end); grouped > end) {
    return grouped;
  }
  end = DigitsFrom(text, end);
  while (end < text.size()) {
    const char c = text[end];
    const bool joins = c == '.' || c == ',' || c == ':' || c == '/';
    if (!joins || !IsDigitAt(text, end + 1)) break;
    end = DigitsFrom(text, end + 1);
  }
  return end;
}

size_t ScanRepeat(std::string_view text, size_t at) {
  constexpr std::string_view kRepeated = ".-=*_+~`#$<>";
  const char c = text[at];
  const bool asks = c == '!' || c == '?';
  if (!asks && c != '\'' && kRepeated.find(c) == std::string_view::npos) {
    return at;
  }
  const bool quote = c == '\'' || c == '`';
  const size_t limit = quote ? std::min(text.size(), at + 2) : text.size();
  size_t end = at + 1;
  while (end < limit &&
         (text[end] == c || (asks && (text[end] == '!' || text[end] == '?')))) {
    ++end;
  }
  return end - at > 1 ? end : at;
}

size_t ScanEmoji(std::string_view text, size_t at) {
  const auto is_flag = [](char32_t c) {
    return c >= U'\U0001F1E6' && c <= U'\U0001F1FF';
  };
  char32_t c = PeekAt(text, at);
  if (is_flag(c)) {
    const size_t next = at + WidthAt(text, at);
    return is_flag(PeekAt(text, next)) ? next + WidthAt(text, next) : next;
  }
  if (c < U'\u00A9' || !IsExtendedPictographic(c)) return at;
  size_t end = at + WidthAt(text, at);
  while (end < text.size()) {
    c = PeekAt(text, end);
    const bool modifier = c >= U'\U0001F3FB' && c <= U'\U0001F3FF';
    if (c == kJoiner) {
      end += WidthAt(text, end);
      if (end < text.size() && IsExtendedPictographic(PeekAt(text, end))) {
        end += WidthAt(text, end);
      }
    } else if (modifier || IsMark(c)) {
      end += WidthAt(text, end);
    } else {
      break;
    }
  }
  return end;
}

}  // namespace kg
