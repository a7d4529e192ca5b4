// Clauses from which no relation is taken, since how far they are facts is a
// guess: "Norway lacks a way for Acme to leave", "is not as committed to it".
// Pure.
#pragma once

#include "extractor/rules/analysis.h"
#include "extractor/rules/clauses.h"
#include "extractor/rules/speech.h"

namespace kg {

bool IsWithheld(const Analysis& analysis, uint32_t sentence,
                const Speeches& speeches, const Clause& clause);

// "went on strike in Norway": a bare noun before it makes the verb another.
bool FollowsIdiom(const Tree& tree, const Clause& clause,
                  const Argument& oblique);

}  // namespace kg
