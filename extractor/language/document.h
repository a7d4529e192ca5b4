// Document: an article's text cut into sentences and tokens, with what the
// encoder said of each. Plain values; offsets are bytes of the text. Sentences
// and tokens never overlap and are in order; the text itself is never changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kg {

struct Token {
  uint32_t begin = 0;  // bytes; a syntactic word of a contraction has its part
  uint32_t end = 0;
  bool space_after = false;
  std::string form;  // the words as they stand (UD: "do", "n't")
  std::string lemma;
  std::string upos;
  std::string xpos;
  std::string feats;  // "_" for none
  int32_t head = -1;  // index in the sentence; -1: root
  std::string deprel;
  std::string ner;  // "O", "B-Person", "I-Person"…
};

struct Sentence {
  uint32_t begin = 0;
  uint32_t end = 0;
  // First sentence of a paragraph (line or blank line before it).
  bool starts_paragraph = false;
  std::string id;  // CoNLL-U sent_id, where it was read
  std::vector<Token> tokens;
};

struct Document {
  std::vector<Sentence> sentences;
};

}  // namespace kg
