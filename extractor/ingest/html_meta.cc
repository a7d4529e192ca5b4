#include "extractor/ingest/html_meta.h"

#include <array>

#include "base/unicode.h"
#include "extractor/ingest/document.h"
#include "extractor/ingest/json_text.h"

namespace kg {
namespace {

using rapidjson::Value;

enum class Field { kTitle, kDate, kAuthor, kPublisher, kUrl };

// Names of <meta> (name, property, itemprop), best first for each field.
struct MetaName {
  std::string_view name;
  Field field;
};
constexpr MetaName kMetaNames[] = {
    {"og:title", Field::kTitle},
    {"twitter:title", Field::kTitle},
    {"dc.title", Field::kTitle},
    {"dcterms.title", Field::kTitle},
    {"sailthru.title", Field::kTitle},
    {"headline", Field::kTitle},
    {"article:published_time", Field::kDate},
    {"og:article:published_time", Field::kDate},
    {"datepublished", Field::kDate},
    {"article.published", Field::kDate},
    {"parsely-pub-date", Field::kDate},
    {"sailthru.date", Field::kDate},
    {"pubdate", Field::kDate},
    {"publishdate", Field::kDate},
    {"publish-date", Field::kDate},
    {"publish_date", Field::kDate},
    {"ptime", Field::kDate},
    {"og:published_time", Field::kDate},
    {"dc.date.issued", Field::kDate},
    {"dcterms.created", Field::kDate},
    {"dcterms.date", Field::kDate},
    {"dc.date", Field::kDate},
    {"cxenseparse:recs:publishtime", Field::kDate},
    {"article_date_original", Field::kDate},
    {"date", Field::kDate},
    {"author", Field::kAuthor},
    {"parsely-author", Field::kAuthor},
    {"sailthru.author", Field::kAuthor},
    {"dc.creator", Field::kAuthor},
    {"dcterms.creator", Field::kAuthor},
    {"byl", Field::kAuthor},
    {"article:author", Field::kAuthor},
    {"og:site_name", Field::kPublisher},
    {"application-name", Field::kPublisher},
    {"dc.publisher", Field::kPublisher},
    {"cre", Field::kPublisher},
    {"og:url", Field::kUrl},
};

// Types of schema.org whose objects are articles: by the end of their names.
constexpr std::array<std::string_view, 4> kArticleTypes = {
    "Article", "BlogPosting", "Report", "Review"};
// Members of JSON-LD that may hold the article.
constexpr std::array<std::string_view, 4> kHolders = {
    "@graph", "mainEntity", "mainEntityOfPage", "itemListElement"};

std::string& FieldOf(Field field, HtmlMeta* meta, std::string* author) {
  switch (field) {
    case Field::kTitle:
      return meta->social_title;
    case Field::kDate:
      return meta->date;
    case Field::kAuthor:
      return *author;
    case Field::kPublisher:
      return meta->publisher;
    case Field::kUrl:
      break;
  }
  return meta->url;
}

bool IsArticleType(const Value& object) {
  const Value* type = JsonMember(object, "@type");
  if (type == nullptr) return false;
  if (type->IsArray() && !type->Empty()) type = &(*type)[0];
  const std::string name = JsonString(*type);
  for (std::string_view end : kArticleTypes) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

// The first object that is an article; found without recursion.
const Value* FindArticle(const Value& root) {
  std::vector<const Value*> waiting = {&root};
  for (size_t i = 0; i < waiting.size(); ++i) {
    const Value& value = *waiting[i];
    if (value.IsArray()) {
      for (const Value& each : value.GetArray()) waiting.push_back(&each);
      continue;
    }
    if (IsArticleType(value)) return &value;
    for (std::string_view name : kHolders) {
      const Value* inner = JsonMember(value, name);
      if (inner != nullptr) waiting.push_back(inner);
    }
  }
  return nullptr;
}

std::string TextOf(const Value& object, std::string_view name) {
  const Value* value = JsonMember(object, name);
  if (value == nullptr) return {};
  if (value->IsArray() && !value->Empty()) value = &(*value)[0];
  if (const Value* inner = JsonMember(*value, "name")) value = inner;
  return JsonString(*value);
}

void ReadJsonLd(std::string text, HtmlMeta* meta) {
  constexpr size_t kDepth = 64;  // chosen; real ones stay below 10
  rapidjson::Document document;
  if (!ParseJson(&text, kDepth, {}, &document).ok()) return;
  const Value* article = FindArticle(document);
  if (article == nullptr) return;
  const auto set = [&](std::string* field, std::string value) {
    if (field->empty()) *field = PlainLine(value);
  };
  set(&meta->headline, TextOf(*article, "headline"));
  set(&meta->date, TextOf(*article, "datePublished"));
  const std::string publisher = TextOf(*article, "publisher");
  if (publisher.find("://") == publisher.npos) {
    set(&meta->publisher, publisher);
  }
  if (meta->body.empty()) meta->body = TextOf(*article, "articleBody");
  const Value* author = JsonMember(*article, "author");
  if (author == nullptr || !meta->authors.empty()) return;
  const auto add = [&](const Value& value) {
    const Value* name = JsonMember(value, "name");
    std::string one = JsonString(name == nullptr ? value : *name);
    if (!one.empty()) meta->authors.push_back(PlainLine(one));
  };
  if (author->IsArray()) {
    for (const Value& each : author->GetArray()) add(each);
  } else {
    add(*author);
  }
}

// The content of each name in kMetaNames, where the page has it.
class MetaTags {
 public:
  void Add(const HtmlPage& page, size_t i) {
    const std::string_view content = page.Attribute(i, "content");
    if (content.empty()) return;
    for (const char* key : {"property", "name", "itemprop"}) {
      const std::string name = ToLower(page.Attribute(i, key));
      for (size_t n = 0; n < std::size(kMetaNames); ++n) {
        if (kMetaNames[n].name == name && found_[n].empty()) {
          found_[n] = PlainLine(content);
        }
      }
    }
  }

  void Fill(HtmlMeta* meta) const {
    std::string author;
    for (size_t n = 0; n < std::size(kMetaNames); ++n) {
      std::string& field = FieldOf(kMetaNames[n].field, meta, &author);
      const bool address = found_[n].find("://") != std::string::npos;
      const bool name = kMetaNames[n].field == Field::kAuthor ||
                        kMetaNames[n].field == Field::kPublisher;
      if (name && (address || found_[n].starts_with('@'))) continue;
      if (field.empty()) field = found_[n];
    }
    if (meta->authors.empty() && !author.empty()) {
      meta->authors.push_back(author);
    }
  }

 private:
  std::array<std::string, std::size(kMetaNames)> found_;
};

std::string RawText(const HtmlPage& page, size_t i) {
  std::string text;
  for (size_t at = i + 1; at < page[i].end; ++at) text += page.Text(at);
  return text;
}

}  // namespace

HtmlMeta ReadHtmlMeta(const HtmlPage& page) {
  HtmlMeta meta;
  MetaTags tags;
  std::string time, published_time, canonical;
  for (size_t i = 0; i < page.size(); ++i) {
    const GumboTag tag = page.Tag(i);
    if (tag == GUMBO_TAG_META) {
      tags.Add(page, i);
    } else if (tag == GUMBO_TAG_SCRIPT &&
               page.Attribute(i, "type") == "application/ld+json") {
      ReadJsonLd(RawText(page, i), &meta);
    } else if (tag == GUMBO_TAG_TIME && time.empty()) {
      const std::string_view stamp = page.Attribute(i, "datetime");
      time = stamp.empty() ? page.InnerText(i) : std::string(stamp);
    } else if (tag == GUMBO_TAG_TITLE && meta.document_title.empty()) {
      meta.document_title = page.InnerText(i);
    } else if (tag == GUMBO_TAG_H1 && meta.h1.empty()) {
      meta.h1 = page.InnerText(i);
    } else if (tag == GUMBO_TAG_LINK &&
               page.Attribute(i, "rel") == "canonical") {
      canonical = page.Attribute(i, "href");
    } else if (page.IsElement(i) && published_time.empty() &&
               page.Attribute(i, "itemprop") == "datePublished") {
      published_time = page.Attribute(i, "content");
      if (published_time.empty()) {
        published_time = page.Attribute(i, "datetime");
      }
    }
  }
  tags.Fill(&meta);
  if (meta.date.empty()) {
    meta.date = published_time.empty() ? time : published_time;
  }
  if (canonical.find("://") != std::string::npos) meta.url = canonical;
  return meta;
}

}  // namespace kg
