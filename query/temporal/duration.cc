#include "query/temporal/duration.h"

#include <limits>
#include <string>

#include "query/temporal/calendar.h"
#include "query/temporal/text.h"

namespace kg {
namespace {

constexpr DurationUnit kUnits[] = {
    {"years", &DurationParts::months, 12, 1},
    {"quarters", &DurationParts::months, 3, 1},
    {"months", &DurationParts::months, 1, 1},
    {"weeks", &DurationParts::days, 7, 1},
    {"days", &DurationParts::days, 1, 1},
    {"hours", &DurationParts::seconds, 3600, 1},
    {"minutes", &DurationParts::seconds, 60, 1},
    {"seconds", &DurationParts::seconds, 1, 1},
    {"milliseconds", &DurationParts::seconds, 1, 1'000},
    {"microseconds", &DurationParts::seconds, 1, 1'000'000},
    {"nanoseconds", &DurationParts::seconds, 1, 1'000'000'000},
};

constexpr Int128 kMax = std::numeric_limits<int64_t>::max();

bool Fits(Int128 number) { return number >= -kMax - 1 && number <= kMax; }

Status TooLong() {
  return Status::InvalidInput("duration too long, expected below 2^63 seconds");
}

Result<Duration> FromNanos(Int128 months, Int128 days, Int128 nanos) {
  Int128 seconds = nanos / kNanosPerSecond;
  Int128 rest = nanos % kNanosPerSecond;
  if (rest < 0) {
    seconds -= 1;
    rest += kNanosPerSecond;
  }
  const Int128 length =
      months * kAverageSecondsPerMonth + days * kSecondsPerDay + seconds;
  if (!Fits(months) || !Fits(days) || !Fits(seconds) || !Fits(length)) {
    return TooLong();
  }
  return Duration{static_cast<int64_t>(months), static_cast<int64_t>(days),
                  static_cast<int64_t>(seconds), static_cast<int32_t>(rest)};
}

void AppendAmount(int64_t amount, char unit, std::string* out) {
  if (amount == 0) return;
  *out += std::to_string(amount);
  *out += unit;
}

}  // namespace

Result<Duration> MakeDuration(int64_t months, int64_t days, int64_t seconds,
                              int64_t nanos) {
  return FromNanos(months, days, Int128{seconds} * kNanosPerSecond + nanos);
}

Result<Duration> Cascade(const DurationParts& parts) {
  // 2,629,746 s / 86,400 s = 30.436875, exactly.
  constexpr int64_t kMillionthDaysPerMonth = 30'436'875;
  const Int128 months = parts.months.parts / kOne;
  const Int128 days = parts.days.parts + parts.months.parts % kOne *
                                             kMillionthDaysPerMonth / 1'000'000;
  const Int128 seconds = parts.seconds.parts + days % kOne * kSecondsPerDay;
  return FromNanos(months, days / kOne, seconds / (kOne / kNanosPerSecond));
}

const DurationUnit* FindDurationUnit(std::string_view name) {
  for (const DurationUnit& unit : kUnits) {
    if (EqualsIgnoringCase(unit.name, name)) return &unit;
  }
  return nullptr;
}

Status AddAmount(const DurationUnit& unit, Decimal amount,
                 DurationParts* parts) {
  if (!Fits(amount.parts / kOne * unit.in_group)) return TooLong();
  Int128& sum = (parts->*unit.group).parts;
  sum += amount.parts * unit.in_group / unit.per_group;
  return Fits(sum / kOne) ? Status() : TooLong();
}

std::string FormatDuration(const Duration& duration) {
  std::string out = "P";
  AppendAmount(duration.months / 12, 'Y', &out);
  AppendAmount(duration.months % 12, 'M', &out);
  AppendAmount(duration.days, 'D', &out);
  int64_t seconds = duration.seconds;
  int64_t nanos = duration.nanos;
  if (seconds < 0 && nanos > 0) {
    seconds += 1;
    nanos -= kNanosPerSecond;
  }
  if (seconds != 0 || nanos != 0) out += 'T';
  AppendAmount(seconds / 3600, 'H', &out);
  AppendAmount(seconds / 60 % 60, 'M', &out);
  seconds %= 60;
  if (seconds != 0 || nanos != 0) {
    if (seconds == 0 && nanos < 0) out += '-';
    out += std::to_string(seconds);
    std::string fraction = Padded(nanos < 0 ? -nanos : nanos, 9);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    if (!fraction.empty()) out += "." + fraction;
    out += 'S';
  }
  return out == "P" ? "PT0S" : out;
}

}  // namespace kg
