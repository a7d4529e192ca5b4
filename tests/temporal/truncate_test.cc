#include "query/temporal/truncate.h"

#include <gtest/gtest.h>

#include "tests/temporal/helpers.h"

namespace kg {
namespace {

using T = TemporalType;

std::string Truncated(T type, std::string_view unit, const Temporal& value,
                      const ComponentMap& fields = {}) {
  return Text(TruncateTemporal(type, unit, value, fields, TestContext()));
}

struct Case {
  const char* unit;
  ComponentMap fields;
  const char* value;
};

TEST(TruncateTest, FindsTheStartOfEveryUnit) {
  const Temporal value = ADateTime("2018-08-19T21:43:56.123456789-03:00");
  const Case kDates[] = {
      {"millennium", {}, "2000-01-01"}, {"century", {}, "2000-01-01"},
      {"decade", {}, "2010-01-01"},     {"year", {}, "2018-01-01"},
      {"weekYear", {}, "2018-01-01"},   {"quarter", {}, "2018-07-01"},
      {"month", {}, "2018-08-01"},      {"week", {}, "2018-08-13"},
      {"day", {}, "2018-08-19"},        {"WEEKYEAR", {}, "2018-01-01"},
  };
  for (const Case& c : kDates) {
    const std::string day = c.value;
    EXPECT_EQ(Truncated(T::kDate, c.unit, value), day) << c.unit;
    EXPECT_EQ(Truncated(T::kLocalDateTime, c.unit, value), day + "T00:00");
    EXPECT_EQ(Truncated(T::kDateTime, c.unit, value), day + "T00:00-03:00");
  }
  const Case kTimes[] = {
      {"day", {}, "00:00"},
      {"hour", {}, "21:00"},
      {"minute", {}, "21:43"},
      {"second", {}, "21:43:56"},
      {"millisecond", {}, "21:43:56.123"},
      {"microsecond", {}, "21:43:56.123456"},
  };
  for (const Case& c : kTimes) {
    const std::string time = c.value;
    EXPECT_EQ(Truncated(T::kLocalTime, c.unit, value), time) << c.unit;
    EXPECT_EQ(Truncated(T::kTime, c.unit, value), time + "-03:00");
    EXPECT_EQ(Truncated(T::kDateTime, c.unit, value),
              "2018-08-19T" + time + "-03:00");
  }
}

TEST(TruncateTest, FillsInSmallerComponents) {
  const Temporal value = ALocalDateTime("2018-08-19T21:43:56.123456789");
  const Case kCases[] = {
      {"millennium", {{"year", 2001}}, "2001-01-01T00:00"},
      {"decade", {{"month", 2}, {"day", 3}}, "2010-02-03T00:00"},
      {"year", {{"day", 5}, {"hour", 6}}, "2018-01-05T06:00"},
      {"year", {{"ordinalDay", 60}}, "2018-03-01T00:00"},
      {"weekYear", {{"dayOfWeek", 3}}, "2018-01-03T00:00"},
      {"weekYear", {{"week", 2}}, "2018-01-08T00:00"},
      {"quarter", {{"month", 8}}, "2018-08-01T00:00"},
      {"month", {{"day", 31}}, "2018-08-31T00:00"},
      {"week", {{"dayOfWeek", 7}}, "2018-08-19T00:00"},
      {"day", {{"nanosecond", 2}}, "2018-08-19T00:00:00.000000002"},
      {"day", {{"millisecond", 2}}, "2018-08-19T00:00:00.002"},
      {"hour", {{"second", 2}}, "2018-08-19T21:00:02"},
      {"second", {{"microsecond", 2}}, "2018-08-19T21:43:56.000002"},
      // What is coarser than the filled in part stays.
      {"millisecond", {{"nanosecond", 2}}, "2018-08-19T21:43:56.123000002"},
      {"millisecond",
       {{"microsecond", 4}, {"nanosecond", 2}},
       "2018-08-19T21:43:56.123004002"},
      {"microsecond", {{"nanosecond", 2}}, "2018-08-19T21:43:56.123456002"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Truncated(T::kLocalDateTime, c.unit, value, c.fields), c.value)
        << c.unit;
  }
}

TEST(TruncateTest, GivesZonesWithoutMovingTheClock) {
  const Temporal fixed = ADateTime("2018-08-19T21:43:56-03:00");
  const Temporal local = ALocalDateTime("2018-08-19T21:43:56");
  const Temporal oslo = ADateTime("2018-08-19T21:43:56[Europe/Oslo]");
  const ComponentMap to_oslo = {{"timezone", "Europe/Oslo"}};
  EXPECT_EQ(Truncated(T::kDateTime, "hour", fixed, to_oslo),
            "2018-08-19T21:00+02:00[Europe/Oslo]");
  EXPECT_EQ(Truncated(T::kDateTime, "year", oslo),
            "2018-01-01T00:00+01:00[Europe/Oslo]");
  EXPECT_EQ(Truncated(T::kDateTime, "year", local), "2018-01-01T00:00Z");
  EXPECT_EQ(Truncated(T::kDateTime, "month", ADate("2018-08-19"), to_oslo),
            "2018-08-01T00:00+02:00[Europe/Oslo]");
  EXPECT_EQ(Truncated(T::kTime, "hour", oslo), "21:00+02:00");
  EXPECT_EQ(Truncated(T::kTime, "hour", ALocalTime("21:43")), "21:00Z");
  EXPECT_EQ(Truncated(T::kTime, "hour", ALocalTime("21:43"),
                      {{"timezone", "+05:00"}}),
            "21:00+05:00");
}

TEST(TruncateTest, GoesBackInTimeBeforeYearZeroToo) {
  EXPECT_EQ(Truncated(T::kDate, "decade", ADate("-0044-03-15")), "-0050-01-01");
  EXPECT_EQ(Truncated(T::kDate, "millennium", ADate("-0044-03-15")),
            "-1000-01-01");
  EXPECT_EQ(Truncated(T::kDate, "week", ADate("1969-12-31")), "1969-12-29");
  EXPECT_EQ(Truncated(T::kDate, "weekYear", ADate("2021-01-03")), "2019-12-30");
}

TEST(TruncateTest, RejectsUnitsAndComponentsThatDoNotFit) {
  const Temporal value = ALocalDateTime("2018-08-19T21:43:56");
  struct Row {
    T type;
    const char* unit;
    Temporal value;
    ComponentMap fields;
    const char* error;
  };
  const Row kRows[] = {
      {T::kDate,
       "fortnight",
       value,
       {},
       "cannot truncate a Date to 'fortnight'"},
      {T::kDate, "hour", value, {}, "cannot truncate a Date to 'hour'"},
      {T::kTime, "month", value, {}, "cannot truncate a Time to 'month'"},
      {T::kDateTime, "hour", ADate("2018"), {}, "a Date has no hour"},
      {T::kDate,
       "day",
       ALocalTime("09"),
       {},
       "cannot truncate a LocalTime to a Date"},
      {T::kTime,
       "day",
       ADuration("P1D"),
       {},
       "cannot truncate a Duration to a Time"},
      {T::kDate,
       "month",
       value,
       {{"month", 2}},
       "component 'month' is not smaller than 'month'"},
      {T::kLocalDateTime,
       "day",
       value,
       {{"dayOfWeek", 2}},
       "component 'dayOfWeek' is not smaller than 'day'"},
      {T::kLocalTime,
       "minute",
       value,
       {{"minute", 2}},
       "component 'minute' is not smaller than 'minute'"},
      {T::kLocalDateTime,
       "millisecond",
       value,
       {{"nanosecond", 1'000'000}},
       "nanosecond is 1000000, expected 0 to 999999"},
      {T::kDate, "month", value, {{"day", 32}}, "day is 32, expected 1 to 31"},
      {T::kDate,
       "month",
       value,
       {{"timezone", "Z"}},
       "no component 'timezone' in a Date"},
      {T::kDate,
       "month",
       value,
       {{"date", value}},
       "expected single components, not date or time"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Truncated(row.type, row.unit, row.value, row.fields),
              std::string("error: ") + row.error);
  }
}

}  // namespace
}  // namespace kg
