#include "query/temporal/build.h"

#include <gtest/gtest.h>

#include "tests/temporal/helpers.h"

namespace kg {
namespace {

using T = TemporalType;

struct Case {
  ComponentMap map;
  const char* value;
};

void Check(T type, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    std::string names;
    for (const auto& [name, value] : c.map) names += name + " ";
    EXPECT_EQ(Built(type, c.map), c.value) << TypeName(type) << " " << names;
  }
}

TEST(BuildDateTest, TakesEachFormOfADate) {
  Check(T::kDate,
        {{{{"year", 2021}, {"month", 5}, {"day", 7}}, "2021-05-07"},
         {{{"year", 2021}, {"month", 5}}, "2021-05-01"},
         {{{"year", 2021}}, "2021-01-01"},
         {{{"year", -44}, {"month", 3}, {"day", 15}}, "-0044-03-15"},
         {{{"YEAR", 2021}, {"Month", 5}}, "2021-05-01"},
         {{{"year", 2021}, {"week", 18}, {"dayOfWeek", 5}}, "2021-05-07"},
         {{{"year", 2021}, {"week", 18}}, "2021-05-03"},
         {{{"year", 2021}, {"week", 1}}, "2021-01-04"},
         {{{"year", 2020}, {"week", 1}}, "2019-12-30"},
         {{{"year", 2020}, {"week", 53}, {"dayOfWeek", 7}}, "2021-01-03"},
         {{{"year", 2021}, {"quarter", 2}, {"dayOfQuarter", 37}}, "2021-05-07"},
         {{{"year", 2021}, {"quarter", 4}}, "2021-10-01"},
         {{{"year", 2021}, {"ordinalDay", 127}}, "2021-05-07"},
         {{{"year", 2021}, {"month", {}}}, "2021-01-01"}});
}

TEST(BuildDateTest, SelectsADateAndOverridesItsParts) {
  const Temporal date =
      ADate("2021-05-07");  // a Friday of week 18, day 37 of Q2
  const Temporal local = ALocalDateTime("2021-05-07T09:08");
  const Temporal zoned = ADateTime("2021-05-07T23:08-10:00");
  for (const Temporal& from : {date, local, zoned}) {
    Check(
        T::kDate,
        {{{{"date", from}}, "2021-05-07"},
         {{{"date", from}, {"year", 28}}, "0028-05-07"},
         {{{"date", from}, {"month", 2}}, "2021-02-07"},
         {{{"date", from}, {"day", 31}}, "2021-05-31"},
         {{{"date", from}, {"week", 1}}, "2021-01-08"},
         {{{"date", from}, {"week", 1}, {"dayOfWeek", 1}}, "2021-01-04"},
         {{{"date", from}, {"dayOfWeek", 1}}, "2021-05-03"},
         {{{"date", from}, {"year", 2020}, {"week", 53}}, "2021-01-01"},
         {{{"date", from}, {"quarter", 4}}, "2021-11-07"},
         {{{"date", from}, {"dayOfQuarter", 1}}, "2021-04-01"},
         {{{"date", from}, {"quarter", 1}, {"dayOfQuarter", 90}}, "2021-03-31"},
         {{{"date", from}, {"ordinalDay", 365}}, "2021-12-31"}});
  }
}

TEST(BuildDateTest, KeepsWithinTheMonthWhenAPartAboveTheDayChanges) {
  Check(T::kDate,
        {{{{"date", ADate("2020-02-29")}, {"year", 2021}}, "2021-02-28"},
         {{{"date", ADate("2021-05-31")}, {"month", 4}}, "2021-04-30"},
         {{{"date", ADate("2021-12-31")}, {"quarter", 2}}, "2021-06-30"},
         {{{"date", ADate("2020-12-31")}, {"year", 2019}, {"week", 53}},
          "error: week is 53, expected 1 to 52"}});
}

TEST(BuildTimeTest, TakesPartsOfSecondsAloneAndTogether) {
  Check(T::kLocalTime,
        {{{{"hour", 9}, {"minute", 8}, {"second", 7}}, "09:08:07"},
         {{{"hour", 9}, {"minute", 8}}, "09:08"},
         {{{"hour", 9}}, "09:00"},
         {{{"hour", 9}, {"minute", 8}, {"second", 7}, {"millisecond", 645}},
          "09:08:07.645"},
         {{{"hour", 9}, {"minute", 8}, {"second", 7}, {"microsecond", 645876}},
          "09:08:07.645876"},
         {{{"hour", 9}, {"minute", 8}, {"second", 7}, {"nanosecond", 5}},
          "09:08:07.000000005"},
         {{{"hour", 9},
           {"minute", 8},
           {"second", 7},
           {"millisecond", 1},
           {"microsecond", 2},
           {"nanosecond", 3}},
          "09:08:07.001002003"},
         {{{"hour", 9},
           {"minute", 8},
           {"second", 7},
           {"millisecond", 1},
           {"nanosecond", 2003}},
          "09:08:07.001002003"}});
  Check(T::kTime,
        {{{{"hour", 9}, {"minute", 8}}, "09:08Z"},
         {{{"hour", 9}, {"timezone", "+01:30"}}, "09:00+01:30"},
         {{{"hour", 9}, {"timezone", "-0130"}}, "09:00-01:30"},
         // The offset in force at the clock's time, in March.
         {{{"hour", 9}, {"timezone", "Europe/Oslo"}}, "09:00+01:00"}});
}

TEST(BuildTimeTest, SelectsATimeAndMovesItToAnotherZone) {
  const Temporal local = ALocalTime("09:08:07.5");
  const Temporal zoned = ATime("09:08:07.5+01:00");
  const Temporal instant = ADateTime("2021-07-07T09:08:07.5[Europe/Oslo]");
  Check(T::kLocalTime,
        {{{{"time", local}}, "09:08:07.500"},
         {{{"time", zoned}, {"second", 42}}, "09:08:42.500"},
         {{{"time", instant}, {"hour", 0}}, "00:08:07.500"},
         {{{"time", instant}, {"nanosecond", 1}}, "09:08:07.000000001"}});
  Check(T::kTime,
        {{{{"time", local}}, "09:08:07.500Z"},
         {{{"time", local}, {"timezone", "+05:00"}}, "09:08:07.500+05:00"},
         {{{"time", zoned}}, "09:08:07.500+01:00"},
         {{{"time", zoned}, {"timezone", "+05:00"}}, "13:08:07.500+05:00"},
         {{{"time", zoned}, {"timezone", "-12:00"}}, "20:08:07.500-12:00"},
         {{{"time", instant}}, "09:08:07.500+02:00"},
         {{{"time", instant}, {"second", 42}, {"timezone", "Z"}},
          "07:08:42.500Z"}});
}

TEST(BuildLocalDateTimeTest, JoinsDatesAndTimes) {
  const Temporal date = ADate("2021-05-07");
  const Temporal time = ATime("09:08:07.5+01:00");
  const Temporal instant = ADateTime("2021-07-07T09:08:07.5[Europe/Oslo]");
  Check(
      T::kLocalDateTime,
      {{{{"year", 2021}, {"month", 5}, {"day", 7}, {"hour", 9}},
        "2021-05-07T09:00"},
       {{{"year", 2021}, {"week", 18}, {"dayOfWeek", 5}, {"hour", 9}},
        "2021-05-07T09:00"},
       {{{"year", 2021}}, "2021-01-01T00:00"},
       {{{"date", date}, {"hour", 1}, {"minute", 2}}, "2021-05-07T01:02"},
       {{{"date", date}, {"time", time}}, "2021-05-07T09:08:07.500"},
       {{{"date", date}, {"time", time}, {"day", 1}, {"second", 0}},
        "2021-05-01T09:08:00.500"},
       {{{"year", 2021}, {"ordinalDay", 127}, {"time", time}},
        "2021-05-07T09:08:07.500"},
       {{{"datetime", instant}}, "2021-07-07T09:08:07.500"},
       {{{"datetime", instant}, {"day", 1}, {"hour", 0}},
        "2021-07-01T00:08:07.500"},
       {{{"datetime", date}}, "2021-05-07T00:00"},
       {{{"date", instant}, {"time", ALocalTime("23")}}, "2021-07-07T23:00"}});
}

TEST(BuildDateTimeTest, SettlesZones) {
  const Temporal date = ADate("2021-05-07");
  const Temporal local = ALocalDateTime("2021-05-07T09:08");
  const Temporal fixed = ADateTime("2021-05-07T09:08+01:00");
  const Temporal oslo = ADateTime("2021-01-07T12:00[Europe/Oslo]");
  const char* honolulu = "Pacific/Honolulu";
  Check(T::kDateTime,
        {{{{"year", 2021}}, "2021-01-01T00:00Z"},
         {{{"year", 2021}, {"timezone", "+05:30"}}, "2021-01-01T00:00+05:30"},
         {{{"year", 2021}, {"quarter", 3}, {"timezone", "Europe/Oslo"}},
          "2021-07-01T00:00+02:00[Europe/Oslo]"},
         {{{"date", date}, {"hour", 1}}, "2021-05-07T01:00Z"},
         {{{"datetime", local}}, "2021-05-07T09:08Z"},
         {{{"datetime", local}, {"timezone", "Europe/Oslo"}},
          "2021-05-07T09:08+02:00[Europe/Oslo]"},
         {{{"datetime", fixed}}, "2021-05-07T09:08+01:00"},
         {{{"datetime", fixed}, {"timezone", "+05:00"}},
          "2021-05-07T13:08+05:00"},
         {{{"datetime", oslo}}, "2021-01-07T12:00+01:00[Europe/Oslo]"},
         {{{"datetime", oslo}, {"timezone", honolulu}},
          "2021-01-07T01:00-10:00[Pacific/Honolulu]"},
         // Components are set where the selected clock stands, then it moves.
         {{{"datetime", oslo}, {"hour", 0}, {"timezone", honolulu}},
          "2021-01-06T13:00-10:00[Pacific/Honolulu]"},
         {{{"date", date}, {"time", oslo}},
          "2021-05-07T12:00+02:00[Europe/Oslo]"},
         {{{"date", date}, {"time", oslo}, {"timezone", honolulu}},
          "2021-05-07T00:00-10:00[Pacific/Honolulu]"},
         {{{"date", oslo}, {"time", ALocalTime("12")}, {"timezone", honolulu}},
          "2021-01-07T12:00-10:00[Pacific/Honolulu]"}});
}

TEST(BuildDateTimeTest, CountsFromTheEpoch) {
  Check(T::kDateTime,
        {{{{"epochSeconds", 0}}, "1970-01-01T00:00Z"},
         {{{"epochSeconds", -1}, {"nanosecond", 5}},
          "1969-12-31T23:59:59.000000005Z"},
         {{{"epochSeconds", 1'000'000'000}, {"timezone", "Europe/Oslo"}},
          "2001-09-09T03:46:40+02:00[Europe/Oslo]"},
         {{{"epochMillis", 1'234'567'890'123}}, "2009-02-13T23:31:30.123Z"},
         {{{"epochMillis", -1}, {"nanosecond", 7}},
          "1969-12-31T23:59:59.999000007Z"},
         {{{"epochMillis", 1}, {"nanosecond", 1'000'000}},
          "error: nanosecond is 1000000, expected 0 to 999999"},
         {{{"epochSeconds", INT64_MAX}},
          "error: date outside the years -999999999 to 999999999"},
         {{{"epochSeconds", 1}, {"year", 2021}},
          "error: epochSeconds or epochMillis goes only with nanosecond and "
          "timezone"}});
}

TEST(BuildDurationTest, AddsAmountsUp) {
  Check(T::kDuration,
        {{{{"years", 1}, {"quarters", 1}, {"months", 1}}, "P1Y4M"},
         {{{"weeks", 2}, {"days", 3}}, "P17D"},
         {{{"days", 62}, {"seconds", 180000}}, "P62DT50H"},
         {{{"hours", 1}, {"minutes", -30}}, "PT30M"},
         {{{"hours", -1}, {"seconds", 1}}, "PT-59M-59S"},
         {{{"seconds", 1},
           {"milliseconds", 2},
           {"microseconds", 3},
           {"nanoseconds", 4}},
          "PT1.002003004S"},
         {{{"seconds", 2}, {"milliseconds", -1}}, "PT1.999S"},
         {{{"seconds", -2}, {"milliseconds", 1}}, "PT-1.999S"},
         {{{"nanoseconds", INT64_MAX}}, "PT2562047H47M16.854775807S"},
         {{{"seconds", 0.3}}, "PT0.3S"},
         {{{"days", 0.1}}, "PT2H24M"},
         {{{"months", 0.75}}, "P22DT19H51M49.5S"},
         {{{"months", -0.75}}, "P-22DT-19H-51M-49.5S"},
         {{{"years", 0.25}, {"weeks", 0.5}}, "P3M3DT12H"},
         {{{"days", 1.5}, {"hours", 1.5}, {"minutes", 1.5}, {"seconds", 1.5}},
          "P1DT13H31M31.5S"},
         {{{"seconds", {}}}, "PT0S"},
         {{{"seconds", 1e300}}, "error: number too large for a duration"},
         {{{"hours", INT64_MAX}},
          "error: duration too long, expected below 2^63 seconds"},
         {{{"seconds", "1"}}, "error: component 'seconds': expected a number"},
         {{{"second", 1}}, "error: no component 'second' in a Duration"}});
}

TEST(BuildTest, RejectsGapsMixturesAndStrangers) {
  Check(
      T::kDate,
      {{{}, "error: expected at least one component"},
       {{{"year", {}}}, "error: expected at least one component"},
       {{{"month", 5}}, "error: component 'year' is missing"},
       {{{"year", 2021}, {"day", 7}}, "error: component 'month' is missing"},
       {{{"year", 2021}, {"dayOfWeek", 7}},
        "error: component 'week' is missing"},
       {{{"year", 2021}, {"dayOfQuarter", 7}},
        "error: component 'quarter' is missing"},
       {{{"year", 2021}, {"month", 5}, {"week", 7}},
        "error: components of different forms of a date: expected one of month "
        "and day, week and dayOfWeek, quarter and dayOfQuarter, ordinalDay"},
       {{{"year", 2021}, {"month", 13}},
        "error: month is 13, expected 1 to 12"},
       {{{"year", 2021}, {"month", 2}, {"day", 29}},
        "error: day is 29, expected 1 to 28"},
       {{{"year", 1'000'000'000}},
        "error: year is 1000000000, expected -999999999 to 999999999"},
       {{{"year", 2021.0}}, "error: component 'year': expected an integer"},
       {{{"year", 2021}, {"hour", 1}}, "error: no component 'hour' in a Date"},
       {{{"year", 2021}, {"timezone", "Z"}},
        "error: no component 'timezone' in a Date"},
       {{{"date", "2021-05-07"}},
        "error: component 'date': expected a temporal value"},
       {{{"date", ALocalTime("09:08")}},
        "error: component 'date': expected a value with a date"}});
  Check(T::kTime,
        {{{{"minute", 5}}, "error: component 'hour' is missing"},
         {{{"hour", 5}, {"second", 5}}, "error: component 'minute' is missing"},
         {{{"hour", 5}, {"minute", 5}, {"nanosecond", 5}},
          "error: component 'second' is missing"},
         {{{"time", ADate("2021-05-07")}},
          "error: component 'time': expected a value with a time"},
         {{{"hour", 5}, {"timezone", "Middle/Earth"}},
          "error: no time zone 'Middle/Earth'; expected an offset such as "
          "+01:00 or a name such as Europe/Stockholm"},
         {{{"hour", 5}, {"timezone", 1}},
          "error: component 'timezone': expected a string"}});
  Check(T::kLocalDateTime,
        {{{{"year", 2021}, {"hour", 1}},
          "error: a time needs a whole date, down to the day"},
         {{{"datetime", ALocalDateTime("2021")}, {"date", ADate("2021")}},
          "error: datetime goes with neither date nor time"}});
  const Case too_fine = {{{"hour", 1},
                          {"minute", 1},
                          {"second", 1},
                          {"millisecond", 1},
                          {"microsecond", 1000}},
                         "error: microsecond is 1000, expected 0 to 999"};
  Check(T::kLocalTime, {too_fine});
}

TEST(ConvertTest, TakesThePartsThatTheTypeHas) {
  struct Row {
    T type;
    Temporal from;
    const char* value;
  };
  const Temporal instant = ADateTime("2021-05-07T09:08[Europe/Oslo]");
  const Row kRows[] = {
      {T::kDate, instant, "2021-05-07"},
      {T::kLocalTime, instant, "09:08"},
      {T::kTime, instant, "09:08+02:00"},
      {T::kLocalDateTime, instant, "2021-05-07T09:08"},
      {T::kDateTime, instant, "2021-05-07T09:08+02:00[Europe/Oslo]"},
      {T::kDateTime, ALocalDateTime("2021-05-07T09:08"), "2021-05-07T09:08Z"},
      {T::kDateTime, ADate("2021-05-07"), "2021-05-07T00:00Z"},
      {T::kTime, ALocalTime("09:08"), "09:08Z"},
      {T::kTime, ADate("2021-05-07"), "error: cannot make a Time of a Date"},
      {T::kDate, ATime("09:08"), "error: cannot make a Date of a Time"},
      {T::kDate, ADuration("P1D"), "error: cannot make a Date of a Duration"},
      {T::kDuration, instant, "error: cannot make a Duration of a DateTime"},
      {T::kDuration, ADuration("P1D"), "P1D"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Text(ConvertTemporal(row.type, row.from, TestContext())),
              row.value);
  }
}

TEST(CurrentTest, ShowsTheClockInAnyZone) {
  Check(T::kDateTime, {{{{"timezone", "America/Los Angeles"}},
                        "2024-03-10T04:22:33.500-07:00[America/Los_Angeles]"}});
  Check(T::kLocalDateTime,
        {{{{"timezone", "+14:00"}}, "2024-03-11T01:22:33.500"}});
  Check(T::kDate, {{{{"timezone", "+14:00"}}, "2024-03-11"}});
  Check(T::kTime, {{{{"timezone", "Asia/Tokyo"}}, "20:22:33.500+09:00"}});
  Check(T::kLocalTime, {{{{"timezone", "Z"}}, "11:22:33.500"}});
}

}  // namespace
}  // namespace kg
