#include <optional>
#include <string>

#include "query/temporal/arithmetic.h"
#include "query/temporal/calendar.h"
#include "query/temporal/component_fields.h"
#include "query/temporal/duration.h"

namespace kg {
namespace {

// Two instants on one time line, each with the zone of its own or of the other,
// or both without.
struct Span {
  ZonedDateTime from;
  ZonedDateTime to;
  bool dates = false;  // both sides have a date
};

Result<Span> MakeSpan(const Temporal& from, const Temporal& to) {
  for (const Temporal* end : {&from, &to}) {
    if (TypeOf(*end) == TemporalType::kDuration) {
      return Status::InvalidInput(
          "no difference between durations; subtract them");
    }
  }
  const std::optional<Date> dates[] = {DatePart(from), DatePart(to)};
  const std::optional<Zone> zones[] = {ZonePart(from), ZonePart(to)};
  Span span;
  span.dates = dates[0].has_value() && dates[1].has_value();
  ZonedDateTime* ends[] = {&span.from, &span.to};
  const Temporal* values[] = {&from, &to};
  for (int i : {0, 1}) {
    if (const auto* whole = std::get_if<ZonedDateTime>(values[i])) {
      *ends[i] = *whole;  // of an hour that came twice, the right one
      continue;
    }
    LocalDateTime local;
    local.date = dates[i].value_or(dates[1 - i].value_or(Date{}));
    local.time = TimePart(*values[i]).value_or(LocalTime{});
    *ends[i] = InZone(local, zones[i].value_or(zones[1 - i].value_or(Zone{})));
  }
  return span;
}

Result<Duration> Seconds(const ZonedDateTime& from, const ZonedDateTime& to) {
  return MakeDuration(
      0, 0, EpochSeconds(to) - EpochSeconds(from),
      NanosOfSecond(to.local.time) - int64_t{NanosOfSecond(from.local.time)});
}

// The day up to which whole days have passed when `to` is reached, seen from
// `from`.
Date LastWholeDay(const LocalDateTime& from, const LocalDateTime& to) {
  const int64_t day = to.date.epoch_day;
  if (day > from.date.epoch_day &&
      to.time.nanos_of_day < from.time.nanos_of_day) {
    return {day - 1};
  }
  if (day < from.date.epoch_day &&
      to.time.nanos_of_day > from.time.nanos_of_day) {
    return {day + 1};
  }
  return to.date;
}

// `to` as the clocks of the zone of `from` show it.
LocalDateTime SeenFrom(const ZonedDateTime& from, const ZonedDateTime& to) {
  return AtInstant(EpochSeconds(to), NanosOfSecond(to.local.time), from.zone)
      .local;
}

int64_t Months(const ZonedDateTime& from, const ZonedDateTime& to) {
  return MonthsBetween(from.local.date,
                       LastWholeDay(from.local, SeenFrom(from, to)));
}

int64_t Days(const ZonedDateTime& from, const ZonedDateTime& to) {
  return LastWholeDay(from.local, SeenFrom(from, to)).epoch_day -
         from.local.date.epoch_day;
}

ZonedDateTime Moved(const ZonedDateTime& from, Date date) {
  return date == from.local.date ? from
                                 : InZone({date, from.local.time}, from.zone);
}

Result<Duration> InAllParts(const Span& span) {
  ZonedDateTime from = span.from;
  int64_t months = 0;
  int64_t days = 0;
  if (span.dates) {
    months = Months(from, span.to);
    from = Moved(from, AddMonths(from.local.date, months));
    days = Days(from, span.to);
    from = Moved(from, {from.local.date.epoch_day + days});
  }
  KG_ASSIGN(Duration duration, Seconds(from, span.to));
  duration.months = months;
  duration.days = days;
  return duration;
}

}  // namespace

Result<Duration> Between(const Temporal& from, const Temporal& to,
                         Difference difference) {
  KG_ASSIGN(const Span span, MakeSpan(from, to));
  switch (difference) {
    case Difference::kMonthsDaysSeconds:
      return InAllParts(span);
    case Difference::kMonths:
      return MakeDuration(Months(span.from, span.to), 0, 0, 0);
    case Difference::kDays:
      return MakeDuration(0, Days(span.from, span.to), 0, 0);
    default:
      return Seconds(span.from, span.to);
  }
}

}  // namespace kg
