// The text stage of the C++ implementation, for training on the words that the
// program itself would see: segment_dump LEXICON FILE… prints a JSON line a
// file: {"path":…,"sentences":[[starts_paragraph,[[begin,end],…]],…]}, offsets
// in bytes.
#include <cstdio>
#include <string>

#include "base/file.h"
#include "extractor/language/segment.h"

namespace kg {
namespace {

void Print(const std::string& path, const Document& document) {
  std::string out = "{\"path\":\"" + path + "\",\"sentences\":[";
  for (const Sentence& sentence : document.sentences) {
    if (out.back() == ']') out += ',';
    out += sentence.starts_paragraph ? "[1,[" : "[0,[";
    for (const Token& token : sentence.tokens) {
      if (out.back() == ']') out += ',';
      out += '[';
      out += std::to_string(token.begin);
      out += ',';
      out += std::to_string(token.end);
      out += ']';
    }
    out += "]]";
  }
  std::puts((out + "]}").c_str());
}

int Run(int count, char** paths) {
  const auto lexicon = Lexicon::Load(paths[0]);
  if (!lexicon.ok()) {
    std::fprintf(stderr, "%s\n", lexicon.status().message().c_str());
    return 1;
  }
  for (int i = 1; i < count; ++i) {
    const auto text = ReadFile(paths[i], 1 << 26);
    if (!text.ok()) {
      std::fprintf(stderr, "%s\n", text.status().message().c_str());
      return 1;
    }
    Print(paths[i], Segment(*text, *lexicon));
  }
  return 0;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  if (argc > 2) return kg::Run(argc - 1, argv + 1);
  std::fprintf(stderr, "usage: segment_dump LEXICON FILE...\n");
  return 2;
}
