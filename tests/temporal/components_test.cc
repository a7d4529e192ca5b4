#include "query/temporal/components.h"

#include <gtest/gtest.h>

#include "tests/temporal/helpers.h"

namespace kg {
namespace {

std::string Shown(const Temporal& value, std::string_view name) {
  const Result<Component> component = GetComponent(value, name);
  if (!component.ok()) return component.status().message();
  const auto* number = std::get_if<int64_t>(&*component);
  return number != nullptr ? std::to_string(*number)
                           : std::get<std::string>(*component);
}

struct Case {
  const char* name;
  const char* value;
};

TEST(ComponentsTest, GivesThoseOfDates) {
  const Case kCases[] = {
      {"year", "2021"},    {"quarter", "1"},      {"month", "1"},
      {"week", "53"},      {"weekYear", "2020"},  {"day", "3"},
      {"ordinalDay", "3"}, {"dayOfQuarter", "3"}, {"quarterDay", "3"},
      {"dayOfWeek", "7"},  {"weekDay", "7"},      {"WeekDay", "7"},
  };
  for (const Case& c : kCases) {
    for (const Temporal& value :
         {ADate("2021-01-03"), ALocalDateTime("2021-01-03T12"),
          ADateTime("2021-01-03T12+05:00")}) {
      EXPECT_EQ(Shown(value, c.name), c.value) << c.name;
    }
  }
  EXPECT_EQ(Shown(ADate("-0044-03-15"), "year"), "-44");
  EXPECT_EQ(Shown(ADate("2024-12-30"), "weekYear"), "2025");
  EXPECT_EQ(Shown(ADate("2024-12-31"), "dayOfQuarter"), "92");
}

TEST(ComponentsTest, GivesThoseOfTimes) {
  const Case kCases[] = {
      {"hour", "9"},
      {"minute", "8"},
      {"second", "7"},
      {"millisecond", "123"},
      {"microsecond", "123456"},
      {"nanosecond", "123456789"},
  };
  for (const Case& c : kCases) {
    for (const Temporal& value :
         {ALocalTime("09:08:07.123456789"), ATime("09:08:07.123456789+01:00"),
          ALocalDateTime("2021-01-03T09:08:07.123456789"),
          ADateTime("2021-01-03T09:08:07.123456789Z")}) {
      EXPECT_EQ(Shown(value, c.name), c.value) << c.name;
    }
  }
}

TEST(ComponentsTest, GivesThoseOfZones) {
  const Temporal time = ATime("09:08-01:30");
  const Temporal fixed = ADateTime("1969-12-31T23:59:59.25Z");
  const Temporal far = ADateTime("-999999999-01-01T00:00Z");
  const Temporal oslo = ADateTime("2021-07-03T12:00:00.123456[Europe/Oslo]");
  struct Row {
    Temporal value;
    const char* name;
    const char* text;
  };
  const Row kRows[] = {
      {time, "timezone", "-01:30"},
      {time, "offset", "-01:30"},
      {time, "offsetMinutes", "-90"},
      {time, "offsetSeconds", "-5400"},
      {time, "epochSeconds", "no component 'epochSeconds' in a Time"},
      {fixed, "timezone", "Z"},
      {fixed, "offset", "Z"},
      {fixed, "epochSeconds", "-1"},
      {fixed, "epochMillis", "-750"},
      {far, "epochSeconds", "-31557014135596800"},
      {far, "epochMillis", "the epochMillis of the DateTime pass 2^63"},
      {oslo, "timezone", "Europe/Oslo"},
      {oslo, "offset", "+02:00"},
      {oslo, "offsetMinutes", "120"},
      {oslo, "epochSeconds", "1625306400"},
      {oslo, "epochMillis", "1625306400123"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Shown(row.value, row.name), row.text) << row.name;
  }
}

TEST(ComponentsTest, GivesThoseOfDurations) {
  const Temporal value = ADuration("P1Y5M25DT1H2M3.123456789S");
  const Case kCases[] = {
      {"years", "1"},
      {"quarters", "5"},
      {"months", "17"},
      {"weeks", "3"},
      {"days", "25"},
      {"hours", "1"},
      {"minutes", "62"},
      {"seconds", "3723"},
      {"milliseconds", "3723123"},
      {"microseconds", "3723123456"},
      {"nanoseconds", "3723123456789"},
      {"quartersOfYear", "1"},
      {"monthsOfYear", "5"},
      {"monthsOfQuarter", "2"},
      {"daysOfWeek", "4"},
      {"minutesOfHour", "2"},
      {"secondsOfMinute", "3"},
      {"millisecondsOfSecond", "123"},
      {"microsecondsOfSecond", "123456"},
      {"nanosecondsOfSecond", "123456789"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Shown(value, c.name), c.value);
  const Temporal negative = ADuration("PT-0.1S");
  EXPECT_EQ(Shown(negative, "seconds"), "-1");
  EXPECT_EQ(Shown(negative, "nanosecondsOfSecond"), "900000000");
  EXPECT_EQ(Shown(negative, "milliseconds"), "-100");
  EXPECT_EQ(Shown(ADuration("PT9223372036854775807S"), "nanoseconds"),
            "the nanoseconds of the duration pass 2^63");
}

TEST(ComponentsTest, KnowsWhatATypeLacks) {
  EXPECT_EQ(Shown(ADate("2021"), "hour"), "no component 'hour' in a Date");
  EXPECT_EQ(Shown(ALocalTime("09"), "year"),
            "no component 'year' in a LocalTime");
  EXPECT_EQ(Shown(ALocalDateTime("2021"), "offset"),
            "no component 'offset' in a LocalDateTime");
  EXPECT_EQ(Shown(ADuration("P1D"), "day"), "no component 'day' in a Duration");
  EXPECT_EQ(GetComponent(ADate("2021"), "").status().kind(),
            ErrorKind::kNotFound);
}

}  // namespace
}  // namespace kg
