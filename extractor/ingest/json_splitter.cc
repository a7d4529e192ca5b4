#include "extractor/ingest/json_records.h"

namespace kg {
namespace {

bool IsJsonSpace(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

// Takes one character; true if the piece ends with it.
bool JsonSplitter::Feed(char c, Piece* piece) {
  if (!started_) {
    if (IsJsonSpace(c) || c == '\xEF' || c == '\xBB' || c == '\xBF') {
      return false;
    }
    if (c == ',' && in_list_) return false;
    if (c == '[' && !in_list_) {
      in_list_ = true;
      return false;
    }
    if (c == ']' && in_list_) {
      in_list_ = false;
      return false;
    }
    started_ = true;
    piece->place = place_;
  }
  // A bare word or number ends where the list goes on.
  if (depth_ == 0 && !in_string_ && in_list_ && (c == ',' || c == ']')) {
    if (c == ']') in_list_ = false;
    return true;
  }
  piece->oversized |= piece->text.size() >= limit_;
  if (!piece->oversized) piece->text += c;
  if (in_string_) {
    const bool closes = c == '"' && !escaped_;
    escaped_ = c == '\\' && !escaped_;
    in_string_ = !closes;
    return false;
  }
  if (c == '"') in_string_ = true;
  if (c == '{' || c == '[') ++depth_;
  if ((c == '}' || c == ']') && depth_ > 0) return --depth_ == 0;
  return depth_ == 0 && !in_list_ && c == '\n';
}

// A list that is never closed is a last piece, for the parser to complain of.
bool JsonSplitter::AtEnd(Piece* piece) {
  if (started_ || !in_list_) return started_;
  in_list_ = false;
  piece->text = "[";
  piece->place = place_;
  return true;
}

Result<bool> JsonSplitter::Next(Piece* piece) {
  *piece = Piece();
  started_ = in_string_ = escaped_ = false;
  depth_ = 0;
  while (true) {
    if (chunk_.empty()) {
      KG_ASSIGN(chunk_, source_->Next());
      if (chunk_.empty()) return AtEnd(piece);
    }
    const char c = chunk_.front();
    chunk_.remove_prefix(1);
    const bool ends = Feed(c, piece);
    if (c == '\n') {
      place_ = {place_.line + 1, 1};
    } else {
      place_.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }
    if (ends) return true;
  }
}

}  // namespace kg
