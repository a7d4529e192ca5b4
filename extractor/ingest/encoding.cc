#include "extractor/ingest/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"
#include "extractor/ingest/mojibake.h"

namespace kg {
namespace {

constexpr size_t kHeadBytes = 4096;  // chosen; HTML asks for 1024
// Share of unreadable characters above which a text counts as misread (1 %),
// and of control characters above which it is no text (3 %). Both chosen.
constexpr size_t kMisreadShare = 100;
constexpr size_t kBinaryShare = 33;
// Below this ICU's guess is worse than windows-1252. Chosen.
constexpr int kGuessConfidence = 50;

// Browsers read these names as windows-1252 (WHATWG Encoding, names and
// labels); UTF-16 in a declaration that could be read as ASCII is UTF-8.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kReadAs =
    {{{"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"utf-16", "utf-8"},
      {"utf-16le", "utf-8"},
      {"utf-16be", "utf-8"},
      {"utf8", "utf-8"}}};

std::string AsciiLower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string ReadAs(std::string_view name) {
  const std::string lower = AsciiLower(name);
  for (const auto& [from, to] : kReadAs) {
    if (lower == from) return std::string(to);
  }
  return lower;
}

// UTF-16 without a mark: half of the bytes of English text are zero, all at
// even or all at odd places.
std::string_view GuessWide(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHeadBytes);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const size_t many = head.size() * 4 / 10;
  if (zeros[1] >= many && zeros[0] * 20 < zeros[1]) return "UTF-16LE";
  if (zeros[0] >= many && zeros[1] * 20 < zeros[0]) return "UTF-16BE";
  return {};
}

bool LooksBinary(std::string_view bytes) {
  size_t controls = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return true;
    controls += (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' &&
                 byte != '\f' && byte != '\v' && byte != 0x1B) ||
                byte == 0x7F;
  }
  return controls * kBinaryShare > bytes.size();
}

// How much of a text is UTF-8: characters of several bytes, and bytes that
// belong to none.
struct Utf8Count {
  size_t good = 0;
  size_t bad = 0;
};

Utf8Count CountUtf8(std::string_view bytes) {
  Utf8Count count;
  for (size_t at = 0; at < bytes.size();) {
    const CodePoint c = DecodeAt(bytes, at);
    if (c.value == 0xFFFD && c.bytes == 1) {
      ++count.bad;
    } else {
      count.good += c.bytes > 1;
    }
    at += c.bytes;
  }
  return count;
}

// U+FFFD and C1 controls: what no right reading of a text would hold.
size_t CountMisread(std::string_view text) {
  size_t misread = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    misread += c.value == 0xFFFD || (c.value >= 0x80 && c.value < 0xA0);
    at += c.bytes;
  }
  return misread;
}

Result<std::string> Convert(std::string_view bytes, const std::string& name) {
  size_t replaced = 0;
  KG_ASSIGN(std::string text, ConvertToUtf8(bytes, name, &replaced));
  if (text.find('\0') != std::string::npos) {
    return Status::InvalidInput("binary");
  }
  const size_t misread = std::max(replaced, CountMisread(text));
  if (misread * kMisreadShare > CountCodePoints(text)) {
    return Status::InvalidInput("wrongly encoded (" + std::to_string(misread) +
                                " characters are no " + name + ")");
  }
  return text;
}

// Neither a mark nor valid UTF-8. UTF-8 with a few bad bytes is repaired.
Result<std::string> ConvertGuessed(std::string_view bytes,
                                   const std::string& declared,
                                   const Utf8Count& count) {
  if (!declared.empty() && declared != "utf-8") {
    Result<std::string> text = Convert(bytes, declared);
    if (text.ok()) return text;
  }
  if (count.good >= 4 * count.bad ||
      (declared == "utf-8" && count.bad * kMisreadShare <= bytes.size())) {
    return Convert(bytes, "utf-8");
  }
  const Result<CharsetGuess> guess = DetectCharset(bytes);
  if (guess.ok() && guess.value().confidence >= kGuessConfidence) {
    Result<std::string> text = Convert(bytes, ReadAs(guess.value().name));
    if (text.ok()) return text;
  }
  return Convert(bytes, "windows-1252");
}

// The value after `key` and '=' in `tag`, quotes dropped; empty if none.
std::string ValueAfter(std::string_view tag, std::string_view key) {
  size_t at = tag.find(key);
  if (at == std::string_view::npos) return {};
  at += key.size();
  constexpr std::string_view kSkipped = " \t\r\n=\"'";
  const size_t equals = tag.find_first_not_of(" \t\r\n", at);
  if (equals == std::string_view::npos || tag[equals] != '=') return {};
  const size_t begin = tag.find_first_not_of(kSkipped, equals);
  if (begin == std::string_view::npos) return {};
  const size_t end = tag.find_first_of(" \t\r\n\"';/>?", begin);
  return std::string(tag.substr(begin, end - begin));
}

}  // namespace

std::string_view EncodingOfMark(std::string_view bytes, size_t* mark_bytes) {
  // UTF-32LE's mark begins with that of UTF-16LE, so it comes first.
  static const std::array<std::pair<std::string_view, std::string_view>, 5>
      kMarks = {{{"\xEF\xBB\xBF", "utf-8"},
                 {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                 {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                 {"\xFF\xFE", "UTF-16LE"},
                 {"\xFE\xFF", "UTF-16BE"}}};
  for (const auto& [mark, name] : kMarks) {
    if (bytes.substr(0, mark.size()) == mark) {
      *mark_bytes = mark.size();
      return name;
    }
  }
  *mark_bytes = 0;
  return {};
}

std::string DeclaredEncoding(std::string_view bytes) {
  const std::string head = AsciiLower(bytes.substr(0, kHeadBytes));
  if (head.compare(0, 5, "<?xml") == 0) {
    const std::string name =
        ValueAfter(head.substr(0, head.find("?>")), "encoding");
    if (!name.empty()) return name;
  }
  for (size_t at = head.find("<meta"); at != std::string::npos;
       at = head.find("<meta", at + 5)) {
    const size_t end = head.find('>', at);
    const std::string name = ValueAfter(head.substr(at, end - at), "charset");
    if (!name.empty()) return name;
  }
  return {};
}

Result<std::string> DecodeText(std::string_view bytes, DeclaredBy declared_by) {
  size_t mark_bytes = 0;
  const std::string_view marked = EncodingOfMark(bytes, &mark_bytes);
  bytes.remove_prefix(mark_bytes);
  if (!marked.empty() && marked != "utf-8") {
    return Convert(bytes, std::string(marked));
  }
  if (const std::string_view wide = GuessWide(bytes); !wide.empty()) {
    return Convert(bytes, std::string(wide));
  }
  if (LooksBinary(bytes)) return Status::InvalidInput("binary");
  std::string declared(marked);
  if (declared.empty() && declared_by == DeclaredBy::kHtml) {
    declared = ReadAs(DeclaredEncoding(bytes));
  }
  // Valid UTF-8 beyond ASCII is UTF-8 whatever the page says of itself: text of
  // another encoding practically never happens to be valid.
  const Utf8Count count = CountUtf8(bytes);
  if (count.bad == 0 && (count.good > 0 || declared.empty() ||
                         declared == "utf-8" || declared == "windows-1252")) {
    return RepairMojibake(bytes);
  }
  return ConvertGuessed(bytes, declared, count);
}

}  // namespace kg
