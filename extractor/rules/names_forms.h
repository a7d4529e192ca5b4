// Which names of one article are the same: short and long forms of persons and
// organisations, acronyms, countries. Works on the texts of the spans alone.
// Pure, linear, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/rules/names_spans.h"
#include "extractor/rules/names_tables.h"

namespace kg {

struct NameGroup {
  EntityType type = EntityType::kConcept;
  std::string name;  // the fullest form, or the tables' canonical name
  std::string country_code;
};

struct NameGroups {
  std::vector<NameGroup> groups;        // in order of their first span
  std::vector<uint32_t> group_of_span;  // parallel to the spans
  // A demonym that means its country's government: no alias of it.
  std::vector<bool> is_metonym;  // parallel to the spans
};

// `governs` tells for each span whether a government-like noun governs it.
NameGroups GroupNames(const NameSpans& found, const std::vector<bool>& governs,
                      const NameTables& tables);

}  // namespace kg
