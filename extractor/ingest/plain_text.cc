#include "extractor/ingest/plain_text.h"

#include <algorithm>

#include "base/unicode.h"
#include "extractor/ingest/markdown.h"
#include "extractor/ingest/unwrap.h"

namespace kg {
namespace {

// All chosen.
constexpr size_t kTitleBytes = 250;
constexpr size_t kTitleWords = 32;
constexpr size_t kKeyBytes = 24;

constexpr size_t kAnswerWords = 5;
constexpr size_t kSignatureLines = 10;
constexpr std::string_view kSignature = "--";

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
  return !IsLower(DecodeAt(next, 0).value);
}

bool IsQuoted(const SourceLine& line) { return line.text.starts_with('>'); }

// Mail and forums put '>' before the lines that they answer: words of another
// text, which go with what announces them ("On Monday Ann Lee wrote:"), unless
// there are no others. Below "--" stands a signature.
Lines WithoutMailMarks(Lines lines) {
  const bool answers =
      std::any_of(lines.begin(), lines.end(), [](const SourceLine& line) {
        return !IsQuoted(line) && EndsSentence(line.text) &&
               CountWords(line.text) >= kAnswerWords;
      });
  Lines out;
  for (SourceLine& line : lines) {
    if (IsQuoted(line)) {
      line.text.erase(0, line.text.find_first_not_of("> "));
      if (answers) {
        const bool announced = !out.empty() && out.back().text.ends_with(':');
        if (announced) out.pop_back();
        continue;
      }
    }
    out.push_back(std::move(line));
  }
  const auto end = std::find_if(
      out.begin(), out.end(),
      [](const SourceLine& line) { return line.text == kSignature; });
  if (static_cast<size_t>(out.end() - end) <= kSignatureLines) {
    out.erase(end, out.end());
  }
  return out;
}

// What is left after the head: paragraphs, the first perhaps the title.
void ReadParagraphs(Lines lines, RawArticle* article) {
  CollapseGaps(&lines);
  JoinWrappedLines(&lines);
  if (article->title.empty() && !lines.empty() && IsTitle(lines, 0)) {
    article->title = lines[0].text;
    article->title_line = lines[0].number;
    lines.erase(lines.begin());
  }
  article->body = std::move(lines);
}

}  // namespace

RawArticle ReadPlainText(std::string_view text, const PlainTextTables& tables) {
  RawArticle article;
  Lines lines = SplitSourceLines(text, 1);
  size_t begin = ReadFrontMatter(lines, tables, &article);
  begin = ReadKeyedHead(lines, begin, tables, &article);
  lines.erase(lines.begin(), lines.begin() + begin);
  lines = WithoutMailMarks(std::move(lines));
  ReadParagraphs(std::move(lines), &article);
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
  const size_t body = ReadKeyedHead(plain.lines, 0, tables, &article);
  plain.lines.erase(plain.lines.begin(), plain.lines.begin() + body);
  ReadParagraphs(std::move(plain.lines), &article);
  return article;
}

}  // namespace kg
