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
  char character;
  std::string_view text;
};
constexpr Escape kTextEscapes[] = {
    {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\r', "&#13;"}};
constexpr Escape kAttributeEscapes[] = {
    {'&', "&amp;"}, {'<', "&lt;"},   {'>', "&gt;"},  {'"', "&quot;"},
    {'\t', "&#9;"}, {'\n', "&#10;"}, {'\r', "&#13;"}};

template <size_t N>
size_t Append(std::string_view text, const Escape (&escapes)[N],
              std::string* out) {
  std::string clean;
  const size_t replaced = AppendXmlChars(text, &clean);
  for (const char c : clean) {
    const Escape* found = nullptr;
    for (const Escape& escape : escapes) {
      if (escape.character == c) found = &escape;
    }
    if (found == nullptr) {
      *out += c;
    } else {
      *out += found->text;
    }
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
