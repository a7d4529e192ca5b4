// One paragraph to syntactic words. Pure, linear, thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/language/segment_lines.h"
#include "extractor/language/segment_tables.h"

namespace kg {

struct WordSpan {  // bytes, half-open
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string_view In(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
};

// Appends the words of `paragraph`, in order. Every visible character is in
// one of them.
void SplitWords(std::string_view text, Paragraph paragraph,
                const SegmentTables& tables, std::vector<WordSpan>* words);

}  // namespace kg
