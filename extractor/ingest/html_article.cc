#include "extractor/ingest/html_article.h"

#include <algorithm>

#include "base/unicode.h"
#include "extractor/ingest/html_body.h"
#include "extractor/ingest/html_meta.h"
#include "extractor/ingest/html_page.h"

namespace kg {
namespace {

// Chosen: articleBody is taken where the page's own text is less than half of
// it, as where the text is put in by a script.
constexpr size_t kBodyWords = 80;

size_t Words(const std::vector<SourceLine>& lines) {
  size_t words = 0;
  for (const SourceLine& line : lines) words += CountWords(line.text);
  return words;
}

// Folded, blanks left out: "TheHill" and "The Hill" are one name.
std::string NameKey(std::string_view name) {
  std::string key = FoldTerm(name);
  std::erase(key, ' ');
  return key;
}

// "Headline | The Post" -> "Headline": what follows a mark is the publisher.
std::string WithoutPublisher(const std::string& title,
                             const std::string& publisher) {
  static constexpr std::string_view kMarks[] = {
      " | ",        " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ",
      " \xC2\xB7 ", " :: "};
  size_t at = std::string::npos;
  for (std::string_view mark : kMarks) {
    const size_t found = title.rfind(mark);
    if (found != title.npos && (at == title.npos || found > at)) at = found;
  }
  if (at == title.npos || at == 0) return title;
  const std::string tail = title.substr(at);
  const std::string name = NameKey(publisher);
  const bool named = !name.empty() && NameKey(tail).find(name) != tail.npos;
  // Without a publisher's name, a short tail after a long headline is one.
  const bool short_tail =
      CountWords(tail) <= 4 && CountWords(title.substr(0, at)) >= 4;
  return named || (publisher.empty() && short_tail)
             ? TidyLine(title.substr(0, at))
             : title;
}

std::string TitleOf(const HtmlMeta& meta) {
  for (const std::string* title : {&meta.headline, &meta.social_title}) {
    const std::string tidy = TidyLine(*title);
    if (!tidy.empty()) return WithoutPublisher(tidy, meta.publisher);
  }
  // An <h1> that <title> begins with is the headline; another may be the name
  // of the site.
  const std::string page =
      WithoutPublisher(meta.document_title, meta.publisher);
  const bool agrees =
      !meta.h1.empty() &&
      FoldTerm(meta.document_title).find(FoldTerm(meta.h1)) != page.npos;
  return agrees || page.empty() ? meta.h1 : page;
}

}  // namespace

Result<RawArticle> ReadHtmlArticle(std::string_view html,
                                   const IngestTables& tables) {
  KG_ASSIGN(const HtmlPage page, HtmlPage::Parse(html));
  const HtmlMeta meta = ReadHtmlMeta(page);
  RawArticle article;
  article.title = TitleOf(meta);
  article.date = tables.dates().Day(meta.date);
  for (const std::string& author : meta.authors) {
    for (std::string& name : tables.bylines().Authors(author)) {
      article.authors.push_back(std::move(name));
    }
  }
  if (!meta.publisher.empty()) article.publisher = meta.publisher;
  if (!meta.url.empty()) article.url = meta.url;
  article.body = ExtractBody(page, tables.html_hints());
  if (CountWords(meta.body) >= kBodyWords &&
      Words(article.body) * 2 < CountWords(meta.body)) {
    article.body = SplitSourceLines(meta.body, 1);
  }
  return article;
}

}  // namespace kg
