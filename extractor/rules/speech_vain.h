// Words of saying that make no claim: what they take is no statement of the
// speaker's. For use inside rules only. Pure, linear in the sentence.
#pragma once

#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/speech.h"

namespace kg {

// "which Lee confirmed" has no content of its own.
bool SaysSomething(const Analysis& analysis, const Speech& speech);

// "the topics that Lee said he raised", "asked if he knew, Lee said …", "the
// storm threatens to delay it", "Acme supports Borealis", "every voter worried
// about prices", "questioned Lee's claim that …". `quoted` by position.
bool SaysNoStatement(const Analysis& analysis, const std::vector<bool>& quoted,
                     const Speech& speech);

// Whether the verb's own subject stands in the quotation: "a 'test' beginning
// today" says nothing.
bool IsAboutQuotation(const Analysis& analysis, const Speech& speech,
                      const Range& quotation);

}  // namespace kg
