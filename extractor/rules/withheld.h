// Clauses from which no relation is taken, since how far they are facts is a
// guess: "Norway lacks a way for Acme to leave", "is not as committed to it".
// Pure.
#pragma once

#include "extractor/rules/analysis.h"
#include "extractor/rules/clauses.h"
#include "extractor/rules/predicates.h"
#include "extractor/rules/speech.h"

namespace kg {

bool IsWithheld(const Analysis& analysis, uint32_t sentence,
                const Speeches& speeches, const Clause& clause);

// "cannot enter without a warrant", "was no Democrat until he ran": may yet.
bool IsDeniedForNow(const Tree& tree, const Words& words, const Clause& clause);

// Whether a phrase with a preposition tells how or when it was done, so that it
// is no part of a predicate that no table lists.
bool TellsHow(const Tree& tree, const Words& words, const Clause& clause,
              const Argument& oblique, const SurfacePredicate& surface);

}  // namespace kg
