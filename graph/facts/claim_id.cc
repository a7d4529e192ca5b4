#include "graph/facts/claim_id.h"

#include <string>

namespace kg {
namespace {

std::string SpanText(const Span& span) {
  return std::to_string(span.begin) + "-" + std::to_string(span.end);
}

std::string SpanText(const std::optional<Span>& span) {
  return span ? SpanText(*span) : std::string();
}

std::string SpanText(const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) out += SpanText(span) + ",";
  return out;
}

}  // namespace

ClaimId MakeClaimId(const ArticleId& article, const std::optional<Span>& cue,
                    const std::vector<Span>& content,
                    const std::optional<Span>& speaker_span,
                    std::string_view act, const std::optional<ClaimId>& parent,
                    std::string_view derived) {
  return {HashFields(
      "claim", {article.hash.View(), cue ? "cue" : "content",
                cue ? SpanText(cue) : SpanText(content), SpanText(speaker_span),
                act, parent ? parent->hash.View() : "", derived})};
}

}  // namespace kg
