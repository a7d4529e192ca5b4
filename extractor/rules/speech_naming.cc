#include "extractor/rules/speech_naming.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractor/rules/clause_kinds.h"

namespace kg {
namespace {

constexpr uint8_t kNamingConfidence = 80;  // chosen, as for noun phrases

// The noun or adjective that the verb gives to its object; `as`: behind a mark
// that may name sources ("as").
std::optional<uint32_t> DescriptionAfter(const Analysis& analysis,
                                         const Tree& tree, const Clause& clause,
                                         uint32_t object, bool as) {
  for (uint32_t child : tree.Children(clause.head)) {
    if (child == object || child < clause.head) continue;
    const std::string& upos = tree.token(child).upos;
    if (upos != "NOUN" && upos != "ADJ" && upos != "PROPN") continue;
    auto marker = tree.Child(child, "case");
    if (!marker) marker = tree.Child(child, "mark");
    if (as) {
      const Table& marks = analysis.words().table("marks");
      if (marker && marks.Get(tree.word(*marker), "kind") == "source") {
        return child;
      }
      continue;
    }
    const bool complement = tree.Is(child, "xcomp") || tree.Is(child, "obj") ||
                            tree.Is(child, "ccomp");
    if (!marker && complement) return child;
  }
  if (as) return std::nullopt;
  if (clause.complement) return clause.complement;
  // "called the plan 'disgraceful'": behind its noun.
  for (uint32_t child : tree.Children(object)) {
    if (child > object && tree.Is(child, "amod")) return child;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Speech> FindNaming(const Analysis& analysis, uint32_t sentence,
                                 const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const Table& naming = analysis.words().table("acts_naming");
  const Table::Row* row = naming.Find(tree.lemma(clause.head));
  const auto object = clause.passive ? clause.subject : clause.object;
  const bool other =
      analysis.words()
          .table("acts_particles")
          .Has(WithParticle(tree, clause.head));  // "called Lee out"
  if (row == nullptr || other || !object) return std::nullopt;
  const bool as = (*row)[naming.Column("form")] == "as";
  const auto description =
      DescriptionAfter(analysis, tree, clause, *object, as);
  if (!description) return std::nullopt;
  const auto position = [&](uint32_t t) {
    return analysis.Position(sentence, t);
  };
  Speech speech;
  speech.act = (*row)[naming.Column("act")];
  speech.cue = analysis.RangesOf(sentence, clause.group);
  speech.verb = position(clause.head);
  const auto speaker = clause.passive ? clause.agent : clause.subject;
  if (speaker) speech.speaker = position(*speaker);
  speech.made = clause.polarity == Polarity::kAffirmed &&
                clause.modality == Modality::kAsserted;
  std::vector<uint32_t> tokens = Phrase(tree, *object, PhraseKind::kFull);
  for (uint32_t t : tree.Subtree(*description)) tokens.push_back(t);
  std::sort(tokens.begin(), tokens.end());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  while (!tokens.empty() && tree.token(tokens.back()).upos == "PUNCT" &&
         !IsQuotationMark(tree.token(tokens.back()))) {
    tokens.pop_back();
  }
  speech.content = analysis.RangesOf(sentence, tokens);
  Normalize(&speech.content);
  speech.content = Subtract(speech.content, speech.cue);
  speech.heads = {position(*object), position(*description)};
  speech.nominal = true;
  speech.rule = kNamingRule;
  speech.confidence = kNamingConfidence;
  return speech;
}

}  // namespace kg
