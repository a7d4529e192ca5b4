// What the readers of single formats hand to the common last step: an article
// in parts, each line of its body with the line of the source where it stands.
// Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

// Where a further line of the source begins inside a line of the text.
struct LineBreak {
  uint32_t at = 0;  // byte of the text
  uint32_t number = 1;
  auto operator<=>(const LineBreak&) const = default;
};

struct SourceLine {
  std::string text;     // tidied; empty is the gap between two paragraphs
  uint32_t number = 1;  // line of the source file
  std::vector<LineBreak> breaks = {};  // of lines that were joined
  auto operator<=>(const SourceLine&) const = default;
};

struct RawArticle {
  std::optional<std::string> record;
  std::optional<std::string> url;
  std::string title;
  uint32_t title_line = 1;
  std::string date;  // YYYY-MM-DD or empty
  std::vector<std::string> authors;
  std::optional<std::string> publisher;
  std::vector<SourceLine> body;
};

// A line in NFC, without control characters, each run of white space one blank,
// trimmed. Line ends inside count as white space.
std::string TidyLine(std::string_view line);

// The lines of a text, tidied and numbered from `first_number`; the cells of a
// row, divided by tabs or wide gaps, have a line each. Runs of empty lines are
// one; there is none at either end.
std::vector<SourceLine> SplitSourceLines(std::string_view text,
                                         uint32_t first_number);

// Gives a line another text, which is its own with one passage cut out; its
// breaks move with what is left.
void SetText(SourceLine* line, std::string text);

// Removes empty lines at both ends and all but one of each run.
void CollapseGaps(std::vector<SourceLine>* lines);

// Does a line end like a sentence: . ! ? or …, closing quotes and brackets
// apart? Says nothing of a final abbreviation ("U.S.").
bool EndsSentence(std::string_view line);

size_t CountWords(std::string_view line);

}  // namespace kg
