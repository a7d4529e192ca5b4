// The spans of a document that are names, with their types: the tagger's, its
// commonest slips repaired, and what it missed of countries and of names that
// it found elsewhere in the article. Pure, linear, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/names_tables.h"
#include "graph/facts/types.h"

namespace kg {

struct NameSpan {
  uint32_t sentence = 0;
  TokenRange range;
  EntityType type = EntityType::kConcept;
  bool misc = false;            // tagged as a name of no class
  std::string text = {};        // as it stands, in one line
  Title title = {};             // before the name; its range may be empty
  std::string title_text = {};  // folded, of a title that describes the person
};

// "Mobile World Congress (MWC)": the texts of the long form and the short one.
struct AcronymPair {
  std::string full;
  std::string acronym;
};

struct NameSpans {
  std::vector<NameSpan> spans;  // in document order, disjoint
  std::vector<AcronymPair> acronyms;
};

NameSpans FindNameSpans(std::string_view text, const Document& document,
                        const NameTables& tables);

}  // namespace kg
