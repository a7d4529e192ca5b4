// Relative clauses that are facts whatever the clause is that they stand in.
// For use inside rules only. Pure.
#pragma once

#include "extractor/rules/clauses.h"

namespace kg {

// "will not embrace the measures that Lee outlined", "regrets the losses that
// Acme has suffered": what is past stays so whatever is planned with it.
// `clause` is the relative clause, `above` the one that its noun stands in.
bool IsPresupposed(const Tree& tree, const Words& words, const Clause& clause,
                   const Clause& above);

}  // namespace kg
