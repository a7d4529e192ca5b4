// Quotations of a document: from an opening mark to its closing one, over
// sentences and, where a paragraph ends inside and the next one opens again (or
// only closes), over paragraphs. Pure, linear.
#pragma once

#include <vector>

#include "extractor/rules/analysis.h"

namespace kg {

struct Quotation {
  Range range;  // with its marks
  bool closed = false;
  // Holds a clause: somebody's words, not a word put in quotes.
  bool clausal = false;
};

// In order, disjoint.
std::vector<Quotation> FindQuotations(const Analysis& analysis);

// Whether each position stands in one of them.
std::vector<bool> QuotedPositions(const Analysis& analysis,
                                  const std::vector<Quotation>& quotations);

// Whether the token is a quotation mark by itself.
bool IsQuotationMark(const Token& token);

}  // namespace kg
