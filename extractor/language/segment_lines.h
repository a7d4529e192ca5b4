// Paragraphs of a text: its lines. Ingest has joined those that were broken at
// a fixed column. Pure, linear, thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kg {

struct Paragraph {  // bytes, half-open, without the blanks around it
  uint32_t begin = 0;
  uint32_t end = 0;
};

// In order; none is blank.
std::vector<Paragraph> FindParagraphs(std::string_view text);

}  // namespace kg
