#include "extractor/language/segment_words.h"

#include <algorithm>
#include <string>

#include "base/unicode.h"
#include "extractor/language/segment_scan.h"

namespace kg {
namespace {

// How far the pieces of one dotted, hyphenated or slashed word are looked at.
constexpr size_t kLongestPiece = 64;

bool IsUpperAscii(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= 'A' && c <= 'Z';
  });
}

// A run of text without blanks.
struct Chunk {
  size_t begin = 0;
  size_t end = 0;
  std::string_view after;  // what follows it in its paragraph
  bool opens_paragraph = false;
};

// Splits one chunk, left to right.
class ChunkSplitter {
 public:
  ChunkSplitter(std::string_view text, const Chunk& chunk,
                const SegmentTables& tables, std::vector<WordSpan>* words)
      : text_(text.substr(0, chunk.end)),
        at_(chunk.begin),
        begin_(chunk.begin),
        after_(chunk.after),
        tables_(tables),
        words_(words),
        opens_paragraph_(chunk.opens_paragraph) {}

  void Run() {
    while (at_ < text_.size()) Step();
  }

 private:
  void Step() {
    if (TakeEmoticon() || TakeWhole(ScanUrl(text_, at_)) ||
        TakeWhole(ScanEmail(text_, at_)) || TakeWhole(ScanHandle(text_, at_)) ||
        TakeNumber() || TakeApostropheWord() || TakeWord() ||
        TakeWhole(ScanRepeat(text_, at_)) || TakeWhole(ScanEmoji(text_, at_))) {
      return;
    }
    TakeMark();
  }

  void Add(size_t begin, size_t end) {
    words_->push_back(
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }

  bool TakeWhole(size_t end) {
    if (end <= at_) return false;
    Add(at_, end);
    at_ = end;
    return true;
  }

  std::string_view Slice(size_t begin, size_t end) const {
    return text_.substr(begin, end - begin);
  }

  // Not inside a word, and not before one.
  bool TakeEmoticon() {
    if (IsWordCharacter(PeekAt(text_, at_)) && at_ != begin_) return false;
    const size_t length = tables_.EmoticonLength(text_.substr(at_));
    if (length == 0) return false;
    if (IsWordCharacter(PeekAt(text_, at_ + length))) return false;
    return TakeWhole(at_ + length);
  }

  // A number with what belongs to it ("19th", "5G"); its unit is a word of
  // its own ("3|bn").
  bool TakeNumber() {
    const bool sign = text_[at_] == '.' || text_[at_] == '+';
    if (sign && at_ != begin_ && !IsCurrency(Previous())) return false;
    const size_t number = ScanNumber(text_, at_);
    if (number == at_) return false;
    const size_t letters = ScanWordCharacters(text_, number);
    const std::string_view tail = Slice(number, letters);
    if (tables_.IsUnit(tail)) {
      TakeWhole(number);
      return TakeWhole(WithStop(at_, letters));
    }
    if (!tail.empty() && !tables_.IsNumberEnding(tail)) {
      return TakeWordTo(letters);
    }
    if (tail.empty() && TakeDecade(number)) return true;
    if (tail.empty() && IsEnumerator(number)) return TakeWhole(number + 1);
    return TakeWhole(letters);
  }

  // "70's": as "70s".
  bool TakeDecade(size_t number) {
    const bool round = text_[number - 1] == '0' && number - at_ <= 4;
    if (!round || !IsApostrophe(PeekAt(text_, number))) return false;
    const size_t after = number + WidthAt(text_, number);
    const size_t end = ScanWordCharacters(text_, after);
    if (end != after + 1 || !tables_.IsNumberEnding(Slice(after, end))) {
      return false;
    }
    return TakeWhole(end);
  }

  // "1." before the text of a list's item.
  bool IsEnumerator(size_t number) const {
    return opens_paragraph_ && number + 1 == text_.size() &&
           text_[number] == '.' && number - begin_ <= 2 && !after_.empty();
  }

  char32_t Previous() const {
    return at_ > begin_ ? DecodeBefore(text_, at_).value : U'\0';
  }

  // "'em", "'70s".
  bool TakeApostropheWord() {
    if (!IsApostrophe(PeekAt(text_, at_))) return false;
    const size_t after = at_ + WidthAt(text_, at_);
    const size_t end = ScanWordCharacters(text_, after);
    if (end == after) return false;
    const std::string_view word = Slice(at_, end);
    const size_t digits = ScanNumber(text_, after);
    if (digits == after + 2 && tables_.IsNumberEnding(Slice(digits, end))) {
      return TakeWhole(end);
    }
    const auto parts = tables_.ContractionParts(word);
    if (!parts.empty()) return TakeParts(end, parts);
    // A clitic that stands apart: "the writer 's".
    const std::string probe = "x" + std::string(word);
    if (tables_.CliticLength(probe) == word.size()) return TakeWhole(end);
    return false;
  }

  // Words of a table row, by their lengths in the straight form; an apostrophe
  // of the text may be longer.
  bool TakeParts(size_t end, const std::vector<std::string_view>& parts) {
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
      size_t stop = at_;
      for (size_t n = 0; n < parts[i].size() && stop < end; ++n) {
        stop += WidthAt(text_, stop);
      }
      TakeWhole(stop);
    }
    return TakeWhole(end);
  }

  bool TakeWord() {
    const size_t end = ScanWordCharacters(text_, at_);
    return end > at_ && TakeWordTo(end);
  }

  bool TakeWordTo(size_t end) {
    end = ExtendWord(end);
    if (IsUpperAscii(Slice(at_, end)) && end - at_ <= 3 &&
        PeekAt(text_, end) == U'$') {
      return TakeWhole(end + 1);  // "US$"
    }
    const size_t stop = WithStop(at_, end);
    if (stop != end) return TakeWhole(stop);
    TakeContracted(end);
    return true;
  }

