// Verbs that say of somebody or something what it is: "Lee called the plan a
// disgrace", "described it as a disgrace". Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "extractor/rules/analysis.h"
#include "extractor/rules/clauses.h"
#include "extractor/rules/speech.h"

namespace kg {

inline constexpr char kNamingRule[] = "naming-verb";

// The speech of a clause whose verb stands in acts_naming.tsv and has an object
// and a description; nothing for any other.
std::optional<Speech> FindNaming(const Analysis& analysis, uint32_t sentence,
                                 const Clause& clause);

}  // namespace kg
