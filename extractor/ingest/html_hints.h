// What classes, ids and roles say of an element: table ingest_html_hints.
// Immutable, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace kg {

enum class HtmlHint {
  kNone,
  kBody,      // holds an article's text
  kDrop,      // beside the text, unless most of the page is in it
  kComments,  // readers' comments, however long
};

class HtmlHints {
 public:
  explicit HtmlHints(const Lexicon& lexicon);

  // The strongest hint in attribute values, divided by blanks ("article-body
  // main"): comments, then body, then drop.
  HtmlHint Of(std::string_view values) const;

 private:
  std::vector<std::string> body_, drop_, comments_;
};

// Words of an attribute value in lower case with '-' around and between them:
// "storyBody main" -> "-story-body- -main-".
std::string HintForm(std::string_view value);

}  // namespace kg
