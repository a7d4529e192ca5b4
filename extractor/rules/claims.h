// From speeches to local claims: speakers as entities, topics, propositions,
// derived denials. Not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/clusters.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/relations.h"
#include "extractor/rules/speech.h"
#include "graph/facts/facts.h"

namespace kg {

struct SpeechEnds {
  std::optional<uint32_t> speaker;
  std::optional<Span> speaker_span;
  std::optional<uint32_t> addressee;
  // The speaker was found through a pronoun, or a noun that names nobody.
  bool by_pronoun = false;
};

// One for each speech. A pronoun or a noun ("the company") is the name in its
// cluster. Else a pronoun is the speaker before it, if that one stands in the
// same paragraph or the one before and could be meant.
std::vector<SpeechEnds> ResolveSpeakers(const Analysis& analysis,
                                        const Speeches& speeches,
                                        const Clusters& clusters, Ends* ends);

// The claim that each speech will be, in the order of MakeClaims; nothing for
// those that make none.
std::vector<std::optional<uint32_t>> NumberClaims(const Speeches& speeches);

// Claims of all speeches, then the derived ones. Relations and origins are
// those of the sink.
std::vector<LocalClaim> MakeClaims(const Analysis& analysis,
                                   const Speeches& speeches,
                                   const std::vector<SpeechEnds>& speech_ends,
                                   const RelationSink& sink, Ends* ends);

}  // namespace kg
