// What a main clause does to its adverbial clauses: "will speak when they have
// left", "accused X of stealing", "banned X from stealing". Words come from
// complements.tsv, acts.tsv and marks.tsv. For use inside rules only. Pure.
#pragma once

#include "extractor/rules/factuality.h"

namespace kg {

// Lowers an adverbial clause as the clause above does.
void InheritFromMain(const Tree& tree, const Words& words, const Clause& clause,
                     const Clause& above, Factuality* factuality);

}  // namespace kg
