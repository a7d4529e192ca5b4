// Windows: a document's sentences packed into model inputs, one after the
// other. docs/model-file.md, "Input", has the rules. Memory is bounded by one
// window and one read ahead, whatever the document's length.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/language/wordpiece.h"

namespace kg {

// A sentence, or the part of a very long one that fits the positions.
struct Part {
  size_t sentence = 0;     // index in the document
  size_t token_begin = 0;  // in the sentence
  size_t token_end = 0;
  // Nodes are the words' first pieces, then the [SEP] that closes the part and
  // stands for the root: token_end - token_begin + 1 of them.
  size_t node_begin = 0;  // in Window::nodes
};

struct Window {
  std::vector<int32_t> pieces;
  std::vector<uint8_t> shapes;   // one for each piece
  std::vector<uint8_t> layouts;  // one for each piece
  std::vector<uint32_t> nodes;   // indices of pieces
  std::vector<Part> parts;
};

struct WindowLimits {
  size_t max_pieces = 0;  // <= positions
  size_t positions = 0;   // >= longest word's pieces + 2
};

class WindowReader {
 public:
  // All are borrowed for the reader's life. The tokens' layouts are set.
  WindowReader(const Document& document, const WordPiece& word_piece,
               const WindowLimits& limits)
      : document_(document), word_piece_(word_piece), limits_(limits) {}

  // The next window into *window (its storage is reused); false at the end.
  // Sentences without tokens take no place.
  bool Next(Window* window);

 private:
  struct Ahead {  // a part and its pieces without [SEP]
    Part part;
    std::vector<int32_t> pieces;
    std::vector<uint8_t> shapes;
    std::vector<uint8_t> layouts;
    std::vector<uint32_t> nodes;
  };

  bool ReadPart();
  bool StartsParagraph(const Part& part) const;
  size_t ParagraphPieces();
  bool BelongsToNext(size_t used);
  void Append(const Ahead& ahead, Window* window) const;

  const Document& document_;
  const WordPiece& word_piece_;
  const WindowLimits limits_;
  size_t sentence_ = 0;  // where the next part begins
  size_t token_ = 0;
  std::deque<Ahead> ahead_;
  std::vector<Ahead> spare_;  // their storage is used again
};

}  // namespace kg
