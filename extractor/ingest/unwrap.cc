#include "extractor/ingest/unwrap.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

// Chosen: mail and agency wires break between 60 and 80 columns; headlines and
// lists are shorter, lines that are whole paragraphs longer.
constexpr size_t kNarrowest = 45;
constexpr size_t kWidest = 120;
// Fewer breaks than this are evidence of a column only if all agree.
constexpr size_t kFewestBreaks = 3;
// Of the column; the lines of programs that even out the right edge are longer.
constexpr double kWideShare = 0.7;
// A text that parts words at line ends does so at least this often.
constexpr size_t kPartedEvery = 12;
constexpr size_t kFewestParted = 2;
// Words of a label before a colon: "MR. LEE:", "Q:".
constexpr size_t kLabelBytes = 40;

struct Line {
  size_t width = 0;       // code points
  size_t bytes = 0;       // by which some programs count
  size_t first_word = 0;  // code points
  bool gap = false;       // an empty line
  bool closed = false;    // ends like a sentence
  bool lower = false;     // begins with a small letter
  bool shouted = false;   // has no small letter
  bool inner = false;     // sentences or clauses end inside
  bool item = false;      // begins like an item of a list, or a turn
};

// "TRUMP:", "Q:": who speaks next. No words of prose are all capitals.
bool IsLabel(std::string_view text) {
  const size_t colon = text.substr(0, kLabelBytes).find(':');
  if (colon == text.npos || colon == 0) return false;
  bool letter = false;
  for (size_t at = 0; at < colon;) {
    const CodePoint c = DecodeAt(text, at);
    if (IsLower(c.value) || IsDigit(c.value)) return false;
    letter |= IsUpper(c.value);
    at += c.bytes;
  }
  return letter;
}

// "• …", "* …", "1. …", "- Upper".
bool IsItem(std::string_view text) {
  const CodePoint first = DecodeAt(text, 0);
  const size_t blank = text.find(' ');
  if (blank == text.npos) return false;
  const char32_t next = DecodeAt(text, blank + 1).value;
  if (blank == first.bytes) {
    const bool dash = first.value == U'-' || first.value == 0x2013;
    return dash ? IsUpper(next)
                : first.value == U'*' || first.value == U'>' ||
                      first.value == 0x2022 || first.value == 0xB7 ||
                      IsSymbol(first.value);
  }
  const bool numbered = text[blank - 1] == '.' || text[blank - 1] == ')';
  return numbered && blank <= 3 && IsDigit(first.value);
}

Line Measure(std::string_view text) {
  Line line;
  line.gap = text.empty();
  if (line.gap) return line;
  line.width = CountCodePoints(text);
  line.bytes = text.size();
  line.first_word = CountCodePoints(text.substr(0, text.find(' ')));
  line.closed = EndsSentence(text) || text.ends_with(':');
  line.lower = IsLower(DecodeAt(text, 0).value);
  line.item = IsItem(text) || IsLabel(text);
  line.shouted = ToUpper(text) == text;
  line.inner = text.find(", ") != text.npos || text.find(". ") != text.npos;
  return line;
}

// What the breaks of some lines tell of the column.
struct Breaks {
  size_t column = 0;  // the widest line
  size_t all = 0;
  size_t full = 0;  // the next word would not have fitted
  size_t wide = 0;
  size_t open = 0;   // no sentence ends there
  size_t lower = 0;  // the next line begins with a small letter
  size_t shouted = 0;
  size_t inner = 0;

  bool ShowAColumn() const {
    if (column < kNarrowest || column > kWidest || all == 0) return false;
    if (all < kFewestBreaks) {
      return wide == all && open == all && lower * 2 >= all;
    }
    // Headlines may be of one length, but each begins with a capital.
    const bool runs_on = shouted == all ? inner * 3 >= all : lower * 4 >= all;
    const bool exact = full * 5 >= all * 4 && runs_on;
    const bool evened = wide * 4 >= all * 3 && lower * 2 >= all;
    return open * 2 >= all && (exact || evened);
  }
};

class LineJoiner {
 public:
  explicit LineJoiner(std::vector<SourceLine>* lines) : source_(*lines) {
    for (const SourceLine& line : source_) lines_.push_back(Measure(line.text));
  }

  // Empty where nothing is to be joined.
  std::vector<SourceLine> Run() {
    const size_t common = CommonColumn();
    std::vector<size_t> joined;  // lines that go on from the one before
    for (size_t first = 0; first < lines_.size();) {
      const size_t last = BlockEnd(first);
      const Breaks own = Count({{first, last}});
      size_t column = own.ShowAColumn() ? own.column : 0;
      if (own.column <= common) column = common;
      for (size_t i = first + 1; i < last && column != 0; ++i) {
        if (IsBroken(i - 1, column)) joined.push_back(i);
      }
      first = last + 1;
    }
    if (joined.empty()) return {};
    FindParted(joined);
    return Join(joined);
  }

 private:
  using Block = std::pair<size_t, size_t>;  // lines without a gap, half-open

  size_t BlockEnd(size_t i) const {
    while (i < lines_.size() && !lines_[i].gap) ++i;
    return i;
  }

