#include "extractor/rules/factuality.h"

namespace kg {
namespace {

// Factuality (document.h) from which on the model takes a clause for a fact,
// where no word of the text says otherwise; chosen on judged facts.
constexpr float kHappens = 2.2F;

}  // namespace

Polarity Flip(Polarity polarity) {
  return polarity == Polarity::kAffirmed ? Polarity::kNegated
                                         : Polarity::kAffirmed;
}

void Lower(Modality modality, Factuality* f) {
  if (f->modality == Modality::kAsserted) f->modality = modality;
}

void Apply(Effect effect, Factuality* f) {
  switch (effect) {
    case Effect::kFact:
      return;
    case Effect::kNegated:
      f->polarity = Flip(f->polarity);
      return;
    case Effect::kReported:
      f->reported = true;
      return;
    case Effect::kPlanned:
      return Lower(Modality::kPlanned, f);
    case Effect::kPossible:
      return Lower(Modality::kPossible, f);
    case Effect::kRequired:
      return Lower(Modality::kRequired, f);
    case Effect::kConditional:
      return Lower(Modality::kConditional, f);
    case Effect::kQuestioned:
      return Lower(Modality::kQuestioned, f);
  }
}

void Set(Modality modality, Factuality* f) {
  f->modality = modality;
  f->guessed = false;
}

void Guess(Effect effect, Factuality* f) {
  const bool asserted = f->modality == Modality::kAsserted;
  Apply(effect, f);
  f->guessed = f->guessed || (asserted && f->modality != Modality::kAsserted);
}

void Doubt(Factuality* f) {
  if (f->modality == Modality::kPlanned) f->modality = Modality::kPossible;
}

void Deny(Factuality* f) {
  f->polarity = Flip(f->polarity);
  f->denied = !f->denied;
}

bool Happens(const Tree& tree, uint32_t t, const Clause& above) {
  const bool to_be =
      above.modality == Modality::kPlanned && tree.Child(above.head, "expl");
  return !to_be && tree.token(t).factuality > kHappens &&
         above.polarity == Polarity::kAffirmed &&
         above.modality != Modality::kConditional &&
         above.modality != Modality::kQuestioned;
}

void Continue(const Clause& above, Factuality* f) {
  // "asks whether she wants to sue": no plan, if the plan itself is asked.
  if (above.modality == Modality::kQuestioned) {
    Set(above.modality, f);
  }
  Lower(above.modality, f);
  if (above.polarity == Polarity::kNegated) {
    Lower(Modality::kPossible, f);
  }
  f->reported = f->reported || above.reported;
}

}  // namespace kg
