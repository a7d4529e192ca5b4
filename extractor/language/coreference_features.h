// What coreference compares of two mentions besides their vectors: a mention
// stands for its head word (Dobrovolskii 2021, "Word-Level Coreference
// Resolution"). docs/model-file.md, "Coreference", has the rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/language/windows.h"

namespace kg {

enum class MentionKind : uint8_t { kPronoun, kName, kNominal };
constexpr size_t kMentionKinds = 3;
// Earlier candidates that are scored for each: bounds the time.
constexpr size_t kNearest = 300;

// Rows of the tables of scores.
constexpr size_t kMatchRows = 9 * 3;
constexpr size_t kDistanceRows = 9 * 10;
constexpr size_t kSentenceRows = 9 * 4;
constexpr size_t kPersonRows = 16 * 4;

// A word that may head a mention.
struct Candidate {
  uint32_t position = 0;  // in the document
  uint32_t sentence = 0;
  MentionKind kind = MentionKind::kNominal;
  uint8_t person = 0;  // 1..3 of a personal pronoun, else 0
  bool quoted = false;
  uint32_t head = 0;  // number of its form in lower case
  // Numbers of that form and of its modifiers', sorted, each once; and the
  // number of this set.
  std::vector<uint32_t> words;
  uint32_t set = 0;
  // Position of the first mention that its antecedents lead to; its own where
  // it has none.
  uint32_t first = 0;
};

// Rows of a pair in the tables.
struct PairRows {
  size_t match = 0;
  size_t distance = 0;
  size_t sentence = 0;
  size_t person = 0;
};
// `gap`: how many candidates the antecedent stands before the anaphor, >= 1.
PairRows RowsOf(const Candidate& anaphor, const Candidate& antecedent,
                size_t gap);

// Finds the candidates of one document, part by part. Numbers words and sets of
// words as they come: memory grows with the document's vocabulary. Not
// thread-safe.
class CandidateFinder {
 public:
  // Appends those of a part, whose first word stands at `position`; its upos,
  // feats, heads and relations are set.
  void Find(const Sentence& sentence, const Part& part, uint32_t position,
            std::vector<Candidate>* out);

 private:
  uint32_t NumberOf(const std::string& form);

  std::unordered_map<std::string, uint32_t> words_;
  std::map<std::vector<uint32_t>, uint32_t> sets_;
};

}  // namespace kg
