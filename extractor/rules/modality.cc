#include "extractor/rules/modality.h"

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/negation.h"

namespace kg {
namespace {

struct Factuality {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  bool reported = false;
};

Polarity Flip(Polarity polarity) {
  return polarity == Polarity::kAffirmed ? Polarity::kNegated
                                         : Polarity::kAffirmed;
}

// The first effect to lower a clause stays: it is the nearest to the verb.
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

class Setter {
 public:
  Setter(const Tree& tree, const Words& words, SentenceClauses* clauses)
      : tree_(tree), words_(words), clauses_(*clauses) {}

  void Run() {
    SetQuestions();
    for (Clause& clause : clauses_.clauses) {
      Factuality f = Own(clause);
      Inherit(clause, &f);
      if (asked_[clause.head]) Lower(Modality::kQuestioned, &f);
      clause.polarity = f.polarity;
      clause.modality = f.modality;
      clause.reported = f.reported;
    }
  }

 private:
  // A token is asked where the next mark that ends a sentence is a question's.
  void SetQuestions() {
    asked_.assign(tree_.size(), false);
    bool asked = false;
    for (uint32_t t = tree_.size(); t-- > 0;) {
      const std::string& form = tree_.token(t).form;
      if (form.find('?') != std::string::npos) {
        asked = true;
      } else if (form == "." || form == "!" || form == ":") {
        asked = false;  // "A text came: Would she help?"
      }
      asked_[t] = asked;
    }
  }

  std::optional<Effect> Mark(uint32_t t, std::string_view column) const {
    for (uint32_t child : tree_.Children(t)) {
      if (!tree_.Is(child, "mark") && !tree_.Is(child, "case") &&
          !tree_.Is(child, "advmod")) {
        continue;
      }
      const Table& marks = words_.table("marks");
      const std::string words = FixedExpression(tree_, child);
      if (tree_.Is(child, "advmod") && marks.Get(words, "main").empty()) {
        continue;
      }
      if (column == "modality" || marks.Get(words, "main") == "yes") {
        if (auto effect = ParseEffect(marks.Get(words, "modality"))) {
          return effect;
        }
      }
    }
    return std::nullopt;
  }

  Factuality Own(const Clause& clause) const {
    Factuality f;
    for (uint32_t child : tree_.Children(clause.head)) {
      const bool adverb = tree_.Is(child, "advmod");
      if ((adverb || tree_.Is(child, "aux") || tree_.Is(child, "cop") ||
           tree_.Is(child, "det") || tree_.Is(child, "cc")) &&
          IsNegator(tree_, words_, child)) {
        // A negative conjunction belongs to the conjunct that it opens.
        if (!tree_.Is(child, "cc") || child < clause.head) {
          f.polarity = Polarity::kNegated;
        }
      }
      if (adverb) {
        if (auto effect = words_.Modal("adverb", tree_.word(child))) {
          Apply(*effect, &f);
        }
      }
    }
    ApplyAuxiliaries(clause, &f);
    if (auto effect = Mark(clause.head, "modality")) {
      const bool infinitive = tree_.token(clause.head).xpos == "VB";
      if (*effect != Effect::kPlanned || infinitive) Apply(*effect, &f);
    }
    ApplyConditions(clause, &f);
    const bool is_to = tree_.Child(clause.head, "cop") &&
                       tree_.token(clause.head).xpos == "VB";
    if (is_to) Lower(Modality::kPlanned, &f);
    if (clause.complement && !clause.copula &&
        IsNegatedPhrase(tree_, words_, *clause.complement)) {
      f.polarity = Polarity::kNegated;
    }
    return f;
  }

