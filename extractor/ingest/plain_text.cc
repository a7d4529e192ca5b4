#include "extractor/ingest/plain_text.h"

#include <algorithm>

#include "base/unicode.h"
#include "extractor/ingest/markdown.h"

namespace kg {
namespace {

// All chosen.
constexpr size_t kTitleBytes = 250;
constexpr size_t kTitleWords = 32;
constexpr size_t kKeyBytes = 24;
constexpr size_t kWrappedBytes = 100;  // no hard-wrapped line is longer

using Lines = std::vector<SourceLine>;

// The field that a "Key: value" line fills, or empty.
std::string_view FieldOf(std::string_view line, const Table& fields,
                         std::string_view* value) {
  const size_t colon = line.find(':');
  if (colon == line.npos || colon > kKeyBytes) return {};
  *value = line.substr(colon + 1);
  while (value->starts_with(' ')) value->remove_prefix(1);
  return fields.Get(ToLower(line.substr(0, colon)), "field");
}

std::string_view Unquoted(std::string_view value) {
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

void SetField(std::string_view field, std::string_view value, uint32_t line,
              const PlainTextTables& tables, RawArticle* article) {
  value = Unquoted(value);
  if (value.empty()) return;
  if (field == "title" && article->title.empty()) {
    article->title = value;
    article->title_line = line;
  } else if (field == "date" && article->date.empty()) {
    article->date = tables.dates.Day(value);
  } else if (field == "author") {
    if (value.starts_with('[') && value.ends_with(']')) {
      value = value.substr(1, value.size() - 2);
    }
    for (std::string& name : tables.bylines.Authors(value)) {
      article->authors.emplace_back(Unquoted(name));
    }
  } else if (field == "publisher") {
    article->publisher = value;
  } else if (field == "url") {
    article->url = value;
  } else if (field == "id") {
    article->record = value;
  }
}

// YAML between two lines of dashes, as far as metadata needs it: "key: value"
// and lists of "- value" under a key. Returns the lines that it takes, 0 where
// the text does not begin with it.
size_t ReadFrontMatter(const Lines& lines, const PlainTextTables& tables,
                       RawArticle* article) {
  if (lines.empty() || lines[0].text != "---") return 0;
  size_t end = 1;
  while (end < lines.size() && lines[end].text != "---" &&
         lines[end].text != "...") {
    ++end;
  }
  if (end == lines.size()) return 0;
  std::string_view field;
  for (size_t i = 1; i < end; ++i) {
    std::string_view value = lines[i].text;
    if (value.starts_with("- ")) {
      SetField(field, value.substr(2), lines[i].number, tables, article);
      continue;
    }
    field = FieldOf(lines[i].text, tables.fields, &value);
    SetField(field, value, lines[i].number, tables, article);
  }
  return end + 1;
}

// A head of "Title: …" lines: two at least, or a title, so that a headline like
// "Source: company to sell unit" is no head. Returns the lines that it takes.
size_t ReadKeyedHead(const Lines& lines, size_t begin,
                     const PlainTextTables& tables, RawArticle* article) {
  size_t keyed = 0, end = begin;
  bool title = false;
  for (size_t i = begin; i < lines.size(); ++i) {
    std::string_view value;
    if (lines[i].text.empty()) continue;
    const std::string_view field =
        FieldOf(lines[i].text, tables.fields, &value);
    if (field.empty()) break;
    ++keyed;
    title |= field == "title";
    end = i + 1;
  }
  if (keyed < 2 && !title) return begin;
  for (size_t i = begin; i < end; ++i) {
    std::string_view value;
    const std::string_view field =
        FieldOf(lines[i].text, tables.fields, &value);
    SetField(field, value, lines[i].number, tables, article);
  }
  return end;
}

// Is the line at `at` one of a text that is broken into lines of like length,
// sentences running over them?
bool IsWrappedLine(const Lines& lines, size_t at) {
  size_t longest = 0;
  for (size_t i = at; i < lines.size(); ++i) {
    longest = std::max(longest, lines[i].text.size());
  }
  if (longest > kWrappedBytes) return false;
  const auto full = [&](size_t i) {
    return lines[i].text.size() * 10 >= longest * 6;
  };
  size_t followed = 0, open = 0;
  for (size_t i = at; i + 1 < lines.size(); ++i) {
    if (lines[i].text.empty() || lines[i + 1].text.empty()) continue;
    ++followed;
    open += full(i) && !EndsSentence(lines[i].text);
  }
  return full(at) && followed >= 2 && open * 2 > followed;
}

// "… from U.S." ends in an abbreviation, not in a full stop.
bool EndsInInitials(std::string_view line) {
  const size_t size = line.size();
  return size >= 4 && line[size - 1] == '.' && line[size - 3] == '.';
}

bool EndsOpen(std::string_view line) {
  return line.ends_with(',') || line.ends_with(';') || line.ends_with(':');
}

bool IsTitle(const Lines& lines, size_t at) {
  const std::string& line = lines[at].text;
  if (line.size() > kTitleBytes || CountWords(line) > kTitleWords ||
      EndsOpen(line)) {
    return false;
  }
  const bool stops = EndsSentence(line) && line.find('?') == line.npos &&
                     line.find('!') == line.npos && !EndsInInitials(line) &&
                     !line.ends_with("...") && !line.ends_with("\xE2\x80\xA6");
  if (stops || at + 1 >= lines.size()) return false;
  const std::string& next = lines[at + 1].text;
  if (next.empty()) return true;  // CollapseGaps: more text follows
  return !IsLower(DecodeAt(next, 0).value) && !IsWrappedLine(lines, at);
}

}  // namespace

RawArticle ReadPlainText(std::string_view text, const PlainTextTables& tables) {
  RawArticle article;
  const Lines lines = SplitSourceLines(text, 1);
  size_t begin = ReadFrontMatter(lines, tables, &article);
  begin = ReadKeyedHead(lines, begin, tables, &article);
  while (begin < lines.size() && lines[begin].text.empty()) ++begin;
  if (article.title.empty() && begin < lines.size() && IsTitle(lines, begin)) {
    article.title = lines[begin].text;
    article.title_line = lines[begin].number;
    ++begin;
  }
  article.body.assign(lines.begin() + begin, lines.end());
  return article;
}

RawArticle ReadMarkdown(std::string_view text, const PlainTextTables& tables) {
  RawArticle article;
  const Lines lines = SplitSourceLines(text, 1);
  const size_t begin = ReadFrontMatter(lines, tables, &article);
  MarkdownText plain = StripMarkdown(lines, begin);
  if (article.title.empty() && plain.title) {
    article.title = plain.lines[*plain.title].text;
    article.title_line = plain.lines[*plain.title].number;
    plain.lines.erase(plain.lines.begin() + *plain.title);
  }
  CollapseGaps(&plain.lines);
  size_t body = ReadKeyedHead(plain.lines, 0, tables, &article);
  while (body < plain.lines.size() && plain.lines[body].text.empty()) ++body;
  if (article.title.empty() && body < plain.lines.size() &&
      IsTitle(plain.lines, body)) {
    article.title = plain.lines[body].text;
    article.title_line = plain.lines[body].number;
    ++body;
  }
  article.body.assign(plain.lines.begin() + body, plain.lines.end());
  return article;
}

}  // namespace kg
