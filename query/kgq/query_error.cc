#include "query/kgq/query_error.h"

#include "base/unicode.h"

namespace kg {
namespace {

// The text of line `line`, from 1.
std::string_view LineOf(std::string_view text, uint32_t line) {
  for (uint32_t i = 1; i < line; ++i) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

// The first `count` code points; tabs stay tabs, so that the caret stands
// right.
std::string Blank(std::string_view line, uint32_t count) {
  std::string blank;
  for (size_t at = 0; at < line.size() && count > 0; --count) {
    const CodePoint c = DecodeAt(line, at);
    const std::string_view text = line.substr(at, c.bytes);
    blank += c.value == '\t' ? "\t" : std::string(DisplayWidth(text), ' ');
    at += c.bytes;
  }
  return blank + std::string(count, ' ');
}

}  // namespace

std::string RenderError(const QueryError& error, std::string_view query) {
  if (error.line == 0) return error.message;
  std::string out = std::to_string(error.line) + ":" +
                    std::to_string(error.column) + ": " + error.message + "\n";
  const std::string repaired = RepairUtf8(query);
  const std::string_view line = LineOf(repaired, error.line);
  out += "  ";
  out += line;
  out += "\n  " + Blank(line, error.column - 1);
  const size_t rest = CountCodePoints(line) + 1;
  const size_t room = rest > error.column ? rest - error.column : 1;
  const size_t length = std::max<size_t>(1, error.length);
  return out + std::string(std::min(length, room), '^');
}

}  // namespace kg
