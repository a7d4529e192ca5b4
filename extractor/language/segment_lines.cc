#include "extractor/language/segment_lines.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

Paragraph Trim(std::string_view text, size_t begin, size_t end) {
  while (begin < end && IsSpace(DecodeAt(text, begin).value)) {
    begin += DecodeAt(text, begin).bytes;
  }
  text = text.substr(0, end);
  while (begin < end && IsSpace(DecodeBefore(text, end).value)) {
    end -= DecodeBefore(text, end).bytes;
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

}  // namespace

std::vector<Paragraph> FindParagraphs(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const Paragraph line = Trim(text, begin, end);
    if (line.begin < line.end) paragraphs.push_back(line);
    begin = end + 1;
  }
  return paragraphs;
}

}  // namespace kg
