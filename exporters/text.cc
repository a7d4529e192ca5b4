#include "exporters/text.h"

#include <algorithm>

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

// The first bytes of what becomes something else.
constexpr std::string_view kTextStops = "&<>\r\xC2\xE2";
constexpr std::string_view kAttributeStops = "&<>\"\t\n\r\xC2\xE2";

template <size_t N>
size_t Append(std::string_view text, const Escape (&escapes)[N],
              std::string_view stops, std::string* out) {
  std::string clean;
  const size_t replaced = AppendXmlChars(text, &clean);
  std::string_view rest = clean;
  while (!rest.empty()) {
    const size_t plain = std::min(rest.find_first_of(stops), rest.size());
    *out += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    const Escape* found = nullptr;
    for (const Escape& escape : escapes) {
      if (rest.starts_with(escape.character)) found = &escape;
    }
    *out += found == nullptr ? rest.substr(0, 1) : found->text;
    rest.remove_prefix(found == nullptr ? 1 : found->character.size());
  }
  return replaced;
}

// How many bytes from here on are printing ASCII.
size_t PlainBytes(std::string_view text) {
  size_t count = 0;
  while (count < text.size() && text[count] >= 0x20 && text[count] < 0x7F) {
    ++count;
  }
  return count;
}

}  // namespace

size_t AppendXmlChars(std::string_view text, std::string* out) {
  size_t replaced = 0;
  for (size_t at = 0; at < text.size();) {
    if (const size_t plain = PlainBytes(text.substr(at)); plain > 0) {
      *out += text.substr(at, plain);
      at += plain;
      continue;
    }
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
  return Append(text, kTextEscapes, kTextStops, out);
}

size_t AppendXmlAttribute(std::string_view text, std::string* out) {
  return Append(text, kAttributeEscapes, kAttributeStops, out);
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
