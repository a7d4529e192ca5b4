// The words of a name and how two names compare by them. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/rules/names_tables.h"

namespace kg {

// The words between blanks and commas, folded for comparison.
std::vector<std::string> PartsOf(std::string_view name);
std::string JoinParts(const std::vector<std::string>& parts);

// Without "Jr." and the like.
std::vector<std::string> WithoutPersonSuffix(std::vector<std::string> parts,
                                             const NameTables& tables);
// "jr", "iii"; empty where the name has none.
std::string GenerationOf(const std::vector<std::string>& parts,
                         const NameTables& tables);
// Without "Inc.", "Group" and the like; the first word always stays.
std::vector<std::string> CoreOfOrganization(std::vector<std::string> parts,
                                            const NameTables& tables);
// Without the year of "World Cup 2022".
std::vector<std::string> WithoutYear(std::vector<std::string> parts);

// "donald trump" and "donald j. trump": same first and last part, and what is
// between is the same, an initial of it, or left out.
bool AreSamePerson(const std::vector<std::string>& a,
                   const std::vector<std::string>& b);
bool IsTail(const std::vector<std::string>& tail,
            const std::vector<std::string>& whole);

// Two to eight capital letters, digits, '&' or full stops.
bool LooksLikeAcronym(std::string_view text);

// "MWC" of "Mobile World Congress": of all words, and of the capitalised ones.
struct Initials {
  std::string all;
  std::string capitals;
};
Initials InitialsOf(std::string_view name);
// "U.S.G." -> "USG".
std::string PlainAcronym(std::string_view acronym);

}  // namespace kg