  // Of all blocks of several lines together: paragraphs of two lines tell
  // little each. Where some block is of another kind, the widest column that a
  // block shows for itself.
  size_t CommonColumn() const {
    std::vector<Block> blocks;
    size_t widest = 0;
    for (size_t first = 0; first < lines_.size();) {
      const size_t last = BlockEnd(first);
      if (last - first > 1) {
        blocks.emplace_back(first, last);
        const Breaks own = Count({blocks.back()});
        const bool shows = own.all >= kFewestBreaks && own.ShowAColumn();
        if (shows) widest = std::max(widest, own.column);
      }
      first = last + 1;
    }
    const Breaks all = Count(blocks);
    return all.ShowAColumn() ? all.column : widest;
  }

  Breaks Count(const std::vector<Block>& blocks) const {
    Breaks breaks;
    for (const auto& [first, last] : blocks) {
      for (size_t i = first; i < last; ++i) {
        breaks.column = std::max(breaks.column, lines_[i].width);
      }
    }
    for (const auto& [first, last] : blocks) {
      for (size_t i = first; i + 1 < last; ++i) {
        if (EndsParagraph(i, breaks.column)) continue;
        ++breaks.all;
        breaks.full += IsFull(i, breaks.column);
        breaks.wide += IsWide(i, breaks.column);
        breaks.open += !lines_[i].closed;
        breaks.lower += lines_[i + 1].lower;
        breaks.shouted += lines_[i].shouted;
        breaks.inner += lines_[i].inner;
      }
    }
    return breaks;
  }

  // A parted word fills its line.
  bool IsFull(size_t i, size_t column) const {
    return IsParted(i + 1) ||
           lines_[i].bytes + 1 + lines_[i + 1].first_word > column;
  }
  bool IsWide(size_t i, size_t column) const {
    return IsParted(i + 1) || static_cast<double>(lines_[i].width) >=
                                  kWideShare * static_cast<double>(column);
  }
  // Paragraphs may follow each other without a gap.
  bool EndsParagraph(size_t i, size_t column) const {
    return lines_[i].closed && !IsWide(i, column);
  }

  bool IsBroken(size_t i, size_t column) const {
    if (lines_[i].width > column || lines_[i + 1].item) return false;
    return IsFull(i, column) || (IsWide(i, column) && lines_[i + 1].lower);
  }

  // --- hyphens

  static bool EndsInHyphen(std::string_view text) {
    return text.size() > 1 && text.back() == '-' &&
           text[text.size() - 2] != ' ' && text[text.size() - 2] != '-';
  }

  bool IsParted(size_t i) const {
    return EndsInHyphen(source_[i - 1].text) && lines_[i].lower;
  }

  // Letters and hyphens at one end of a line, in lower case.
  static std::string LastWord(std::string_view text) {
    size_t begin = text.size();
    while (begin > 0) {
      const CodePoint c = DecodeBefore(text, begin);
      if (!IsLetter(c.value) && c.value != U'-') break;
      begin -= c.bytes;
    }
    return ToLower(text.substr(begin));
  }
  static std::string FirstWord(std::string_view text) {
    size_t end = 0;
    while (end < text.size()) {
      const CodePoint c = DecodeAt(text, end);
      if (!IsLetter(c.value) && c.value != U'-') break;
      end += c.bytes;
    }
    return ToLower(text.substr(0, end));
  }

  void FindParted(const std::vector<size_t>& joined) {
    const auto parted = static_cast<size_t>(
        std::count_if(joined.begin(), joined.end(),
                      [this](size_t i) { return IsParted(i); }));
    if (parted == 0) return;
    parts_words_ =
        parted >= kFewestParted && parted * kPartedEvery >= joined.size();
    for (const SourceLine& line : source_) {
      std::string_view rest = line.text;
      while (!rest.empty()) {
        std::string word = FirstWord(rest);
        const size_t blank = rest.find(' ');
        if (!word.empty()) words_.insert(std::move(word));
        rest.remove_prefix(blank == rest.npos ? rest.size() : blank + 1);
      }
    }
  }

  // Is the hyphen at the end of line i - 1 one of the break, not of the word?
  bool DropsHyphen(size_t i) const {
    if (!IsParted(i)) return false;
    const std::string with = LastWord(source_[i - 1].text);
    const std::string tail = FirstWord(source_[i].text);
    if (words_.count(with + tail) != 0) return false;
    const std::string whole = with.substr(0, with.size() - 1) + tail;
    return parts_words_ || words_.count(whole) != 0;
  }

  // --- the new lines

  std::vector<SourceLine> Join(const std::vector<size_t>& joined) {
    std::vector<SourceLine> out;
    size_t next = 0;
    for (size_t i = 0; i < source_.size(); ++i) {
      if (next == joined.size() || joined[next] != i) {
        out.push_back(source_[i]);
        continue;
      }
      ++next;
      SourceLine& line = out.back();
      if (DropsHyphen(i)) {
        line.text.pop_back();
      } else if (!EndsInHyphen(line.text)) {
        line.text += ' ';
      }
      line.breaks.push_back(
          {static_cast<uint32_t>(line.text.size()), source_[i].number});
      line.text += source_[i].text;
    }
    return out;
  }

  const std::vector<SourceLine>& source_;
  std::vector<Line> lines_;
  std::unordered_set<std::string> words_;  // of the text, where it parts some
  bool parts_words_ = false;
};

}  // namespace

void JoinWrappedLines(std::vector<SourceLine>* lines) {
  std::vector<SourceLine> joined = LineJoiner(lines).Run();
  if (!joined.empty()) *lines = std::move(joined);
}

}  // namespace kg
