// A scan that steps over damaged blocks: every row of a prefix that can be
// read, in order.
#pragma once

#include <functional>
#include <string_view>

#include "graph/store/rocks.h"

namespace kg {

struct ReadableRows {
  uint64_t gaps = 0;      // stretches that could not be read
  bool complete = true;   // false: given up after too many
  std::string first_why;  // of the first gap
};

// After a row that cannot be read, the next that can is found by bisection over
// the keys as numbers: a few hundred seeks a gap.
ReadableRows ScanReadable(
    const Database& database, Family family, std::string_view prefix,
    const std::function<void(std::string_view key, std::string_view value)>&
        visit);

}  // namespace kg
