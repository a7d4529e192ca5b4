// Where sentences end in a paragraph's words. Pure, linear, thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/language/segment_tables.h"
#include "extractor/language/segment_words.h"

namespace kg {

// The indices one past each sentence's last word; the last is words.size().
std::vector<size_t> FindSentenceEnds(std::string_view text,
                                     std::span<const WordSpan> words,
                                     const SegmentTables& tables);

}  // namespace kg
