// Dates, money, percentages and quantities as values. Words come from dates.tsv
// and amounts.tsv. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"
#include "graph/facts/facts.h"

namespace kg {

// "2019-02-26", "2019-02" or "2019" from the tokens of a phrase, seen from the
// article's day (YYYY-MM-DD, or empty: only what names its year resolves);
// empty where the phrase is no such date. A weekday or month without a year is
// the last one up to the article's day, or with `future` the next.
std::string ResolveDate(const Tree& tree, const Words& words,
                        const std::vector<uint32_t>& tokens,
                        std::string_view article_date, bool future);

// The amount that a phrase is, headed by `head`: "$200 billion", "12 %", "30
// km". Nothing where it is none.
std::optional<Literal> ParseAmount(const Tree& tree, const Words& words,
                                   std::string_view text, uint32_t head);

}  // namespace kg
