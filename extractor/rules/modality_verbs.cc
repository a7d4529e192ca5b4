#include "extractor/rules/modality_verbs.h"

#include <algorithm>
#include <string>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/modality_own.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/questions.h"

namespace kg {
namespace {

class Complement {
 public:
  Complement(const Tree& tree, const Words& words, const Clause& clause,
             const Clause& above)
      : tree_(tree),
        words_(words),
        clause_(clause),
        above_(above),
        lemma_(tree.lemma(above.head)),
        finite_(HasFiniteForm(tree, clause.head)),
        negated_(above.polarity == Polarity::kNegated) {
    effect_ = words.Complement(WithParticle(tree, above.head), finite_);
    if (!effect_) effect_ = words.Complement(lemma_, finite_);
  }

  void Inherit(Factuality* f) const {
    if (finite_ && IsReason(tree_, words_, clause_.head) &&
        words_.Act(lemma_) != words_.Structure("question")) {
      f->reported = f->reported || above_.reported || (IsSaid() && !IsThings());
    } else if (IsSaid()) {
      InheritFromSpeech(f);
    } else if (!finite_ && LeavesUndone()) {
      f->polarity = Flip(f->polarity);
      Continue(above_, f);
    } else {
      InheritFromOther(f);
    }
  }

 private:
  bool IsSaid() const {
    return !words_.Act(lemma_).empty() &&
           (finite_ || words_.ActTakes(lemma_, "inf") ||
            words_.ActTakes(lemma_, "ger"));
  }

  bool IsThings() const {
    return above_.subject && IsThing(tree_, words_, *above_.subject);
  }

  void InheritFromSpeech(Factuality* f) const {
    f->reported = true;
    if (finite_ && IsReportedFuture()) Set(Modality::kPlanned, f);
    if (finite_ && effect_ == Effect::kQuestioned) {
      Set(Modality::kQuestioned, f);  // "doubts that Norway would ban it"
    }
    if (finite_ && Contains(words_.Structure("wishing"), words_.Act(lemma_))) {
      Doubt(f);  // "hopes that Norway will ban it"
    }
    // "nothing suggests that it has left"
    if (above_.subject && IsNegatedPhrase(tree_, words_, *above_.subject)) {
      f->guessed = true;
    }
    const auto mark = tree_.Child(clause_.head, "mark");
    if (finite_ && mark && Role(*mark) == "condition" &&
        words_.Act(lemma_) == words_.Structure("question")) {
      Set(Modality::kQuestioned, f);  // "asked if Norway had left"
    }
    // "does not believe that it is so": believes that it is not.
    const bool asserted = above_.modality == Modality::kAsserted;
    if (finite_ && negated_ && asserted &&
        words_.Act(lemma_) == words_.Structure("belief")) {
      f->polarity = Flip(f->polarity);
      return;
    }
    if (finite_ && IsMandative()) {
      Lower(Modality::kRequired, f);
    } else if (!finite_ && effect_ && *effect_ != Effect::kReported) {
      // "the plan threatens to hurt Norway": nobody plans it.
      const bool things = *effect_ == Effect::kPlanned && IsThings();
      Apply(things ? Effect::kPossible : *effect_, f);
      GuessDuty(*effect_, f);
    }
    // "denied paying it", "denied that they paid it": did not, he says.
    if (!negated_ && asserted &&
        words_.Act(lemma_) == words_.Structure("denial")) {
      Deny(f);
    }
    // "will say that Norway has left": it has.
    const bool later = finite_ && !negated_ &&
                       (above_.modality == Modality::kPlanned ||
                        above_.modality == Modality::kRequired);
    if (!later && !Performs() && (negated_ || !asserted)) Continue(above_, f);
  }

  std::string_view Role(uint32_t mark) const {
    return words_.table("marks").Get(tree_.word(mark), "role");
  }

  // "I can assure you that", "I must say that": it is said.
  bool Performs() const {
    return finite_ && !negated_ && above_.subject &&
           !above_.auxiliaries.empty() &&
           words_.PronounCell(tree_.word(*above_.subject), "person") == "1";
  }

  // "hopes that they push Norway to ban it", "was not asked to ban it".
  void GuessDuty(Effect effect, Factuality* f) const {
    f->guessed =
        f->guessed || (effect == Effect::kRequired &&
                       (negated_ || above_.modality == Modality::kPossible ||
                        above_.modality == Modality::kPlanned));
  }

  // "demand that they stop": no statement that they do.
  bool IsMandative() const {
    const std::string& xpos = tree_.token(clause_.head).xpos;
    const bool base = tree_.word(clause_.head) == tree_.lemma(clause_.head);
    return (xpos == "VB" || xpos == "VBP" || base) &&
           !tree_.Child(clause_.head, "aux") &&
           Contains(words_.Structure("mandative acts"), words_.Act(lemma_));
  }

  // "the fear is that it failed", "the view has been that it failed".
  bool IsOfView() const {
    return finite_ && lemma_ == "be" && above_.subject &&
           !words_.NounAct(tree_.lemma(*above_.subject)).empty();
  }

  bool IsLess() const {
    const auto adverb = tree_.Child(above_.head, "advmod");
    return adverb && *adverb < above_.head &&
           Contains(words_.Structure("less"), tree_.word(*adverb));
  }

