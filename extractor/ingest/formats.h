// The formats that ingest reads, by the names of files. Pure.
#pragma once

#include <string_view>

namespace kg {

struct ArticleFormat {
  enum Kind { kText, kMarkdown, kHtml, kJson, kJsonLines };
  Kind kind = kText;
  bool gzipped = false;
  bool known = false;  // is the name one of those that ingest looks for?
};

// By the ending, whatever its case; an unknown one is read as text, and "-",
// standard input, as JSON Lines.
ArticleFormat FormatOf(std::string_view path);

}  // namespace kg
