#include "extractor/language/windows.h"

namespace kg {

bool WindowReader::Next(Window* window) {
  window->pieces.assign(1, word_piece_.cls());
  window->shapes.assign(1, 0);
  window->nodes.clear();
  window->parts.clear();
  while (has_part_ || ReadPart()) {
    const size_t size = window->pieces.size() + pieces_.size() + 1;
    if (!window->parts.empty() && size > limits_.max_pieces) break;
    part_.node_begin = window->nodes.size();
    const auto offset = static_cast<uint32_t>(window->pieces.size());
    for (const uint32_t node : nodes_) window->nodes.push_back(offset + node);
    window->nodes.push_back(static_cast<uint32_t>(size - 1));
    window->pieces.insert(window->pieces.end(), pieces_.begin(), pieces_.end());
    window->pieces.push_back(word_piece_.sep());
    window->shapes.insert(window->shapes.end(), shapes_.begin(), shapes_.end());
    window->shapes.push_back(0);
    window->parts.push_back(part_);
    has_part_ = false;
  }
  return !window->parts.empty();
}

bool WindowReader::ReadPart() {
  while (sentence_ < document_.sentences.size() &&
         token_ == document_.sentences[sentence_].tokens.size()) {
    ++sentence_;
    token_ = 0;
  }
  if (sentence_ == document_.sentences.size()) return false;
  const std::vector<Token>& tokens = document_.sentences[sentence_].tokens;
  part_ = {sentence_, token_, token_, 0};
  pieces_.clear();
  shapes_.clear();
  nodes_.clear();
  const size_t room = limits_.positions - 2;  // [CLS] and [SEP]
  for (; token_ < tokens.size(); ++token_) {
    const size_t before = pieces_.size();
    word_piece_.Append(tokens[token_].form, &pieces_);
    if (pieces_.size() > room) {
      pieces_.resize(before);
      break;
    }
    nodes_.push_back(static_cast<uint32_t>(before));
    shapes_.resize(pieces_.size(), WordShape(tokens[token_].form));
  }
  part_.token_end = token_;
  has_part_ = true;
  return true;
}

}  // namespace kg
