#include "query/temporal/calendar.h"

#include <algorithm>
#include <cassert>

namespace kg {
namespace {

constexpr int kMonthDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr int64_t kDaysPerEra = 146097;   // 400 years
constexpr int64_t kEpochInEras = 719468;  // 0000-03-01 to 1970-01-01

int64_t ProlepticMonth(const CivilDate& date) {
  return date.year * 12 + date.month - 1;
}

// The Monday of the first week.
int64_t FirstMonday(int64_t week_year) {
  const Date fourth = FromCivil({week_year, 1, 4});
  return fourth.epoch_day - (DayOfWeek(fourth) - 1);
}

}  // namespace

bool IsLeapYear(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int DaysInMonth(int64_t year, int month) {
  return month == 2 && IsLeapYear(year) ? 29 : kMonthDays[month - 1];
}

Date FromCivil(const CivilDate& date) {
  assert(date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= DaysInMonth(date.year, date.month));
  const int64_t year = date.year - (date.month <= 2);  // years begin in March
  const int64_t era = FloorDiv(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year =
      (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {era * kDaysPerEra + day_of_era - kEpochInEras};
}

CivilDate ToCivil(Date date) {
  const int64_t day = date.epoch_day + kEpochInEras;
  const int64_t era = FloorDiv(day, kDaysPerEra);
  const int64_t day_of_era = day - era * kDaysPerEra;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 +
                               day_of_era / 36524 - day_of_era / 146096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;  // 0 is March
  CivilDate civil;
  civil.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  civil.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2);
  return civil;
}

int64_t Year(Date date) { return ToCivil(date).year; }

int DayOfWeek(Date date) {
  return static_cast<int>(FloorMod(date.epoch_day + 3, 7)) + 1;
}

int OrdinalDay(Date date) {
  const Date first = FromCivil({Year(date), 1, 1});
  return static_cast<int>(date.epoch_day - first.epoch_day) + 1;
}

int Quarter(Date date) { return (ToCivil(date).month - 1) / 3 + 1; }

int DayOfQuarter(Date date) {
  const CivilDate civil = ToCivil(date);
  const Date first = FromCivil({civil.year, (civil.month - 1) / 3 * 3 + 1, 1});
  return static_cast<int>(date.epoch_day - first.epoch_day) + 1;
}

int DaysInQuarter(int64_t year, int quarter) {
  const int month = quarter * 3 - 2;
  return DaysInMonth(year, month) + DaysInMonth(year, month + 1) +
         DaysInMonth(year, month + 2);
}

WeekDate ToWeekDate(Date date) {
  // The Thursday of a week is always in the week's year.
  const int day_of_week = DayOfWeek(date);
  const int64_t week_year = Year({date.epoch_day - day_of_week + 4});
  const int64_t days = date.epoch_day - FirstMonday(week_year);
  return {week_year, static_cast<int>(days / 7) + 1, day_of_week};
}

int WeeksInWeekYear(int64_t week_year) {
  return static_cast<int>(
      (FirstMonday(week_year + 1) - FirstMonday(week_year)) / 7);
}

Date FromWeekDate(const WeekDate& date) {
  return {FirstMonday(date.week_year) + (date.week - 1) * 7 + date.day_of_week -
          1};
}

Date AddMonths(Date date, int64_t months) {
  const CivilDate civil = ToCivil(date);
  const int64_t month = ProlepticMonth(civil) + months;
  CivilDate result;
  result.year = FloorDiv(month, 12);
  result.month = static_cast<int>(FloorMod(month, 12)) + 1;
  result.day = std::min(civil.day, DaysInMonth(result.year, result.month));
  return FromCivil(result);
}

int64_t MonthsBetween(Date from, Date to) {
  // No month is longer than 32 days, so that these keep the order of days.
  const CivilDate a = ToCivil(from);
  const CivilDate b = ToCivil(to);
  return (ProlepticMonth(b) * 32 + b.day - ProlepticMonth(a) * 32 - a.day) / 32;
}

int64_t LocalSeconds(const LocalDateTime& local) {
  return local.date.epoch_day * kSecondsPerDay +
         local.time.nanos_of_day / kNanosPerSecond;
}

int64_t EpochSeconds(const ZonedDateTime& instant) {
  return LocalSeconds(instant.local) - instant.zone.offset_seconds;
}

LocalDateTime FromLocalSeconds(int64_t seconds, int32_t nanos) {
  const int64_t day = FloorDiv(seconds, kSecondsPerDay);
  const int64_t second_of_day = seconds - day * kSecondsPerDay;
  return {{day}, {second_of_day * kNanosPerSecond + nanos}};
}

ZonedDateTime InZone(const LocalDateTime& local, Zone zone) {
  if (zone.named == nullptr) return {local, zone};
  const int64_t seconds = LocalSeconds(local);
  const int32_t offset = zone.named->OffsetOfLocal(seconds);
  return AtInstant(seconds - offset, NanosOfSecond(local.time), zone);
}

ZonedDateTime AtInstant(int64_t epoch_seconds, int32_t nanos, Zone zone) {
  if (zone.named != nullptr) {
    zone.offset_seconds = zone.named->OffsetAt(epoch_seconds);
  }
  return {FromLocalSeconds(epoch_seconds + zone.offset_seconds, nanos), zone};
}

}  // namespace kg
