// Durations from amounts of units, fractions included. A fraction of a month
// passes on as days of the average month (30.436875 days, a twelfth of 365.2425
// days), a fraction of a day as 24 hours, a fraction of a second as
// nanoseconds; nothing ever passes the other way. Errors are InvalidInput.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"
#include "query/temporal/decimal.h"
#include "query/temporal/temporal.h"

namespace kg {

constexpr int64_t kAverageSecondsPerMonth = 2'629'746;

// The parts as they are, nanos of any size carried into seconds. Fails where
// the whole, with average months, passes 2^63 seconds.
Result<Duration> MakeDuration(int64_t months, int64_t days, int64_t seconds,
                              int64_t nanos);

// Amounts of the three groups with fractions, passed on downwards.
struct DurationParts {
  Decimal months;
  Decimal days;
  Decimal seconds;
};
Result<Duration> Cascade(const DurationParts& parts);

struct DurationUnit {
  std::string_view name;          // "years", of component maps
  Decimal DurationParts::*group;  // where amounts of it belong
  int32_t in_group = 1;           // how many of the group's unit it makes,
  int32_t per_group = 1;          // or how many of it make one
};
// The unit of a name, in any case; null if there is none.
const DurationUnit* FindDurationUnit(std::string_view name);
// Adds an amount of a unit. Fails where it passes 2^63 of the group's unit.
Status AddAmount(const DurationUnit& unit, Decimal amount,
                 DurationParts* parts);

// "P1Y2M3DT4H5M6.7S"; every part carries its own sign; nothing is "PT0S".
std::string FormatDuration(const Duration& duration);

}  // namespace kg
