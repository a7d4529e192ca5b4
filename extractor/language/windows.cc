#include "extractor/language/windows.h"

#include <utility>

namespace kg {

bool WindowReader::Next(Window* window) {
  window->pieces.assign(1, word_piece_.cls());
  window->shapes.assign(1, 0);
  window->layouts.assign(1, 0);
  window->nodes.clear();
  window->parts.clear();
  while (!ahead_.empty() || ReadPart()) {
    if (!window->parts.empty() && BelongsToNext(window->pieces.size())) break;
    Append(ahead_.front(), window);
    spare_.push_back(std::move(ahead_.front()));
    ahead_.pop_front();
  }
  return !window->parts.empty();
}

// Whether the part read ahead starts a new window after one of `used` pieces:
// it no longer fits, or it starts a paragraph that does not fit but would stay
// whole in the next window, and this one is half full.
bool WindowReader::BelongsToNext(size_t used) {
  if (used + ahead_.front().pieces.size() + 1 > limits_.max_pieces) return true;
  if (!StartsParagraph(ahead_.front().part) || 2 * used < limits_.max_pieces) {
    return false;
  }
  const size_t paragraph = ParagraphPieces();
  return paragraph < limits_.max_pieces &&
         used + paragraph > limits_.max_pieces;
}

bool WindowReader::StartsParagraph(const Part& part) const {
  return part.token_begin == 0 &&
         document_.sentences[part.sentence].starts_paragraph;
}

// With all [SEP]s, of the paragraph whose first part is read ahead; reads no
// further than a window's worth.
size_t WindowReader::ParagraphPieces() {
  size_t size = 0;
  for (size_t i = 0; size < limits_.max_pieces; ++i) {
    if (i == ahead_.size() && !ReadPart()) break;
    if (i > 0 && StartsParagraph(ahead_[i].part)) break;
    size += ahead_[i].pieces.size() + 1;
  }
  return size;
}

void WindowReader::Append(const Ahead& ahead, Window* window) const {
  const auto offset = static_cast<uint32_t>(window->pieces.size());
  window->parts.push_back(ahead.part);
  window->parts.back().node_begin = window->nodes.size();
  for (const uint32_t node : ahead.nodes) {
    window->nodes.push_back(offset + node);
  }
  const auto append = [](const auto& from, auto* to) {
    to->insert(to->end(), from.begin(), from.end());
  };
  append(ahead.pieces, &window->pieces);
  append(ahead.shapes, &window->shapes);
  append(ahead.layouts, &window->layouts);
  window->nodes.push_back(static_cast<uint32_t>(window->pieces.size()));
  window->pieces.push_back(word_piece_.sep());
  window->shapes.push_back(0);
  window->layouts.push_back(0);
}

// The next part to the end of ahead_.
bool WindowReader::ReadPart() {
  while (sentence_ < document_.sentences.size() &&
         token_ == document_.sentences[sentence_].tokens.size()) {
    ++sentence_;
    token_ = 0;
  }
  if (sentence_ == document_.sentences.size()) return false;
  Ahead ahead;
  if (!spare_.empty()) {
    ahead = std::move(spare_.back());
    spare_.pop_back();
  }
  const std::vector<Token>& tokens = document_.sentences[sentence_].tokens;
  ahead.part = {sentence_, token_, token_, 0};
  ahead.pieces.clear();
  ahead.shapes.clear();
  ahead.layouts.clear();
  ahead.nodes.clear();
  const size_t room = limits_.positions - 2;  // [CLS] and [SEP]
  for (; token_ < tokens.size(); ++token_) {
    const Token& token = tokens[token_];
    const size_t before = ahead.pieces.size();
    word_piece_.Append(token.form, &ahead.pieces);
    if (ahead.pieces.size() > room) {
      ahead.pieces.resize(before);
      break;
    }
    ahead.nodes.push_back(static_cast<uint32_t>(before));
    ahead.shapes.resize(ahead.pieces.size(), WordShape(token.form));
    ahead.layouts.resize(ahead.pieces.size(), token.layout);
  }
  ahead.part.token_end = token_;
  ahead_.push_back(std::move(ahead));
  return true;
}

}  // namespace kg
