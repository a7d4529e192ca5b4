// Speakers of quotations that no verb or noun of saying names: signatures under
// a quotation ("…" Ann Lee, The Journal), what a name and a colon announce.
// Pure, linear in the document.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/quotes.h"
#include "extractor/rules/speech.h"

namespace kg {

bool IsDashMark(const Token& token);

// The positions of a range of sentences.
Range PositionsOf(const Analysis& analysis, const Range& sentences);

// Sentences of the paragraph that holds a sentence, half-open; of a very long
// one those around it.
Range ParagraphSentences(const Analysis& analysis, uint32_t sentence);

// The person whose name alone stands between the quotation and the end of its
// paragraph, or after a dash opens the next one; position of the name.
std::optional<uint32_t> SignatureAfter(const Analysis& analysis,
                                       const Quotation& quotation);

// Who is the subject of the sentence whose colon stands right before the
// quotation, or the name that stands there alone.
std::optional<uint32_t> AnnouncedSpeaker(const Analysis& analysis,
                                         const Quotation& quotation);

// Whether a sentence is a line of its own, short and without a final mark.
bool IsHeading(const Analysis& analysis, uint32_t sentence);

// Main predicates of a passage: those whose governor stands outside.
std::vector<uint32_t> MainPredicates(const Analysis& analysis,
                                     const Range& passage);

}  // namespace kg
