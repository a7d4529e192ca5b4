// Cards of links that a page hides behind a name and that copying its text
// lays open: "Ann Lee Ann Marie LeeStocks rise again Holm sues bank MORE said".
// Pure, linear in the line.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace kg {

// The line without its cards. A card begins after a name whose last word the
// card repeats, glued to a headline, and ends with one of `ends`, as it stands.
std::string WithoutLinkCards(std::string_view line,
                             const std::unordered_set<std::string>& ends);

}  // namespace kg