  // "Guo's" and "don't" in their parts; "shouldn't've" loses two.
  void TakeContracted(size_t end) {
    const auto parts = tables_.ContractionParts(Slice(at_, end));
    if (!parts.empty()) {
      TakeParts(end, parts);
      return;
    }
    size_t outer = end;
    size_t inner = end - tables_.CliticLength(Slice(at_, end));
    if (inner != end) {
      outer = inner;
      inner -= tables_.CliticLength(Slice(at_, inner));
    }
    TakeWhole(inner);
    TakeWhole(outer);
    TakeWhole(end);
  }

  // Over apostrophes, dots, hyphens and marks inside one word.
  size_t ExtendWord(size_t end) const {
    while (end < text_.size() && end - at_ < kLongestPiece) {
      const size_t after = end + WidthAt(text_, end);
      const size_t next = ScanWordCharacters(text_, after);
      if (next == after || !Joins(end, after, next)) break;
      end = next;
    }
    return end;
  }

  // Whether the mark between `mark` and `after` joins the word before it to
  // the piece that ends at `next`.
  bool Joins(size_t mark, size_t after, size_t next) const {
    const char32_t c = PeekAt(text_, mark);
    const std::string_view before = Slice(at_, mark);
    const std::string_view piece = Slice(after, next);
    if (IsApostrophe(c)) return IsLetter(PeekAt(text_, after));
    switch (c) {
      case U'_':
      case U'*':
        return true;
      case U'&':
        return IsUpperAscii(before) && before.size() <= 3 &&
               IsUpperAscii(piece) && piece.size() <= 3;
      case U'-':
        return tables_.IsPrefix(before);
      case U'/':
        return tables_.Abbreviation(Slice(at_, next)).has_value();
      case U'.':
        return JoinsByDot(before, piece, after);
      default:
        return false;
    }
  }

  // "U.S.A", "example.com"; not "end.The", where a blank is missing.
  bool JoinsByDot(std::string_view before, std::string_view piece,
                  size_t after) const {
    const size_t dot = before.rfind('.');
    const std::string_view last =
        dot == std::string_view::npos ? before : before.substr(dot + 1);
    const bool missing_blank = CountCodePoints(last) > 2 &&
                               IsLower(DecodeBefore(last, last.size()).value) &&
                               IsUpper(PeekAt(text_, after));
    return !missing_blank && !piece.empty();
  }

  // The end of the word begin..end with its full stop, if that marks an
  // abbreviation; else `end`.
  size_t WithStop(size_t begin, size_t end) const {
    if (PeekAt(text_, end) != U'.' || PeekAt(text_, end + 1) == U'.') {
      return end;
    }
    const std::string_view word = Slice(begin, end);
    // No sentence ends before a comma.
    const char32_t next = PeekAt(text_, end + 1);
    if (next == U',' || next == U';') return end + 1;
    const auto kind = tables_.Abbreviation(Slice(begin, end + 1));
    if (kind == AbbreviationKind::kNumber) {
      return IsDigit(PeekAt(after_, 0)) ? end + 1 : end;
    }
    if (kind.has_value() || IsDottedLetters(word)) return end + 1;
    return IsInitial(word, end) ? end + 1 : end;
  }

  // "U.S", "p.m", "Ph.D".
  static bool IsDottedLetters(std::string_view word) {
    if (word.find('.') == std::string_view::npos) return false;
    while (true) {
      const size_t dot = word.find('.');
      const std::string_view piece = word.substr(0, dot);
      if (CountCodePoints(piece) > 2 || !IsLetter(PeekAt(piece, 0))) {
        return false;
      }
      if (dot == std::string_view::npos) return true;
      word.remove_prefix(dot + 1);
    }
  }

  // "J." before a name; not the end of "plan B. The".
  bool IsInitial(std::string_view word, size_t end) const {
    if (CountCodePoints(word) != 1 || !IsUpper(PeekAt(word, 0))) return false;
    const bool ends_chunk = end + 1 >= text_.size();
    if (!ends_chunk) return true;  // "J.,"
    if (!IsUpper(PeekAt(after_, 0))) return false;
    return !tables_.OpensSentence(
        after_.substr(0, ScanWordCharacters(after_, 0)));
  }

  void TakeMark() {
    size_t end = at_ + WidthAt(text_, at_);
    while (end < text_.size() && IsMark(PeekAt(text_, end))) {
      end += WidthAt(text_, end);
    }
    TakeWhole(end);
  }

  std::string_view text_;  // to the end of the chunk
  size_t at_;
  size_t begin_;
  std::string_view after_;
  const SegmentTables& tables_;
  std::vector<WordSpan>* words_;
  bool opens_paragraph_ = false;
};

size_t SkipGap(std::string_view text, size_t at) {
  while (at < text.size() && IsGap(PeekAt(text, at))) at += WidthAt(text, at);
  return at;
}

}  // namespace

void SplitWords(std::string_view text, Paragraph paragraph,
                const SegmentTables& tables, std::vector<WordSpan>* words) {
  text = text.substr(0, paragraph.end);
  size_t begin = SkipGap(text, paragraph.begin);
  const size_t first = begin;
  while (begin < text.size()) {
    size_t end = begin;
    while (end < text.size() && !IsGap(PeekAt(text, end))) {
      end += WidthAt(text, end);
    }
    const size_t next = SkipGap(text, end);
    const Chunk chunk = {begin, end, text.substr(next), begin == first};
    ChunkSplitter(text, chunk, tables, words).Run();
    begin = next;
  }
}

}  // namespace kg
