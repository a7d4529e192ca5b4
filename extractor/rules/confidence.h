// How likely a found relation or claim is right: a logistic regression over
// signals of how it was found (the probabilities of the arcs between its parts,
// its rule, whether the model's other heads agree). The weights are those of
// lexicon/en/confidence.tsv, fitted by training/confidence.py to facts that
// were judged by hand; docs/confidence.md tells what each signal means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/speech.h"
#include "graph/facts/facts.h"
#include "lexicon/lexicon.h"

namespace kg {

struct RelationDraft;

// Name and value; what is not named is 0.
using Signals = std::vector<std::pair<std::string, double>>;

enum class FactKind { kRelation, kClaim };

// A fact that was found, kept or not.
struct FoundFact {
  FactKind kind = FactKind::kRelation;
  std::string name;            // predicate or act
  std::optional<Span> first;   // subject or speaker
  std::optional<Span> second;  // object, or the content's first passage
  uint8_t confidence = 0;      // hundredths, at most 99
  bool kept = true;
  Signals signals;
};

// Judges the facts of one article as they are found. Borrows its table. Not
// thread-safe.
class Appraiser {
 public:
  // confidence.tsv: a signal's weight for each kind, empty for 0. The row
  // "bias" counts always; "least" is no weight but the hundredths from which on
  // a fact is kept; with keep_doubtful, all are.
  Appraiser(const Table& table, bool keep_doubtful)
      : table_(table), keep_doubtful_(keep_doubtful) {}

  // Fills in and remembers the fact's confidence and whether it is kept.
  const FoundFact& Appraise(FoundFact fact);

  std::vector<FoundFact> Take() { return std::move(found_); }

 private:
  double Weight(FactKind kind, std::string_view signal) const;

  const Table& table_;
  const bool keep_doubtful_;
  std::vector<FoundFact> found_;
};

// The relation's marks are set; its ends are the draft's.
Signals RelationSignals(const Analysis& analysis, const RelationDraft& draft,
                        const LocalRelation& relation);
// What is known of a claim's speaker beside the speech.
struct SpeakerSignals {
  bool by_pronoun = false;  // found through a word that names nobody
  bool named = false;
  bool above = false;  // also says what this claim stands in
};
Signals ClaimSignals(const Analysis& analysis, const Speech& speech,
                     const SpeakerSignals& speaker);

}  // namespace kg
