// Sentences in capitals alone, whose letters tell nothing of names: the model
// reads them better as small ones. Pure, linear, thread-safe.
#pragma once

#include <string_view>

#include "extractor/language/document.h"

namespace kg {

// Three words or more without a small letter, one of them too long for an
// acronym.
bool IsShouted(const Sentence& sentence);

// Makes the forms of shouted sentences small.
void LowerShouted(Document* document);

// Gives all tokens the forms that stand in the text.
void RestoreForms(std::string_view text, Document* document);

}  // namespace kg
