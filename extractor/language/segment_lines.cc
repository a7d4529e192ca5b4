#include "extractor/language/segment_lines.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

// Chosen: mail and agency wires break between 60 and 80 columns; headlines and
// lists are shorter, lines that are whole paragraphs longer.
constexpr size_t kNarrowest = 45;
constexpr size_t kWidest = 120;
// Fewer breaks than this are no evidence of a column.
constexpr size_t kFewestBreaks = 3;

struct Line {
  uint32_t begin = 0;  // without the blanks around it
  uint32_t end = 0;
  bool after_blank = false;  // a blank line, or none, stands before it
  bool closed = false;       // ends like a sentence
  size_t width = 0;          // code points
  size_t first_word = 0;     // code points
};

bool IsClosing(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U':' || c == U'"' ||
         c == U'\u201D' || c == U'\u2026' || c == U')';
}

Line MeasureLine(std::string_view text, uint32_t begin, uint32_t end) {
  Line line;
  line.begin = begin;
  line.end = begin;
  bool in_first_word = true;
  size_t column = 0;
  for (uint32_t at = begin; at < end;) {
    const CodePoint c = DecodeAt(text, at);
    const bool space = IsSpace(c.value);
    if (space && line.end == line.begin) {
      line.begin = line.end = at + static_cast<uint32_t>(c.bytes);
    } else {
      ++column;
      if (space) in_first_word = false;
      if (in_first_word) ++line.first_word;
      if (!space) {
        line.end = at + static_cast<uint32_t>(c.bytes);
        line.width = column;
        line.closed = IsClosing(c.value);
      }
    }
    at += static_cast<uint32_t>(c.bytes);
  }
  return line;
}

std::vector<Line> SplitLines(std::string_view text) {
  std::vector<Line> lines;
  bool after_blank = true;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    Line line = MeasureLine(text, static_cast<uint32_t>(begin),
                            static_cast<uint32_t>(end));
    begin = end + 1;
    if (line.begin >= line.end) {
      after_blank = true;
      continue;
    }
    line.after_blank = after_blank;
    after_blank = false;
    lines.push_back(line);
  }
  return lines;
}

// True if `line` was broken at a column: the next word did not fit.
bool IsFull(const Line& line, const Line& next, size_t column) {
  return line.width + 1 + next.first_word > column;
}

// The column at which lines first..last (half-open) were broken, or 0.
size_t FindColumn(const std::vector<Line>& lines, size_t first, size_t last) {
  size_t column = 0;
  for (size_t i = first; i < last; ++i) {
    column = std::max(column, lines[i].width);
  }
  if (column < kNarrowest || column > kWidest) return 0;
  size_t breaks = 0;
  size_t full = 0;
  size_t open = 0;
  for (size_t i = first; i + 1 < last; ++i) {
    if (lines[i + 1].after_blank) continue;
    ++breaks;
    full += IsFull(lines[i], lines[i + 1], column);
    open += !lines[i].closed;
  }
  const bool found =
      breaks >= kFewestBreaks && full * 5 >= breaks * 4 && open * 2 >= breaks;
  return found ? column : 0;
}

}  // namespace

std::vector<Paragraph> FindParagraphs(std::string_view text) {
  const std::vector<Line> lines = SplitLines(text);
  const size_t whole = FindColumn(lines, 0, lines.size());
  std::vector<Paragraph> paragraphs;
  for (size_t first = 0; first < lines.size();) {
    size_t last = first + 1;
    while (last < lines.size() && !lines[last].after_blank) ++last;
    const size_t column = whole != 0 ? whole : FindColumn(lines, first, last);
    for (size_t i = first; i < last; ++i) {
      const bool joined =
          i > first && column != 0 && IsFull(lines[i - 1], lines[i], column);
      if (joined) {
        paragraphs.back().end = lines[i].end;
      } else {
        paragraphs.push_back({lines[i].begin, lines[i].end});
      }
    }
    first = last;
  }
  return paragraphs;
}

}  // namespace kg
