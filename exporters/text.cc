#include "exporters/text.h"

#include "base/unicode.h"

namespace kg {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool IsXmlChar(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

// What a character becomes; nothing: itself.
struct Escape {
  std::string_view character;
  std::string_view text;
};
// U+0085 and U+2028 are line ends to readers that follow XML 1.1, such as
// xmldom's.
constexpr Escape kTextEscapes[] = {
    {"&", "&amp;"},  {"<", "&lt;"},          {">", "&gt;"},
    {"\r", "&#13;"}, {"\xC2\x85", "&#133;"}, {"\xE2\x80\xA8", "&#8232;"}};
constexpr Escape kAttributeEscapes[] = {
    {"&", "&amp;"},   {"<", "&lt;"},          {">", "&gt;"},
    {"\"", "&quot;"}, {"\t", "&#9;"},         {"\n", "&#10;"},
    {"\r", "&#13;"},  {"\xC2\x85", "&#133;"}, {"\xE2\x80\xA8", "&#8232;"}};

template <size_t N>
size_t Append(std::string_view text, const Escape (&escapes)[N],
              std::string* out) {
  std::string clean;
  const size_t replaced = AppendXmlChars(text, &clean);
  for (std::string_view rest = clean; !rest.empty();) {
    const Escape* found = nullptr;
    for (const Escape& escape : escapes) {
      if (rest.starts_with(escape.character)) found = &escape;
    }
    *out += found == nullptr ? rest.substr(0, 1) : found->text;
    rest.remove_prefix(found == nullptr ? 1 : found->character.size());
  }
  return replaced;
}

}  // namespace

size_t AppendXmlChars(std::string_view text, std::string* out) {
  size_t replaced = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    // Ill-formed bytes decode to U+FFFD, one by one.
    const bool ill_formed = c.value == 0xFFFD && c.bytes == 1;
    if (ill_formed || !IsXmlChar(c.value)) {
      *out += kReplacement;
      ++replaced;
    } else {
      *out += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return replaced;
}

size_t AppendXmlText(std::string_view text, std::string* out) {
  return Append(text, kTextEscapes, out);
}

size_t AppendXmlAttribute(std::string_view text, std::string* out) {
  return Append(text, kAttributeEscapes, out);
}

size_t AppendCsvCell(std::string_view text, std::string* out) {
  size_t replaced = 0;
  const bool quoted =
      text.find_first_of("\",\r\n") != std::string_view::npos ||
      (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (quoted) *out += '"';
  for (const char c : text) {
    if (c == '\0') {
      *out += kReplacement;
      ++replaced;
      continue;
    }
    if (c == '"') *out += '"';
    *out += c;
  }
  if (quoted) *out += '"';
  return replaced;
}

bool LooksLikeFormula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) !=
                              std::string_view::npos;
}

}  // namespace kg
