// A name's form: what all spans of one type and spelling have in common. Plain
// values; pure, thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "extractor/rules/names_spans.h"
#include "extractor/rules/names_tables.h"

namespace kg {

struct NameForm {
  EntityType type = EntityType::kConcept;
  std::vector<std::string> parts;  // folded; of persons without "Jr."
  std::string text;                // as it stands first
  std::string canonical;           // of a country or a name of names_known.tsv
  std::string country_code;
  std::string generation;  // of a person: "jr"
  bool metonym = false;    // means a country's government
  char gender = 0;
  uint32_t first_span = 0;
  std::vector<uint32_t> body;    // its first few spans below the headline
  std::set<std::string> titles;  // folded; those that describe the person
  uint32_t first_titled = std::numeric_limits<uint32_t>::max();  // span

  // A person's name of two parts at least; "Elizabeth II" is one as well.
  bool IsFullPerson() const {
    return type == EntityType::kPerson && !parts.empty() &&
           (parts.size() > 1 || !generation.empty());
  }
};

// The form of a span; `governs`: a government-like noun governs it.
NameForm MakeForm(const NameSpan& span, bool governs, const NameTables& tables);

// Most votes; a Concept only where nothing better is known.
EntityType MostVoted(const std::map<EntityType, int>& votes);
// The longest form, rather not in capitals, then the most frequent.
std::string FullestText(const std::map<std::string, int>& texts);

}  // namespace kg
