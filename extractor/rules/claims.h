// From speeches to local claims: speakers as entities, topics, propositions,
// derived denials. Not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/clusters.h"
#include "extractor/rules/confidence.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/relations.h"
#include "extractor/rules/speech.h"
#include "graph/facts/facts.h"

namespace kg {

struct SpeechEnds {
  std::optional<uint32_t> speaker;
  std::optional<Span> speaker_span;
  std::optional<uint32_t> addressee;
  // Who is named beside the speaker ("Lee and Holm said").
  std::vector<std::pair<uint32_t, Span>> also;
  // The speaker was found through a pronoun, or a noun that names nobody.
  bool by_pronoun = false;
};

// One for each speech. A pronoun or a noun ("the company") is the name in its
// cluster. Where the speaker before it stands in the same paragraph, could be
// meant and was subject later than that name, it is he. "The president" is the
// only one of the article.
std::vector<SpeechEnds> ResolveSpeakers(const Analysis& analysis,
                                        const Speeches& speeches,
                                        const Clusters& clusters, Ends* ends);

// Takes back the claims of speeches whose speaker is not known, or that stand
// in quoted words of nobody known: what they say stays attributed.
void DropSpeakerless(const std::vector<SpeechEnds>& speakers,
                     Speeches* speeches);

// Sets the confidence of each claim to be, and takes back those that are not
// likely enough: what they say stays attributed.
void DropDoubtful(const Analysis& analysis,
                  const std::vector<SpeechEnds>& speakers, const Ends& ends,
                  Appraiser* appraiser, Speeches* speeches);

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
