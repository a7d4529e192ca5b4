// Equality and order of temporal values.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>

#include "query/temporal/temporal.h"

namespace kg {

// For <, <=, > and >=: nothing (null in a query) for values of different types
// and for durations, whose lengths depend on where they start. Zoned values are
// compared as instants; the same instant in two zones by local time, then by
// zone.
std::optional<std::strong_ordering> CompareTemporal(const Temporal& a,
                                                    const Temporal& b);

// For ORDER BY: total. Types in the order of TemporalType; durations by length,
// a month counting 30.436875 days. Equal exactly where `a == b`.
std::strong_ordering OrderTemporal(const Temporal& a, const Temporal& b);

// Equal values have equal hashes.
size_t HashTemporal(const Temporal& value);

}  // namespace kg
