// What the rules know of a document while they run: every sentence's tree and
// clauses, the quotations, and who says what. Tokens are numbered through the
// whole document (`Position`), so that a passage over several sentences is one
// range. Borrows the document, text and words. Immutable once made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/clauses.h"
#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

struct TokenAt {
  uint32_t sentence = 0;
  uint32_t token = 0;
};

class Analysis {
 public:
  // Sentences longer than kLongest tokens are no prose; they get no clauses.
  static constexpr uint32_t kLongest = 400;  // chosen: news stays under 150

  Analysis(const std::string& text, const Document& document,
           const Words& words);

  const std::string& text() const { return *text_; }
  const Document& document() const { return *document_; }
  const Words& words() const { return *words_; }
  uint32_t sentences() const { return static_cast<uint32_t>(trees_.size()); }
  const Tree& tree(uint32_t sentence) const { return trees_[sentence]; }
  const SentenceClauses& clauses(uint32_t sentence) const {
    return clauses_[sentence];
  }

  uint32_t Position(uint32_t sentence, uint32_t token) const {
    return begins_[sentence] + token;
  }
  uint32_t SentenceBegin(uint32_t sentence) const { return begins_[sentence]; }
  uint32_t SentenceEnd(uint32_t sentence) const {
    return begins_[sentence + 1];
  }
  uint32_t positions() const { return begins_.back(); }
  TokenAt At(uint32_t position) const;
  const Token& token(uint32_t position) const;
  // Whether the model sees the word in what somebody says, or in the scope of a
  // negation.
  bool InAttribution(uint32_t position) const {
    return in_attribution_[position];
  }
  bool InNegation(uint32_t position) const { return in_negation_[position]; }
  // Byte spans of ascending ranges; one span for each sentence of a range,
  // joined where sentences follow each other.
  std::vector<Span> SpansOf(const std::vector<Range>& ranges) const;
  // Ascending tokens of one sentence as ranges of positions.
  std::vector<Range> RangesOf(uint32_t sentence,
                              const std::vector<uint32_t>& tokens) const;

 private:
  const std::string* text_;
  const Document* document_;
  const Words* words_;
  std::vector<Tree> trees_;
  std::vector<SentenceClauses> clauses_;
  std::vector<uint32_t> begins_;  // one more than sentences
  std::vector<bool> in_attribution_;
  std::vector<bool> in_negation_;
};

// Sorts, joins what touches or overlaps.
void Normalize(std::vector<Range>* ranges);
// `from` without `without`; both normalized.
std::vector<Range> Subtract(const std::vector<Range>& from,
                            const std::vector<Range>& without);
uint32_t Count(const std::vector<Range>& ranges);
bool Has(const std::vector<Range>& ranges, uint32_t position);

}  // namespace kg