  // "let him prove that he paid", "make Norway leave"
  bool IsOfCommand() const {
    return tree_.token(above_.head).xpos == "VB" &&
           tree_.Is(above_.head, "root") && !above_.subject &&
           above_.auxiliaries.empty() && !tree_.Child(above_.head, "mark");
  }

  // "did not manage to leave", "did not refuse to".
  void InheritFromDenied(Effect implied, Factuality* f) const {
    if (implied == Effect::kNegated) {
      Lower(Modality::kPossible, f);
    } else {
      f->polarity = Flip(f->polarity);
    }
    Lower(above_.modality, f);
    f->reported = f->reported || above_.reported;
  }

  void LowerInDoubt(Effect applied, Factuality* f) const {
    if (effect_ == Effect::kPossible) Doubt(f);
    // "was not ready to accept it", "does not mean that it has", "less likely
    // to accept it": no word of whether it did.
    if (applied == Effect::kPossible && (negated_ || IsLess())) {
      f->guessed = true;
    }
    // "unless you know that they hate it"
    const bool open = above_.modality == Modality::kConditional ||
                      above_.modality == Modality::kQuestioned;
    if (finite_ && open) Lower(above_.modality, f);
  }

  void InheritFromOther(Factuality* f) const {
    if (IsOfView()) f->reported = true;
    f->guessed = f->guessed || above_.guessed || IsOfCommand();
    if (TellsWhether(tree_, words_, clause_.head) ||
        (finite_ && effect_ == Effect::kQuestioned)) {
      Set(Modality::kQuestioned, f);
      f->reported = f->reported || above_.reported;
      return;
    }
    Effect applied = effect_.value_or(Effect::kPossible);
    const bool another =
        !finite_ && clause_.subject && clause_.subject != above_.subject;
    if (another) {
      const Table& verbs = words_.table("complements");
      applied = ParseEffect(verbs.Get(lemma_, "another")).value_or(applied);
    }
    const bool implies =
        applied == Effect::kFact || applied == Effect::kNegated;
    if (implies && !finite_ && negated_) return InheritFromDenied(applied, f);
    // "could move to ban", "should seek to": no plan, if the planning is none;
    // "would require Norway to ban": no duty yet.
    if ((applied == Effect::kPlanned &&
         above_.modality != Modality::kAsserted) ||
        (applied == Effect::kRequired &&
         (another || above_.auxiliaries.size() > 1) &&
         above_.modality == Modality::kConditional)) {
      Lower(above_.modality, f);
    }
    if (another) GuessDuty(applied, f);
    effect_ ? Apply(applied, f) : Guess(applied, f);
    LowerInDoubt(applied, f);
    // "does not want to leave": plans not to; "did not need to", "does not have
    // to": it is no duty.
    const bool denied =
        applied == Effect::kPlanned || applied == Effect::kRequired;
    if (denied && !finite_ && negated_) {
      f->polarity = Flip(f->polarity);
      f->reported = f->reported || above_.reported;
      return;
    }
    const bool unproven =
        words_.table("complements").Get(lemma_, "open") == "yes";
    if (!(finite_ && applied == Effect::kFact) || unproven) {
      Continue(above_, f);
    } else {
      f->reported = f->reported || above_.reported;
    }
  }

  // "has yet to provide any": has not.
  bool LeavesUndone() const {
    return (lemma_ == "have" || lemma_ == "be" || lemma_ == "remain") &&
           !negated_ && IsUndone(tree_, words_, above_.head);
  }

  // "said", and "hinting" beside what was done.
  bool IsPast(uint32_t t) const {
    const std::string& xpos = tree_.token(t).xpos;
    const int32_t head = tree_.Head(t);
    return xpos == "VBD" ||
           (xpos == "VBG" && head >= 0 &&
            tree_.token(static_cast<uint32_t>(head)).xpos == "VBD");
  }

  // "said it would leave", "would be leaving": will, as it was said then; not
  // "would leave if …", "would have left".
  bool IsReportedFuture() const {
    const auto conditional = [&](uint32_t aux) {
      return words_.Modal("aux", tree_.word(aux)) == Effect::kConditional;
    };
    const auto& children = tree_.Children(clause_.head);
    const auto& auxiliaries = clause_.auxiliaries;
    const bool one =
        auxiliaries.size() == 1 && tree_.token(clause_.head).xpos == "VB";
    const bool be = auxiliaries.size() == 2 &&
                    tree_.token(clause_.head).xpos == "VBG" &&
                    tree_.lemma(auxiliaries.back()) == "be";
    return IsPast(above_.head) && (one || be) &&
           conditional(auxiliaries.front()) &&
           std::none_of(children.begin(), children.end(), [&](uint32_t child) {
             if (tree_.Is(child, "advcl")) {
               if (IsInfinitive(tree_, child)) return false;
               const auto mark = tree_.Child(child, "mark");
               return !mark || Role(*mark) != "cause";
             }
             const auto& marks = words_.table("marks");
             return tree_.Is(child, "mark") &&
                    !marks.Get(tree_.word(child), "modality").empty();
           });
  }

  const Tree& tree_;
  const Words& words_;
  const Clause& clause_;
  const Clause& above_;
  const std::string& lemma_;
  const bool finite_;
  const bool negated_;
  std::optional<Effect> effect_;
};

}  // namespace

void InheritFromVerb(const Tree& tree, const Words& words, const Clause& clause,
                     const Clause& above, Factuality* factuality) {
  Complement(tree, words, clause, above).Inherit(factuality);
}

}  // namespace kg