  // "has not and will never": a plain auxiliary beside a modal one asserts.
  void ApplyAuxiliaries(const Clause& clause, Factuality* f) const {
    std::optional<Effect> modal;
    bool plain = false;
    for (uint32_t aux : clause.auxiliaries) {
      const std::string& lemma = tree_.lemma(aux);
      auto effect = words_.Modal("aux", tree_.word(aux));
      if (!effect) effect = words_.Modal("aux", lemma);
      if (effect && (!modal || *modal == Effect::kPlanned)) modal = effect;
      if (!effect && HasCoordinatedAuxiliary(clause)) plain = true;
      for (uint32_t below : tree_.Children(aux)) {  // "not" hung on "has"
        if (IsNegator(tree_, words_, below)) f->polarity = Polarity::kNegated;
        if (tree_.Is(below, "conj") && !plain) {
          effect = words_.Modal("aux", tree_.word(below));
          if (!modal && effect) plain = true;
        }
      }
    }
    if (modal && !plain) Apply(*modal, f);
  }

  // "has not AND will never plant": a conjunction between two auxiliaries.
  bool HasCoordinatedAuxiliary(const Clause& clause) const {
    if (clause.auxiliaries.size() < 2) return false;
    const uint32_t first = clause.auxiliaries.front();
    const uint32_t last = clause.auxiliaries.back();
    for (uint32_t t = first; t < last; ++t) {
      if (tree_.token(t).upos == "CCONJ") return true;
    }
    return false;
  }

  void ApplyConditions(const Clause& clause, Factuality* f) const {
    for (uint32_t child : tree_.Children(clause.head)) {
      if (!tree_.Is(child, "advcl")) continue;
      if (auto effect = Mark(child, "main")) Apply(*effect, f);
    }
  }

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
        tree_.Child(t, "mark")) {
      return Lower(Modality::kPlanned, f);  // "Ministers to meet", a headline
    }
    if (above == nullptr) return;
    if (tree_.Relation(t) == "acl:relcl" &&
        !(IsContentOfNoun(tree_, t) &&
          words_.table("speech_nouns")
              .Has(tree_.lemma(static_cast<uint32_t>(head))))) {
      if (tree_.token(static_cast<uint32_t>(head)).upos != "PROPN" &&
          !IsNonRestrictive(t)) {
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
    } else if (relation != "parataxis" && !IsFinite(t)) {
      Lower(Modality::kPossible, f);  // a gerund used as a noun
      Continue(*above, f);
    } else if (relation == "csubj") {
      Apply(Effect::kPossible, f);
    }
  }

  bool IsFinite(uint32_t t) const {
    const std::string& xpos = tree_.token(t).xpos;
    if (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || xpos == "MD") {
      return true;
    }
    for (uint32_t child : tree_.Children(t)) {
      if ((tree_.Is(child, "aux") || tree_.Is(child, "cop")) &&
          tree_.token(child).xpos != "VBG" && tree_.token(child).xpos != "VB" &&
          tree_.token(child).xpos != "VBN") {
        return true;
      }
    }
    return false;
  }

  // ", which …": the article says so by itself.
  bool IsNonRestrictive(uint32_t t) const {
    const uint32_t first = tree_.Subtree(t).front();
    const bool comma = tree_.token(first).upos == "PUNCT" ||
                       (first > 0 && tree_.token(first - 1).upos == "PUNCT");
    return comma && IsFinite(t);
  }

  // The clause is as much a fact as the one above.
  void Continue(const Clause& above, Factuality* f) const {
    if (above.modality != Modality::kAsserted) Lower(above.modality, f);
    if (above.polarity == Polarity::kNegated) Lower(Modality::kPossible, f);
    f->reported = f->reported || above.reported;
  }

