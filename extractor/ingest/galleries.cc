#include "extractor/ingest/galleries.h"

#include <algorithm>

#include "extractor/ingest/boilerplate.h"
#include "extractor/ingest/document.h"

namespace kg {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

char ToLowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Where the pattern that begins at `at` ends, or npos.
size_t EndOfMatch(std::string_view line, size_t at, std::string_view pattern) {
  for (const char c : pattern) {
    if (at >= line.size()) return std::string_view::npos;
    if (c == '#') {
      if (!IsDigit(line[at])) return std::string_view::npos;
      while (at < line.size() && IsDigit(line[at])) ++at;
    } else if (ToLowerAscii(line[at++]) != c) {
      return std::string_view::npos;
    }
  }
  return at;
}

}  // namespace

std::string WithoutGallery(const std::string& line,
                           const std::vector<std::string>& patterns,
                           const std::vector<std::string>& headings) {
  size_t end = 0;
  for (const std::string& pattern : patterns) {
    for (size_t at = end; at < line.size(); ++at) {
      const size_t match = EndOfMatch(line, at, pattern);
      if (match != std::string::npos) end = std::max(end, match);
    }
  }
  if (end == 0) return line;
  const std::string rest = TidyLine(line.substr(end));
  const std::string form = BoilerplateForm(rest);
  const bool heading = std::any_of(
      headings.begin(), headings.end(),
      [&](const std::string& word) { return form.starts_with(word); });
  return heading ? std::string() : rest;
}

}  // namespace kg
