// Where what is said begins and ends: words of the article that stand among
// somebody's, and words that are missing. For use inside rules only. Pure,
// linear in the sentence.
#pragma once

#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/speech.h"

namespace kg {

// Takes out what is not said: the words between the cue and the colon before a
// quotation, what came of an act ("announced he would leave, prompting …"),
// comments behind a dash or the cue, a question put to the speaker, ", but …"
// with a subject of its own, when it was said behind a quotation; takes in the
// first of two clauses and the verb of a subject. `quoted` by position.
void MendBounds(const Analysis& analysis, const std::vector<bool>& quoted,
                Speech* speech);

}  // namespace kg
