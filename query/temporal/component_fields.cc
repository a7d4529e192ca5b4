#include "query/temporal/component_fields.h"

#include <string>

#include "query/temporal/calendar.h"
#include "query/temporal/parse.h"
#include "query/temporal/text.h"

namespace kg {
namespace {

enum class Needs { kDate, kTime, kDateTimeType };

struct NumberFieldRow {
  std::string_view name;
  Needs needs;
};
constexpr NumberFieldRow kNumbers[kNumberFields] = {
    {"year", Needs::kDate},
    {"quarter", Needs::kDate},
    {"month", Needs::kDate},
    {"week", Needs::kDate},
    {"ordinalDay", Needs::kDate},
    {"dayOfQuarter", Needs::kDate},
    {"day", Needs::kDate},
    {"dayOfWeek", Needs::kDate},
    {"hour", Needs::kTime},
    {"minute", Needs::kTime},
    {"second", Needs::kTime},
    {"millisecond", Needs::kTime},
    {"microsecond", Needs::kTime},
    {"nanosecond", Needs::kTime},
    {"epochSeconds", Needs::kDateTimeType},
    {"epochMillis", Needs::kDateTimeType},
};

struct SelectorRow {
  std::string_view name;
  const Temporal* ComponentFields::*member;
  bool date;
  bool time;
};
constexpr SelectorRow kSelectors[] = {
    {"date", &ComponentFields::date, true, false},
    {"time", &ComponentFields::time, false, true},
    {"datetime", &ComponentFields::datetime, true, true},
};

bool Satisfies(TemporalType type, Needs needs) {
  if (needs == Needs::kDate) return HasDate(type);
  if (needs == Needs::kTime) return HasTime(type);
  return type == TemporalType::kDateTime;
}

Status WrongType(std::string_view name, std::string_view expected) {
  return Status::InvalidInput("component '" + std::string(name) +
                              "': expected " + std::string(expected));
}

Status ReadNumber(size_t field, const ComponentValue& value,
                  ComponentFields* fields) {
  const auto* number = std::get_if<int64_t>(&value);
  if (number == nullptr) return WrongType(kNumbers[field].name, "an integer");
  fields->numbers[field] = *number;
  return {};
}

Status ReadSelector(const SelectorRow& row, const ComponentValue& value,
                    ComponentFields* fields) {
  const auto* temporal = std::get_if<Temporal>(&value);
  if (temporal == nullptr) return WrongType(row.name, "a temporal value");
  const bool has_date = HasDate(TypeOf(*temporal));
  const bool has_time = HasTime(TypeOf(*temporal));
  if (row.date && !has_date) return WrongType(row.name, "a value with a date");
  if (row.time && !row.date && !has_time) {
    return WrongType(row.name, "a value with a time");
  }
  fields->*row.member = temporal;
  return {};
}

Status ReadZone(const ComponentValue& value, ComponentFields* fields) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return WrongType("timezone", "a string");
  KG_ASSIGN(fields->zone, ParseZone(*text));
  return {};
}

Status ReadField(TemporalType type, std::string_view name,
                 const ComponentValue& value, ComponentFields* fields) {
  for (size_t i = 0; i < kNumberFields; ++i) {
    if (EqualsIgnoringCase(name, kNumbers[i].name) &&
        Satisfies(type, kNumbers[i].needs)) {
      return ReadNumber(i, value, fields);
    }
  }
  for (const SelectorRow& row : kSelectors) {
    if (EqualsIgnoringCase(name, row.name) && (!row.date || HasDate(type)) &&
        (!row.time || HasTime(type))) {
      return ReadSelector(row, value, fields);
    }
  }
  if (EqualsIgnoringCase(name, "timezone")) return ReadZone(value, fields);
  return Status::InvalidInput("no component '" + std::string(name) + "' in a " +
                              std::string(TypeName(type)));
}

}  // namespace

std::string_view NumberFieldName(NumberField field) {
  return kNumbers[static_cast<size_t>(field)].name;
}

bool ComponentFields::HasAny(NumberField first, NumberField last) const {
  for (auto i = static_cast<size_t>(first); i <= static_cast<size_t>(last);
       ++i) {
    if (numbers[i].has_value()) return true;
  }
  return false;
}

Result<ComponentFields> ReadFields(TemporalType type, const ComponentMap& map) {
  ComponentFields fields;
  for (const auto& [name, value] : map) {
    if (std::holds_alternative<std::monostate>(value)) continue;
    KG_RETURN_IF_ERROR(ReadField(type, name, value, &fields));
  }
  return fields;
}

std::optional<Date> DatePart(const Temporal& value) {
  if (const auto* date = std::get_if<Date>(&value)) return *date;
  if (const auto* local = std::get_if<LocalDateTime>(&value))
    return local->date;
  if (const auto* zoned = std::get_if<ZonedDateTime>(&value)) {
    return zoned->local.date;
  }
  return std::nullopt;
}

std::optional<LocalTime> TimePart(const Temporal& value) {
  if (const auto* time = std::get_if<LocalTime>(&value)) return *time;
  if (const auto* zoned = std::get_if<ZonedTime>(&value)) return zoned->time;
  if (const auto* local = std::get_if<LocalDateTime>(&value))
    return local->time;
  if (const auto* zoned = std::get_if<ZonedDateTime>(&value)) {
    return zoned->local.time;
  }
  return std::nullopt;
}

std::optional<Zone> ZonePart(const Temporal& value) {
  if (const auto* time = std::get_if<ZonedTime>(&value)) {
    return Zone{time->offset_seconds, nullptr};
  }
  if (const auto* zoned = std::get_if<ZonedDateTime>(&value)) {
    return zoned->zone;
  }
  return std::nullopt;
}

int32_t OffsetNow(Zone zone, const TemporalContext& context) {
  return zone.named == nullptr
             ? zone.offset_seconds
             : zone.named->OffsetAt(context.now_epoch_seconds);
}

}  // namespace kg
