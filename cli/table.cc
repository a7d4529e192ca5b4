#include "cli/table.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace kg {

TextTable::TextTable(std::vector<std::string> header, std::vector<size_t> right)
    : right_(std::move(right)) {
  rows_.push_back({std::move(header), {}});
}

void TextTable::AddRow(std::vector<std::string> cells) {
  cells.resize(rows_.front().cells.size());
  rows_.push_back({std::move(cells), {}});
}

void TextTable::AddNote(std::string line) {
  rows_.back().notes.push_back(std::move(line));
}

std::string TextTable::ToString() const {
  std::vector<size_t> widths(rows_.front().cells.size());
  for (const Row& row : rows_) {
    for (size_t c = 0; c < widths.size(); ++c) {
      widths[c] = std::max(widths[c], DisplayWidth(row.cells[c]));
    }
  }
  std::string text;
  for (const Row& row : rows_) {
    std::string line;
    for (size_t c = 0; c < widths.size(); ++c) {
      if (c > 0) line += "  ";
      const std::string pad(widths[c] - DisplayWidth(row.cells[c]), ' ');
      const bool is_right =
          std::find(right_.begin(), right_.end(), c) != right_.end();
      line += is_right ? pad + row.cells[c] : row.cells[c] + pad;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
    for (const std::string& note : row.notes) text += "    " + note + "\n";
  }
  return text;
}

std::string OneLine(std::string_view text) {
  std::string line;
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    if (IsSpace(c.value)) {
      blank = !line.empty();
    } else {
      if (blank) line += ' ';
      blank = false;
      if (IsControl(c.value)) {
        line += '?';
      } else {
        line += text.substr(i, c.bytes);
      }
    }
    i += c.bytes;
  }
  return line;
}

}  // namespace kg
