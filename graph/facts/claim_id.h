// The id of a claim: what makes two statements one. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "graph/facts/facts.h"

namespace kg {

// From the article, the cue's span (the content's, where there is no cue), the
// span of the speaker's mention, the act, the parent and the rule if derived.
ClaimId MakeClaimId(const ArticleId& article, const std::optional<Span>& cue,
                    const std::vector<Span>& content,
                    const std::optional<Span>& speaker_span,
                    std::string_view act, const std::optional<ClaimId>& parent,
                    std::string_view derived);

}  // namespace kg
