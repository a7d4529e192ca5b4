#include "query/temporal/truncate.h"

#include <string>

#include "query/temporal/build.h"
#include "query/temporal/calendar.h"
#include "query/temporal/component_fields.h"
#include "query/temporal/fields.h"
#include "query/temporal/text.h"

namespace kg {
namespace {

using F = NumberField;

template <int64_t kYears>
Date StartOfYears(Date date) {
  return FromCivil({FloorDiv(Year(date), kYears) * kYears, 1, 1});
}

Date StartOfWeekYear(Date date) {
  return FromWeekDate({ToWeekDate(date).week_year, 1, 1});
}

Date StartOfQuarter(Date date) {
  return {date.epoch_day - DayOfQuarter(date) + 1};
}

Date StartOfMonth(Date date) {
  return {date.epoch_day - ToCivil(date).day + 1};
}

Date StartOfWeek(Date date) { return {date.epoch_day - DayOfWeek(date) + 1}; }

Date SameDay(Date date) { return date; }

struct Unit {
  std::string_view name;
  Date (*start)(Date);  // of units of days and more; null for shorter ones
  int64_t nanos;        // the length of units of a day and less
  F largest;            // the largest component that is smaller than the unit
};
constexpr Unit kUnits[] = {
    {"millennium", StartOfYears<1000>, 0, F::kYear},
    {"century", StartOfYears<100>, 0, F::kYear},
    {"decade", StartOfYears<10>, 0, F::kYear},
    {"year", StartOfYears<1>, 0, F::kQuarter},
    {"weekYear", StartOfWeekYear, 0, F::kQuarter},
    {"quarter", StartOfQuarter, 0, F::kMonth},
    {"month", StartOfMonth, 0, F::kWeek},
    {"week", StartOfWeek, 0, F::kDay},
    {"day", SameDay, kNanosPerDay, F::kHour},
    {"hour", nullptr, 3600 * kNanosPerSecond, F::kMinute},
    {"minute", nullptr, 60 * kNanosPerSecond, F::kSecond},
    {"second", nullptr, kNanosPerSecond, F::kMillisecond},
    {"millisecond", nullptr, 1'000'000, F::kMicrosecond},
    {"microsecond", nullptr, 1'000, F::kNanosecond},
};

Result<const Unit*> FindUnit(TemporalType type, std::string_view name) {
  for (const Unit& unit : kUnits) {
    if (!EqualsIgnoringCase(unit.name, name)) continue;
    const bool for_date = unit.start != nullptr && HasDate(type);
    const bool for_time = unit.nanos != 0 && HasTime(type);
    if (for_date || for_time) return &unit;
  }
  return Status::InvalidInput("cannot truncate a " +
                              std::string(TypeName(type)) + " to '" +
                              std::string(name) + "'");
}

Status CheckSmaller(const Unit& unit, const ComponentFields& fields) {
  for (size_t i = 0; i < kNumberFields; ++i) {
    if (!fields.numbers[i].has_value()) continue;
    const auto field = static_cast<F>(i);
    if (field >= unit.largest && field <= F::kNanosecond) continue;
    return Status::InvalidInput(
        "component '" + std::string(NumberFieldName(field)) +
        "' is not smaller than '" + std::string(unit.name) + "'");
  }
  if (fields.date == nullptr && fields.time == nullptr &&
      fields.datetime == nullptr) {
    return {};
  }
  return Status::InvalidInput("expected single components, not date or time");
}

// The start of the unit as a local time; the date counts for nothing in times.
Result<LocalDateTime> Start(const Unit& unit, const Temporal& value,
                            const ComponentFields& fields) {
  LocalDateTime local;
  local.date = DatePart(value).value_or(Date{});
  const std::optional<LocalTime> time = TimePart(value);
  if (unit.start != nullptr) {
    local.date = unit.start(local.date);
  } else if (time.has_value()) {
    local.time.nanos_of_day = time->nanos_of_day / unit.nanos * unit.nanos;
  } else {
    return Status::InvalidInput("a " + std::string(TypeName(TypeOf(value))) +
                                " has no " + std::string(unit.name));
  }
  const bool within_second = unit.nanos != 0 && unit.nanos < kNanosPerSecond;
  KG_ASSIGN(local.time,
            OverrideTime(local.time, fields,
                         within_second ? unit.nanos : kNanosPerSecond));
  KG_ASSIGN(local.date, OverrideDate(local.date, fields));
  KG_ASSIGN(local.date, DateInRange(local.date));
  return local;
}

}  // namespace

Result<Temporal> TruncateTemporal(TemporalType type, std::string_view unit_name,
                                  const Temporal& value,
                                  const ComponentMap& map,
                                  const TemporalContext& context) {
  KG_ASSIGN(const Unit* unit, FindUnit(type, unit_name));
  if (TypeOf(value) == TemporalType::kDuration ||
      (HasDate(type) && !DatePart(value).has_value())) {
    return Status::InvalidInput("cannot truncate a " +
                                std::string(TypeName(TypeOf(value))) +
                                " to a " + std::string(TypeName(type)));
  }
  KG_ASSIGN(const ComponentFields fields, ReadFields(type, map));
  KG_RETURN_IF_ERROR(CheckSmaller(*unit, fields));
  if (fields.zone.has_value() && !HasZone(type)) {
    return Status::InvalidInput("no component 'timezone' in a " +
                                std::string(TypeName(type)));
  }
  KG_ASSIGN(const LocalDateTime local, Start(*unit, value, fields));
  const Zone zone =
      fields.zone.value_or(ZonePart(value).value_or(context.default_zone));
  switch (type) {
    case TemporalType::kDate:
      return Temporal(local.date);
    case TemporalType::kLocalTime:
      return Temporal(local.time);
    case TemporalType::kLocalDateTime:
      return Temporal(local);
    case TemporalType::kTime:
      return Temporal(ZonedTime{local.time, fields.zone.has_value()
                                                ? OffsetNow(zone, context)
                                                : zone.offset_seconds});
    default:
      return Temporal(InZone(local, zone));
  }
}

}  // namespace kg
