#include "extractor/rules/role_titles.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr uint32_t kLongestRole = 4;  // words of a role in roles.tsv

bool StartsUpper(const Token& token) {
  return IsUpper(DecodeAt(token.form, 0).value);
}

}  // namespace

const Table::Row* RoleTitles::Role(uint32_t t) const {
  const Table& roles = words_.table("roles");
  std::string words = tree_.lemma(t);
  for (uint32_t i = t; i-- > 0 && t - i < kLongestRole;) {
    if (tree_.Head(i) != static_cast<int32_t>(t)) break;
    words = tree_.lemma(i) + ' ' + words;
    if (const Table::Row* row = roles.Find(words)) return row;
  }
  return roles.Find(tree_.lemma(t));
}

bool RoleTitles::Opens(uint32_t t) const {
  if (Hyphenated(tree_, t).first < t) return true;  // "secretary-general"
  if (t + 1 >= tree_.size() || Role(t + 1) == nullptr) return false;
  return tree_.Head(t) == static_cast<int32_t>(t) + 1 || IsSame(t, t + 1);
}

bool RoleTitles::IsSame(uint32_t a, uint32_t b) const {
  if (a + 1 == b && StartsUpper(tree_.token(a)) &&
      StartsUpper(tree_.token(b))) {
    return true;
  }
  return tree_.Head(a) >= 0 && tree_.Head(a) == tree_.Head(b) &&
         tree_.Relation(a) == tree_.Relation(b) &&
         (tree_.Relation(a) == "nmod:desc" || tree_.Is(a, "compound"));
}

// "retired in May" does so; "then a minister": after that.
bool RoleTitles::IsPastWord(uint32_t t) const {
  const Token& word = tree_.token(t);
  const bool after = word.upos == "ADV" && tree_.token(t + 1).upos == "DET" &&
                     !tree_.word(t).ends_with(words_.Structure("manner"));
  return words_.Modal("past", tree_.word(t)) && word.xpos != "VBD" && !after;
}

std::optional<uint32_t> RoleTitles::PastWord(uint32_t t) const {
  for (uint32_t child : tree_.Children(t)) {
    if (child + 1 < tree_.size() && IsPastWord(child)) return child;
  }
  uint32_t first = Tokens(t).front();
  while (first > 0 && IsNamed(first - 1)) --first;  // "former Acme chairman"
  if (first > 0 && IsPastWord(first - 1)) return first - 1;
  const int32_t head = tree_.Head(t);
  // "the former president and CEO"
  if (head >= 0 && head < static_cast<int32_t>(t) && tree_.Is(t, "conj") &&
      !tree_.Child(t, "det") && !tree_.Child(t, "amod")) {
    return PastWord(static_cast<uint32_t>(head));
  }
  if (head <= static_cast<int32_t>(t)) return std::nullopt;
  const auto name = static_cast<uint32_t>(head);
  if (!IsNamed(name)) return std::nullopt;
  for (uint32_t child : tree_.Children(name)) {
    const bool past = child < t && tree_.Is(child, "amod") &&
                      words_.Modal("past", tree_.word(child));
    if (past) return child;
  }
  return std::nullopt;
}

bool RoleTitles::MayBeGivenName(uint32_t t) const {
  return t + 1 < tree_.size() && StartsUpper(tree_.token(t)) &&
         words_.table("names_given").Has(tree_.word(t)) &&
         tree_.token(t + 1).upos == "PROPN" &&
         (t == 0 || !StartsUpper(tree_.token(t - 1)));
}

// Whether the word `i` right before a title's `next`, whose noun is `t`, is a
// part of it.
bool RoleTitles::Precedes(uint32_t i, uint32_t next, uint32_t t) const {
  if (IsNamed(i)) return false;
  const int32_t head = tree_.Head(i);
  const bool part = head == static_cast<int32_t>(t) ||
                    (head > static_cast<int32_t>(i) &&
                     head <= static_cast<int32_t>(t) && next == i + 1);
  const bool kind = tree_.Is(i, "amod") || tree_.Is(i, "compound") ||
                    tree_.Is(i, "punct") || tree_.Is(i, "nummod");
  const bool same = i + 1 == next && IsSame(i, t) && Role(i) != nullptr;
  const bool mark = tree_.Is(i, "punct") && tree_.token(i).xpos != "HYPH";
  return (same || (part && kind)) && !mark;
}

// Backwards from `t`, which is the only one.
void RoleTitles::AddWordsBefore(uint32_t t,
                                std::vector<uint32_t>* tokens) const {
  for (uint32_t i = t; i-- > 0 && Precedes(i, tokens->back(), t);) {
    tokens->push_back(i);
  }
  // "Vice President", however they hang together
  while (tokens->back() > 0 &&
         words_.table("names_titles")
             .Has(tree_.word(tokens->back() - 1) + ' ' +
                  tree_.word(tokens->back())) &&
         !IsNamed(tokens->back() - 1)) {
    tokens->push_back(tokens->back() - 1);
  }
  // "free-market economist"
  const uint32_t begin = Hyphenated(tree_, tokens->back()).first;
  while (tokens->back() > begin) tokens->push_back(tokens->back() - 1);
  while (IsNamed(tokens->back()) && tokens->back() > 0 &&
         IsNamed(tokens->back() - 1)) {
    tokens->push_back(tokens->back() - 1);  // "[New] York-based"
  }
  // "[newly] appointed judge": of how, no part of it; "ousted pro-Moscow
  // president": perhaps the sentence's verb.
  while (tokens->size() > 1 && tree_.token(tokens->back()).xpos == "VBN" &&
         (tree_.Child(tokens->back(), "advmod") || tokens->size() > 2)) {
    tokens->pop_back();
  }
}

// "attorney general": an adjective behind its noun is a part of the title.
uint32_t RoleTitles::EndOf(uint32_t t) const {
  const uint32_t next = t + 1;
  const bool part =
      next < tree_.size() && tree_.Head(next) == static_cast<int32_t>(t) &&
      words_.table("names_titles").Has(tree_.word(t) + ' ' + tree_.word(next));
  return std::max(Hyphenated(tree_, t).second, part ? next + 1 : next);
}

std::vector<uint32_t> RoleTitles::Tokens(uint32_t t) const {
  std::vector<uint32_t> tokens = {t};
  AddWordsBefore(t, &tokens);
  std::reverse(tokens.begin(), tokens.end());
  const uint32_t end = EndOf(t);
  for (uint32_t i = t + 1; i < end; ++i) tokens.push_back(i);
  for (uint32_t child : tree_.Children(t)) {
    if (child != tokens.back() + 1 && !tree_.Is(child, "nmod")) continue;
    const auto preposition = tree_.Child(child, "case");
    if (!tree_.Is(child, "nmod") || !preposition || child < t ||
        *preposition != tokens.back() + 1 || HasName(child) ||
        words_.Role(FixedExpression(tree_, *preposition), "") != "of") {
      continue;
    }
    for (uint32_t i = tokens.back() + 1; i <= child; ++i) tokens.push_back(i);
  }
  return tokens;
}

bool RoleTitles::HasName(uint32_t t) const {
  for (uint32_t below : tree_.Subtree(t)) {
    if (IsNamed(below)) return true;
  }
  return tree_.Child(t, "nmod:poss").has_value();
}

}  // namespace kg
