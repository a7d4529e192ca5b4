#include "query/temporal/parse.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "query/temporal/calendar.h"
#include "query/temporal/fields.h"
#include "query/temporal/parse_parts.h"

namespace kg {
namespace {

Status LeftOver(const Scanner& scanner) {
  return Status::InvalidInput("unexpected '" + std::string(scanner.rest()) +
                              "'");
}

Result<Zone> FindNamed(std::string_view name) {
  const TimeZone* zone = TimeZone::Find(name);
  if (zone != nullptr) return Zone{0, zone};
  return Status::InvalidInput("no time zone '" + std::string(name) +
                              "'; expected an offset such as +01:00 or a name "
                              "such as Europe/Stockholm");
}

// A date, and after a T a time; the scanner is left behind them.
Result<LocalDateTime> ScanLocalDateTime(Scanner* scanner) {
  LocalDateTime local;
  KG_ASSIGN(local.date,
            ParseDateText(scanner->Take(scanner->rest().find('T'))));
  if (scanner->Eat('T')) {
    KG_ASSIGN(local.time, ScanTime(scanner));
  }
  return local;
}

Result<Temporal> ParseDate(std::string_view text, const TemporalContext&) {
  KG_ASSIGN(const Date date, ParseDateText(text));
  return Temporal(date);
}

Result<Temporal> ParseLocalTime(std::string_view text, const TemporalContext&) {
  Scanner scanner(text);
  scanner.Eat('T');
  KG_ASSIGN(const LocalTime time, ScanTime(&scanner));
  if (!scanner.done()) return LeftOver(scanner);
  return Temporal(time);
}

Result<Temporal> ParseTime(std::string_view text,
                           const TemporalContext& context) {
  Scanner scanner(text);
  scanner.Eat('T');
  KG_ASSIGN(const LocalTime time, ScanTime(&scanner));
  KG_ASSIGN(std::optional<Zone> zone, ScanOffset(&scanner));
  if (!scanner.done()) return LeftOver(scanner);
  if (!zone.has_value()) {
    zone = AtInstant(context.now_epoch_seconds, 0, context.default_zone).zone;
  }
  return Temporal(ZonedTime{time, zone->offset_seconds});
}

Result<Temporal> ParseLocalDateTime(std::string_view text,
                                    const TemporalContext&) {
  Scanner scanner(text);
  KG_ASSIGN(const LocalDateTime local, ScanLocalDateTime(&scanner));
  if (!scanner.done()) return LeftOver(scanner);
  return Temporal(local);
}

// A local time in a named zone, at the offset that the text gives. That tells
// apart the two times of an hour that clocks showed twice.
Result<ZonedDateTime> AtOffset(const LocalDateTime& local, int32_t offset,
                               const TimeZone* zone) {
  if (zone->OffsetAt(LocalSeconds(local) - offset) != offset) {
    return Status::InvalidInput("the offset is not that of zone '" +
                                zone->name() + "' at this time");
  }
  return ZonedDateTime{local, {offset, zone}};
}

Result<Temporal> ParseDateTime(std::string_view text,
                               const TemporalContext& context) {
  Scanner scanner(text);
  KG_ASSIGN(const LocalDateTime local, ScanLocalDateTime(&scanner));
  KG_ASSIGN(const std::optional<Zone> offset, ScanOffset(&scanner));
  Zone zone = offset.value_or(context.default_zone);
  ZonedDateTime instant;
  if (scanner.Eat('[')) {
    const std::string_view name = scanner.Take(scanner.rest().find(']'));
    if (!scanner.Eat(']')) return Status::InvalidInput("expected ']'");
    KG_ASSIGN(zone, FindNamed(name));
  }
  if (!scanner.done()) return LeftOver(scanner);
  if (offset.has_value() && zone.named != nullptr) {
    KG_ASSIGN(instant, AtOffset(local, offset->offset_seconds, zone.named));
  } else {
    instant = InZone(local, zone);
  }
  KG_RETURN_IF_ERROR(DateInRange(instant.local.date).status());
  return Temporal(instant);
}

Result<Temporal> ParseDuration(std::string_view text, const TemporalContext&) {
  KG_ASSIGN(const Duration duration, ParseDurationText(text));
  return Temporal(duration);
}

using Parser = Result<Temporal> (*)(std::string_view, const TemporalContext&);
constexpr std::array<Parser, 6> kParsers = {
    // in the order of TemporalType
    ParseDateTime, ParseLocalDateTime, ParseDate,
    ParseTime,     ParseLocalTime,     ParseDuration,
};

}  // namespace

Result<Temporal> ParseTemporal(TemporalType type, std::string_view text,
                               const TemporalContext& context) {
  Result<Temporal> value = kParsers[static_cast<size_t>(type)](text, context);
  if (value.ok()) return value;
  return value.status().At(std::string(TypeName(type)) + " '" +
                           std::string(text) + "'");
}

Result<Zone> ParseZone(std::string_view text) {
  Scanner scanner(text);
  const Result<std::optional<Zone>> offset = ScanOffset(&scanner);
  if (offset.ok() && offset->has_value() && scanner.done()) return **offset;
  if (!offset.ok()) return offset.status();
  return FindNamed(text);
}

}  // namespace kg
