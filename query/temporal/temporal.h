// The temporal values of kgq: openCypher's Date, LocalTime, Time,
// LocalDateTime, DateTime and Duration, as small plain values. The calendar is
// the proleptic Gregorian of ISO 8601, years -999,999,999 to 999,999,999; a day
// has 86,400 seconds, there are no leap seconds. Everything in this folder is
// pure and thread-safe, and nothing depends on the host's zone or locale; the
// current time comes in through TemporalContext.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "base/time_zone.h"

namespace kg {

constexpr int64_t kNanosPerSecond = 1'000'000'000;
constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kNanosPerDay = kSecondsPerDay * kNanosPerSecond;
constexpr int64_t kMaxYear = 999'999'999;
constexpr int32_t kMaxOffsetSeconds = 18 * 3600;

struct Date {
  int64_t epoch_day = 0;  // days since 1970-01-01

  bool operator==(const Date&) const = default;
};

struct LocalTime {
  int64_t nanos_of_day = 0;  // 0 <= nanos_of_day < kNanosPerDay

  bool operator==(const LocalTime&) const = default;
};

struct LocalDateTime {
  Date date;
  LocalTime time;

  bool operator==(const LocalDateTime&) const = default;
};

// A time zone: a fixed offset or, where `named` is set, a zone of the database
// (then offset_seconds is the one in force).
struct Zone {
  int32_t offset_seconds = 0;  // east of Greenwich, at most kMaxOffsetSeconds
  const TimeZone* named = nullptr;

  bool operator==(const Zone&) const = default;
};

struct ZonedTime {  // Cypher's Time
  LocalTime time;
  int32_t offset_seconds = 0;

  bool operator==(const ZonedTime&) const = default;
};

struct ZonedDateTime {  // Cypher's DateTime
  LocalDateTime local;
  Zone zone;

  bool operator==(const ZonedDateTime&) const = default;
};

// Months, days and seconds are kept apart, since no fixed number of one makes
// another. The sign of the part below a day is that of `seconds`; nanos count
// up from it, so that -0.1 s is {-1 s, 900,000,000 ns}.
struct Duration {
  int64_t months = 0;
  int64_t days = 0;
  int64_t seconds = 0;
  int32_t nanos = 0;  // 0 <= nanos < kNanosPerSecond

  bool operator==(const Duration&) const = default;
};

// In the order in which ORDER BY sorts values of different types.
using Temporal = std::variant<ZonedDateTime, LocalDateTime, Date, ZonedTime,
                              LocalTime, Duration>;

enum class TemporalType {  // the index of the type in Temporal
  kDateTime,
  kLocalDateTime,
  kDate,
  kTime,
  kLocalTime,
  kDuration,
};

inline TemporalType TypeOf(const Temporal& value) {
  return static_cast<TemporalType>(value.index());
}

// "DateTime", "LocalDateTime", "Date", "Time", "LocalTime", "Duration".
std::string_view TypeName(TemporalType type);

// Which groups of components the instants of a type have.
bool HasDate(TemporalType type);
bool HasTime(TemporalType type);
bool HasZone(TemporalType type);

// What a query's temporal functions need to know from outside: the instant at
// which the query started, and the zone of what names none.
struct TemporalContext {
  int64_t now_epoch_seconds = 0;
  int32_t now_nanos = 0;
  Zone default_zone;  // UTC
};

// The components from which values are made: names as in queries, any case, to
// numbers, strings, values to select from, or null, which counts as absent.
using ComponentValue =
    std::variant<std::monostate, int64_t, double, std::string, Temporal>;
using ComponentMap = std::map<std::string, ComponentValue, std::less<>>;

}  // namespace kg
