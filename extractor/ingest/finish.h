// The last step of all formats: an article in parts -> Article, without
// boilerplate, with its text, source map, language and id. Holds the tables of
// ingest, read once from the lexicon. Immutable, thread-safe; `lexicon` must
// outlive it.
#pragma once

#include <string>
#include <string_view>

#include "base/status.h"
#include "extractor/ingest/boilerplate.h"
#include "extractor/ingest/byline.h"
#include "extractor/ingest/dates.h"
#include "extractor/ingest/document.h"
#include "extractor/ingest/html_hints.h"
#include "extractor/ingest/language_guess.h"
#include "extractor/ingest/plain_text.h"
#include "graph/facts/facts.h"
#include "lexicon/lexicon.h"

namespace kg {

class IngestTables {
 public:
  explicit IngestTables(const Lexicon& lexicon);
  IngestTables(const IngestTables&) = delete;
  IngestTables& operator=(const IngestTables&) = delete;

  // Everything but id, root label, path and content hash, which the caller
  // sets. Fails with the reason for skipping: "no text", "not English (…)".
  Result<Article> Finish(RawArticle raw, bool keep_any_language) const;

  PlainTextTables plain_text() const { return {fields_, dates_, bylines_}; }
  const DateReader& dates() const { return dates_; }
  const BylineReader& bylines() const { return bylines_; }
  const HtmlHints& html_hints() const { return html_hints_; }

 private:
  const Table& fields_;
  DateReader dates_;
  BylineReader bylines_;
  BoilerplateFilter boilerplate_;
  LanguageGuesser languages_;
  HtmlHints html_hints_;
};

}  // namespace kg
