#include "extractor/rules/participles.h"

#include <algorithm>
#include <string>

#include "extractor/rules/clause_kinds.h"

namespace kg {

bool IsFar(const Tree& tree, uint32_t noun, uint32_t participle) {
  bool far = false;
  for (uint32_t t = noun + 1; t < participle; ++t) {
    if (tree.token(t).upos == "PUNCT") return false;
    far = far || tree.Is(t, "nmod") || tree.Is(t, "conj");
  }
  return far;
}

bool IsCutOff(const Tree& tree, uint32_t noun, uint32_t participle) {
  if (noun > participle) return false;
  const uint32_t first = tree.Subtree(participle).front();
  uint32_t comma = first;
  if (tree.token(first).form != "," && first > 0) comma = first - 1;
  if (tree.token(comma).form != ",") return false;
  return comma > 0 && !tree.Dominates(noun, comma - 1);
}

bool IsBehindClause(const Tree& tree, const Words& words, uint32_t participle) {
  const int32_t head = tree.Head(participle);
  const bool names = words.table("acts_naming").Has(tree.lemma(participle));
  if (head < 0 || !tree.Is(participle, "advcl") ||
      (!names && !words.Act(tree.lemma(participle)).empty()) ||
      Contains(words.Structure("consequence"), tree.lemma(participle))) {
    return false;
  }
  const auto& children = tree.Children(static_cast<uint32_t>(head));
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    const bool said = !names && tree.Is(child, "ccomp");
    const bool behind = static_cast<int32_t>(child) > head;
    return child < participle &&
           ((behind && tree.Is(child, "advcl")) || said) &&
           tree.Child(child, "nsubj") && HasFiniteForm(tree, child);
  });
}

bool IsDangling(const Tree& tree, const Words& words, uint32_t participle) {
  const int32_t head = tree.Head(participle);
  const uint32_t first = tree.Subtree(participle).front();
  const bool active = tree.token(participle).xpos == "VBG";
  if (active) {  // "Counting all wins, they have none": the writer counts
    const bool opens =
        first == participle && head > static_cast<int32_t>(participle);
    return !tree.Child(participle, "mark") &&
           ((opens &&
             Contains(words.Structure("dangling"), tree.lemma(participle))) ||
            IsBehindClause(tree, words, participle));
  }
  if (tree.token(participle).xpos != "VBN" || head < 0 ||
      head > static_cast<int32_t>(first) || tree.Child(participle, "mark") ||
      tree.Child(participle, "aux") ||
      (tree.token(first).form != "," && tree.token(first - 1).form != ",")) {
    return false;
  }
  const auto& children = tree.Children(participle);
  const bool by =
      std::any_of(children.begin(), children.end(), [&](uint32_t child) {
        const auto preposition = tree.Child(child, "case");
        return tree.Is(child, "obl") && preposition &&
               words.Role(tree.word(*preposition), "") == "agent";
      });
  for (uint32_t t = static_cast<uint32_t>(head) + 1; by && t < first; ++t) {
    const std::string& upos = tree.token(t).upos;
    if (upos == "NOUN" || upos == "PROPN") return true;
  }
  return false;
}

bool IsParenthesis(const Tree& tree, const Words& words, uint32_t participle) {
  const auto mark = tree.Child(participle, "mark");
  return mark && words.table("marks").Get(tree.word(*mark), "kind") == "source";
}

bool IsBareParticiple(const Tree& tree, const Clause& clause) {
  return tree.token(clause.head).xpos == "VBN" && clause.auxiliaries.empty() &&
         (tree.Is(clause.head, "advcl") || tree.Is(clause.head, "acl")) &&
         !tree.Child(clause.head, "nsubj");
}

}  // namespace kg
