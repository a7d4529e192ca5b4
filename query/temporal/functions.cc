#include "query/temporal/functions.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "query/temporal/arithmetic.h"
#include "query/temporal/build.h"
#include "query/temporal/calendar.h"
#include "query/temporal/parse.h"
#include "query/temporal/text.h"
#include "query/temporal/truncate.h"

namespace kg {
namespace {

using Arguments = std::span<const TemporalArgument>;
using Implementation = Result<Temporal> (*)(TemporalType, Arguments,
                                            const TemporalContext&);

template <typename T>
Result<const T*> Get(Arguments arguments, size_t at, const char* expected) {
  const T* held = std::get_if<T>(&arguments[at]);
  if (held != nullptr) return held;
  return Status::InvalidInput("argument " + std::to_string(at + 1) +
                              ": expected " + expected);
}

Result<int64_t> GetInteger(Arguments arguments, size_t at) {
  if (const auto* real = std::get_if<double>(&arguments[at])) {
    // Both bounds are exact; NaN fails the comparison.
    if (*real >= -0x1p63 && *real < 0x1p63) return static_cast<int64_t>(*real);
  }
  KG_ASSIGN(const auto* number, Get<int64_t>(arguments, at, "a number"));
  return *number;
}

Result<Temporal> Create(TemporalType type, Arguments arguments,
                        const TemporalContext& context) {
  if (arguments.empty()) {
    return CurrentTemporal(type, context.default_zone, context);
  }
  if (const auto* text = std::get_if<std::string>(&arguments[0])) {
    return ParseTemporal(type, *text, context);
  }
  if (const auto* value = std::get_if<Temporal>(&arguments[0])) {
    return ConvertTemporal(type, *value, context);
  }
  KG_ASSIGN(
      const auto* map,
      Get<ComponentMap>(arguments, 0, "a string, a map or a temporal value"));
  return BuildTemporal(type, *map, context);
}

Result<Temporal> Now(TemporalType type, Arguments arguments,
                     const TemporalContext& context) {
  Zone zone = context.default_zone;
  if (!arguments.empty()) {
    KG_ASSIGN(const auto* name,
              Get<std::string>(arguments, 0, "the name of a time zone"));
    KG_ASSIGN(zone, ParseZone(*name));
  }
  return CurrentTemporal(type, zone, context);
}

Result<Temporal> NowByTheClock(TemporalType type, Arguments arguments,
                               const TemporalContext& context) {
  TemporalContext now = ReadClock();
  now.default_zone = context.default_zone;
  return Now(type, arguments, now);
}

Result<Temporal> Truncate(TemporalType type, Arguments arguments,
                          const TemporalContext& context) {
  KG_ASSIGN(const auto* unit,
            Get<std::string>(arguments, 0, "the name of a unit"));
  if (arguments.size() == 1) {
    KG_ASSIGN(const Temporal now,
              CurrentTemporal(type, context.default_zone, context));
    return TruncateTemporal(type, *unit, now, {}, context);
  }
  KG_ASSIGN(const auto* value, Get<Temporal>(arguments, 1, "a temporal value"));
  if (arguments.size() == 2) {
    return TruncateTemporal(type, *unit, *value, {}, context);
  }
  KG_ASSIGN(const auto* fields,
            Get<ComponentMap>(arguments, 2, "a map of components"));
  return TruncateTemporal(type, *unit, *value, *fields, context);
}

template <Difference kDifference>
Result<Temporal> Measure(TemporalType, Arguments arguments,
                         const TemporalContext&) {
  KG_ASSIGN(const auto* from, Get<Temporal>(arguments, 0, "a temporal value"));
  KG_ASSIGN(const auto* to, Get<Temporal>(arguments, 1, "a temporal value"));
  KG_ASSIGN(const Duration duration, Between(*from, *to, kDifference));
  return Temporal(duration);
}

Result<Temporal> CallFromEpoch(TemporalType, Arguments arguments,
                               const TemporalContext&) {
  KG_ASSIGN(const int64_t seconds, GetInteger(arguments, 0));
  KG_ASSIGN(const int64_t nanos, GetInteger(arguments, 1));
  return FromEpoch(seconds, nanos);
}

Result<Temporal> CallFromEpochMillis(TemporalType, Arguments arguments,
                                     const TemporalContext&) {
  KG_ASSIGN(const int64_t milliseconds, GetInteger(arguments, 0));
  return FromEpochMillis(milliseconds);
}

}  // namespace

struct TemporalFunction {
  std::string_view name;
  TemporalType type;
  size_t min_arguments;
  size_t max_arguments;
  Implementation call;
};

namespace {

using T = TemporalType;
constexpr TemporalFunction kFunctions[] = {
    // by name
    {"date", T::kDate, 0, 1, Create},
    {"date.realtime", T::kDate, 0, 1, NowByTheClock},
    {"date.statement", T::kDate, 0, 1, Now},
    {"date.transaction", T::kDate, 0, 1, Now},
    {"date.truncate", T::kDate, 1, 3, Truncate},
    {"datetime", T::kDateTime, 0, 1, Create},
    {"datetime.fromEpoch", T::kDateTime, 2, 2, CallFromEpoch},
    {"datetime.fromEpochMillis", T::kDateTime, 1, 1, CallFromEpochMillis},
    {"datetime.realtime", T::kDateTime, 0, 1, NowByTheClock},
    {"datetime.statement", T::kDateTime, 0, 1, Now},
    {"datetime.transaction", T::kDateTime, 0, 1, Now},
    {"datetime.truncate", T::kDateTime, 1, 3, Truncate},
    {"duration", T::kDuration, 1, 1, Create},
    {"duration.between", T::kDuration, 2, 2,
     Measure<Difference::kMonthsDaysSeconds>},
    {"duration.inDays", T::kDuration, 2, 2, Measure<Difference::kDays>},
    {"duration.inMonths", T::kDuration, 2, 2, Measure<Difference::kMonths>},
    {"duration.inSeconds", T::kDuration, 2, 2, Measure<Difference::kSeconds>},
    {"localdatetime", T::kLocalDateTime, 0, 1, Create},
    {"localdatetime.realtime", T::kLocalDateTime, 0, 1, NowByTheClock},
    {"localdatetime.statement", T::kLocalDateTime, 0, 1, Now},
    {"localdatetime.transaction", T::kLocalDateTime, 0, 1, Now},
    {"localdatetime.truncate", T::kLocalDateTime, 1, 3, Truncate},
    {"localtime", T::kLocalTime, 0, 1, Create},
    {"localtime.realtime", T::kLocalTime, 0, 1, NowByTheClock},
    {"localtime.statement", T::kLocalTime, 0, 1, Now},
    {"localtime.transaction", T::kLocalTime, 0, 1, Now},
    {"localtime.truncate", T::kLocalTime, 1, 3, Truncate},
    {"time", T::kTime, 0, 1, Create},
    {"time.realtime", T::kTime, 0, 1, NowByTheClock},
    {"time.statement", T::kTime, 0, 1, Now},
    {"time.transaction", T::kTime, 0, 1, Now},
    {"time.truncate", T::kTime, 1, 3, Truncate},
};

bool IsNull(const TemporalArgument& argument) {
  return std::holds_alternative<std::monostate>(argument);
}

}  // namespace

const TemporalFunction* FindTemporalFunction(std::string_view name) {
  for (const TemporalFunction& function : kFunctions) {
    if (EqualsIgnoringCase(function.name, name)) return &function;
  }
  return nullptr;
}

std::string_view NameOf(const TemporalFunction& function) {
  return function.name;
}
size_t MinArguments(const TemporalFunction& function) {
  return function.min_arguments;
}
size_t MaxArguments(const TemporalFunction& function) {
  return function.max_arguments;
}
TemporalType ResultType(const TemporalFunction& function) {
  return function.type;
}

std::vector<std::string_view> TemporalFunctionNames() {
  std::vector<std::string_view> names;
  for (const TemporalFunction& function : kFunctions) {
    names.push_back(function.name);
  }
  return names;
}

Result<std::optional<Temporal>> CallTemporalFunction(
    const TemporalFunction& function, Arguments arguments,
    const TemporalContext& context) {
  if (arguments.size() < function.min_arguments ||
      arguments.size() > function.max_arguments) {
    return Status::InvalidInput(
        std::string(function.name) + "(): expected " +
        std::to_string(function.min_arguments) + " to " +
        std::to_string(function.max_arguments) + " arguments, got " +
        std::to_string(arguments.size()));
  }
  if (std::any_of(arguments.begin(), arguments.end(), IsNull)) {
    return std::optional<Temporal>();
  }
  Result<Temporal> result = function.call(function.type, arguments, context);
  if (!result.ok()) {
    return result.status().At(std::string(function.name) + "()");
  }
  return std::optional<Temporal>(*result);
}

TemporalContext ReadClock() {
  const int64_t nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
  TemporalContext context;
  context.now_epoch_seconds = FloorDiv(nanos, kNanosPerSecond);
  context.now_nanos = static_cast<int32_t>(FloorMod(nanos, kNanosPerSecond));
  return context;
}

}  // namespace kg
