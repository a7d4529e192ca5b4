// CoNLL-U (https://universaldependencies.org/format.html): reading into
// Documents and writing. Thread-safe, pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "extractor/language/document.h"

namespace kg {

struct ConlluArticle {
  std::string id;    // of "# newdoc id", or empty
  std::string text;  // rebuilt from forms and SpaceAfter; a sentence a line
  Document document;
};

// Multiword-token lines give space and span, empty nodes are skipped. Columns
// that are "_" stay empty (feats: "_"). InvalidInput "name:line: …".
Result<std::vector<ConlluArticle>> ReadConllu(const std::string& name,
                                              std::string_view bytes);

// One article, "# newdoc id = PATH" first; NER= and, with_ranges,
// TokenRange=start:end (code points of `text`) in MISC.
struct ConlluWriteOptions {
  bool with_ranges = true;
};
std::string WriteConllu(const std::string& path, std::string_view text,
                        const Document& document,
                        const ConlluWriteOptions& options);

}  // namespace kg
