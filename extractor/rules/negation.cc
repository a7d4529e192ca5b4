#include "extractor/rules/negation.h"

namespace kg {
namespace {

// "not only", "no mere": what follows takes the negation back.
bool IsCancelled(const Tree& tree, const Words& words, uint32_t t) {
  if (t + 1 >= tree.size()) return false;
  const std::string& next = tree.word(t + 1);
  // "not before they left", but "is not before the court"
  const bool opens = tree.Is(t + 1, "mark") && tree.Head(t) == tree.Head(t + 1);
  return words.CancelsNegation(next) ||
         (opens && words.Negates("cancel-clause", next)) ||
         (t + 2 < tree.size() &&  // "no more than"
          words.CancelsNegation(next + " " + tree.word(t + 2)));
}

}  // namespace

bool IsNegator(const Tree& tree, const Words& words, uint32_t t) {
  if (words.Negates("adverb", tree.word(t))) {
    return !IsCancelled(tree, words, t);
  }
  if (tree.Is(t, "cc")) {
    return words.Negates("conjunction", FixedExpression(tree, t));
  }
  // "something not right": negates the adjective alone.
  if (!tree.Is(t, "advmod") || tree.token(t).upos == "ADJ") return false;
  for (uint32_t below : tree.Children(t)) {  // "no longer"
    if (words.Negates("determiner", tree.word(below))) return true;
  }
  return false;
}

namespace {

bool HasNegator(const Tree& tree, const Words& words, uint32_t t) {
  const std::string& upos = tree.token(t).upos;
  if ((upos == "PRON" || upos == "DET") &&
      words.Negates("pronoun", tree.word(t))) {
    return true;
  }
  for (uint32_t child : tree.Children(t)) {
    if (child > t) continue;  // what follows opens another conjunct
    const std::string word = FixedExpression(tree, child);
    if (IsCancelled(tree, words, child)) continue;
    // "a few", "a little" are no negations.
    const bool few = words.Negates("quantifier", word);
    const bool with_article =
        few && child > 0 && child != t && tree.token(child - 1).xpos == "DT";
    if (with_article) continue;
    if (((tree.Is(child, "det") || tree.Is(child, "amod") ||
          tree.Is(child, "nummod")) &&
         words.Negates("determiner", word)) ||
        (tree.Is(child, "advmod") && words.Negates("adverb", word)) ||
        (tree.Is(child, "cc") && words.Negates("conjunction", word)) ||
        (tree.Is(child, "case") && words.Negates("preposition", word))) {
      return true;
    }
  }
  return false;
}

// "the lack of pressure", but not "no lack of it"
bool IsLacked(const Tree& tree, const Words& words, uint32_t t) {
  const int32_t head = tree.Head(t);
  const auto preposition = tree.Child(t, "case");
  return head >= 0 && tree.Is(t, "nmod") && preposition && *preposition < t &&
         words.Role(tree.word(*preposition), "") == "of" &&
         tree.token(static_cast<uint32_t>(head)).upos == "NOUN" &&
         words.Negates("lack", tree.lemma(static_cast<uint32_t>(head))) &&
         !HasNegator(tree, words, static_cast<uint32_t>(head));
}

}  // namespace

bool IsNegatedPhrase(const Tree& tree, const Words& words, uint32_t t) {
  return HasNegator(tree, words, t) || IsLacked(tree, words, t);
}

std::optional<Effect> PhraseEffect(const Tree& tree, const Words& words,
                                   uint32_t t) {
  for (uint32_t child : tree.Children(t)) {
    if (!tree.Is(child, "amod")) continue;
    if (auto effect = words.Modal("adjective", tree.word(child))) return effect;
  }
  return std::nullopt;
}

}  // namespace kg
