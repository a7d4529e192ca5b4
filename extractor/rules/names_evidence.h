// Corrects the types of names by the nouns that the article ties to them: what
// is called a company, or has a chairman, is an organisation.
// Pure, linear, thread-safe.
#pragma once

#include "extractor/language/document.h"
#include "extractor/rules/names_spans.h"
#include "extractor/rules/names_tables.h"

namespace kg {

// Changes persons, places and products to organisations, by form. A person's
// name of several words, its parts, and what has a title before it, stay.
void ApplyEvidence(const Document& document, const NameTables& tables,
                   NameSpans* found);

}  // namespace kg
