// Open tuples: each clause and apposition of a sentence as its words stand.
// Pure.
#pragma once

#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/extract.h"

namespace kg {

std::vector<OpenTuple> FindTuples(const Analysis& analysis, uint32_t sentence);

}  // namespace kg
