// Plain text and markdown -> article: front matter, a head of "Title: …"
// lines, the first line as title, markup taken away. Bylines and boilerplate
// are left to the common last step. Keys come from the table ingest_fields.
#pragma once

#include <string_view>

#include "extractor/ingest/byline.h"
#include "extractor/ingest/dates.h"
#include "extractor/ingest/document.h"
#include "lexicon/lexicon.h"

namespace kg {

struct PlainTextTables {
  const Table& fields;  // ingest_fields
  const DateReader& dates;
  const BylineReader& bylines;
};

// `text` is valid UTF-8.
RawArticle ReadPlainText(std::string_view text, const PlainTextTables& tables);
RawArticle ReadMarkdown(std::string_view text, const PlainTextTables& tables);

}  // namespace kg
