#include "extractor/language/wordpiece.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr size_t kMaxTokenCharacters = 100;
constexpr std::string_view kFollowing = "##";

struct CharRange {
  char32_t first;
  char32_t last;
};
// BERT counts all printable ASCII that is no letter or digit as punctuation.
constexpr CharRange kAsciiPunctuation[] = {
    {33, 47}, {58, 64}, {91, 96}, {123, 126}};
// The blocks that BERT calls CJK.
constexpr CharRange kCjk[] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},
                              {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
                              {0x2B740, 0x2B81F}, {0x2B820, 0x2CEAF},
                              {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};

template <size_t kSize>
bool InRanges(char32_t c, const CharRange (&ranges)[kSize]) {
  return std::any_of(ranges, ranges + kSize, [c](const CharRange& r) {
    return c >= r.first && c <= r.last;
  });
}

bool IsTokenPunctuation(char32_t c) {
  return c < 128 ? InRanges(c, kAsciiPunctuation) : IsPunctuation(c);
}

bool IsTokenSpace(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || Category(c)[0] == 'Z';
}

// Unassigned characters (Cn) stay: the next Unicode version may give them.
bool IsDropped(char32_t c) {
  if (c == 0xFFFD) return true;
  if (c == '\t' || c == '\n' || c == '\r') return false;
  const std::string_view category = Category(c);
  return category[0] == 'C' && category != "Cn";
}

bool IsAscii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<uint8_t>(c) < 128; });
}

// Cleaned, decomposed without non-spacing marks, lower case, with a blank on
// both sides of each CJK character.
std::string Normalized(std::string_view word) {
  std::string cleaned;
  cleaned.reserve(word.size());
  for (size_t at = 0; at < word.size();) {
    const CodePoint c = DecodeAt(word, at);
    at += c.bytes;
    if (IsDropped(c.value)) continue;
    const bool cjk = InRanges(c.value, kCjk);
    if (cjk) cleaned += ' ';
    AppendUtf8(c.value, &cleaned);
    if (cjk) cleaned += ' ';
  }
  if (!IsAscii(cleaned)) cleaned = ToNfd(cleaned);
  std::string out;
  out.reserve(cleaned.size());
  for (size_t at = 0; at < cleaned.size();) {
    const CodePoint c = DecodeAt(cleaned, at);
    const std::string_view character(cleaned.data() + at, c.bytes);
    at += c.bytes;
    if (c.value >= 'A' && c.value <= 'Z') {
      out += static_cast<char>(c.value - 'A' + 'a');
    } else if (c.value < 128) {
      out += static_cast<char>(c.value);
    } else if (Category(c.value) != "Mn") {
      out += ToLower(character);  // alone: no final sigma
    }
  }
  return out;
}

}  // namespace

Result<WordPiece> WordPiece::Parse(const std::string& name, std::string text,
                                   size_t max_word_pieces) {
  WordPiece result;
  result.text_.assign(text.begin(), text.end());
  result.max_word_pieces_ = max_word_pieces;
  std::string_view rest(result.text_.data(), result.text_.size());
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view piece = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto id = static_cast<int32_t>(result.size_++);
    result.first_[piece] = id;
    if (piece.starts_with(kFollowing)) {
      result.following_[piece.substr(kFollowing.size())] = id;
    }
    result.longest_ = std::max(result.longest_, piece.size());
  }
  const std::pair<const char*, int32_t*> marks[] = {
      {"[CLS]", &result.cls_},
      {"[SEP]", &result.sep_},
      {"[UNK]", &result.unknown_}};
  for (const auto& [mark, id] : marks) {
    const auto it = result.first_.find(mark);
    if (it == result.first_.end()) {
      return Status::InvalidInput(name + ": expected the piece '" + mark +
                                  "', got none");
    }
    *id = it->second;
  }
  return result;
}

void WordPiece::Append(std::string_view word, std::vector<int32_t>* ids) const {
  const size_t before = ids->size();
  const std::string text = Normalized(word);
  size_t token = 0;  // where the current token began
  for (size_t at = 0; at <= text.size();) {
    // All further tokens would be cut off.
    if (ids->size() - before >= max_word_pieces_) break;
    if (at == text.size()) {
      AppendToken(std::string_view(text).substr(token), ids);
      break;
    }
    const CodePoint c = DecodeAt(text, at);
    const bool punctuation = IsTokenPunctuation(c.value);
    if (punctuation || IsTokenSpace(c.value)) {
      AppendToken(std::string_view(text).substr(token, at - token), ids);
      token = at + c.bytes;
    }
    if (punctuation) {
      AppendToken(std::string_view(text).substr(at, c.bytes), ids);
    }
    at += c.bytes;
  }
  if (ids->size() == before) ids->push_back(unknown_);
  ids->resize(std::min(ids->size(), before + max_word_pieces_));
}

// Greedy longest match; a token that cannot be cut is one [UNK].
void WordPiece::AppendToken(std::string_view token,
                            std::vector<int32_t>* ids) const {
  if (token.empty()) return;
  if (CountCodePoints(token) > kMaxTokenCharacters) {
    ids->push_back(unknown_);
    return;
  }
  const size_t before = ids->size();
  for (size_t begin = 0; begin < token.size();) {
    const auto& pieces = begin == 0 ? first_ : following_;
    size_t length = std::min(token.size() - begin, longest_);
    auto it = pieces.end();
    for (; length > 0; --length) {
      it = pieces.find(token.substr(begin, length));
      if (it != pieces.end()) break;
    }
    if (length == 0) {
      ids->resize(before);
      ids->push_back(unknown_);
      return;
    }
    ids->push_back(it->second);
    begin += length;
  }
}

uint8_t WordShape(std::string_view word) {
  size_t letters = 0, upper = 0;
  bool first_upper = false, digit = false;
  for (size_t at = 0; at < word.size();) {
    const CodePoint c = DecodeAt(word, at);
    at += c.bytes;
    const std::string_view category = Category(c.value);
    digit |= category == "Nd";
    if (category[0] != 'L') continue;
    const bool is_upper = category == "Lu";  // title-case letters are not
    if (letters == 0) first_upper = is_upper;
    ++letters;
    upper += is_upper;
  }
  if (letters == 0) return digit ? 5 : 7;
  if (digit) return 6;
  if (upper == 0) return 1;
  if (first_upper && upper == 1) return 2;
  return upper == letters ? 3 : 4;
}

}  // namespace kg
