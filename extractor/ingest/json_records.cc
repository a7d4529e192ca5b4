#include "extractor/ingest/json_records.h"

#include "base/unicode.h"
#include "extractor/ingest/encoding.h"
#include "extractor/ingest/html_body.h"
#include "extractor/ingest/html_page.h"
#include "extractor/ingest/json_text.h"
#include "extractor/ingest/unwrap.h"

namespace kg {
namespace {

using rapidjson::Value;

constexpr size_t kTagBytes = 2000;  // chosen; bounds the search for its end

// Names of fields, best first; a dot goes into an object. Of the text, a
// description is the last resort.
constexpr std::string_view kTitle[] = {"title", "headline", "name"};
constexpr std::string_view kBody[] = {
    "text",        "maintext",     "article_text", "content",  "body",
    "articleBody", "article_body", "full_text",    "fulltext", "article",
    "raw_text",    "description",  "summary"};
constexpr std::string_view kDate[] = {"date",
                                      "publishedAt",
                                      "published_at",
                                      "date_publish",
                                      "published",
                                      "publish_date",
                                      "published_date",
                                      "pubdate",
                                      "pubDate",
                                      "pub_date",
                                      "datePublished",
                                      "date_published",
                                      "publication_date",
                                      "created_at",
                                      "timestamp"};
constexpr std::string_view kAuthors[] = {"authors", "author", "byline",
                                         "creator"};
constexpr std::string_view kUrl[] = {
    "url", "link", "source_url", "canonical_link", "canonical_url", "uri"};
constexpr std::string_view kPublisher[] = {
    "source.name", "publisher.name", "publisher",
    "sitename",    "site_name",      "source-hostname",
    "hostname",    "source_domain",  "source",
    "site",        "publication",    "outlet",
    "domain"};
constexpr std::string_view kRecord[] = {"id", "_id", "uid", "guid",
                                        "article_id"};
constexpr std::string_view kName[] = {"name", "full_name", "title"};
// Lists of records inside one value.
constexpr std::string_view kLists[] = {
    "articles", "items", "records", "results", "data", "docs", "hits"};

const Value* Lookup(const Value& record, std::string_view path) {
  const size_t dot = path.find('.');
  const Value* value = JsonMember(record, path.substr(0, dot));
  if (dot == path.npos || value == nullptr) return value;
  return Lookup(*value, path.substr(dot + 1));
}

// The first of the fields that holds text.
template <size_t N>
std::string First(const Value& record, const std::string_view (&names)[N]) {
  for (std::string_view name : names) {
    const Value* value = Lookup(record, name);
    if (value == nullptr) continue;
    std::string text = JsonString(*value);
    if (text.find_first_not_of(" \t\r\n") != text.npos) return text;
  }
  return {};
}

template <size_t N>
std::optional<std::string> Optional(const Value& record,
                                    const std::string_view (&names)[N]) {
  std::string text = First(record, names);
  if (text.empty()) return std::nullopt;
  return text;
}

// Texts that some tools write as a list of paragraphs.
std::string Body(const Value& record) {
  for (std::string_view name : kBody) {
    const Value* value = Lookup(record, name);
    if (value == nullptr) continue;
    std::string text = JsonString(*value);
    if (value->IsArray()) {
      for (const Value& part : value->GetArray()) {
        const std::string paragraph = JsonString(part);
        if (!paragraph.empty()) text += paragraph + "\n\n";
      }
    }
    if (text.find_first_not_of(" \t\r\n") != text.npos) return text;
  }
  return {};
}

std::vector<std::string> Authors(const Value& record,
                                 const BylineReader& bylines) {
  std::vector<std::string> authors;
  const auto add = [&](const Value& value) {
    const std::string text =
        value.IsObject() ? First(value, kName) : JsonString(value);
    for (std::string& name : bylines.Authors(text)) {
      authors.push_back(std::move(name));
    }
  };
  for (std::string_view field : kAuthors) {
    const Value* value = Lookup(record, field);
    if (value == nullptr) continue;
    if (value->IsArray()) {
      for (const Value& each : value->GetArray()) add(each);
    } else {
      add(*value);
    }
    if (!authors.empty()) break;
  }
  return authors;
}

bool IsLetterAscii(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Closing tags, line breaks or entities: "a < b" and "R&D" are none.
bool LooksLikeHtml(std::string_view text) {
  for (size_t at = text.find_first_of("<&"); at != text.npos;
       at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at + 1, 12);
    const size_t name = rest.starts_with('/') || rest.starts_with('#');
    size_t end = name;
    while (end < rest.size() && (IsLetterAscii(rest[end]) ||
                                 (rest[end] >= '0' && rest[end] <= '9'))) {
      ++end;
    }
    if (end == name || end >= rest.size()) continue;
    if (text[at] == '&'
            ? rest[end] == ';'
            : IsLetterAscii(rest[name]) &&
                  (rest[end] == '>' || rest[end] == '/' ||
                   text.substr(at, kTagBytes).find('>') != text.npos)) {
      return true;
    }
  }
  return false;
}

Result<std::vector<SourceLine>> BodyLines(const std::string& text) {
  if (!LooksLikeHtml(text)) return SplitSourceLines(text, 1);
  // A text with lines of its own keeps them: gumbo would join them.
  std::string html = text;
  if (text.find("<p") == text.npos && text.find("<br") == text.npos &&
      text.find("<div") == text.npos) {
    html.clear();
    for (const char c : text) html += c == '\n' ? "<br>" : std::string(1, c);
  }
  KG_ASSIGN(const HtmlPage page, HtmlPage::Parse(html));
  return ExtractAllText(page);
}

Result<RawArticle> ReadRecord(const Value& record, uint32_t line,
                              const IngestTables& tables) {
  if (!record.IsObject()) {
    return Status::InvalidInput("no article: expected an object");
  }
  RawArticle article;
  KG_ASSIGN(article.body, BodyLines(Body(record)));
  for (SourceLine& each : article.body) each.number = line;
  JoinWrappedLines(&article.body);
  article.title = First(record, kTitle);
  article.title_line = line;
  if (LooksLikeHtml(article.title)) article.title = PlainLine(article.title);
  article.date = tables.dates().Day(First(record, kDate));
  article.authors = Authors(record, tables.bylines());
  article.url = Optional(record, kUrl);
  article.publisher = Optional(record, kPublisher);
  article.record = Optional(record, kRecord);
  return article;
}

const Value* RecordList(const Value& value) {
  if (value.IsArray()) return &value;
  if (!value.IsObject() || !Body(value).empty()) return nullptr;
  for (std::string_view name : kLists) {
    const Value* list = JsonMember(value, name);
    if (list != nullptr && list->IsArray()) return list;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<Result<RawArticle>>> ReadJsonRecords(
    std::string_view bytes, size_t depth_limit, JsonPlace place,
    const IngestTables& tables) {
  KG_ASSIGN(std::string text, DecodeText(bytes, DeclaredBy::kNothing));
  rapidjson::Document document;
  KG_RETURN_IF_ERROR(ParseJson(&text, depth_limit, place, &document));
  std::vector<Result<RawArticle>> records;
  if (const Value* list = RecordList(document)) {
    for (const Value& each : list->GetArray()) {
      records.push_back(ReadRecord(each, place.line, tables));
    }
  } else {
    records.push_back(ReadRecord(document, place.line, tables));
  }
  return records;
}

}  // namespace kg
