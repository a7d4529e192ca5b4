// Any bytes as the text of each temporal type. What is read
// must be written as text that reads back as the same value, and arithmetic and
// components must take it.
#include <array>

#include "query/temporal/arithmetic.h"
#include "query/temporal/compare.h"
#include "query/temporal/components.h"
#include "query/temporal/format.h"
#include "query/temporal/parse.h"
#include "query/temporal/truncate.h"
#include "tests/fuzz/target.h"

namespace kg {
namespace {

using fuzz::Require;

void TryArithmetic(const Temporal& value) {
  const Duration step{1, 1, 1, 1};
  const Temporal noon = LocalTime{kNanosPerDay / 2};
  (void)AddDuration(value, step);
  (void)SubtractDuration(value, step);
  (void)Between(value, noon, Difference::kMonthsDaysSeconds);
  (void)Between(noon, value, Difference::kDays);
  for (const char* unit : {"millennium", "weekYear", "week", "hour"}) {
    (void)TruncateTemporal(TypeOf(value), unit, value, {}, {});
  }
  for (const char* name : {"year", "week", "nanosecond", "epochMillis",
                           "timezone", "milliseconds"}) {
    (void)GetComponent(value, name);
  }
  if (const auto* duration = std::get_if<Duration>(&value)) {
    const auto factor = DecimalOf(1.5);
    (void)MultiplyDuration(*duration, *factor);
    (void)DivideDuration(*duration, *factor);
  }
}

void TryType(TemporalType type, std::string_view text) {
  const TemporalContext context;
  const auto value = ParseTemporal(type, text, context);
  if (!value.ok()) return;
  const auto again = ParseTemporal(type, FormatTemporal(*value), context);
  Require(again.ok() && *again == *value);
  Require(OrderTemporal(*value, *again) == std::strong_ordering::equal);
  Require(HashTemporal(*value) == HashTemporal(*again));
  TryArithmetic(*value);
}

}  // namespace
}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::array<kg::TemporalType, 6> kTypes = {
      kg::TemporalType::kDateTime,  kg::TemporalType::kLocalDateTime,
      kg::TemporalType::kDate,      kg::TemporalType::kTime,
      kg::TemporalType::kLocalTime, kg::TemporalType::kDuration};
  const std::string_view text = kg::fuzz::TextOf(data, size);
  for (const kg::TemporalType type : kTypes) kg::TryType(type, text);
  return 0;
}
