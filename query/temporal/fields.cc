#include "query/temporal/fields.h"

#include <string>

#include "query/temporal/calendar.h"

namespace kg {

Status CheckField(std::string_view name, int64_t value, FieldRange range) {
  if (value >= range.min && value <= range.max) return {};
  return Status::InvalidInput(
      std::string(name) + " is " + std::to_string(value) + ", expected " +
      std::to_string(range.min) + " to " + std::to_string(range.max));
}

Result<Date> DateOfCalendar(int64_t year, int64_t month, int64_t day) {
  KG_RETURN_IF_ERROR(CheckField("year", year, {-kMaxYear, kMaxYear}));
  KG_RETURN_IF_ERROR(CheckField("month", month, {1, 12}));
  const int days = DaysInMonth(year, static_cast<int>(month));
  KG_RETURN_IF_ERROR(CheckField("day", day, {1, days}));
  return FromCivil({year, static_cast<int>(month), static_cast<int>(day)});
}

Result<Date> DateOfWeek(int64_t week_year, int64_t week, int64_t day_of_week) {
  KG_RETURN_IF_ERROR(CheckField("year", week_year, {-kMaxYear, kMaxYear}));
  KG_RETURN_IF_ERROR(CheckField("week", week, {1, WeeksInWeekYear(week_year)}));
  KG_RETURN_IF_ERROR(CheckField("dayOfWeek", day_of_week, {1, 7}));
  return DateInRange(FromWeekDate(
      {week_year, static_cast<int>(week), static_cast<int>(day_of_week)}));
}

Result<Date> DateOfQuarter(int64_t year, int64_t quarter,
                           int64_t day_of_quarter) {
  KG_RETURN_IF_ERROR(CheckField("year", year, {-kMaxYear, kMaxYear}));
  KG_RETURN_IF_ERROR(CheckField("quarter", quarter, {1, 4}));
  const int days = DaysInQuarter(year, static_cast<int>(quarter));
  KG_RETURN_IF_ERROR(CheckField("dayOfQuarter", day_of_quarter, {1, days}));
  const Date first = FromCivil({year, static_cast<int>(quarter) * 3 - 2, 1});
  return Date{first.epoch_day + day_of_quarter - 1};
}

Result<Date> DateOfOrdinal(int64_t year, int64_t ordinal_day) {
  KG_RETURN_IF_ERROR(CheckField("year", year, {-kMaxYear, kMaxYear}));
  const int days = IsLeapYear(year) ? 366 : 365;
  KG_RETURN_IF_ERROR(CheckField("ordinalDay", ordinal_day, {1, days}));
  return Date{FromCivil({year, 1, 1}).epoch_day + ordinal_day - 1};
}

Result<Date> DateInRange(Date date) {
  if (IsInRange(date)) return date;
  return Status::InvalidInput("date outside the years -999999999 to 999999999");
}

Result<LocalTime> TimeOfClock(int64_t hour, int64_t minute, int64_t second,
                              int64_t nanos) {
  KG_RETURN_IF_ERROR(CheckField("hour", hour, {0, 23}));
  KG_RETURN_IF_ERROR(CheckField("minute", minute, {0, 59}));
  KG_RETURN_IF_ERROR(CheckField("second", second, {0, 59}));
  KG_RETURN_IF_ERROR(CheckField("nanosecond", nanos, {0, kNanosPerSecond - 1}));
  return LocalTime{((hour * 60 + minute) * 60 + second) * kNanosPerSecond +
                   nanos};
}

Result<Zone> ZoneOfOffset(int64_t offset_seconds) {
  if (offset_seconds < -kMaxOffsetSeconds ||
      offset_seconds > kMaxOffsetSeconds) {
    return Status::InvalidInput("offset beyond 18 hours");
  }
  return Zone{static_cast<int32_t>(offset_seconds), nullptr};
}

}  // namespace kg
