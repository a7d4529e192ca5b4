#include "extractor/rules/modality.h"

#include <algorithm>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/modality_adverbials.h"
#include "extractor/rules/modality_own.h"
#include "extractor/rules/modality_verbs.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/presupposed.h"
#include "extractor/rules/questions.h"

namespace kg {
namespace {

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
      clause.denied = f.denied;
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
          TakesContent(tree_.lemma(static_cast<uint32_t>(head))))) {
      InheritFromAntecedent(clause, *above, static_cast<uint32_t>(head), f);
      f->reported = f->reported || above->reported;
    } else if (relation == "conj" && direct) {
      InheritFromConjunct(clause, *above, f);
    } else if (direct && IsComplement(t)) {
      InheritFromVerb(tree_, words_, clause, *above, f);
    } else if (relation == "advcl" && direct) {
      InheritFromMain(tree_, words_, clause, *above, f);
    } else if (relation == "acl" || relation == "ccomp" ||
               relation == "advcl" || relation == "xcomp") {
      InheritFromNoun(clause, *above, f);
    } else if (relation != "parataxis" && !HasFiniteForm(tree_, t)) {
      Guess(Effect::kPossible, f);
      Continue(*above, f);
    } else if (relation == "csubj" && tree_.Child(t, "mark") &&
               words_.ActTakes(tree_.lemma(above->head), "question")) {
      Set(Modality::kQuestioned, f);  // "was asked if he saw it"
    } else if (relation == "csubj") {
      Guess(Effect::kPossible, f);
      const auto effect = words_.Complement(tree_.lemma(above->head), true);
      if (effect == Effect::kPossible) Doubt(f);
    }
  }

  // "the claim that", "talk that"
  bool TakesContent(const std::string& noun) const {
    return words_.table("speech_nouns").Has(noun) ||
           words_.Complement(noun, true) == Effect::kReported;
  }

  // What holds of a noun that its relative clause narrows holds of the clause.
  void InheritFromAntecedent(const Clause& clause, const Clause& above,
                             uint32_t noun, Factuality* f) const {
    if (tree_.token(noun).upos == "PROPN" ||
        IsNonRestrictive(tree_, clause.head) ||
        IsPresupposed(tree_, words_, clause, above) ||
        Happens(tree_, clause.head, above)) {
      return;
    }
    // "people who have sued did not answer": they have
    const bool plain = f->modality == Modality::kAsserted;
    if (plain && above.polarity == Polarity::kNegated) f->guessed = true;
    Continue(above, f);
  }

  bool IsComplement(uint32_t t) const {
    const std::string_view relation = tree_.Universal(t);
    return relation == "ccomp" || relation == "xcomp" ||
           (relation == "advcl" &&
            (IsControlled(tree_, words_, t) || GoesOn(tree_, words_, t) ||
             IsReason(tree_, words_, t)));
  }

  bool IsQuoted(uint32_t t) const { return (tree_.token(t).layout & 1) != 0; }

  void InheritFromConjunct(const Clause& clause, const Clause& first,
                           Factuality* f) const {
    const bool shares = clause.auxiliaries == first.auxiliaries ||
                        !HasFiniteForm(tree_, clause.head);
    // What stands above the first stands above both.
    f->reported = f->reported || first.reported;
    if (EndsModal(clause, first)) return;
    // "are likelier to be poor and to have left"
    if (first.copula && IsToDo(clause.head)) {
      if (const auto e = words_.Complement(tree_.lemma(first.head), false)) {
        Apply(*e, f);
      }
    }
    if (IsBare(clause) && tree_.token(first.head).xpos != "VB") {
      f->guessed = true;
    }
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

  // "to have left"
  bool IsToDo(uint32_t t) const {
    const auto mark = tree_.Child(t, "mark");
    return mark && tree_.token(*mark).xpos == "TO";
  }

  // "plead with Lee take a step back and [sign]": no verb that asserts.
  bool IsBare(const Clause& clause) const {
    return tree_.token(clause.head).xpos == "VB" &&
           clause.auxiliaries.empty() && !clause.copula;
  }

  // "would be best and had a chance": had one; "will go and breaks it": breaks.
  bool EndsModal(const Clause& clause, const Clause& first) const {
    const std::string& xpos = tree_.token(clause.head).xpos;
    const auto aux = tree_.Child(first.head, "aux");
    const auto& below = tree_.Children(first.head);
    return (xpos == "VBD" || xpos == "VBZ") &&
           !tree_.Child(clause.head, "aux") && aux &&
           tree_.token(*aux).xpos == "MD" &&
           first.modality != Modality::kQuestioned &&
           std::none_of(below.begin(), below.end(), [&](uint32_t t) {
             return tree_.Is(t, "advcl") && EffectOnMain(tree_, words_, t);
           });
  }

  bool Contrasts(uint32_t t) const {
    const auto cc = tree_.Child(t, "cc");
    return cc &&
           words_.table("negation").Get(tree_.word(*cc), "kind") == "contrast";
  }

  // As a conjunct does the first.
  static void Follow(const Clause& first, Factuality* f) {
    if (f->modality == Modality::kAsserted) f->guessed = first.guessed;
    Lower(first.modality, f);
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
    if (IsReason(tree_, words_, clause.head)) {  // "may explain why it left"
      f->reported = f->reported || above.reported;
      return;
    }
    const std::string& noun = tree_.lemma(static_cast<uint32_t>(head));
    const Table::Row* row = words_.table("speech_nouns").Find(noun);
    const uint32_t first = tree_.Subtree(clause.head).front();
    const bool participle = tree_.Is(clause.head, "acl") &&
                            !tree_.Child(clause.head, "mark") &&
                            !HasFiniteForm(tree_, clause.head) &&
                            tree_.token(clause.head).xpos != "VB";
    // "tales of crimes committed by X"
    const int32_t whole = tree_.Head(static_cast<uint32_t>(head));
    if (participle && whole >= 0 &&
        tree_.Is(static_cast<uint32_t>(head), "nmod") &&
        !words_.NounAct(tree_.lemma(static_cast<uint32_t>(whole))).empty()) {
      f->reported = true;
      return Continue(above, f);
    }
    // "the Tax Act, signed by Lee, would"
    const bool aside =
        tree_.token(static_cast<uint32_t>(head)).upos == "PROPN" &&
        tree_.token(first).form == ",";
    if (participle && (aside || Happens(tree_, clause.head, above))) {
      f->reported = f->reported || above.reported;
      return;
    }
    if (participle) {  // "the law signed by X"
      // "never had a product approved by X"
      f->guessed = f->guessed || above.polarity == Polarity::kNegated;
      return Continue(above, f);
    }
    if (LacksRoom(clause, above, static_cast<uint32_t>(head))) {
      f->polarity = Flip(f->polarity);
      f->reported = f->reported || above.reported;
      return;
    }
    // "denied allegations that he paid": did not, he says.
    const auto act = words_.Act(tree_.lemma(above.head));
    if (above.object == static_cast<uint32_t>(head) &&
        above.polarity == Polarity::kAffirmed &&
        (act == words_.Structure("denial") ||
         act == words_.Structure("rejection"))) {
      Deny(f);
    }
    // "little hope that they will win"
    if (row != nullptr && !words_.NounAct(noun).empty() &&
        IsNegatedPhrase(tree_, words_, static_cast<uint32_t>(head))) {
      f->guessed = true;
    }
    if (row != nullptr) {
      const Table& nouns = words_.table("speech_nouns");
      auto effect = ParseEffect((*row)[nouns.Column("effect")]);
      if (effect == Effect::kPossible &&
          IsNegatedPhrase(tree_, words_, static_cast<uint32_t>(head))) {
        effect = Effect::kNegated;  // "no evidence that …"
      }
      Guess(effect.value_or(Effect::kReported), f);
      // "is to leave over claims that it spied": it did, they say.
      if (!effect && HasFiniteForm(tree_, clause.head)) return;
      if (tree_.token(clause.head).xpos == "VB" && !effect) {
        // "calls for him to leave"
        Guess(Effect::kPlanned, f);
      }
    } else if (const auto effect =
                   words_.Complement(noun, HasFiniteForm(tree_, clause.head))) {
      Apply(*effect, f);  // "makes it likelier that X will leave"
      if (effect == Effect::kPossible) Doubt(f);
    } else if (!HasFiniteForm(tree_, clause.head)) {
      Guess(Effect::kPlanned, f);
    } else if (!Happens(tree_, clause.head, above)) {
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
