// How far a clause is a fact, and what lowers it step by step. For use inside
// rules only. Pure.
#pragma once

#include "extractor/rules/clauses.h"

namespace kg {

struct Factuality {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  bool guessed = false;  // see Clause
  bool reported = false;
  bool denied = false;  // see Clause
};

Polarity Flip(Polarity polarity);
// The first effect to lower a clause stays: it is the nearest to the verb.
void Lower(Modality modality, Factuality* factuality);
void Apply(Effect effect, Factuality* factuality);
// Whatever lowered it before, by a word that a table lists.
void Set(Modality modality, Factuality* factuality);
// Applies what no table says of the word above.
void Guess(Effect effect, Factuality* factuality);
// "it is unlikely that Norway will leave": no plan.
void Doubt(Factuality* factuality);
// The one who reports it says that it is not so.
void Deny(Factuality* factuality);
// Whether a clause that no word opens depends on no condition, stands under no
// negation, and the model takes it for a fact: "leakers working in the White
// House will be found". Not "there will be a race where they face Lee".
bool Happens(const Tree& tree, uint32_t t, const Clause& above);
// As much a fact as the clause above it.
void Continue(const Clause& above, Factuality* factuality);

}  // namespace kg
