// Text in columns of a terminal. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kg {

// Rows of equal numbers of cells, each column as wide as its widest cell, two
// blanks between; `right` columns are flush right. No blanks at line ends.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header,
                     std::vector<size_t> right = {});
  void AddRow(std::vector<std::string> cells);
  // Lines that stand below the last row, indented, outside of the columns.
  void AddNote(std::string line);
  std::string ToString() const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::vector<std::string> notes;
  };
  std::vector<Row> rows_;  // the first is the header
  std::vector<size_t> right_;
};

// White-space runs to one blank, control characters shown as '?', so that a
// quote is one line and cannot steer the terminal.
std::string OneLine(std::string_view text);

}  // namespace kg
