// Any bytes as vocab.txt, and as words to cut by it.
#include <algorithm>
#include <vector>

#include "extractor/language/wordpiece.h"
#include "tests/fuzz/target.h"

namespace {

constexpr size_t kMaxPieces = 6;
constexpr char kMarks[] = "[CLS]\n[SEP]\n[UNK]\n";

void CutWords(const kg::WordPiece& pieces, std::string_view words) {
  for (size_t begin = 0; begin < words.size();) {
    const size_t end = std::min(words.find('\n', begin), words.size());
    const std::string_view word = words.substr(begin, end - begin);
    std::vector<int32_t> ids;
    pieces.Append(word, &ids);
    kg::fuzz::Require(!ids.empty() && ids.size() <= kMaxPieces);
    for (const int32_t id : ids) {
      kg::fuzz::Require(id >= 0 && static_cast<size_t>(id) < pieces.size());
    }
    kg::fuzz::Require(kg::WordShape(word) < kg::kWordShapes);
    begin = end + 1;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(kg::fuzz::TextOf(data, size));
  (void)kg::WordPiece::Parse("vocab.txt", text, kMaxPieces);
  const auto pieces =
      kg::WordPiece::Parse("vocab.txt", kMarks + text, kMaxPieces);
  kg::fuzz::Require(pieces.ok());
  CutWords(*pieces, text);
  return 0;
}
