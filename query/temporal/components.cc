#include "query/temporal/components.h"

#include <limits>
#include <optional>

#include "query/temporal/calendar.h"
#include "query/temporal/component_fields.h"
#include "query/temporal/decimal.h"
#include "query/temporal/format.h"
#include "query/temporal/text.h"

namespace kg {
namespace {

template <typename Source>
struct Row {
  std::string_view name;
  int64_t (*get)(const Source&);
};

constexpr Row<Date> kOfDate[] = {
    {"year", [](const Date& d) { return Year(d); }},
    {"quarter", [](const Date& d) -> int64_t { return Quarter(d); }},
    {"month", [](const Date& d) -> int64_t { return ToCivil(d).month; }},
    {"week", [](const Date& d) -> int64_t { return ToWeekDate(d).week; }},
    {"weekYear", [](const Date& d) { return ToWeekDate(d).week_year; }},
    {"day", [](const Date& d) -> int64_t { return ToCivil(d).day; }},
    {"ordinalDay", [](const Date& d) -> int64_t { return OrdinalDay(d); }},
    {"dayOfQuarter", [](const Date& d) -> int64_t { return DayOfQuarter(d); }},
    {"quarterDay", [](const Date& d) -> int64_t { return DayOfQuarter(d); }},
    {"dayOfWeek", [](const Date& d) -> int64_t { return DayOfWeek(d); }},
    {"weekDay", [](const Date& d) -> int64_t { return DayOfWeek(d); }},
};

int64_t SecondOfDay(const LocalTime& time) {
  return time.nanos_of_day / kNanosPerSecond;
}

constexpr Row<LocalTime> kOfTime[] = {
    {"hour", [](const LocalTime& t) { return SecondOfDay(t) / 3600; }},
    {"minute", [](const LocalTime& t) { return SecondOfDay(t) / 60 % 60; }},
    {"second", [](const LocalTime& t) { return SecondOfDay(t) % 60; }},
    {"millisecond",
     [](const LocalTime& t) -> int64_t {
       return NanosOfSecond(t) / 1'000'000;
     }},
    {"microsecond",
     [](const LocalTime& t) -> int64_t { return NanosOfSecond(t) / 1'000; }},
    {"nanosecond",
     [](const LocalTime& t) -> int64_t { return NanosOfSecond(t); }},
};

constexpr Row<Zone> kOfZone[] = {
    {"offsetMinutes",
     [](const Zone& z) -> int64_t { return z.offset_seconds / 60; }},
    {"offsetSeconds",
     [](const Zone& z) -> int64_t { return z.offset_seconds; }},
};

constexpr Row<ZonedDateTime> kOfInstant[] = {
    {"epochSeconds", [](const ZonedDateTime& i) { return EpochSeconds(i); }},
};

constexpr Row<Duration> kOfDuration[] = {
    {"years", [](const Duration& d) { return d.months / 12; }},
    {"quarters", [](const Duration& d) { return d.months / 3; }},
    {"months", [](const Duration& d) { return d.months; }},
    {"weeks", [](const Duration& d) { return d.days / 7; }},
    {"days", [](const Duration& d) { return d.days; }},
    {"hours", [](const Duration& d) { return d.seconds / 3600; }},
    {"minutes", [](const Duration& d) { return d.seconds / 60; }},
    {"seconds", [](const Duration& d) { return d.seconds; }},
    {"quartersOfYear", [](const Duration& d) { return d.months / 3 % 4; }},
    {"monthsOfYear", [](const Duration& d) { return d.months % 12; }},
    {"monthsOfQuarter", [](const Duration& d) { return d.months % 3; }},
    {"daysOfWeek", [](const Duration& d) { return d.days % 7; }},
    {"minutesOfHour", [](const Duration& d) { return d.seconds / 60 % 60; }},
    {"secondsOfMinute", [](const Duration& d) { return d.seconds % 60; }},
    {"millisecondsOfSecond",
     [](const Duration& d) -> int64_t { return d.nanos / 1'000'000; }},
    {"microsecondsOfSecond",
     [](const Duration& d) -> int64_t { return d.nanos / 1'000; }},
    {"nanosecondsOfSecond",
     [](const Duration& d) -> int64_t { return d.nanos; }},
};

// Totals that may pass 2^63: a duration in units of `per_second` to a second.
struct TotalRow {
  std::string_view name;
  int64_t per_second;
};
constexpr TotalRow kTotals[] = {
    {"milliseconds", 1'000},
    {"microseconds", 1'000'000},
    {"nanoseconds", 1'000'000'000},
};

template <typename Source, size_t kSize>
std::optional<Component> Find(const Row<Source> (&rows)[kSize],
                              const std::optional<Source>& source,
                              std::string_view name) {
  if (!source.has_value()) return std::nullopt;
  for (const Row<Source>& row : rows) {
    if (EqualsIgnoringCase(row.name, name)) return row.get(*source);
  }
  return std::nullopt;
}

template <typename T>
std::optional<T> As(const Temporal& value) {
  const T* held = std::get_if<T>(&value);
  return held == nullptr ? std::nullopt : std::optional<T>(*held);
}

std::optional<Component> FindZoneText(const Temporal& value,
                                      std::string_view name) {
  const std::optional<Zone> zone = ZonePart(value);
  if (!zone.has_value()) return std::nullopt;
  if (EqualsIgnoringCase(name, "offset")) {
    return FormatOffset(zone->offset_seconds);
  }
  if (!EqualsIgnoringCase(name, "timezone")) return std::nullopt;
  return zone->named != nullptr ? zone->named->name()
                                : FormatOffset(zone->offset_seconds);
}

Result<Component> Whole(Int128 total, const std::string& what) {
  if (total > std::numeric_limits<int64_t>::max() ||
      total < std::numeric_limits<int64_t>::min()) {
    return Status::InvalidInput(what + " pass 2^63");
  }
  return Component(static_cast<int64_t>(total));
}

Result<Component> Total(const Duration& duration, const TotalRow& row) {
  return Whole(Int128{duration.seconds} * row.per_second +
                   duration.nanos / (kNanosPerSecond / row.per_second),
               "the " + std::string(row.name) + " of the duration");
}

// Of years beyond 292 million they pass 2^63.
Result<Component> EpochMillis(const ZonedDateTime& instant) {
  return Whole(Int128{EpochSeconds(instant)} * 1000 +
                   NanosOfSecond(instant.local.time) / 1'000'000,
               "the epochMillis of the DateTime");
}

}  // namespace

Result<Component> GetComponent(const Temporal& value, std::string_view name) {
  const std::optional<Component> found[] = {
      Find(kOfDate, DatePart(value), name),
      Find(kOfTime, TimePart(value), name),
      Find(kOfZone, ZonePart(value), name),
      Find(kOfInstant, As<ZonedDateTime>(value), name),
      Find(kOfDuration, As<Duration>(value), name),
      FindZoneText(value, name),
  };
  for (const std::optional<Component>& component : found) {
    if (component.has_value()) return *component;
  }
  if (const auto* duration = std::get_if<Duration>(&value)) {
    for (const TotalRow& row : kTotals) {
      if (EqualsIgnoringCase(row.name, name)) return Total(*duration, row);
    }
  }
  if (const auto* instant = std::get_if<ZonedDateTime>(&value);
      instant != nullptr && EqualsIgnoringCase(name, "epochMillis")) {
    return EpochMillis(*instant);
  }
  return Status::NotFound("no component '" + std::string(name) + "' in a " +
                          std::string(TypeName(TypeOf(value))));
}

}  // namespace kg
