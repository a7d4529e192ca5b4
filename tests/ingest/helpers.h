// What the tests of ingest share: the lexicon's tables, reading of bytes, gzip.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/ingest/ingest.h"

namespace kg {

// The tables ingest_* of lexicon/en, read once.
const Lexicon& IngestLexicon();

struct Ingested {
  std::vector<Article> articles;
  std::vector<std::string> skipped;  // "place: reason"
};

Ingested IngestText(std::string_view bytes, const std::string& name,
                    const IngestOptions& options = {});

// The text from where the body begins.
std::string BodyOf(const Article& article);

// The body of a .txt file with a title of its own and `text` after it.
std::string CleanedBody(std::string_view text);

std::string Gzip(std::string_view bytes);

}  // namespace kg
