#include "extractor/rules/modality.h"

#include <algorithm>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/modality_own.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/presupposed.h"
#include "extractor/rules/questions.h"

namespace kg {
namespace {

// Factuality (document.h) from which on the model takes a clause for a fact,
// where no word of the text says otherwise; chosen on judged facts.
constexpr float kHappens = 2.2F;

class Setter {
 public:
  Setter(const Tree& tree, const Words& words, SentenceClauses* clauses)
      : tree_(tree), words_(words), clauses_(*clauses) {}

  void Run() {
    asked_ = AskedTokens(tree_);
    for (Clause& clause : clauses_.clauses) {
      Factuality f = OwnFactuality(tree_, words_, clause);
      Inherit(clause, &f);
      if (f.polarity == Polarity::kAffirmed &&
          IsOneOfTwo(tree_, words_, clause.head)) {
        Lower(Modality::kPossible, &f);
      }
      if (asked_[clause.head]) {
        f.modality = Modality::kQuestioned;
        f.guessed = !IsMain(tree_, clause);
      }
      clause.polarity = f.polarity;
      clause.modality = f.modality;
      clause.guessed = f.guessed;
      clause.reported = f.reported;
    }
  }

 private:
  const Clause* Above(const Clause& clause) const {
    return clause.governor ? &clauses_.clauses[*clause.governor] : nullptr;
  }

  void Inherit(const Clause& clause, Factuality* f) const {
    const Clause* above = Above(clause);
    const uint32_t t = clause.head;
    const std::string_view relation = tree_.Universal(t);
    const int32_t head = tree_.Head(t);
    const bool direct =
        above != nullptr && head == static_cast<int32_t>(above->head);
    if (relation == "root" && tree_.token(t).xpos == "VB" &&
        tree_.Child(t, "mark") && !IsUndone(tree_, words_, t)) {
      return Lower(Modality::kPlanned, f);  // "Ministers to meet", a headline
    }
    if (above == nullptr) return;
    // "going so far as to say 'I have none'": what is quoted whole is as the
    // speaker has it.
    if (IsQuoted(t) && !IsQuoted(above->head) && HasFiniteForm(tree_, t)) {
      f->reported = true;
      return;
    }
    if (tree_.Relation(t) == "acl:relcl" &&
        !(IsContentOfNoun(tree_, t) &&
          words_.table("speech_nouns")
              .Has(tree_.lemma(static_cast<uint32_t>(head))))) {
      if (tree_.token(static_cast<uint32_t>(head)).upos != "PROPN" &&
          !IsNonRestrictive(tree_, t) &&
          !IsPresupposed(tree_, words_, clause, *above) &&
          !Happens(t, *above)) {
        Continue(*above, f);
      }
      f->reported = f->reported || above->reported;
    } else if (relation == "conj" && direct) {
      InheritFromConjunct(clause, *above, f);
    } else if ((relation == "ccomp" || relation == "xcomp") && direct) {
      InheritFromVerb(clause, *above, f);
    } else if (relation == "advcl" && direct &&
               (IsControlled(tree_, words_, t) || GoesOn(tree_, words_, t))) {
      InheritFromVerb(clause, *above, f);
    } else if (relation == "advcl" && direct) {
      InheritAsAdverbial(clause, *above, f);
    } else if (relation == "acl" || relation == "ccomp" ||
               relation == "advcl" || relation == "xcomp") {
      InheritFromNoun(clause, *above, f);
    } else if (relation != "parataxis" && !HasFiniteForm(tree_, t)) {
      Guess(Effect::kPossible, f);
      Continue(*above, f);
    } else if (relation == "csubj") {
      Guess(Effect::kPossible, f);
      const auto effect = words_.Complement(tree_.lemma(above->head), true);
      if (effect == Effect::kPossible) Doubt(f);
    }
  }

