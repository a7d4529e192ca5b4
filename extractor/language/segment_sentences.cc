#include "extractor/language/segment_sentences.h"

#include <algorithm>
#include <string_view>

#include "base/unicode.h"
#include "extractor/language/segment_scan.h"

namespace kg {
namespace {

// The parser's work grows with the square of a sentence; nobody writes longer
// ones, tables without full stops do. Chosen.
constexpr size_t kMostWords = 300;
// Words of a speaker's name between a quote and its verb of saying.
constexpr size_t kLongestSpeaker = 4;
// Closing or opening marks that are looked over, so that work stays linear.
constexpr size_t kMostMarks = 12;

constexpr std::u32string_view kTerminal = U".!?\u2026\u203D";
constexpr std::u32string_view kClosing = U")]}\u201D\u2019\u00BB";
constexpr std::u32string_view kOpening = U"([{\u201C\u2018\u00AB`";
constexpr std::u32string_view kStraight = U"\"'";
constexpr std::u32string_view kGoesOn = U",;:%/";

bool IsOneOf(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

class SentenceFinder {
 public:
  SentenceFinder(std::string_view text, std::span<const WordSpan> words,
                 const SegmentTables& tables)
      : text_(text), words_(words), tables_(tables) {}

  std::vector<size_t> Run() {
    std::vector<size_t> ends;
    for (size_t i = 0; i < words_.size();) {
      const size_t next = EndsAt(i);
      if (next != 0 || i + 1 - first_ >= kMostWords) {
        first_ = std::max(next, i + 1);
        ends.push_back(first_);
        i = first_;
      } else {
        ++i;
      }
    }
    if (!words_.empty() && (ends.empty() || ends.back() != words_.size())) {
      ends.push_back(words_.size());
    }
    return ends;
  }

 private:
  std::string_view Word(size_t i) const { return words_[i].In(text_); }
  char32_t First(size_t i) const {
    return i < words_.size() ? PeekAt(text_, words_[i].begin) : U'\0';
  }
  bool HasGapBefore(size_t i) const {
    return i >= words_.size() || words_[i].begin > words_[i - 1].end;
  }
  bool IsMarkOf(size_t i, std::u32string_view set) const {
    return i < words_.size() && IsOneOf(set, First(i));
  }
  bool IsEllipsis(size_t i) const {
    const std::string_view word = Word(i);
    return word == "\u2026" || (word.size() > 1 && word[1] == '.');
  }
  bool IsStop(size_t i) const { return IsMarkOf(i, kTerminal); }

  // One past the last word of the sentence that word i ends, or 0.
  size_t EndsAt(size_t i) {
    const std::string_view word = Word(i);
    const bool stop = IsStop(i) && !IsNumberLike(i);
    const bool abbreviation =
        !stop && word.size() > 1 && word.back() == '.' && !IsEnumerator(i);
    if (!stop && !abbreviation) return 0;
    bool quoted = false;
    const size_t next = SkipClosing(i + 1, &quoted);
    if (next >= words_.size()) return words_.size();
    const bool ends = abbreviation ? EndsAfterAbbreviation(i, next, quoted)
                                   : EndsAfterStop(i, next, quoted);
    return ends ? next : 0;
  }

  // ".04" begins like a full stop.
  bool IsNumberLike(size_t i) const {
    const std::string_view word = Word(i);
    return word.size() > 1 && IsAsciiDigit(word[1]);
  }
  // "1." at the start of the sentence numbers it.
  bool IsEnumerator(size_t i) const {
    return i == first_ && IsAsciiDigit(Word(i)[0]);
  }

  // Over closing brackets, quotes and further stops that belong to the end.
  size_t SkipClosing(size_t i, bool* quoted) const {
    const size_t limit = std::min(words_.size(), i + kMostMarks);
    while (i < limit) {
      if (IsReference(i)) {
        i += 3;
        continue;
      }
      const bool gap = HasGapBefore(i);
      const bool closing = !gap && IsMarkOf(i, kClosing);
      const bool straight = IsMarkOf(i, kStraight) && !gap && ClosesHere(i);
      const bool emoticon = tables_.EmoticonLength(Word(i)) == Word(i).size();
      const bool more = !gap && IsStop(i) && !IsNumberLike(i);
      if (!closing && !straight && !emoticon && !more) break;
      const char32_t c = First(i);
      *quoted |= straight || c == U'\u201D' || c == U'\u2019' || c == U')';
      ++i;
    }
    return i;
  }

  // "[6]" right after a stop refers to a note.
  bool IsReference(size_t i) const {
    return i + 2 < words_.size() && !HasGapBefore(i) && Word(i) == "[" &&
           IsAsciiDigit(Word(i + 1)[0]) && Word(i + 2) == "]";
  }

  // A straight quote with no blank before it closes, unless a word follows.
  bool ClosesHere(size_t i) const {
    return HasGapBefore(i + 1) || !IsWordCharacter(First(i + 1));
  }

  // The first word from `i` on that is no opening mark.
  size_t SkipOpening(size_t i) const {
    const size_t limit = std::min(words_.size(), i + kMostMarks);
    while (i < limit && (IsMarkOf(i, kOpening) || IsMarkOf(i, kStraight))) {
      ++i;
    }
    return i;
  }

  bool EndsAfterStop(size_t i, size_t next, bool quoted) const {
    if (IsMarkOf(next, kGoesOn)) return false;
    const size_t word = SkipOpening(next);
    if (word >= words_.size()) return next == word;
    const bool lower = IsLower(First(word));
    // Without a blank: "example.com", "end.The".
    if (!HasGapBefore(next)) return IsUpper(First(word)) && word == next;
    if (lower && (quoted || IsEllipsis(i))) return false;
    const bool asks = Word(i)[0] != '.' && !IsEllipsis(i);
    if (lower && Word(i) == "!") return false;  // "Yahoo! said"
    if (quoted && asks && IsSpeakerOfQuote(word)) return false;
    if (quoted && IsDash(word)) return false;
    return true;
  }

  bool IsDash(size_t i) const {
    const char32_t c = First(i);
    return c == U'-' || c == U'\u2013' || c == U'\u2014';
  }

  // 'Guo Ping asked' after a quote that ends in a question mark.
  bool IsSpeakerOfQuote(size_t i) const {
    for (size_t n = 0; n < kLongestSpeaker && i < words_.size(); ++n, ++i) {
      if (n > 0 && tables_.IsReporting(Word(i))) return true;
      if (!IsUpper(First(i))) return false;
      if (tables_.OpensSentence(Word(i)) && n == 0 && !Reports(i + 1)) {
        return false;
      }
    }
    return i < words_.size() && tables_.IsReporting(Word(i));
  }
  bool Reports(size_t i) const {
    return i < words_.size() && tables_.IsReporting(Word(i));
  }

  bool EndsAfterAbbreviation(size_t i, size_t next, bool quoted) const {
    if (!HasGapBefore(next) || IsMarkOf(next, kGoesOn)) return false;
    const auto kind = tables_.Abbreviation(Word(i));
    if (kind == AbbreviationKind::kTitle || kind == AbbreviationKind::kInside ||
        kind == AbbreviationKind::kNumber) {
      return false;
    }
    const size_t word = SkipOpening(next);
    if (word >= words_.size() || !IsUpper(First(word))) return false;
    if (quoted || tables_.OpensSentence(Word(word))) return true;
    if (kind != AbbreviationKind::kLast) return false;
    return !tables_.ContinuesTime(Word(word)) &&
           ToUpper(Word(word)) != Word(word);
  }

  std::string_view text_;
  std::span<const WordSpan> words_;
  const SegmentTables& tables_;
  size_t first_ = 0;  // of the sentence at hand
};

}  // namespace

std::vector<size_t> FindSentenceEnds(std::string_view text,
                                     std::span<const WordSpan> words,
                                     const SegmentTables& tables) {
  return SentenceFinder(text, words, tables).Run();
}

}  // namespace kg
