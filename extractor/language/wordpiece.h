// WordPiece: words to ids of the uncased BERT vocabulary, and the shape of a
// word's casing, which that vocabulary does not show. docs/model-file.md,
// "Input", has the rules. Immutable after Open, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/status.h"

namespace kg {

class WordPiece {
 public:
  // `text` is vocab.txt: a piece a line, line number = id. `name` starts the
  // messages. InvalidInput unless [CLS], [SEP] and [UNK] are there.
  static Result<WordPiece> Parse(const std::string& name, std::string text,
                                 size_t max_word_pieces);

  // Appends a word's piece ids: at least one, at most max_word_pieces. Any
  // bytes are allowed; ill-formed UTF-8 is dropped like control characters.
  void Append(std::string_view word, std::vector<int32_t>* ids) const;

  size_t size() const { return size_; }
  int32_t cls() const { return cls_; }
  int32_t sep() const { return sep_; }
  int32_t unknown() const { return unknown_; }

 private:
  WordPiece() = default;
  void AppendToken(std::string_view token, std::vector<int32_t>* ids) const;

  std::vector<char> text_;  // what the maps' keys view; moves keep its address
  std::unordered_map<std::string_view, int32_t> first_;
  std::unordered_map<std::string_view, int32_t> following_;  // without "##"
  size_t longest_ = 0;  // bytes of the longest piece
  size_t size_ = 0;
  size_t max_word_pieces_ = 0;
  int32_t cls_ = 0, sep_ = 0, unknown_ = 0;
};

// Class of a word's casing, 1..7; 0 is for what is no word.
constexpr size_t kWordShapes = 8;
uint8_t WordShape(std::string_view word);

}  // namespace kg
