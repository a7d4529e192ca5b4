// Markdown -> its words: headings, emphasis, links, pictures, code, rules and
// HTML tags lose their marks. CommonMark as far as articles use it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/ingest/document.h"

namespace kg {

struct MarkdownText {
  std::vector<SourceLine> lines;
  std::optional<size_t> title;  // a heading that opens the text
};

// The first `begin` lines are left out.
MarkdownText StripMarkdown(const std::vector<SourceLine>& lines, size_t begin);

}  // namespace kg
