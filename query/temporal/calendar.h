// The proleptic Gregorian calendar and the fields of ISO 8601 and of
// java.time's IsoFields that Cypher names: weeks, week-based years, quarters.
// Days are counted from 1970-01-01; all years up to kMaxYear are fine, BC
// included (year 0 is 1 BC). Conversions follow H. Hinnant, "chrono-Compatible
// Low-Level Date Algorithms".
#pragma once

#include <cstdint>

#include "query/temporal/temporal.h"

namespace kg {

struct CivilDate {
  int64_t year = 0;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

bool IsLeapYear(int64_t year);
int DaysInMonth(int64_t year, int month);
// The date must exist.
Date FromCivil(const CivilDate& date);
CivilDate ToCivil(Date date);

int64_t Year(Date date);
int DayOfWeek(Date date);   // 1, Monday, to 7
int OrdinalDay(Date date);  // 1..366
int Quarter(Date date);     // 1..4
int DayOfQuarter(Date date);
int DaysInQuarter(int64_t year, int quarter);

// ISO 8601 weeks: the first of a week-based year is that of 4 January.
struct WeekDate {
  int64_t week_year = 0;
  int week = 1;         // 1..53
  int day_of_week = 1;  // 1, Monday, to 7
};
WeekDate ToWeekDate(Date date);
int WeeksInWeekYear(int64_t week_year);
Date FromWeekDate(const WeekDate& date);

// The day `months` later, or the last of that month where it is shorter.
Date AddMonths(Date date, int64_t months);
// Whole months from one day to another, negative if `to` is before `from`.
int64_t MonthsBetween(Date from, Date to);

// Days of 1 January -999,999,999 and 31 December 999,999,999.
constexpr int64_t kMinEpochDay = -365'243'219'162;
constexpr int64_t kMaxEpochDay = 365'241'780'471;
inline bool IsInRange(Date date) {
  return date.epoch_day >= kMinEpochDay && date.epoch_day <= kMaxEpochDay;
}

constexpr int64_t FloorDiv(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}
constexpr int64_t FloorMod(int64_t a, int64_t b) {
  return a - FloorDiv(a, b) * b;
}

// Seconds of a local time as if its clock stood in Greenwich.
int64_t LocalSeconds(const LocalDateTime& local);
int64_t EpochSeconds(const ZonedDateTime& instant);
// `seconds` must lie within the calendar.
LocalDateTime FromLocalSeconds(int64_t seconds, int32_t nanos);

// A local time in a zone, moved forward by the gap if its clock skipped it.
ZonedDateTime InZone(const LocalDateTime& local, Zone zone);
// An instant as the clocks of a zone show it.
ZonedDateTime AtInstant(int64_t epoch_seconds, int32_t nanos, Zone zone);

inline int32_t NanosOfSecond(LocalTime time) {
  return static_cast<int32_t>(time.nanos_of_day % kNanosPerSecond);
}

}  // namespace kg
