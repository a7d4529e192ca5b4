// Settles the types of an article's name spans: by votes among equal forms, by
// head words, by the tables of countries. Pure, linear, thread-safe.
#pragma once

#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/names_spans.h"
#include "extractor/rules/names_tables.h"

namespace kg {

void SettleTypes(const Document& document, const NameTables& tables,
                 std::vector<NameSpan>* spans);

}  // namespace kg
