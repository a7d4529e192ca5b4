// Mends what a parser makes of a verb's arguments: subjects, objects and agents
// under another label or hung on another word. For use inside rules only. Pure,
// linear.
#pragma once

#include "extractor/language/document.h"
#include "extractor/rules/words.h"

namespace kg {

void MendArguments(const Words& words, Sentence* sentence);

}  // namespace kg
