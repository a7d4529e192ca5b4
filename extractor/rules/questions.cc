#include "extractor/rules/questions.h"

#include <algorithm>
#include <string>

namespace kg {
namespace {

// An auxiliary or a question's word first: "will it work".
bool IsInverted(const Tree& tree, uint32_t first) {
  return tree.token(first).upos == "AUX" ||
         tree.token(first).xpos.starts_with('W');
}

// "but if it fails, will they leave?", where the next comma stands.
bool HasCondition(const Tree& tree, uint32_t first, uint32_t comma) {
  return tree.Is(first, "mark") && comma + 1 < tree.size() &&
         tree.token(comma + 1).upos == "AUX";
}

// "Norway signed it, but will it work?": only the second is asked.
bool OpensQuestion(const Tree& tree, uint32_t t, uint32_t comma) {
  if (tree.token(t).upos != "CCONJ" || t < 2 || t + 1 >= tree.size() ||
      tree.token(t - 1).upos != "PUNCT" ||
      !(IsInverted(tree, t + 1) || HasCondition(tree, t + 1, comma))) {
    return false;
  }
  const bool quoted = tree.token(0).upos == "PUNCT";
  return !IsInverted(tree, quoted ? 1 : 0);
}

// "?" and "?!"; one within a word ("o?f") is a slip.
bool IsQuestionMark(const std::string& form) {
  return form.find('?') == 0 || form.ends_with('?');
}

}  // namespace

std::vector<bool> AskedTokens(const Tree& tree) {
  std::vector<bool> tokens(tree.size(), false);
  bool asked = false;
  uint32_t comma = tree.size();
  for (uint32_t t = tree.size(); t-- > 0;) {
    const std::string& form = tree.token(t).form;
    if (IsQuestionMark(form)) {
      asked = true;
    } else if (form == "." || form == "!" || form == ":") {
      asked = false;  // "A text came: Would she help?"
    }
    tokens[t] = asked;
    if (asked && OpensQuestion(tree, t, comma)) asked = false;
    if (form == ",") comma = t;
  }
  return tokens;
}

bool IsEmbeddedQuestion(const Tree& tree, const Words& words, uint32_t t) {
  const int32_t head = tree.Head(t);
  if (head < 0 || tree.Relation(t) != "advcl" ||
      !words.ActTakes(tree.lemma(static_cast<uint32_t>(head)), "clause")) {
    return false;
  }
  const uint32_t first = tree.Subtree(t).front();
  return static_cast<int32_t>(first) == head + 1 &&
         tree.token(first).xpos == "WRB";
}

bool TellsWhether(const Tree& tree, const Words& words, uint32_t t) {
  const int32_t head = tree.Head(t);
  const uint32_t first = tree.Subtree(t).front();
  return head >= 0 && static_cast<int32_t>(first) == head + 1 &&
         tree.Child(t, "mark") == first &&
         words.table("marks").Get(tree.word(first), "role") == "condition" &&
         Contains(words.Structure("answering"),
                  tree.lemma(static_cast<uint32_t>(head)));
}

bool IsOpenedBy(const Tree& tree, std::string_view word, uint32_t t) {
  const auto& children = tree.Children(t);
  const uint32_t first = tree.Subtree(t).front();
  const bool before = first > 0 && tree.word(first - 1) == word &&
                      (tree.Head(first - 1) == tree.Head(t) ||
                       tree.Head(t) == static_cast<int32_t>(first) - 1);
  return before ||
         std::any_of(children.begin(), children.end(), [&](uint32_t child) {
           return child < t && tree.Is(child, "advmod") &&
                  tree.word(child) == word;
         });
}

bool IsReason(const Tree& tree, const Words& words, uint32_t t) {
  return IsOpenedBy(tree, words.Structure("reason question"), t);
}

}  // namespace kg
