// Word pieces of the C++ implementation, to compare with the lines that
// training/wordpiece_reference.py writes for the same input: one sentence a
// line, words between single spaces. wordpiece_dump VOCABULARY < SENTENCES
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "base/file.h"
#include "extractor/language/wordpiece.h"

namespace kg {
namespace {

int Run(const std::string& path) {
  const auto text = ReadFile(path, 1 << 26);
  const auto word_piece = text.ok() ? WordPiece::Parse(path, *text, 12)
                                    : Result<WordPiece>(text.status());
  if (!word_piece.ok()) {
    std::fprintf(stderr, "%s\n", word_piece.status().message().c_str());
    return 1;
  }
  std::vector<int32_t> ids;
  for (std::string line; std::getline(std::cin, line);) {
    std::string out = "[";
    for (size_t begin = 0; begin <= line.size();) {
      const size_t end = std::min(line.find(' ', begin), line.size());
      ids.clear();
      word_piece->Append(std::string_view(line).substr(begin, end - begin),
                         &ids);
      if (begin > 0) out += ',';
      for (size_t i = 0; i < ids.size(); ++i) {
        out += (i == 0 ? "[" : ",") + std::to_string(ids[i]);
      }
      out += ']';
      begin = end + 1;
    }
    std::puts((out + "]").c_str());
  }
  return 0;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  if (argc == 2) return kg::Run(argv[1]);
  std::fprintf(stderr, "usage: wordpiece_dump VOCABULARY < SENTENCES\n");
  return 2;
}
