// Mends what a parser gets wrong and grammar can tell: lemmas of inflected
// verbs, possessors hung on the verb, objects taken for something else. Pure,
// linear.
#pragma once

#include "extractor/language/document.h"
#include "extractor/rules/words.h"

namespace kg {

// The document with mended lemmas, heads and relations; tokens and text stay.
Document Repair(const Document& document, const Words& words);

}  // namespace kg
