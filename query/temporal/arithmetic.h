// Arithmetic on temporal values. Results out of range are InvalidInput errors,
// as are operands that do not go together.
#pragma once

#include "base/status.h"
#include "query/temporal/decimal.h"
#include "query/temporal/temporal.h"

namespace kg {

// value + duration, value - duration, also between durations. Months are added
// first (a day that the month lacks becomes its last), then days, then seconds;
// of a DateTime, months and days move the local time, seconds the instant. A
// Date takes whole days of the seconds too; times take the seconds alone and
// wrap around.
Result<Temporal> AddDuration(const Temporal& value, const Duration& duration);
Result<Temporal> SubtractDuration(const Temporal& value,
                                  const Duration& duration);

// By a number or one over it, each group on its own, fractions passed on
// downwards as in duration.h.
Result<Duration> MultiplyDuration(const Duration& duration, Decimal factor);
Result<Duration> DivideDuration(const Duration& duration, Decimal divisor);

// How the difference of two instants is expressed.
enum class Difference { kMonthsDaysSeconds, kMonths, kDays, kSeconds };

// What has to be added to `from` to come to `to`. A missing time is midnight, a
// missing date or zone that of the other; with a date on one side only, the
// difference is one of times.
Result<Duration> Between(const Temporal& from, const Temporal& to,
                         Difference difference);

}  // namespace kg
