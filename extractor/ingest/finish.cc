#include "extractor/ingest/finish.h"

#include <algorithm>

namespace kg {
namespace {

// Title, blank line, body; an entry of the map for each change of line.
void WriteText(const RawArticle& raw, Article* article) {
  std::string& text = article->text;
  const auto map = [&](uint32_t number, size_t at = 0) {
    auto& positions = article->source_map;
    if (positions.empty() || positions.back().line != number) {
      positions.push_back({static_cast<uint32_t>(text.size() + at), number});
    }
  };
  if (!raw.title.empty()) {
    map(raw.title_line);
    text = raw.title + "\n\n";
    article->body_begin = static_cast<uint32_t>(text.size());
  }
  for (size_t i = 0; i < raw.body.size(); ++i) {
    if (i > 0) text += '\n';
    if (raw.body[i].text.empty()) continue;
    map(raw.body[i].number);
    for (const LineBreak& line : raw.body[i].breaks) map(line.number, line.at);
    text += raw.body[i].text;
  }
}

void TidyMetadata(RawArticle* raw) {
  raw->title = TidyLine(raw->title);
  std::vector<std::string> authors;
  for (const std::string& name : raw->authors) {
    std::string tidy = TidyLine(name);
    const bool known =
        std::find(authors.begin(), authors.end(), tidy) != authors.end();
    if (!tidy.empty() && !known) authors.push_back(std::move(tidy));
  }
  raw->authors = std::move(authors);
  for (std::optional<std::string>* field :
       {&raw->record, &raw->url, &raw->publisher}) {
    if (!*field) continue;
    **field = TidyLine(**field);
    if ((*field)->empty()) field->reset();
  }
}

}  // namespace

IngestTables::IngestTables(const Lexicon& lexicon)
    : fields_(lexicon.table("ingest_fields")),
      dates_(lexicon),
      bylines_(lexicon, dates_),
      boilerplate_(lexicon),
      languages_(lexicon),
      html_hints_(lexicon) {}

Result<Article> IngestTables::Finish(RawArticle raw,
                                     bool keep_any_language) const {
  TidyMetadata(&raw);
  CollapseGaps(&raw.body);
  bylines_.ReadHead(&raw);
  boilerplate_.Filter(&raw);
  if (raw.body.empty()) return Status::InvalidInput("no text");
  Article article;
  WriteText(raw, &article);
  const LanguageGuesser::Guess language = languages_.Detect(article.text);
  if (language.surely_other && !keep_any_language) {
    return Status::InvalidInput("not English (" + language.name + ")");
  }
  article.language = language.code;
  article.record = std::move(raw.record);
  article.url = std::move(raw.url);
  article.title = std::move(raw.title);
  article.date = std::move(raw.date);
  article.authors = std::move(raw.authors);
  article.publisher = std::move(raw.publisher);
  return article;
}

}  // namespace kg
