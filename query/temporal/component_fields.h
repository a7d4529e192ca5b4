// A component map, read: which fields it names, their values checked for type
// but not for range. Shared by construction and truncation. Borrows the map.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

// Numbers, from the most significant; in this order they override one another.
enum class NumberField {
  kYear,
  kQuarter,
  kMonth,
  kWeek,
  kOrdinalDay,
  kDayOfQuarter,
  kDay,
  kDayOfWeek,
  kHour,
  kMinute,
  kSecond,
  kMillisecond,
  kMicrosecond,
  kNanosecond,
  kEpochSeconds,
  kEpochMillis,
};
constexpr size_t kNumberFields = 16;

// "dayOfWeek" and the like, as in queries.
std::string_view NumberFieldName(NumberField field);

struct ComponentFields {
  std::array<std::optional<int64_t>, kNumberFields> numbers;
  std::optional<Zone> zone;            // timezone
  const Temporal* date = nullptr;      // what to select a date from
  const Temporal* time = nullptr;      // … a time, and its zone if it has one
  const Temporal* datetime = nullptr;  // … both

  std::optional<int64_t> operator[](NumberField field) const {
    return numbers[static_cast<size_t>(field)];
  }
  bool Has(NumberField field) const { return (*this)[field].has_value(); }
  // True if a field from `first` to `last` is there.
  bool HasAny(NumberField first, NumberField last) const;
};

// Fails on names that no value of the type has and on values of wrong types.
// timezone is let through for all types.
Result<ComponentFields> ReadFields(TemporalType type, const ComponentMap& map);

// The parts of a value; nothing if it has none.
std::optional<Date> DatePart(const Temporal& value);
std::optional<LocalTime> TimePart(const Temporal& value);
std::optional<Zone> ZonePart(const Temporal& value);

// `date` with the fields of the map in place of its own. A day of the month
// that a new year or month lacks becomes the last one. A year beside a week is
// the week's.
Result<Date> OverrideDate(Date date, const ComponentFields& fields);
// Of the second's fraction, whole multiples of `kept_unit` nanoseconds stay (a
// second, milli- or microsecond), and the given parts fill in what is below.
Result<LocalTime> OverrideTime(LocalTime time, const ComponentFields& fields,
                               int64_t kept_unit);

// The offset in force now of a zone, which is what a Time keeps of it.
int32_t OffsetNow(Zone zone, const TemporalContext& context);

}  // namespace kg
