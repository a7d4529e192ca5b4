// What a verb does to the clause that it takes: "refused to sign", "says that
// Norway signed", "wants Norway to sign". Words come from complements.tsv and
// acts.tsv. For use inside rules only. Pure.
#pragma once

#include "extractor/rules/factuality.h"

namespace kg {

// Lowers a clause as the verb of the clause above does.
void InheritFromVerb(const Tree& tree, const Words& words, const Clause& clause,
                     const Clause& above, Factuality* factuality);

}  // namespace kg
