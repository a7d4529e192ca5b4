#include "extractor/rules/concept_words.h"

#include <algorithm>
#include <numeric>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr uint32_t kLongestField = 3;  // words behind "of"; chosen

bool StartsUpper(const Token& token) {
  return IsUpper(DecodeAt(token.form, 0).value);
}

}  // namespace

bool IsProperNoun(const Token& token) {
  return token.upos == "PROPN" && ToUpper(token.form) != token.form &&
         ToLower(token.form) != token.form;
}

// "foreign" in "foreign workers", not "other", "recent" or "alleged".
bool ConceptWords::TellsKind(uint32_t t) const {
  if (tree_.Relation(t) != "amod") return false;
  const std::string& word = tree_.word(t);
  return tree_.token(t).upos != "NUM" &&
         !Contains(words_.table("adjectives").Get(word, "kind"), "pointing") &&
         !words_.Modal("adjective", word) && !words_.Modal("past", word);
}

// Whether words to the left of a modifier's first are its own: "First Amendment
// right", "Too Big To Fail banks" are a right and banks.
bool ConceptWords::IsCut(uint32_t modifier, uint32_t begin) const {
  const auto& below = tree_.Children(modifier);
  return std::any_of(below.begin(), below.end(), [&](uint32_t child) {
    const std::string& upos = tree_.token(child).upos;
    return child < begin && tree_.Relation(child) != "compound" &&
           upos != "PUNCT" && upos != "ADV";
  });
}

// Nearest first; only what reaches the noun without a gap other than a hyphen.
std::vector<uint32_t> ConceptWords::Modifiers(uint32_t noun) const {
  std::vector<uint32_t> tokens = {noun};
  for (size_t i = 0; i < tokens.size(); ++i) {
    for (uint32_t child : tree_.Children(tokens[i])) {
      const bool part = tree_.Relation(child) == "compound" || TellsKind(child);
      if (child < tokens[i] && part && !is_named_(child)) {
        tokens.push_back(child);
      }
    }
  }
  std::sort(tokens.begin(), tokens.end());
  std::vector<uint32_t> near;
  for (size_t i = tokens.size() - 1; i > 0; --i) {
    const uint32_t next = tokens[i];
    const uint32_t before = tokens[i - 1];
    const bool hyphen =
        before + 2 == next && tree_.token(before + 1).form == "-";
    if (before + 1 != next && !hyphen) break;
    if (hyphen) near.push_back(before + 1);
    near.push_back(before);
  }
  return near;
}

// Of the modifiers those that are whole words of a concept: not "25 call" of
// "July 25 call" nor "day course" of "30-day course"; all words of "Main
// Street".
uint32_t ConceptWords::First(uint32_t noun) const {
  uint32_t first = noun;
  for (uint32_t t : Modifiers(noun)) {
    const uint32_t begin = Hyphenated(tree_, t).first;
    const bool letter = IsLetter(DecodeAt(tree_.token(begin).form, 0).value);
    const bool hyphen = tree_.token(t).form == "-";
    if (!hyphen && (!letter || IsCut(t, begin) || is_named_(begin))) break;
    first = std::min(first, begin);
  }
  const auto belongs = [&](uint32_t t) {
    const Token& token = tree_.token(t);
    return (token.upos == "PROPN" || token.upos == "ADJ") &&
           StartsUpper(token) && tree_.Dominates(noun, t) && !is_named_(t);
  };
  const bool capital = noun > 0 && StartsUpper(tree_.token(noun));
  if (!capital && !IsProperNoun(tree_.token(noun))) return first;
  while (first > 0 && belongs(first - 1)) --first;
  return first;
}

// "dynamite" in "stick of dynamite": bare nouns, without an article or a name.
uint32_t ConceptWords::LastOfField(uint32_t noun) const {
  if (noun + 2 >= tree_.size()) return noun;
  for (uint32_t child : tree_.Children(noun)) {
    const auto preposition = tree_.Child(child, "case");
    if (!tree_.Is(child, "nmod") || preposition != noun + 1 ||
        child > noun + 1 + kLongestField ||
        words_.Role(tree_.word(noun + 1), "") != "of") {
      continue;
    }
    for (uint32_t t = noun + 2; t <= child; ++t) {
      const std::string& upos = tree_.token(t).upos;
      const bool word = upos == "NOUN" || upos == "ADJ";
      if (!word || is_named_(t)) return noun;
    }
    return child;
  }
  return noun;
}

std::vector<uint32_t> ConceptWords::Of(uint32_t noun) const {
  const auto [begin, end] = Hyphenated(tree_, noun);
  uint32_t first = First(noun);
  while (first > begin && !is_named_(first - 1)) --first;
  uint32_t last = noun;
  while (last + 1 < end && !is_named_(last + 1)) ++last;
  if (last == noun) last = LastOfField(noun);
  std::vector<uint32_t> all(last + 1 - first);
  std::iota(all.begin(), all.end(), first);
  return all;
}

}  // namespace kg
