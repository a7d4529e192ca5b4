// What a clause's own words say of how far it is a fact: its auxiliaries,
// adverbs, marks and conditions, apart from what stands above it. For use
// inside rules only. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "extractor/rules/factuality.h"

namespace kg {

Factuality OwnFactuality(const Tree& tree, const Words& words,
                         const Clause& clause);
// "has yet to sign": has not.
bool IsUndone(const Tree& tree, const Words& words, uint32_t verb);
// What the mark of an adverbial clause does to its main clause ("if").
std::optional<Effect> EffectOnMain(const Tree& tree, const Words& words,
                                   uint32_t adverbial);

}  // namespace kg
