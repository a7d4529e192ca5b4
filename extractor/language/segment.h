// The text stage: sentences and syntactic words by the conventions of UD
// English (EWT, GUM). Pure, linear in the text's length, thread-safe.
#pragma once

#include <string_view>

#include "extractor/language/document.h"
#include "lexicon/lexicon.h"

namespace kg {

// Fills begin, end, form and space_after. Line ends part paragraphs, and so
// sentences.
Document Segment(std::string_view text, const Lexicon& lexicon);

}  // namespace kg
