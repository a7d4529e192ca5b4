#include "query/temporal/build.h"

#include <optional>
#include <string>

#include "query/temporal/calendar.h"
#include "query/temporal/component_fields.h"
#include "query/temporal/duration.h"
#include "query/temporal/fields.h"

namespace kg {
namespace {

using F = NumberField;

// Forms of a date: the coarse component, which the fine one needs.
struct DateForm {
  F coarse;
  F fine;
};
constexpr DateForm kDateForms[] = {
    {F::kMonth, F::kDay},
    {F::kWeek, F::kDayOfWeek},
    {F::kQuarter, F::kDayOfQuarter},
    {F::kOrdinalDay, F::kOrdinalDay},
};

// Times: each component needs the one before.
constexpr DateForm kTimeSteps[] = {
    {F::kHour, F::kMinute},        {F::kMinute, F::kSecond},
    {F::kSecond, F::kMillisecond}, {F::kSecond, F::kMicrosecond},
    {F::kSecond, F::kNanosecond},
};

Status Missing(F field) {
  return Status::InvalidInput(
      "component '" + std::string(NumberFieldName(field)) + "' is missing");
}

// At most one form of a date may be used.
Status CheckDateForms(const ComponentFields& fields) {
  int used = 0;
  for (const DateForm& form : kDateForms) {
    used += fields.Has(form.coarse) || fields.Has(form.fine);
  }
  if (used <= 1) return {};
  return Status::InvalidInput(
      "components of different forms of a date: expected one of month and "
      "day, week and dayOfWeek, quarter and dayOfQuarter, ordinalDay");
}

// What is given, without a value to select from, must be whole from the most
// significant component on.
Status CheckNoGapInDate(const ComponentFields& fields) {
  if (!fields.Has(F::kYear)) return Missing(F::kYear);
  for (const DateForm& form : kDateForms) {
    if (fields.Has(form.fine) && !fields.Has(form.coarse)) {
      return Missing(form.coarse);
    }
  }
  return {};
}

Status CheckNoGapInTime(const ComponentFields& fields) {
  for (const DateForm& step : kTimeSteps) {
    if (fields.Has(step.fine) && !fields.Has(step.coarse)) {
      return Missing(step.coarse);
    }
  }
  return {};
}

bool IsWholeDay(const ComponentFields& fields) {
  for (const DateForm& form : kDateForms) {
    if (fields.Has(form.fine)) return true;
  }
  return false;
}

Result<Date> DateOfFields(const ComponentFields& fields) {
  KG_RETURN_IF_ERROR(CheckNoGapInDate(fields));
  const int64_t year = *fields[F::kYear];
  if (fields.Has(F::kWeek)) {
    return DateOfWeek(year, *fields[F::kWeek],
                      fields[F::kDayOfWeek].value_or(1));
  }
  if (fields.Has(F::kQuarter)) {
    return DateOfQuarter(year, *fields[F::kQuarter],
                         fields[F::kDayOfQuarter].value_or(1));
  }
  if (fields.Has(F::kOrdinalDay)) {
    return DateOfOrdinal(year, *fields[F::kOrdinalDay]);
  }
  return DateOfCalendar(year, fields[F::kMonth].value_or(1),
                        fields[F::kDay].value_or(1));
}

Result<Date> BuildDate(const ComponentFields& fields) {
  KG_RETURN_IF_ERROR(CheckDateForms(fields));
  const Temporal* from = fields.datetime ? fields.datetime : fields.date;
  if (from == nullptr) return DateOfFields(fields);
  KG_ASSIGN(const Date date, OverrideDate(*DatePart(*from), fields));
  return DateInRange(date);
}

// The value that the time is selected from, if there is one.
const Temporal* TimeSource(const ComponentFields& fields) {
  return fields.datetime ? fields.datetime : fields.time;
}

Result<LocalTime> BuildTime(const ComponentFields& fields, bool needs_hour) {
  LocalTime time;
  if (const Temporal* from = TimeSource(fields)) {
    time = TimePart(*from).value_or(LocalTime{});  // a date begins at midnight
  } else {
    if (needs_hour && !fields.Has(F::kHour)) return Missing(F::kHour);
    KG_RETURN_IF_ERROR(CheckNoGapInTime(fields));
  }
  return OverrideTime(time, fields, kNanosPerSecond);
}

Result<LocalDateTime> BuildLocal(const ComponentFields& fields) {
  const bool clock = fields.Has(F::kHour) && TimeSource(fields) == nullptr;
  const bool from_date = fields.datetime != nullptr || fields.date != nullptr;
  if (clock && !from_date && !IsWholeDay(fields)) {
    return Status::InvalidInput("a time needs a whole date, down to the day");
  }
  LocalDateTime local;
  KG_ASSIGN(local.date, BuildDate(fields));
  KG_ASSIGN(local.time, BuildTime(fields, false));
  return local;
}

// The zone that comes with the selected time.
std::optional<Zone> SelectedZone(const ComponentFields& fields) {
  const Temporal* from = TimeSource(fields);
  return from == nullptr ? std::nullopt : ZonePart(*from);
}

Result<ZonedDateTime> BuildFromEpoch(const ComponentFields& fields) {
  const bool millis = fields.Has(F::kEpochMillis);
  if ((millis && fields.Has(F::kEpochSeconds)) ||
      fields.HasAny(F::kYear, F::kMicrosecond) || fields.date || fields.time ||
      fields.datetime) {
    return Status::InvalidInput(
        "epochSeconds or epochMillis goes only with nanosecond and timezone");
  }
  const int64_t count = *fields[millis ? F::kEpochMillis : F::kEpochSeconds];
  const int64_t per_second = millis ? 1000 : 1;
  const int64_t seconds = FloorDiv(count, per_second);
  const int64_t unit = kNanosPerSecond / per_second;
  const int64_t nanos = fields[F::kNanosecond].value_or(0);
  KG_RETURN_IF_ERROR(CheckField("nanosecond", nanos, {0, unit - 1}));
  KG_RETURN_IF_ERROR(DateInRange({FloorDiv(seconds, kSecondsPerDay)}).status());
  const auto nanos_of_second =
      static_cast<int32_t>(FloorMod(count, per_second) * unit + nanos);
  return AtInstant(seconds, nanos_of_second, fields.zone.value_or(Zone{}));
}

Result<ZonedDateTime> BuildZoned(const ComponentFields& fields,
                                 const TemporalContext& context) {
  if (fields.Has(F::kEpochSeconds) || fields.Has(F::kEpochMillis)) {
    return BuildFromEpoch(fields);
  }
  KG_ASSIGN(const LocalDateTime local, BuildLocal(fields));
  const std::optional<Zone> selected = SelectedZone(fields);
  if (!selected.has_value()) {
    return InZone(local, fields.zone.value_or(context.default_zone));
  }
  const ZonedDateTime instant = InZone(local, *selected);
  if (!fields.zone.has_value()) return instant;
  return AtInstant(EpochSeconds(instant), NanosOfSecond(local.time),
                   *fields.zone);
}

Result<ZonedTime> BuildZonedTime(const ComponentFields& fields,
                                 const TemporalContext& context) {
  KG_ASSIGN(const LocalTime time, BuildTime(fields, true));
  const std::optional<Zone> selected = SelectedZone(fields);
  const int32_t wanted =
      OffsetNow(fields.zone.value_or(context.default_zone), context);
  if (!selected.has_value()) return ZonedTime{time, wanted};
  const ZonedTime at{time, selected->offset_seconds};
  if (!fields.zone.has_value()) return at;
  const int64_t moved =
      at.time.nanos_of_day + (wanted - at.offset_seconds) * kNanosPerSecond;
  return ZonedTime{{FloorMod(moved, kNanosPerDay)}, wanted};
}

Result<Temporal> BuildDuration(const ComponentMap& map) {
  DurationParts parts;
  for (const auto& [name, value] : map) {
    const DurationUnit* unit = FindDurationUnit(name);
    if (unit == nullptr) {
      return Status::InvalidInput("no component '" + name + "' in a Duration");
    }
    if (std::holds_alternative<std::monostate>(value)) continue;
    Decimal amount;
    if (const auto* number = std::get_if<int64_t>(&value)) {
      amount = DecimalOf(*number);
    } else if (const auto* real = std::get_if<double>(&value)) {
      KG_ASSIGN(amount, DecimalOf(*real));
    } else {
      return Status::InvalidInput("component '" + name +
                                  "': expected a number");
    }
    KG_RETURN_IF_ERROR(AddAmount(*unit, amount, &parts));
  }
  KG_ASSIGN(const Duration duration, Cascade(parts));
  return Temporal(duration);
}

bool IsEmpty(const ComponentFields& fields) {
  return !fields.HasAny(F::kYear, F::kEpochMillis) && !fields.date &&
         !fields.time && !fields.datetime;
}

template <typename T>
Result<Temporal> AsTemporal(const Result<T>& value) {
  if (!value.ok()) return value.status();
  return Temporal(*value);
}

Result<Temporal> BuildInstant(TemporalType type, const ComponentFields& fields,
                              const TemporalContext& context) {
  if (fields.datetime && (fields.date || fields.time)) {
    return Status::InvalidInput("datetime goes with neither date nor time");
  }
  if (fields.zone.has_value() && !HasZone(type)) {
    return Status::InvalidInput("no component 'timezone' in a " +
                                std::string(TypeName(type)));
  }
  switch (type) {
    case TemporalType::kDate:
      return AsTemporal(BuildDate(fields));
    case TemporalType::kLocalTime:
      return AsTemporal(BuildTime(fields, true));
    case TemporalType::kTime:
      return AsTemporal(BuildZonedTime(fields, context));
    case TemporalType::kLocalDateTime:
      return AsTemporal(BuildLocal(fields));
    default:
      break;
  }
  KG_ASSIGN(const ZonedDateTime instant, BuildZoned(fields, context));
  KG_RETURN_IF_ERROR(DateInRange(instant.local.date).status());
  return Temporal(instant);
}

}  // namespace

Result<Temporal> BuildTemporal(TemporalType type, const ComponentMap& map,
                               const TemporalContext& context) {
  if (map.empty()) {
    return Status::InvalidInput("expected at least one component");
  }
  if (type == TemporalType::kDuration) return BuildDuration(map);
  KG_ASSIGN(const ComponentFields fields, ReadFields(type, map));
  if (!IsEmpty(fields)) return BuildInstant(type, fields, context);
  if (!fields.zone.has_value()) {
    return Status::InvalidInput("expected at least one component");
  }
  return CurrentTemporal(type, *fields.zone, context);
}

Result<Temporal> ConvertTemporal(TemporalType type, const Temporal& value,
                                 const TemporalContext& context) {
  if (type == TypeOf(value)) return value;
  const std::optional<Date> date = DatePart(value);
  const std::optional<LocalTime> time = TimePart(value);
  const bool lacks_time = HasTime(type) && !time && !(HasDate(type) && date);
  if (type == TemporalType::kDuration || (HasDate(type) && !date) ||
      lacks_time) {
    return Status::InvalidInput("cannot make a " + std::string(TypeName(type)) +
                                " of a " +
                                std::string(TypeName(TypeOf(value))));
  }
  ComponentFields fields;
  if (HasDate(type) && HasTime(type)) {
    fields.datetime = &value;
  } else if (HasDate(type)) {
    fields.date = &value;
  } else {
    fields.time = &value;
  }
  return BuildInstant(type, fields, context);
}

Result<Temporal> CurrentTemporal(TemporalType type, Zone zone,
                                 const TemporalContext& context) {
  const Temporal now =
      AtInstant(context.now_epoch_seconds, context.now_nanos, zone);
  return ConvertTemporal(type, now, context);
}

Result<Temporal> FromEpoch(int64_t seconds, int64_t nanos) {
  const int64_t carried = FloorDiv(nanos, kNanosPerSecond);
  int64_t sum = 0;
  if (__builtin_add_overflow(seconds, carried, &sum)) sum = INT64_MAX;
  ComponentFields fields;
  fields.numbers[static_cast<size_t>(F::kEpochSeconds)] = sum;
  fields.numbers[static_cast<size_t>(F::kNanosecond)] =
      FloorMod(nanos, kNanosPerSecond);
  return AsTemporal(BuildFromEpoch(fields));
}

Result<Temporal> FromEpochMillis(int64_t milliseconds) {
  ComponentFields fields;
  fields.numbers[static_cast<size_t>(F::kEpochMillis)] = milliseconds;
  return AsTemporal(BuildFromEpoch(fields));
}

}  // namespace kg
