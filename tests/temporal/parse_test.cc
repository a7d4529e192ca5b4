#include "query/temporal/parse.h"

#include <gtest/gtest.h>

#include "tests/temporal/helpers.h"

namespace kg {
namespace {

using T = TemporalType;

struct Case {
  T type;
  const char* text;
  const char* value;
};

void Check(const Case& c) {
  const std::string value = Parsed(c.type, c.text);
  EXPECT_EQ(value, c.value) << TypeName(c.type) << " '" << c.text << "'";
  EXPECT_EQ(Parsed(c.type, value), value) << "read back from " << c.text;
}

TEST(ParseDateTest, ReadsCalendarWeekQuarterAndOrdinalForms) {
  const Case kCases[] = {
      {T::kDate, "2021-05-07", "2021-05-07"},
      {T::kDate, "20210507", "2021-05-07"},
      {T::kDate, "2021-05", "2021-05-01"},
      {T::kDate, "202105", "2021-05-01"},
      {T::kDate, "2021", "2021-01-01"},
      {T::kDate, "2021-W18-5", "2021-05-07"},
      {T::kDate, "2021W185", "2021-05-07"},
      {T::kDate, "2021-W18", "2021-05-03"},
      {T::kDate, "2021W18", "2021-05-03"},
      {T::kDate, "2020-W53-7", "2021-01-03"},
      {T::kDate, "2021-Q2-37", "2021-05-07"},
      {T::kDate, "2021Q237", "2021-05-07"},
      {T::kDate, "2021-Q2", "2021-04-01"},
      {T::kDate, "2021Q2", "2021-04-01"},
      {T::kDate, "2021-127", "2021-05-07"},
      {T::kDate, "2021127", "2021-05-07"},
      {T::kDate, "2020-366", "2020-12-31"},
      {T::kDate, "2000-02-29", "2000-02-29"},
      {T::kDate, "0000-01-01", "0000-01-01"},
  };
  for (const Case& c : kCases) Check(c);
}

TEST(ParseDateTest, ReadsSignedYears) {
  const Case kCases[] = {
      {T::kDate, "+2021-W18-5", "2021-05-07"},
      {T::kDate, "+2021W18", "2021-05-03"},
      {T::kDate, "-0044-03-15", "-0044-03-15"},
      {T::kDate, "-44000-03", "-44000-03-01"},
      {T::kDate, "+12345-12-31", "+12345-12-31"},
      {T::kDate, "+12345-366",
       "error: Date '+12345-366': ordinalDay is 366, "
       "expected 1 to 365"},
      {T::kDate, "-999999999-01-01", "-999999999-01-01"},
      {T::kDate, "+999999999-12-31", "+999999999-12-31"},
  };
  for (const Case& c : kCases) {
    if (std::string_view(c.value).substr(0, 5) == "error") {
      EXPECT_EQ(Parsed(c.type, c.text), c.value);
    } else {
      Check(c);
    }
  }
}

TEST(ParseTimeTest, ReadsShortAndLongForms) {
  const Case kCases[] = {
      {T::kLocalTime, "09:08:07.123456789", "09:08:07.123456789"},
      {T::kLocalTime, "090807.123456789", "09:08:07.123456789"},
      {T::kLocalTime, "09:08:07,5", "09:08:07.500"},
      {T::kLocalTime, "09:08:07.000120", "09:08:07.000120"},
      {T::kLocalTime, "T09:08:07", "09:08:07"},
      {T::kLocalTime, "T0908", "09:08"},
      {T::kLocalTime, "09:08", "09:08"},
      {T::kLocalTime, "09:08:00", "09:08"},
      {T::kLocalTime, "09:08:00.000000001", "09:08:00.000000001"},
      {T::kLocalTime, "23", "23:00"},
      {T::kTime, "09:08:07.25+0130", "09:08:07.250+01:30"},
      {T::kTime, "090807Z", "09:08:07Z"},
      {T::kTime, "0908-11", "09:08-11:00"},
      {T::kTime, "T09+18:00", "09:00+18:00"},
      {T::kTime, "09:08-00:00", "09:08Z"},
      {T::kTime, "09:08+01:02:03", "09:08+01:02:03"},
      {T::kTime, "09:08-010203", "09:08-01:02:03"},
      {T::kTime, "09:08", "09:08Z"},
  };
  for (const Case& c : kCases) Check(c);
}

TEST(ParseDateTimeTest, JoinsDatesTimesAndZones) {
  const Case kCases[] = {
      {T::kLocalDateTime, "2021-05-07T09:08:07.5", "2021-05-07T09:08:07.500"},
      {T::kLocalDateTime, "2021-W18-5T0908", "2021-05-07T09:08"},
      {T::kLocalDateTime, "2021127T09", "2021-05-07T09:00"},
      {T::kLocalDateTime, "20210507", "2021-05-07T00:00"},
      {T::kLocalDateTime, "-0044-03-15T12", "-0044-03-15T12:00"},
      {T::kDateTime, "2021-05-07T09:08:07.5+0200",
       "2021-05-07T09:08:07.500+02:00"},
      {T::kDateTime, "2021-Q2-37T090807Z", "2021-05-07T09:08:07Z"},
      {T::kDateTime, "2021T090807-0100", "2021-01-01T09:08:07-01:00"},
      {T::kDateTime, "20210507T09:08-01:30", "2021-05-07T09:08-01:30"},
      {T::kDateTime, "2021-05-07T09:08", "2021-05-07T09:08Z"},
      {T::kDateTime, "2021-05-07", "2021-05-07T00:00Z"},
      {T::kDateTime, "2021-05-07T09:08[Europe/Oslo]",
       "2021-05-07T09:08+02:00[Europe/Oslo]"},
      {T::kDateTime, "2021-12-07T09:08+01[Europe/Oslo]",
       "2021-12-07T09:08+01:00[Europe/Oslo]"},
      {T::kDateTime, "2021-12-07T09:08[America/New York]",
       "2021-12-07T09:08-05:00[America/New_York]"},
      {T::kDateTime, "1700-01-01T00:00[America/New_York]",
       "1700-01-01T00:00-04:56:02[America/New_York]"},
  };
  for (const Case& c : kCases) Check(c);
}

TEST(ParseDateTimeTest, KeepsApartTheHourThatComesTwice) {
  // Oslo's clocks went back from 03:00 to 02:00 on 2021-10-31.
  const Case kCases[] = {
      {T::kDateTime, "2021-10-31T02:30[Europe/Oslo]",
       "2021-10-31T02:30+02:00[Europe/Oslo]"},
      {T::kDateTime, "2021-10-31T02:30+01:00[Europe/Oslo]",
       "2021-10-31T02:30+01:00[Europe/Oslo]"},
      {T::kDateTime, "2021-03-28T02:30[Europe/Oslo]",
       "2021-03-28T03:30+02:00[Europe/Oslo]"},
  };
  for (const Case& c : kCases) Check(c);
}

TEST(ParseDurationTest, ReadsUnitsAndCascadesFractions) {
  const Case kCases[] = {
      {T::kDuration, "P3Y2M5DT7H8M9S", "P3Y2M5DT7H8M9S"},
      {T::kDuration, "P14M", "P1Y2M"},
      {T::kDuration, "P3W", "P21D"},
      {T::kDuration, "P1Y2W", "P1Y14D"},
      {T::kDuration, "P1.5W", "P10DT12H"},
      {T::kDuration, "P2M1.25D", "P2M1DT6H"},
      {T::kDuration, "P0.5M", "P15DT5H14M33S"},
      {T::kDuration, "P0.5Y", "P6M"},
      {T::kDuration, "PT0.25M", "PT15S"},
      {T::kDuration, "PT90M", "PT1H30M"},
      {T::kDuration, "PT3661.000000001S", "PT1H1M1.000000001S"},
      {T::kDuration, "PT0.3S", "PT0.3S"},
      {T::kDuration, "PT0,3S", "PT0.3S"},
      {T::kDuration, "PT-0.3S", "PT-0.3S"},
      {T::kDuration, "PT-1.5S", "PT-1.5S"},
      {T::kDuration, "P-1Y2M", "P-10M"},
      {T::kDuration, "P1DT-1H", "P1DT-1H"},
      {T::kDuration, "-P1M2DT3.5S", "P-1M-2DT-3.5S"},
      {T::kDuration, "P0D", "PT0S"},
      {T::kDuration, "PT0.0000000009S", "PT0S"},
      {T::kDuration, "P2021-05-07T09:08:07.5", "P2021Y5M7DT9H8M7.5S"},
      {T::kDuration, "P20210507T0908", "P2021Y5M7DT9H8M"},
      {T::kDuration, "P0000-00-01", "P1D"},
  };
  for (const Case& c : kCases) Check(c);
}

TEST(ParseTest, RejectsOtherText) {
  const Case kCases[] = {
      {T::kDate, "", "expected a date such as 2015-07-21"},
      {T::kDate, "21", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-5-7", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-05-7", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-0507", "expected a date such as 2015-07-21"},
      {T::kDate, "202105-07", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-05-07Z", "expected a date such as 2015-07-21"},
      {T::kDate, " 2021-05-07", "expected a date such as 2015-07-21"},
      {T::kDate, "+12-01-01", "expected a date such as 2015-07-21"},
      {T::kDate, "+1234567890-01", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-W1", "expected a date such as 2015-07-21"},
      {T::kDate, "2021-13-01", "month is 13, expected 1 to 12"},
      {T::kDate, "2021-02-29", "day is 29, expected 1 to 28"},
      {T::kDate, "2021-000", "ordinalDay is 0, expected 1 to 365"},
      {T::kDate, "2021-W53", "week is 53, expected 1 to 52"},
      {T::kDate, "2021-W01-8", "dayOfWeek is 8, expected 1 to 7"},
      {T::kDate, "2021-Q5", "quarter is 5, expected 1 to 4"},
      {T::kDate, "2021-Q1-91", "dayOfQuarter is 91, expected 1 to 90"},
      {T::kLocalTime, "", "expected a time such as 21:40:32.142"},
      {T::kLocalTime, "9:08", "expected a time such as 21:40:32.142"},
      {T::kLocalTime, "09:8", "expected a time such as 21:40:32.142"},
      {T::kLocalTime, "09:08:", "expected a time such as 21:40:32.142"},
      {T::kLocalTime, "0908:07", "unexpected ':07'"},
      {T::kLocalTime, "09:08.5", "unexpected '.5'"},
      {T::kLocalTime, "09:08:07.1234567890",
       "expected a time such as 21:40:32.142"},
      {T::kLocalTime, "24:00", "hour is 24, expected 0 to 23"},
      {T::kLocalTime, "23:60", "minute is 60, expected 0 to 59"},
      {T::kLocalTime, "23:59:60", "second is 60, expected 0 to 59"},
      {T::kLocalTime, "09:08Z", "unexpected 'Z'"},
      {T::kTime, "09:08+18:01", "offset beyond 18 hours"},
      {T::kTime, "09:08+1", "expected an offset such as +01:00"},
      {T::kTime, "09:08+01:60",
       "minute or second of the offset is 60, expected 0 to 59"},
      {T::kTime, "09:08[Europe/Oslo]", "unexpected '[Europe/Oslo]'"},
      {T::kLocalDateTime, "2021-05-07T",
       "expected a time such as 21:40:32.142"},
      {T::kLocalDateTime, "2021-05-07 09:08",
       "expected a date such as 2015-07-21"},
      {T::kDateTime, "2021-05-07T09:08[Europe/Oslo", "expected ']'"},
      {T::kDateTime, "2021-05-07T09:08[Middle/Earth]",
       "no time zone 'Middle/Earth'; expected an offset such as +01:00 or a "
       "name such as Europe/Stockholm"},
      {T::kDateTime, "2021-05-07T09:08+03:00[Europe/Oslo]",
       "the offset is not that of zone 'Europe/Oslo' at this time"},
      {T::kDuration, "", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "PT", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P1", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P1DT", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "1D", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P1M1Y", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P1D1D", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P1H", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P1.D", "expected a number, got '1.'"},
      {T::kDuration, "P.5D", "expected a number, got '.5'"},
      {T::kDuration, "P1.2.3D", "expected a number, got '1.2.3'"},
      {T::kDuration, "P1.5Y2D", "only the last amount may have a fraction"},
      {T::kDuration, "P2021-13-01", "expected a duration such as P5M1DT12H"},
      {T::kDuration, "P9223372036854775808D",
       "number too large for a duration"},
      {T::kDuration, "P9223372036854775807D",
       "duration too long, expected below 2^63 seconds"},
      {T::kDuration, "P9223372036854775807Y",
       "duration too long, expected below 2^63 seconds"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Parsed(c.type, c.text),
              "error: " + std::string(TypeName(c.type)) + " '" + c.text +
                  "': " + c.value);
  }
}

TEST(ParseTest, TakesTheContextsZoneWhereTheTextHasNone) {
  TemporalContext context = TestContext();
  context.default_zone = {0, TimeZone::Find("America/New_York")};
  EXPECT_EQ(Text(ParseTemporal(T::kDateTime, "2021-05-07T09:08", context)),
            "2021-05-07T09:08-04:00[America/New_York]");
  // The clock stands at 2024-03-10T11:22:33.5Z, hours after summer time began.
  EXPECT_EQ(Text(ParseTemporal(T::kTime, "09:08", context)), "09:08-04:00");
}

TEST(ParseTest, SurvivesEveryPrefixOfEveryForm) {
  const Case kCases[] = {
      {T::kDate, "+2021-W18-5", ""},
      {T::kDateTime, "2021-Q2-37T09:08:07.25+01:02:03[Europe/Oslo]", ""},
      {T::kTime, "T090807,25-010203", ""},
      {T::kDuration, "-P-1Y+2M3W4DT-5H6M7.5S", ""},
      {T::kDuration, "P2021-05-07T09:08:07.5", ""},
  };
  for (const Case& c : kCases) {
    const std::string_view text = c.text;
    for (size_t size = 0; size <= text.size(); ++size) {
      const auto value = ParseTemporal(c.type, text.substr(0, size), {});
      EXPECT_TRUE(!value.ok() || !FormatTemporal(*value).empty());
    }
  }
}

}  // namespace
}  // namespace kg
