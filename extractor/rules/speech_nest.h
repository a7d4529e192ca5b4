// The last step of finding speeches: how far each is quoted, which one holds
// which, and whose words each position has. Pure, linear in the document.
#pragma once

#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/quotes.h"
#include "extractor/rules/speech.h"

namespace kg {

// Whether the content is quoted wholly, in part, or not at all.
void SetForm(const Analysis& analysis, const std::vector<Quotation>& quotations,
             Speech* speech);

// Parents of the list's speeches, and what Speeches says of positions.
void Nest(const Analysis& analysis, const std::vector<Quotation>& quotations,
          Speeches* speeches);

}  // namespace kg
