// The name that somebody may have meant. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kg {

// "; nearest: 'denies'" of the names that are like the one typed, whatever its
// case; empty where none is.
std::string NearestText(std::string_view typed,
                        const std::vector<std::string>& names);

}  // namespace kg
