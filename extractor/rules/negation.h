// Negation of clauses and phrases, and what adjectives say of how real a thing
// is. Words come from negation.tsv and modality.tsv. Pure.
#pragma once

#include <optional>

#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

// Whether the token negates the clause that it modifies ("not", "no longer",
// "nor"; not "not only").
bool IsNegator(const Tree& tree, const Words& words, uint32_t t);

// Whether the phrase headed by `t` is itself negated ("no evidence", "neither
// A nor B", "nobody").
bool IsNegatedPhrase(const Tree& tree, const Words& words, uint32_t t);

// What an adjective of the phrase says of its being so: "alleged theft" is
// reported, "planned merger" planned.
std::optional<Effect> PhraseEffect(const Tree& tree, const Words& words,
                                   uint32_t t);

}  // namespace kg
