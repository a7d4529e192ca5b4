// Where a word stands on the page: in a quotation, at the start of a paragraph.
// The model gets this beside each word's pieces. docs/model-file.md, "Input",
// has the rules. Pure, linear, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

#include "extractor/language/document.h"

namespace kg {

constexpr uint8_t kQuotedLayout = 1;     // the quotation marks included
constexpr uint8_t kParagraphLayout = 2;  // the first word of a paragraph
constexpr size_t kLayouts = 4;           // sums of the two

// Fills Token::layout of every token.
void SetLayouts(Document* document);

}  // namespace kg
