// How far each clause is a fact: polarity, modality, and whether somebody
// merely says it. All words come from modality.tsv, negation.tsv,
// complements.tsv, marks.tsv, acts.tsv and speech_nouns.tsv. Pure.
#pragma once

#include "extractor/rules/clauses.h"

namespace kg {

// Sets polarity, modality and reported of every clause, governors first.
void SetFactuality(const Tree& tree, const Words& words,
                   SentenceClauses* clauses);

}  // namespace kg
