// Access to the components of temporal values, as in d.year or t.offset.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

using Component = std::variant<int64_t, std::string>;

// The component of that name, in any case. NotFound if the value's type has
// none; InvalidInput if it passes 2^63, as the nanoseconds of long durations
// and the epochMillis of far years.
//
// Dates:   year quarter month week weekYear day ordinalDay dayOfQuarter
//          quarterDay dayOfWeek weekDay
// Times:   hour minute second millisecond microsecond nanosecond
// Zoned:   timezone offset offsetMinutes offsetSeconds; a DateTime also
//          epochSeconds epochMillis
// Duration: years quarters months weeks days hours minutes seconds milliseconds
//          microseconds nanoseconds, each the whole of its group of months,
//          days or seconds; and quartersOfYear monthsOfYear monthsOfQuarter
//          daysOfWeek minutesOfHour secondsOfMinute millisecondsOfSecond
//          microsecondsOfSecond nanosecondsOfSecond
Result<Component> GetComponent(const Temporal& value, std::string_view name);

}  // namespace kg
