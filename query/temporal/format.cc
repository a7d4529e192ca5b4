#include "query/temporal/format.h"

#include "query/temporal/calendar.h"
#include "query/temporal/duration.h"
#include "query/temporal/text.h"

namespace kg {
namespace {

std::string Format(Date date) {
  const CivilDate civil = ToCivil(date);
  const int64_t year = civil.year < 0 ? -civil.year : civil.year;
  const char* sign = civil.year < 0 ? "-" : year > 9999 ? "+" : "";
  return sign + Padded(year, 4) + "-" + Padded(civil.month, 2) + "-" +
         Padded(civil.day, 2);
}

std::string FormatFraction(int32_t nanos) {
  if (nanos % 1'000'000 == 0) return Padded(nanos / 1'000'000, 3);
  if (nanos % 1'000 == 0) return Padded(nanos / 1'000, 6);
  return Padded(nanos, 9);
}

std::string Format(LocalTime time) {
  const int64_t second = time.nanos_of_day / kNanosPerSecond;
  const int32_t nanos = NanosOfSecond(time);
  std::string out =
      Padded(second / 3600, 2) + ":" + Padded(second / 60 % 60, 2);
  if (second % 60 != 0 || nanos != 0) out += ":" + Padded(second % 60, 2);
  if (nanos != 0) out += "." + FormatFraction(nanos);
  return out;
}

std::string Format(const LocalDateTime& local) {
  return Format(local.date) + "T" + Format(local.time);
}

std::string Format(const ZonedTime& time) {
  return Format(time.time) + FormatOffset(time.offset_seconds);
}

std::string Format(const ZonedDateTime& instant) {
  std::string out =
      Format(instant.local) + FormatOffset(instant.zone.offset_seconds);
  if (instant.zone.named != nullptr) {
    out += "[" + instant.zone.named->name() + "]";
  }
  return out;
}

std::string Format(const Duration& duration) {
  return FormatDuration(duration);
}

}  // namespace

std::string FormatTemporal(const Temporal& value) {
  return std::visit([](const auto& one) { return Format(one); }, value);
}

std::string FormatOffset(int32_t offset_seconds) {
  if (offset_seconds == 0) return "Z";
  const int32_t size = offset_seconds < 0 ? -offset_seconds : offset_seconds;
  std::string out = offset_seconds < 0 ? "-" : "+";
  out += Padded(size / 3600, 2) + ":" + Padded(size / 60 % 60, 2);
  if (size % 60 != 0) out += ":" + Padded(size % 60, 2);
  return out;
}

}  // namespace kg
