// One tagged run of words that holds several names. For use inside rules only.
#pragma once

#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/names.h"
#include "extractor/rules/names_tables.h"

namespace kg {

// "Acme, Zorvia" tagged as one name is two; "Acme Co., Ltd." is one. A bracket
// holds another name. In order; at least one, and the last may be empty.
std::vector<TokenRange> SplitNames(const std::vector<Token>& tokens,
                                   TokenRange tagged, const NameTables& tables);

}  // namespace kg
