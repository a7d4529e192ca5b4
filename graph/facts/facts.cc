#include "graph/facts/facts.h"

#include <algorithm>

namespace kg {

ArticleId MakeArticleId(const std::string& root_label, const std::string& path,
                        const std::string& record_key) {
  return {HashFields("article", {root_label, path, record_key})};
}

std::string QuoteOf(const std::string& text, const std::vector<Span>& spans) {
  if (spans.empty() || spans.front().begin >= text.size()) return "";
  const uint32_t begin = spans.front().begin;
  uint32_t end = begin;
  for (const Span& span : spans) end = std::max(end, span.end);
  return text.substr(begin, end - begin);
}

uint32_t LineAt(const std::vector<SourcePosition>& source_map, uint32_t begin) {
  auto after = std::upper_bound(
      source_map.begin(), source_map.end(), begin,
      [](uint32_t at, const SourcePosition& p) { return at < p.text_begin; });
  return after == source_map.begin() ? 0 : std::prev(after)->line;
}

}  // namespace kg
