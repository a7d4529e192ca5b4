#include "extractor/ingest/markdown.h"

#include "base/unicode.h"

namespace kg {
namespace {

// No address is longer; bounds the search for its end. Chosen.
constexpr size_t kAddressBytes = 4096;
constexpr std::string_view kEscapable = "\\`*_{}[]()#+-.!|>~<\"'";

bool IsAsciiAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
}

// Nothing but three or more of one mark: a rule, or the underline of a heading.
bool IsRule(std::string_view line, std::string_view marks) {
  size_t count = 0;
  char mark = 0;
  for (const char c : line) {
    if (c == ' ') continue;
    if (marks.find(c) == marks.npos || (mark != 0 && c != mark)) return false;
    mark = c;
    ++count;
  }
  return count >= 3;
}

bool IsFence(std::string_view line) {
  return line.starts_with("```") || line.starts_with("~~~");
}

// "[id]: http://…"
bool IsDefinition(std::string_view line) {
  const size_t close = line.find("]: ");
  return line.starts_with('[') && close != line.npos && line.find(' ') > close;
}

std::string_view WithoutQuoteMarks(std::string_view line) {
  while (line.starts_with('>')) {
    line.remove_prefix(1);
    if (line.starts_with(' ')) line.remove_prefix(1);
  }
  return line;
}

std::string_view WithoutBullet(std::string_view line) {
  if (line.size() > 2 && line[1] == ' ' &&
      (line[0] == '-' || line[0] == '*' || line[0] == '+')) {
    return line.substr(2);
  }
  return line;
}

// The text of "# Heading #", or nothing.
std::optional<std::string_view> HeadingText(std::string_view line) {
  size_t level = 0;
  while (level < line.size() && line[level] == '#') ++level;
  if (level == 0 || level > 6 || level == line.size() || line[level] != ' ') {
    return std::nullopt;
  }
  line.remove_prefix(level + 1);
  while (line.ends_with('#')) line.remove_suffix(1);
  return line;
}

// Length of the link or picture that starts at `at` with '[', and its text.
size_t LinkAt(std::string_view line, size_t at, std::string_view* text) {
  const size_t close = line.find_first_of("[]", at + 1);
  if (close == line.npos || line[close] != ']' || close + 1 >= line.size()) {
    return 0;
  }
  const char open = line[close + 1];
  if (open != '(' && open != '[') return 0;
  const size_t end = line.substr(0, close + kAddressBytes)
                         .find(open == '(' ? ')' : ']', close + 2);
  if (end == line.npos) return 0;
  *text = line.substr(at + 1, close - at - 1);
  return end + 1 - at;
}

// Length of an HTML tag or <http://address> at `at`; 0 for "x < y".
size_t TagAt(std::string_view line, size_t at) {
  if (at + 1 >= line.size()) return 0;
  const char next = line[at + 1];
  if (!IsAsciiAlnum(next) && next != '/' && next != '!') return 0;
  const size_t end = line.find_first_of("<>", at + 1);
  return end == line.npos || line[end] != '>' ? 0 : end + 1 - at;
}

// Does the run of marks at `at` open or close emphasis, rather than stand for
// itself ("2 * 3", "snake_case")?
bool IsEmphasis(std::string_view line, size_t at, size_t end) {
  const bool before = at > 0 && line[at - 1] != ' ';
  const bool after = end < line.size() && line[end] != ' ';
  if (!before && !after) return false;
  const bool inside_word = at > 0 && end < line.size() &&
                           IsAsciiAlnum(line[at - 1]) &&
                           IsAsciiAlnum(line[end]);
  return line[at] == '*' || !inside_word;
}

std::string StripInline(std::string_view line) {
  std::string out;
  for (size_t at = 0; at < line.size();) {
    const char c = line[at];
    const bool picture = c == '!' && line.substr(at, 2) == "![";
    std::string_view text;
    size_t bytes = 0;
    if (c == '\\' && at + 1 < line.size() &&
        kEscapable.find(line[at + 1]) != kEscapable.npos) {
      out += line[at + 1];
      bytes = 2;
    } else if (picture && (bytes = LinkAt(line, at + 1, &text)) != 0) {
      ++bytes;
    } else if (c == '[' && (bytes = LinkAt(line, at, &text)) != 0) {
      out += StripInline(text);  // holds no link
    } else if (c == '<' && (bytes = TagAt(line, at)) != 0) {
      if (line.substr(at, 3) == "<br") out += ' ';
    } else if (c == '*' || c == '_') {
      size_t end = at;
      while (end < line.size() && line[end] == c) ++end;
      if (!IsEmphasis(line, at, end)) out += line.substr(at, end - at);
      bytes = end - at;
    } else {
      if (c != '`') out += c;
      bytes = 1;
    }
    at += bytes;
  }
  return TidyLine(out);
}

}  // namespace

MarkdownText StripMarkdown(const std::vector<SourceLine>& lines, size_t begin) {
  MarkdownText plain;
  bool fenced = false;
  std::optional<size_t> first_text;
  const auto add = [&](std::string text, uint32_t number) {
    if (!first_text && !text.empty()) first_text = plain.lines.size();
    plain.lines.push_back({std::move(text), number});
  };
  // The first heading is the title, unless text stands before it.
  const auto end_heading = [&](uint32_t number) {
    const size_t index = plain.lines.size() - 1;
    if (first_text == index) plain.title = index;
    add("", number);
  };
  for (size_t i = begin; i < lines.size(); ++i) {
    std::string_view line = WithoutQuoteMarks(lines[i].text);
    if (IsFence(line)) {
      fenced = !fenced;
      continue;
    }
    if (fenced || IsDefinition(line)) continue;
    const bool under_text =
        !plain.lines.empty() && !plain.lines.back().text.empty();
    if (under_text && IsRule(line, "=-")) {
      end_heading(lines[i].number);
      continue;
    }
    if (IsRule(line, "-*_")) line = {};
    const auto text = HeadingText(line);
    if (text) line = *text;
    add(StripInline(text ? line : WithoutBullet(line)), lines[i].number);
    if (text) end_heading(lines[i].number);
  }
  return plain;
}

}  // namespace kg
