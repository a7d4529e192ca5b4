#include "extractor/ingest/document.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

// Chosen: justified text has gaps of two blanks.
constexpr size_t kWideGap = 3;
constexpr size_t kFewestCells = 3;

// Joiners shape emoji and letters; all other invisible characters go.
bool IsDropped(char32_t c) {
  return IsControl(c) && c != 0x200C && c != 0x200D;
}

// Bytes of the line end at `at`, 0 if there is none. NEL and the separators of
// Unicode break a line of the text but are no line of the source.
size_t LineEndAt(std::string_view text, size_t at, bool* source_line) {
  const char c = text[at];
  *source_line = true;
  if (c == '\n') return 1;
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  *source_line = false;
  if (c == '\v' || c == '\f') return 1;
  if (c == '\xC2' && text.substr(at, 2) == "\xC2\x85") return 2;
  if (c == '\xE2' && (text.substr(at, 3) == "\xE2\x80\xA8" ||
                      text.substr(at, 3) == "\xE2\x80\xA9")) {
    return 3;
  }
  return 0;
}

}  // namespace

std::string TidyLine(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  bool gap = false;
  bool ascii = true;
  for (size_t at = 0; at < line.size();) {
    const CodePoint c = DecodeAt(line, at);
    at += c.bytes;
    if (IsSpace(c.value) && c.value != 0x200B && c.value != 0xFEFF) {
      gap = !out.empty();
      continue;
    }
    if (IsDropped(c.value)) continue;
    if (gap) out += ' ';
    gap = false;
    ascii = ascii && c.value < 0x80;
    AppendUtf8(c.value, &out);
  }
  return ascii ? out : ToNfc(out);
}

namespace {

// Cells of a row that tabs or wide gaps divide; they are no sentence together.
// One gap alone may be an indentation, or somebody's habit after a full stop.
void AddCells(std::string_view line, uint32_t number,
              std::vector<SourceLine>* lines) {
  std::vector<std::string> cells;
  size_t begin = 0;
  for (size_t at = 0; at < line.size();) {
    const size_t blank = std::min(line.find_first_of(" \t", at), line.size());
    const size_t end =
        std::min(line.find_first_not_of(" \t", blank), line.size());
    const std::string_view gap = line.substr(blank, end - blank);
    const bool wide =
        gap.size() >= kWideGap || gap.find('\t') != std::string_view::npos;
    if (wide || end == line.size()) {
      std::string cell = TidyLine(line.substr(begin, blank - begin));
      if (!cell.empty()) cells.push_back(std::move(cell));
      begin = end;
    }
    at = end;
  }
  if (cells.size() < kFewestCells) {
    lines->push_back({TidyLine(line), number});
    return;
  }
  for (std::string& cell : cells) lines->push_back({std::move(cell), number});
}

}  // namespace

std::vector<SourceLine> SplitSourceLines(std::string_view text,
                                         uint32_t first_number) {
  std::vector<SourceLine> lines;
  uint32_t number = first_number;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    bool source_line = false;
    const size_t end_bytes = LineEndAt(text, at, &source_line);
    if (end_bytes == 0) {
      ++at;
      continue;
    }
    AddCells(text.substr(begin, at - begin), number, &lines);
    number += source_line;
    at += end_bytes;
    begin = at;
  }
  AddCells(text.substr(begin), number, &lines);
  CollapseGaps(&lines);
  return lines;
}

void SetText(SourceLine* line, std::string text) {
  const std::string& old = line->text;
  if (!line->breaks.empty() && text != old) {
    const size_t least = std::min(old.size(), text.size());
    size_t head = 0;
    while (head < least && old[head] == text[head]) ++head;
    const size_t cut = old.size() - std::min(old.size(), text.size());
    for (LineBreak& at : line->breaks) {
      if (at.at <= head) continue;
      const size_t moved = at.at - std::min<size_t>(at.at, cut);
      at.at =
          static_cast<uint32_t>(std::min(std::max(head, moved), text.size()));
    }
  }
  line->text = std::move(text);
}

void CollapseGaps(std::vector<SourceLine>* lines) {
  std::vector<SourceLine> kept;
  kept.reserve(lines->size());
  for (SourceLine& line : *lines) {
    const bool gap_before = kept.empty() || kept.back().text.empty();
    if (line.text.empty() && gap_before) continue;
    kept.push_back(std::move(line));
  }
  if (!kept.empty() && kept.back().text.empty()) kept.pop_back();
  *lines = std::move(kept);
}

bool EndsSentence(std::string_view line) {
  static constexpr char32_t kClosing[] = {U'"', U'\'',  U')',   U']', U'*',
                                          U'_', 0x2019, 0x201D, 0xBB, 0x203A};
  while (!line.empty()) {
    const CodePoint c = DecodeBefore(line, line.size());
    if (c.value == U'.' || c.value == U'!' || c.value == U'?' ||
        c.value == 0x2026) {
      return true;
    }
    const bool closing = std::find(std::begin(kClosing), std::end(kClosing),
                                   c.value) != std::end(kClosing);
    if (!closing && c.value != U' ') return false;
    line.remove_suffix(c.bytes);
  }
  return false;
}

size_t CountWords(std::string_view line) {
  size_t words = 0;
  bool inside = false;
  for (char c : line) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

}  // namespace kg
