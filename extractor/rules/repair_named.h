// Mends how a name and the noun that tells what it is hang together: titles and
// appositions. For use inside rules only. Pure, linear.
#pragma once

#include "extractor/language/document.h"
#include "extractor/rules/words.h"

namespace kg {

void MendNamedNouns(const Words& words, Sentence* sentence);

}  // namespace kg
