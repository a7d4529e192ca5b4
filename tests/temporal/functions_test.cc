#include "query/temporal/functions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/temporal/helpers.h"

namespace kg {
namespace {

std::string Called(std::string_view name,
                   const std::vector<TemporalArgument>& arguments) {
  const TemporalFunction* function = FindTemporalFunction(name);
  if (function == nullptr) return "no such function";
  const auto value = CallTemporalFunction(*function, arguments, TestContext());
  if (!value.ok()) return "error: " + value.status().message();
  return value->has_value() ? FormatTemporal(**value) : "null";
}

TEST(FunctionsTest, CreateFromTextsMapsValuesAndTheClock) {
  struct Case {
    const char* name;
    std::vector<TemporalArgument> arguments;
    const char* value;
  };
  const Temporal value = ADateTime("2021-05-07T09:08+01:00");
  const Case kCases[] = {
      {"date", {"2021-05-07"}, "2021-05-07"},
      {"DATE", {ComponentMap{{"year", 2021}}}, "2021-01-01"},
      {"date", {value}, "2021-05-07"},
      {"date", {}, "2024-03-10"},
      {"date", {{}}, "null"},
      {"time", {}, "11:22:33.500Z"},
      {"localtime", {}, "11:22:33.500"},
      {"datetime", {}, "2024-03-10T11:22:33.500Z"},
      {"localDateTime", {}, "2024-03-10T11:22:33.500"},
      {"duration", {"P1D"}, "P1D"},
      {"duration", {ComponentMap{{"days", 1.5}}}, "P1DT12H"},
      {"date.statement", {"+14:00"}, "2024-03-11"},
      {"time.transaction", {"Asia/Tokyo"}, "20:22:33.500+09:00"},
      {"localdatetime.transaction", {}, "2024-03-10T11:22:33.500"},
      {"date.truncate", {"month", value}, "2021-05-01"},
      {"date.truncate", {"month"}, "2024-03-01"},
      {"date.truncate", {"month", {}}, "null"},
      {"datetime.truncate",
       {"day", value, ComponentMap{{"hour", 5}}},
       "2021-05-07T05:00+01:00"},
      {"datetime.fromEpoch", {1, 2}, "1970-01-01T00:00:01.000000002Z"},
      {"datetime.fromepoch", {1.5, -1}, "1970-01-01T00:00:00.999999999Z"},
      {"datetime.fromEpoch",
       {INT64_MAX, INT64_MAX},
       "error: datetime.fromEpoch(): date outside the years -999999999 to "
       "999999999"},
      {"datetime.fromEpochMillis", {-1}, "1969-12-31T23:59:59.999Z"},
      {"duration.between", {ADate("2021-05-07"), value}, "PT9H8M"},
      {"duration.inmonths", {ADate("2020"), value}, "P1Y4M"},
      {"duration.inDays", {ADate("2021-05-01"), value}, "P6D"},
      {"duration.inSeconds", {ADate("2021-05-07"), value}, "PT9H8M"},
      {"duration.inSeconds", {ADate("2021-05-07"), {}}, "null"},
      {"date",
       {7},
       "error: date(): argument 1: expected a string, a map or a temporal "
       "value"},
      {"date",
       {"x"},
       "error: date(): Date 'x': expected a date such as 2015-07-21"},
      {"date",
       {"2021", "2022"},
       "error: date(): expected 0 to 1 arguments, got 2"},
      {"duration", {}, "error: duration(): expected 1 to 1 arguments, got 0"},
      {"duration.between",
       {"2021", "2022"},
       "error: duration.between(): argument 1: expected a temporal value"},
      {"datetime.fromEpochMillis",
       {1e30},
       "error: datetime.fromEpochMillis(): argument 1: expected a number"},
      {"date.between", {}, "no such function"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Called(c.name, c.arguments), c.value) << c.name;
  }
}

TEST(FunctionsTest, AreListedByName) {
  const std::vector<std::string_view> names = TemporalFunctionNames();
  EXPECT_EQ(names.size(), 32u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  for (const std::string_view name : names) {
    const TemporalFunction* function = FindTemporalFunction(name);
    ASSERT_NE(function, nullptr) << name;
    EXPECT_EQ(NameOf(*function), name);
    EXPECT_LE(MinArguments(*function), MaxArguments(*function));
  }
  EXPECT_EQ(ResultType(*FindTemporalFunction("time.truncate")),
            TemporalType::kTime);
}

TEST(FunctionsTest, RealtimeReadsTheClock) {
  const int64_t before = ReadClock().now_epoch_seconds;
  const auto value = CallTemporalFunction(
      *FindTemporalFunction("datetime.realtime"), {}, TestContext());
  ASSERT_TRUE(value.ok() && value->has_value());
  const auto& local = std::get<ZonedDateTime>(**value).local;
  const int64_t seconds = local.date.epoch_day * kSecondsPerDay +
                          local.time.nanos_of_day / kNanosPerSecond;
  EXPECT_GE(seconds, before);
  EXPECT_LE(seconds, before + 60);
}

}  // namespace
}  // namespace kg
