#include <algorithm>

#include "query/temporal/calendar.h"
#include "query/temporal/component_fields.h"
#include "query/temporal/fields.h"

namespace kg {
namespace {

using Adjuster = Result<Date> (*)(Date, int64_t);

Result<Date> WithYear(Date date, int64_t year) {
  KG_RETURN_IF_ERROR(CheckField("year", year, {-kMaxYear, kMaxYear}));
  return AddMonths(date, (year - Year(date)) * 12);
}

// Keeps the week and the day of the week (IsoFields.WEEK_BASED_YEAR).
Result<Date> WithWeekYear(Date date, int64_t week_year) {
  KG_RETURN_IF_ERROR(CheckField("year", week_year, {-kMaxYear, kMaxYear}));
  const WeekDate week = ToWeekDate(date);
  return DateOfWeek(week_year, std::min(week.week, WeeksInWeekYear(week_year)),
                    week.day_of_week);
}

Result<Date> WithQuarter(Date date, int64_t quarter) {
  KG_RETURN_IF_ERROR(CheckField("quarter", quarter, {1, 4}));
  return AddMonths(date, (quarter - Quarter(date)) * 3);
}

Result<Date> WithMonth(Date date, int64_t month) {
  KG_RETURN_IF_ERROR(CheckField("month", month, {1, 12}));
  return AddMonths(date, month - ToCivil(date).month);
}

Result<Date> WithWeek(Date date, int64_t week) {
  const WeekDate old = ToWeekDate(date);
  return DateOfWeek(old.week_year, week, old.day_of_week);
}

Result<Date> WithOrdinalDay(Date date, int64_t day) {
  return DateOfOrdinal(Year(date), day);
}

Result<Date> WithDayOfQuarter(Date date, int64_t day) {
  return DateOfQuarter(Year(date), Quarter(date), day);
}

Result<Date> WithDay(Date date, int64_t day) {
  const CivilDate civil = ToCivil(date);
  return DateOfCalendar(civil.year, civil.month, day);
}

Result<Date> WithDayOfWeek(Date date, int64_t day) {
  KG_RETURN_IF_ERROR(CheckField("dayOfWeek", day, {1, 7}));
  return DateInRange({date.epoch_day + day - DayOfWeek(date)});
}

struct AdjusterRow {
  NumberField field;
  Adjuster adjust;
};
constexpr AdjusterRow kAdjusters[] = {
    {NumberField::kYear, WithYear},
    {NumberField::kQuarter, WithQuarter},
    {NumberField::kMonth, WithMonth},
    {NumberField::kWeek, WithWeek},
    {NumberField::kOrdinalDay, WithOrdinalDay},
    {NumberField::kDayOfQuarter, WithDayOfQuarter},
    {NumberField::kDay, WithDay},
    {NumberField::kDayOfWeek, WithDayOfWeek},
};

// The nanoseconds of the given parts, below `limit`. A part beside a coarser
// one counts only what the coarser one leaves.
Result<int64_t> SubSecond(const ComponentFields& fields, int64_t limit) {
  struct Row {
    NumberField field;
    int64_t nanos;
  };
  constexpr Row kRows[] = {
      {NumberField::kMillisecond, 1'000'000},
      {NumberField::kMicrosecond, 1'000},
      {NumberField::kNanosecond, 1},
  };
  int64_t sum = 0;
  for (const Row& row : kRows) {
    if (!fields.Has(row.field)) continue;
    const int64_t value = *fields[row.field];
    KG_RETURN_IF_ERROR(CheckField(NumberFieldName(row.field), value,
                                  {0, limit / row.nanos - 1}));
    sum += value * row.nanos;
    limit = row.nanos;
  }
  return sum;
}

}  // namespace

Result<Date> OverrideDate(Date date, const ComponentFields& fields) {
  for (const AdjusterRow& row : kAdjusters) {
    if (!fields.Has(row.field)) continue;
    const bool of_week =
        row.field == NumberField::kYear && fields.Has(NumberField::kWeek);
    const Adjuster adjust = of_week ? WithWeekYear : row.adjust;
    KG_ASSIGN(date, adjust(date, *fields[row.field]));
  }
  return date;
}

Result<LocalTime> OverrideTime(LocalTime time, const ComponentFields& fields,
                               int64_t kept_unit) {
  const int64_t second = time.nanos_of_day / kNanosPerSecond;
  int64_t nanos = NanosOfSecond(time);
  if (fields.HasAny(NumberField::kMillisecond, NumberField::kNanosecond)) {
    KG_ASSIGN(const int64_t below, SubSecond(fields, kept_unit));
    nanos = nanos / kept_unit * kept_unit + below;
  }
  return TimeOfClock(fields[NumberField::kHour].value_or(second / 3600),
                     fields[NumberField::kMinute].value_or(second / 60 % 60),
                     fields[NumberField::kSecond].value_or(second % 60), nanos);
}

}  // namespace kg
