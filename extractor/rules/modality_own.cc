#include "extractor/rules/modality_own.h"

#include <algorithm>
#include <string>

#include "base/unicode.h"
#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/negation.h"

namespace kg {
namespace {

class Reader {
 public:
  Reader(const Tree& tree, const Words& words) : tree_(tree), words_(words) {}

  std::optional<Effect> Mark(uint32_t t, std::string_view column) const {
    for (uint32_t child : tree_.Children(t)) {
      if (!tree_.Is(child, "mark") && !tree_.Is(child, "case") &&
          !tree_.Is(child, "advmod")) {
        continue;
      }
      const Table& marks = words_.table("marks");
      std::string words = FixedExpression(tree_, child);
      if (!marks.Has(words)) words = tree_.word(child);  // "around whether"
      // "rather than cuts, Norway should": of the noun alone.
      if (marks.Get(words, "role") == "without" && HasTwoSubjects(t)) continue;
      // "Trump once told me": an adverb of one word is no conjunction.
      const bool adverb = tree_.Is(child, "advmod") &&
                          tree_.token(child).upos == "ADV" &&
                          words.find(' ') == std::string::npos;
      if (adverb ||
          (tree_.Is(child, "advmod") && marks.Get(words, "main").empty())) {
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

  bool HasTwoSubjects(uint32_t t) const {
    const auto& children = tree_.Children(t);
    return std::count_if(children.begin(), children.end(), [&](uint32_t child) {
             return child < t && tree_.Relation(child) == "nsubj";
           }) > 1;
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
    const auto mark = Mark(clause.head, "modality");
    // "whether it will ban": asked, not planned.
    if (mark == Effect::kQuestioned) Apply(*mark, &f);
    ApplyAuxiliaries(clause, &f);
    if (const auto& effect = mark) {
      const bool past = IsOfPast(clause);
      if (!past && (*effect != Effect::kPlanned || IsAhead(clause))) {
        Apply(*effect, &f);
      }
    }
    ApplyConditions(clause, &f);
    f.reported = f.reported || IsInSomebodysView(clause);
    // "is to leave", "is due to leave"
    const bool is_to =
        tree_.token(clause.head).xpos == "VB" &&
        (tree_.Child(clause.head, "cop") ||
         std::any_of(clause.auxiliaries.begin(), clause.auxiliaries.end(),
                     [&](uint32_t aux) { return tree_.lemma(aux) == "be"; }));
    if (is_to && IsUndone(tree_, words_, clause.head)) {
      f.polarity = Flip(f.polarity);
    } else if (is_to) {
      Lower(Modality::kPlanned, &f);
    }
    if (clause.complement && !clause.copula &&
        IsNegatedPhrase(tree_, words_, *clause.complement)) {
      f.polarity = Polarity::kNegated;
    }
    return f;
  }

 private:
  // "in order to leave", "a week before he leaves": not yet, unlike "left".
  bool IsAhead(const Clause& clause) const {
    const std::string& xpos = tree_.token(clause.head).xpos;
    if (xpos == "VB") return true;
    const auto mark = tree_.Child(clause.head, "mark");
    return clause.auxiliaries.empty() && (xpos == "VBZ" || xpos == "VBP") &&
           tree_.Is(clause.head, "advcl") && mark &&
           words_.table("marks").Get(tree_.word(*mark), "role") == "time";
  }

  // "until he used it": he did.
  bool IsOfPast(const Clause& clause) const {
    const auto mark = tree_.Child(clause.head, "mark");
    return tree_.token(clause.head).xpos == "VBD" &&
           clause.auxiliaries.empty() && mark &&
           words_.table("marks").Get(tree_.word(*mark), "role") == "time";
  }

  // "in their view", "the view has been that"
  bool IsInSomebodysView(const Clause& clause) const {
    const auto view = tree_.Child(clause.head, "nsubj:outer");
    if (view && !words_.NounAct(tree_.lemma(*view)).empty()) return true;
    return std::any_of(clause.obliques.begin(), clause.obliques.end(),
                       [&](const Argument& oblique) {
                         return words_.NounAct(tree_.lemma(oblique.head)) ==
                                    words_.Structure("belief") &&
                                oblique.marker ==
                                    words_.Structure("viewpoint") &&
                                tree_.Child(oblique.head, "nmod:poss");
                       });
  }

  // "has not and will never": a plain auxiliary beside a modal one asserts.
  void ApplyAuxiliaries(const Clause& clause, Factuality* f) const {
    std::optional<Effect> modal;
    bool plain = false;
    for (uint32_t aux : clause.auxiliaries) {
      const std::string& lemma = tree_.lemma(aux);
      auto effect = words_.Modal("aux", tree_.word(aux));
      if (!effect) effect = words_.Modal("aux", lemma);
      if (IsHad(clause, aux)) effect.reset();
      if (IsUnreal(clause, aux) || IsInverted(clause, aux)) {
        effect = Effect::kConditional;
      }
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

  // "could have won": had it been otherwise.
  bool IsUnreal(const Clause& clause, uint32_t aux) const {
    return tree_.word(aux) == words_.Structure("counterfactual modal") &&
           std::any_of(
               clause.auxiliaries.begin(), clause.auxiliaries.end(),
               [&](uint32_t other) { return tree_.lemma(other) == "have"; });
  }

  // "should they leave, it will end": if they should.
  bool IsInverted(const Clause& clause, uint32_t aux) const {
    return tree_.word(aux) == words_.Structure("expecting modal") &&
           clause.subject && aux < *clause.subject &&
           tree_.Is(clause.head, "advcl");
  }

  // "she'd risen" is "had risen", "she'd rise" is "would rise".
  bool IsHad(const Clause& clause, uint32_t aux) const {
    const std::string& word = tree_.word(aux);
    return clause.auxiliaries.size() == 1 && !clause.passive &&
           word.ends_with("d") && !IsLetter(DecodeAt(word, 0).value) &&
           tree_.token(clause.head).xpos == "VBN";
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
      const auto effect = Mark(child, "main");
      if (!effect) continue;
      // "if they leave, it will pay": no plan.
      if (effect == Effect::kConditional &&
          (f->modality == Modality::kPlanned ||
           f->modality == Modality::kPossible ||
           f->modality == Modality::kRequired)) {
        Set(Modality::kConditional, f);
      }
      Apply(*effect, f);
    }
  }

  const Tree& tree_;
  const Words& words_;
};

}  // namespace

bool IsUndone(const Tree& tree, const Words& words, uint32_t verb) {
  const auto children = tree.Children(verb);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    return tree.word(child) == words.Structure("undone");
  });
}

Factuality OwnFactuality(const Tree& tree, const Words& words,
                         const Clause& clause) {
  return Reader(tree, words).Own(clause);
}

std::optional<Effect> EffectOnMain(const Tree& tree, const Words& words,
                                   uint32_t adverbial) {
  return Reader(tree, words).Mark(adverbial, "main");
}

}  // namespace kg
