#include "extractor/rules/presupposed.h"

#include <algorithm>
#include <string>

#include "extractor/rules/clause_kinds.h"

namespace kg {
namespace {

bool IsPast(const Tree& tree, const Clause& clause) {
  const std::string& xpos = tree.token(clause.head).xpos;
  if (clause.auxiliaries.empty()) {
    return xpos == "VBD" || (xpos == "VBN" && clause.subject);
  }
  return std::all_of(
      clause.auxiliaries.begin(), clause.auxiliaries.end(), [&](uint32_t aux) {
        return tree.lemma(aux) == "have" ||
               (tree.lemma(aux) == "be" && tree.HasFeature(aux, "Tense=Past"));
      });
}

}  // namespace

bool IsPresupposed(const Tree& tree, const Words& words, const Clause& clause,
                   const Clause& above) {
  if (above.modality == Modality::kConditional ||
      above.modality == Modality::kQuestioned) {
    return false;  // "would sue whoever copied it"
  }
  const auto noun = static_cast<uint32_t>(tree.Head(clause.head));
  const auto article = tree.Child(noun, "det");
  const bool definite =  // "in Oslo, a town she visited"
      tree.Is(noun, "appos") || tree.Child(noun, "nmod:poss") ||
      (article && words.PronounCell(tree.word(*article), "kind").empty() &&
       tree.HasFeature(*article, "Definite=Def"));
  if (above.polarity == Polarity::kNegated && !definite) return false;
  const bool plural = tree.token(noun).xpos == "NNS";
  const auto subject = tree.Child(clause.head, "nsubj");
  const bool own = subject && !IsRelativePronoun(tree, *subject);
  // "wants a chief who served", but "stays out of a war that Lee began"
  if (!definite && !plural && !own) return false;
  return IsPast(tree, clause);
}

}  // namespace kg
