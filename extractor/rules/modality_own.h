// What a clause's own words say of how far it is a fact: its auxiliaries,
// adverbs, marks and conditions, apart from what stands above it. For use
// inside rules only. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "extractor/rules/clauses.h"

namespace kg {

struct Factuality {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  bool guessed = false;  // see Clause
  bool reported = false;
};

Polarity Flip(Polarity polarity);
// The first effect to lower a clause stays: it is the nearest to the verb.
void Lower(Modality modality, Factuality* factuality);
void Apply(Effect effect, Factuality* factuality);

Factuality OwnFactuality(const Tree& tree, const Words& words,
                         const Clause& clause);
// "has yet to sign": has not.
bool IsUndone(const Tree& tree, const Words& words, uint32_t verb);
// What the mark of an adverbial clause does to its main clause ("if").
std::optional<Effect> EffectOnMain(const Tree& tree, const Words& words,
                                   uint32_t adverbial);

}  // namespace kg
