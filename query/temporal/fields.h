// Values from their numeric fields, each checked against its range. Errors are
// InvalidInput and name the field: "month is 13, expected 1 to 12".
#pragma once

#include <cstdint>
#include <string_view>

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

struct FieldRange {
  int64_t min = 0;
  int64_t max = 0;
};
Status CheckField(std::string_view name, int64_t value, FieldRange range);

Result<Date> DateOfCalendar(int64_t year, int64_t month, int64_t day);
Result<Date> DateOfWeek(int64_t week_year, int64_t week, int64_t day_of_week);
Result<Date> DateOfQuarter(int64_t year, int64_t quarter,
                           int64_t day_of_quarter);
Result<Date> DateOfOrdinal(int64_t year, int64_t ordinal_day);
// Fails where a date has left the calendar's years.
Result<Date> DateInRange(Date date);

Result<LocalTime> TimeOfClock(int64_t hour, int64_t minute, int64_t second,
                              int64_t nanos);

// A zone of a fixed offset: at most 18 hours.
Result<Zone> ZoneOfOffset(int64_t offset_seconds);

}  // namespace kg
