#include "query/temporal/compare.h"

#include <string_view>
#include <tuple>

#include "query/temporal/calendar.h"
#include "query/temporal/decimal.h"
#include "query/temporal/duration.h"

namespace kg {
namespace {

// Keys that are compared member by member. Zones come last, by name; an offset
// without a name comes first.

std::tuple<int64_t> Key(Date date) { return {date.epoch_day}; }

std::tuple<int64_t> Key(LocalTime time) { return {time.nanos_of_day}; }

std::tuple<int64_t, int64_t> Key(const LocalDateTime& local) {
  return {local.date.epoch_day, local.time.nanos_of_day};
}

std::tuple<int64_t, int64_t> Key(const ZonedTime& time) {
  const int64_t utc =
      time.time.nanos_of_day - time.offset_seconds * kNanosPerSecond;
  return {utc, time.offset_seconds};
}

std::tuple<int64_t, int64_t, int64_t, std::string_view> Key(
    const ZonedDateTime& instant) {
  const std::string_view name = instant.zone.named == nullptr
                                    ? std::string_view()
                                    : instant.zone.named->name();
  return {EpochSeconds(instant), NanosOfSecond(instant.local.time),
          instant.zone.offset_seconds, name};
}

std::tuple<Int128, int64_t, int64_t, int64_t> Key(const Duration& duration) {
  const Int128 seconds = Int128{duration.months} * kAverageSecondsPerMonth +
                         Int128{duration.days} * kSecondsPerDay +
                         duration.seconds;
  return {seconds, duration.nanos, duration.months, duration.days};
}

template <typename KeyType>
std::strong_ordering Order(const KeyType& a, const KeyType& b) {
  if (a < b) return std::strong_ordering::less;
  return b < a ? std::strong_ordering::greater : std::strong_ordering::equal;
}

void Mix(int64_t number, size_t* hash) {
  // The multiplier of Knuth's MMIX generator.
  *hash = (*hash ^ static_cast<size_t>(number)) * 6364136223846793005u;
  *hash ^= *hash >> 32;
}

void Mix(std::string_view text, size_t* hash) {
  Mix(static_cast<int64_t>(std::hash<std::string_view>()(text)), hash);
}

void Mix(Int128 number, size_t* hash) {
  Mix(static_cast<int64_t>(number), hash);
}

}  // namespace

std::optional<std::strong_ordering> CompareTemporal(const Temporal& a,
                                                    const Temporal& b) {
  if (a.index() != b.index() || TypeOf(a) == TemporalType::kDuration) {
    return std::nullopt;
  }
  return OrderTemporal(a, b);
}

std::strong_ordering OrderTemporal(const Temporal& a, const Temporal& b) {
  if (a.index() != b.index()) return a.index() <=> b.index();
  return std::visit(
      [&](const auto& one) {
        using T = std::decay_t<decltype(one)>;
        return Order(Key(one), Key(std::get<T>(b)));
      },
      a);
}

size_t HashTemporal(const Temporal& value) {
  size_t hash = value.index();
  std::visit(
      [&](const auto& one) {
        std::apply([&](const auto&... part) { (Mix(part, &hash), ...); },
                   Key(one));
      },
      value);
  return hash;
}

}  // namespace kg