  // What depends on no condition and stands under no negation, and the model
  // takes for a fact: "leakers working in the White House will be found".
  bool Happens(uint32_t t, const Clause& above) const {
    return tree_.token(t).factuality > kHappens &&
           above.polarity == Polarity::kAffirmed &&
           above.modality != Modality::kConditional &&
           above.modality != Modality::kQuestioned;
  }

  bool IsQuoted(uint32_t t) const { return (tree_.token(t).layout & 1) != 0; }

  // The clause is as much a fact as the one above.
  void Continue(const Clause& above, Factuality* f) const {
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

  void InheritFromConjunct(const Clause& clause, const Clause& first,
                           Factuality* f) const {
    const bool shares = clause.auxiliaries == first.auxiliaries ||
                        !HasFiniteForm(tree_, clause.head);
    // What stands above the first stands above both.
    f->reported = f->reported || first.reported;
    // "is needed if it is to pass, but they want more": only the first is.
    if (Contrasts(clause.head) && tree_.Child(clause.head, "nsubj") &&
        tree_.Is(first.head, "root")) {
      return;
    }
    if (first.modality == Modality::kQuestioned ||
        first.modality == Modality::kConditional || shares) {
      Follow(first, f);
    } else if (!tree_.Is(first.head, "root") &&
               !tree_.Is(first.head, "parataxis")) {
      Follow(first, f);
    }
    // "has not and will never plant", "has not spied and will never spy on it":
    // the verb stands under both.
    const bool again = tree_.lemma(first.head) == tree_.lemma(clause.head) &&
                       !first.object && first.obliques.empty();
    const Token& verb = tree_.token(first.head);
    const bool both = again || (verb.upos == "AUX" && verb.xpos != "MD");
    if (both && f->modality == Modality::kPlanned) Set(Modality::kAsserted, f);
    // "refused to close schools and ban meetings": neither is done.
    const bool infinitives = tree_.token(clause.head).xpos == "VB" &&
                             tree_.token(first.head).xpos == "VB" &&
                             clause.auxiliaries.empty();
    const bool own_form =
        tree_.token(clause.head).xpos != tree_.token(first.head).xpos;
    const bool own_negation = f->polarity == Polarity::kNegated;
    if (first.polarity == Polarity::kNegated && !own_form &&
        !Contrasts(clause.head) && !own_negation && shares &&
        (infinitives || !clause.auxiliaries.empty())) {
      f->polarity = Polarity::kNegated;
    }
  }

  bool Contrasts(uint32_t t) const {
    const auto cc = tree_.Child(t, "cc");
    return cc &&
           words_.table("negation").Get(tree_.word(*cc), "kind") == "contrast";
  }

  void InheritFromVerb(const Clause& clause, const Clause& above,
                       Factuality* f) const {
    const std::string& lemma = tree_.lemma(above.head);
    const bool finite = HasFiniteForm(tree_, clause.head);
    auto effect = words_.Complement(WithParticle(tree_, above.head), finite);
    if (!effect) effect = words_.Complement(lemma, finite);
    const bool said = !words_.Act(lemma).empty() &&
                      (finite || words_.ActTakes(lemma, "inf") ||
                       words_.ActTakes(lemma, "ger"));
    if (said) {
      f->reported = true;
      if (finite && IsReportedFuture(clause, above)) {
        Set(Modality::kPlanned, f);
      }
      // "does not believe that it is so": believes that it is not.
      const bool raised = finite && above.polarity == Polarity::kNegated &&
                          above.modality == Modality::kAsserted &&
                          words_.Act(lemma) == words_.Structure("belief");
      if (raised) {
        f->polarity = Flip(f->polarity);
        return;
      }
      if (!finite && effect && *effect != Effect::kReported) {
        Apply(*effect, f);
      }
      if (above.polarity == Polarity::kNegated ||
          above.modality != Modality::kAsserted) {
        Continue(above, f);
      }
      return;
    }
    if (!finite && LeavesUndone(above)) {
      f->polarity = Flip(f->polarity);
      return Continue(above, f);
    }
    Effect applied = effect.value_or(Effect::kPossible);
    if (!finite && clause.subject && clause.subject != above.subject) {
      const Table& verbs = words_.table("complements");
      applied = ParseEffect(verbs.Get(lemma, "another")).value_or(applied);
    }
    const bool implies =
        applied == Effect::kFact || applied == Effect::kNegated;
    if (implies && !finite && above.polarity == Polarity::kNegated) {
      if (applied == Effect::kNegated) {
        // "did not refuse to …"
        Lower(Modality::kPossible, f);
      } else {
        f->polarity = Flip(f->polarity);
      }
      Lower(above.modality, f);
      f->reported = f->reported || above.reported;
      return;
    }
    // "could move to ban", "should seek to": no plan, if the planning is none.
    if (applied == Effect::kPlanned && above.modality != Modality::kAsserted) {
      Lower(above.modality, f);
    }
    effect ? Apply(applied, f) : Guess(applied, f);
    if (effect == Effect::kPossible) Doubt(f);
    // "does not want to leave": plans not to; "did not need to", "does not have
    // to": it is no duty.
    const bool denied =
        applied == Effect::kPlanned || applied == Effect::kRequired;
    if (denied && !finite && above.polarity == Polarity::kNegated) {
      f->polarity = Flip(f->polarity);
      f->reported = f->reported || above.reported;
      return;
    }
    const bool open = words_.table("complements").Get(lemma, "open") == "yes";
    if (!(finite && applied == Effect::kFact) || open) {
      Continue(above, f);
    } else {
      f->reported = f->reported || above.reported;
    }
  }

  static void Set(Modality modality, Factuality* f) {
    f->modality = modality;
    f->guessed = false;
  }

  // Applies what no table says of the word above.
  static void Guess(Effect effect, Factuality* f) {
    const bool asserted = f->modality == Modality::kAsserted;
    Apply(effect, f);
    f->guessed = f->guessed || (asserted && f->modality != Modality::kAsserted);
  }

  // As a conjunct does the first.
  static void Follow(const Clause& first, Factuality* f) {
    if (f->modality == Modality::kAsserted) f->guessed = first.guessed;
    Lower(first.modality, f);
  }

  // "it is unlikely that Norway will leave": no plan.
  static void Doubt(Factuality* f) {
    if (f->modality == Modality::kPlanned) f->modality = Modality::kPossible;
  }

  // "has yet to provide any": has not.
  bool LeavesUndone(const Clause& above) const {
    const std::string& lemma = tree_.lemma(above.head);
    return (lemma == "have" || lemma == "be" || lemma == "remain") &&
           above.polarity == Polarity::kAffirmed &&
           IsUndone(tree_, words_, above.head);
  }

  // "said it would leave": will leave, as it was said then; not "would leave if
  // …", "would have left".
  bool IsReportedFuture(const Clause& clause, const Clause& above) const {
    const auto conditional = [&](uint32_t aux) {
      return words_.Modal("aux", tree_.word(aux)) == Effect::kConditional;
    };
    const auto children = tree_.Children(clause.head);
    return tree_.token(above.head).xpos == "VBD" &&
           tree_.token(clause.head).xpos == "VB" &&
           clause.auxiliaries.size() == 1 &&
           conditional(clause.auxiliaries.front()) &&
           std::none_of(children.begin(), children.end(), [&](uint32_t child) {
             const auto& marks = words_.table("marks");
             return tree_.Is(child, "advcl") ||
                    (tree_.Is(child, "mark") &&
                     !marks.Get(tree_.word(child), "modality").empty());
           });
  }

  void InheritAsAdverbial(const Clause& clause, const Clause& above,
                          Factuality* f) const {
    const std::string& lemma = tree_.lemma(above.head);
    const auto mark = tree_.Child(clause.head, "mark");
    if (HasFiniteForm(tree_, clause.head)) {
      if (IsAside(tree_, words_, clause.head)) return;
      if (IsEmbeddedQuestion(tree_, words_, clause.head)) {
        Lower(Modality::kQuestioned, f);
      }
      f->reported = f->reported || above.reported;
      // "because he has none, I would ask": he has none.
      const std::string role{
          mark ? words_.table("marks").Get(tree_.word(*mark), "role") : ""};
      if (role == "cause") return;
      // "he will speak while they eat": they do not yet.
      const bool meanwhile = above.modality == Modality::kPlanned &&
                             clause.auxiliaries.empty() &&
                             tree_.token(clause.head).xpos != "VBD" &&
                             (role == "time" || role == "contrast");
      const bool open = above.modality == Modality::kConditional ||
                        above.modality == Modality::kQuestioned;
      if (meanwhile || (open && role != "contrast")) Lower(above.modality, f);
      return;
    }
    if (mark && words_.ActTakes(lemma, tree_.word(*mark))) {
      f->reported = true;  // "accused X of stealing"
    } else if (IsBarred(tree_, words_, clause.head)) {
      Apply(Effect::kNegated, f);  // "banned X from using"
    } else if (tree_.token(clause.head).xpos == "VB") {
      Lower(Modality::kPlanned, f);
    } else if (mark && !Happens(clause.head, above) &&
               words_.table("marks").Get(tree_.word(*mark), "role") == "goal") {
      // "limited to selling"
      Lower(Modality::kPossible, f);
    }
    Continue(above, f);
  }

  // "will have no time to read it", "had not the chance to".
  bool LacksRoom(const Clause& clause, const Clause& above,
                 uint32_t noun) const {
    return tree_.token(clause.head).xpos == "VB" &&
           words_.NounIs(tree_.lemma(noun), "room") &&
           (above.polarity == Polarity::kNegated ||
            IsNegatedPhrase(tree_, words_, noun)) &&
           above.object == noun;
  }

  // "the claim that …", "a plan to …", "evidence of …ing".
  void InheritFromNoun(const Clause& clause, const Clause& above,
                       Factuality* f) const {
    const int32_t head = tree_.Head(clause.head);
    if (head < 0) return;
    const std::string& noun = tree_.lemma(static_cast<uint32_t>(head));
    const Table::Row* row = words_.table("speech_nouns").Find(noun);
    const bool participle = tree_.Is(clause.head, "acl") &&
                            !tree_.Child(clause.head, "mark") &&
                            !HasFiniteForm(tree_, clause.head) &&
                            tree_.token(clause.head).xpos != "VB";
    if (participle && Happens(clause.head, above)) {
      f->reported = f->reported || above.reported;
      return;
    }
    if (participle) return Continue(above, f);  // "the law signed by X"
    if (LacksRoom(clause, above, static_cast<uint32_t>(head))) {
      f->polarity = Flip(f->polarity);
      f->reported = f->reported || above.reported;
      return;
    }
    if (row != nullptr) {
      const Table& nouns = words_.table("speech_nouns");
      auto effect = ParseEffect((*row)[nouns.Column("effect")]);
      if (effect == Effect::kPossible &&
          IsNegatedPhrase(tree_, words_, static_cast<uint32_t>(head))) {
        effect = Effect::kNegated;  // "no evidence that …"
      }
      Guess(effect.value_or(Effect::kReported), f);
      if (tree_.token(clause.head).xpos == "VB" && !effect) {
        // "calls for him to leave"
        Guess(Effect::kPlanned, f);
      }
    } else if (!HasFiniteForm(tree_, clause.head)) {
      Guess(Effect::kPlanned, f);
    } else if (!Happens(clause.head, above)) {
      Guess(Effect::kPossible, f);
    }
    Continue(above, f);
  }

  const Tree& tree_;
  const Words& words_;
  SentenceClauses& clauses_;
  std::vector<bool> asked_;
};

}  // namespace

void SetFactuality(const Tree& tree, const Words& words,
                   SentenceClauses* clauses) {
  Setter(tree, words, clauses).Run();
}

}  // namespace kg
