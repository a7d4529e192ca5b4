#include "query/temporal/arithmetic.h"

#include <limits>
#include <string>

#include "query/temporal/calendar.h"
#include "query/temporal/duration.h"
#include "query/temporal/fields.h"

namespace kg {
namespace {

// The calendar has 12 * 2 * 10^9 months and 7.3 * 10^11 days: a longer step
// leaves it, wherever it starts.
constexpr int64_t kMaxMonths = 24 * (kMaxYear + 1);
constexpr int64_t kMaxDays = kMaxEpochDay - kMinEpochDay;

bool IsWithin(int64_t number, int64_t limit) {
  return number >= -limit && number <= limit;
}

Result<Date> Shift(Date date, int64_t months, int64_t days) {
  if (!IsWithin(months, kMaxMonths) || !IsWithin(days, kMaxDays)) {
    return DateInRange({std::numeric_limits<int64_t>::max()});
  }
  KG_ASSIGN(date, DateInRange(AddMonths(date, months)));
  return DateInRange({date.epoch_day + days});
}

// Seconds and their nanos as seconds cut towards zero.
int64_t WholeSeconds(const Duration& duration) {
  return duration.seconds + (duration.seconds < 0 && duration.nanos > 0);
}

Result<LocalDateTime> ShiftLocal(LocalDateTime local, int64_t seconds,
                                 int32_t nanos) {
  if (!IsWithin(seconds, kMaxDays * kSecondsPerDay)) {
    return DateInRange({std::numeric_limits<int64_t>::max()}).status();
  }
  const int64_t sum = NanosOfSecond(local.time) + nanos;
  local =
      FromLocalSeconds(LocalSeconds(local) + seconds + sum / kNanosPerSecond,
                       static_cast<int32_t>(sum % kNanosPerSecond));
  KG_RETURN_IF_ERROR(DateInRange(local.date).status());
  return local;
}

Result<Temporal> Add(Date date, const Duration& duration) {
  const int64_t carried = WholeSeconds(duration) / kSecondsPerDay;
  if (!IsWithin(duration.days, kMaxDays)) {
    return DateInRange({std::numeric_limits<int64_t>::max()}).status();
  }
  KG_ASSIGN(date, Shift(date, duration.months, duration.days + carried));
  return Temporal(date);
}

LocalTime AddToTime(LocalTime time, const Duration& duration) {
  const int64_t seconds = duration.seconds % kSecondsPerDay;
  return {
      FloorMod(time.nanos_of_day + seconds * kNanosPerSecond + duration.nanos,
               kNanosPerDay)};
}

Result<Temporal> Add(LocalTime time, const Duration& duration) {
  return Temporal(AddToTime(time, duration));
}

Result<Temporal> Add(const ZonedTime& time, const Duration& duration) {
  return Temporal(
      ZonedTime{AddToTime(time.time, duration), time.offset_seconds});
}

Result<Temporal> Add(LocalDateTime local, const Duration& duration) {
  KG_ASSIGN(local.date, Shift(local.date, duration.months, duration.days));
  KG_ASSIGN(local, ShiftLocal(local, duration.seconds, duration.nanos));
  return Temporal(local);
}

Result<Temporal> Add(ZonedDateTime instant, const Duration& duration) {
  if (duration.months != 0 || duration.days != 0) {
    KG_ASSIGN(instant.local.date,
              Shift(instant.local.date, duration.months, duration.days));
    instant = InZone(instant.local, instant.zone);
  }
  LocalDateTime utc = FromLocalSeconds(EpochSeconds(instant),
                                       NanosOfSecond(instant.local.time));
  KG_ASSIGN(utc, ShiftLocal(utc, duration.seconds, duration.nanos));
  instant = AtInstant(LocalSeconds(utc), NanosOfSecond(utc.time), instant.zone);
  KG_RETURN_IF_ERROR(DateInRange(instant.local.date).status());
  return Temporal(instant);
}

Result<Temporal> Add(const Duration& a, const Duration& b) {
  int64_t months = 0;
  int64_t days = 0;
  int64_t seconds = 0;
  if (__builtin_add_overflow(a.months, b.months, &months) ||
      __builtin_add_overflow(a.days, b.days, &days) ||
      __builtin_add_overflow(a.seconds, b.seconds, &seconds)) {
    return Status::InvalidInput("sum of durations passes 2^63");
  }
  KG_ASSIGN(const Duration sum,
            MakeDuration(months, days, seconds, int64_t{a.nanos} + b.nanos));
  return Temporal(sum);
}

Result<Duration> Negated(const Duration& duration) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  if (duration.months == kLeast || duration.days == kLeast ||
      duration.seconds == kLeast) {
    return Status::InvalidInput("duration too long to be subtracted");
  }
  return MakeDuration(-duration.months, -duration.days, -duration.seconds,
                      -int64_t{duration.nanos});
}

using Scaler = Result<Decimal> (*)(int64_t, Decimal);

Result<Duration> Scale(const Duration& duration, Decimal factor, Scaler scale) {
  DurationParts parts;
  KG_ASSIGN(parts.months, scale(duration.months, factor));
  KG_ASSIGN(parts.days, scale(duration.days, factor));
  KG_ASSIGN(parts.seconds, scale(duration.seconds, factor));
  KG_ASSIGN(const Decimal nanos, scale(duration.nanos, factor));
  parts.seconds.parts += nanos.parts / kNanosPerSecond;
  return Cascade(parts);
}

}  // namespace

Result<Temporal> AddDuration(const Temporal& value, const Duration& duration) {
  return std::visit([&](const auto& one) { return Add(one, duration); }, value);
}

Result<Temporal> SubtractDuration(const Temporal& value,
                                  const Duration& duration) {
  KG_ASSIGN(const Duration negated, Negated(duration));
  return AddDuration(value, negated);
}

Result<Duration> MultiplyDuration(const Duration& duration, Decimal factor) {
  return Scale(duration, factor, Multiply);
}

Result<Duration> DivideDuration(const Duration& duration, Decimal divisor) {
  return Scale(duration, divisor, Divide);
}

}  // namespace kg
