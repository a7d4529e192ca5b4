// Mends the antecedents of relative clauses: "which" is never somebody. For use
// inside rules only. Pure, linear but for the words between a noun and its
// clause.
#pragma once

#include "extractor/language/document.h"
#include "extractor/rules/words.h"

namespace kg {

void MendRelatives(const Words& words, Sentence* sentence);

}  // namespace kg
