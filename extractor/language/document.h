// Document: an article's text cut into sentences and tokens, with what the
// encoder said of each. Plain values; offsets are bytes of the text. Sentences
// and tokens never overlap and are in order; the text itself is never changed.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace kg {

// Half-open, in positions: tokens numbered through the whole document.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool Has(uint32_t position) const {
    return begin <= position && position < end;
  }
  bool operator==(const Range&) const = default;
};

struct Token {
  uint32_t begin = 0;  // bytes; a syntactic word of a contraction has its part
  uint32_t end = 0;
  bool space_after = false;
  // 1 in a quotation, plus 2 for the first word of a paragraph (layout.h).
  uint8_t layout = 0;
  std::string form;  // the words as they stand (UD: "do", "n't")
  std::string lemma;
  std::string upos;
  std::string xpos;
  std::string feats;  // "_" for none
  int32_t head = -1;  // index in the sentence; -1: root
  std::string deprel;
  // What the model gives its choices among all of their kind, 0 to 1; 1 where
  // it did not choose (read trees, a single root).
  float head_probability = 1;
  float relation_probability = 1;
  float name_probability = 1;
  float antecedent_probability = 1;  // of what the mention it heads means
  std::string ner;                   // "O", "B-Person", "I-Person"…
  // Type of the thing whose mention this word heads ("person", "abstract"…,
  // names or not); empty for none.
  std::string entity;
  // Of a predicate: from -3, did not happen, to 3, did; else NaN.
  float factuality = std::numeric_limits<float>::quiet_NaN();
};

struct Sentence {
  uint32_t begin = 0;
  uint32_t end = 0;
  // First sentence of a paragraph (line or blank line before it).
  bool starts_paragraph = false;
  std::string id;  // CoNLL-U sent_id, where it was read
  std::vector<Token> tokens;
};

// Who says what, as the model sees it: each part's runs of words, ascending.
struct AttributedWords {
  std::vector<Range> cue;
  std::vector<Range> source;   // may be empty
  std::vector<Range> content;  // may be empty
};

// A negation and what it is about; the scope need not touch the cue.
struct NegatedWords {
  Range cue;
  std::vector<Range> scope;
};

struct Document {
  std::vector<Sentence> sentences;
  std::vector<AttributedWords> attributions;  // by cue
  std::vector<NegatedWords> negations;        // by cue
  // Positions of the head words of mentions of one thing: two or more in a
  // cluster, ascending; clusters by their first.
  std::vector<std::vector<uint32_t>> clusters;
};

}  // namespace kg