  void InheritFromConjunct(const Clause& clause, const Clause& first,
                           Factuality* f) const {
    const bool shares =
        clause.auxiliaries == first.auxiliaries || !IsFinite(clause.head);
    // What stands above the first stands above both.
    f->reported = f->reported || first.reported;
    if (first.modality == Modality::kQuestioned ||
        first.modality == Modality::kConditional || shares) {
      Lower(first.modality, f);
    } else if (!tree_.Is(first.head, "root") &&
               !tree_.Is(first.head, "parataxis")) {
      Lower(first.modality, f);
    }
    // "has not and will never plant": the verb stands under both.
    if (tree_.token(first.head).upos == "AUX" &&
        tree_.token(first.head).xpos != "MD" &&
        f->modality == Modality::kPlanned) {
      f->modality = Modality::kAsserted;
    }
    const bool own_form =
        tree_.token(clause.head).xpos != tree_.token(first.head).xpos;
    const bool contrast = Contrasts(clause.head);
    const bool own_negation = f->polarity == Polarity::kNegated;
    if (first.polarity == Polarity::kNegated && !own_form && !contrast &&
        !own_negation && shares && !clause.auxiliaries.empty()) {
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
    const bool finite = IsFinite(clause.head);
    auto effect = words_.Complement(WithParticle(tree_, above.head), finite);
    if (!effect) effect = words_.Complement(lemma, finite);
    const bool said = !words_.Act(lemma).empty() &&
                      (finite || words_.ActTakes(lemma, "inf") ||
                       words_.ActTakes(lemma, "ger"));
    if (said) {
      f->reported = true;
      if (!finite && effect && *effect != Effect::kReported) {
        Apply(*effect, f);
      }
      if (above.polarity == Polarity::kNegated ||
          above.modality != Modality::kAsserted) {
        Continue(above, f);
      }
      return;
    }
    const Effect applied = effect.value_or(Effect::kPossible);
    const bool implies =
        applied == Effect::kFact || applied == Effect::kNegated;
    if (implies && !finite && above.polarity == Polarity::kNegated) {
      if (applied == Effect::kNegated) {
        Lower(Modality::kPossible, f);  // "did not refuse to …"
      } else {
        f->polarity = Flip(f->polarity);
      }
      if (above.modality != Modality::kAsserted) Lower(above.modality, f);
      f->reported = f->reported || above.reported;
      return;
    }
    Apply(applied, f);
    if (!(finite && applied == Effect::kFact)) {
      Continue(above, f);
    } else {
      f->reported = f->reported || above.reported;
    }
  }

  void InheritAsAdverbial(const Clause& clause, const Clause& above,
                          Factuality* f) const {
    const std::string& lemma = tree_.lemma(above.head);
    const auto mark = tree_.Child(clause.head, "mark");
    if (IsFinite(clause.head)) {
      if (IsAside(tree_, words_, clause.head)) return;
      if (IsEmbeddedQuestion(tree_, words_, clause.head)) {
        Lower(Modality::kQuestioned, f);
      }
      f->reported = f->reported || above.reported;
      if (above.modality == Modality::kConditional ||
          above.modality == Modality::kQuestioned) {
        Lower(above.modality, f);
      }
      return;
    }
    if (mark && words_.ActTakes(lemma, tree_.word(*mark))) {
      f->reported = true;  // "accused X of stealing"
    } else if (IsBarred(tree_, words_, clause.head)) {
      Apply(Effect::kNegated, f);  // "banned X from using"
    } else if (tree_.token(clause.head).xpos == "VB") {
      Lower(Modality::kPlanned, f);
    } else if (mark &&
               words_.table("marks").Get(tree_.word(*mark), "role") == "goal") {
      Lower(Modality::kPossible, f);  // "limited to selling"
    }
    Continue(above, f);
  }

  // "the claim that …", "a plan to …", "evidence of …ing".
  void InheritFromNoun(const Clause& clause, const Clause& above,
                       Factuality* f) const {
    const int32_t head = tree_.Head(clause.head);
    if (head < 0) return;
    const std::string& noun = tree_.lemma(static_cast<uint32_t>(head));
    const Table::Row* row = words_.table("speech_nouns").Find(noun);
    const bool participle =
        tree_.Is(clause.head, "acl") && !tree_.Child(clause.head, "mark") &&
        !IsFinite(clause.head) && tree_.token(clause.head).xpos != "VB";
    if (participle) return Continue(above, f);  // "the law signed by X"
    if (row != nullptr) {
      const Table& nouns = words_.table("speech_nouns");
      auto effect = ParseEffect((*row)[nouns.Column("effect")]);
      if (effect == Effect::kPossible &&
          IsNegatedPhrase(tree_, words_, static_cast<uint32_t>(head))) {
        effect = Effect::kNegated;  // "no evidence that …"
      }
      Apply(effect.value_or(Effect::kReported), f);
    } else {
      Apply(IsFinite(clause.head) ? Effect::kPossible : Effect::kPlanned, f);
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
