#include "query/temporal/arithmetic.h"

#include <gtest/gtest.h>

#include <cmath>

#include "query/temporal/duration.h"
#include "tests/temporal/helpers.h"

namespace kg {
namespace {

struct Case {
  Temporal value;
  const char* duration;
  const char* sum;
  const char* difference;
};

TEST(AddDurationTest, MovesInstantsByMonthsThenDaysThenSeconds) {
  const Case kCases[] = {
      {ADate("2021-05-07"), "P1Y1M1D", "2022-06-08", "2020-04-06"},
      {ADate("2021-01-31"), "P1M", "2021-02-28", "2020-12-31"},
      {ADate("2020-01-31"), "P1M1D", "2020-03-01", "2019-12-30"},
      {ADate("2020-02-29"), "P1Y", "2021-02-28", "2019-02-28"},
      // A date takes whole days of the seconds, and no part of one.
      {ADate("2021-05-07"), "PT47H59M59.9S", "2021-05-08", "2021-05-06"},
      {ADate("2021-05-07"), "PT-0.1S", "2021-05-07", "2021-05-07"},
      {ALocalTime("09:08:07"), "P1Y2M3DT1H1M1.5S", "10:09:08.500",
       "08:07:05.500"},
      {ALocalTime("23:00"), "PT2H", "01:00", "21:00"},
      {ALocalTime("00:00"), "PT0.000000001S", "00:00:00.000000001",
       "23:59:59.999999999"},
      {ATime("23:00+01:00"), "PT25H", "00:00+01:00", "22:00+01:00"},
      {ALocalDateTime("2021-05-07T23:00"), "P1MT2H", "2021-06-08T01:00",
       "2021-04-07T21:00"},
      {ALocalDateTime("2021-05-07T09:08:07"), "PT0.000000001S",
       "2021-05-07T09:08:07.000000001", "2021-05-07T09:08:06.999999999"},
      {ADateTime("2021-05-07T23:00-03:00"), "PT2H", "2021-05-08T01:00-03:00",
       "2021-05-07T21:00-03:00"},
      // Clocks in Oslo go forward in the night to 28 March: a day keeps the
      // clock's time, 24 hours do not.
      {ADateTime("2021-03-27T12:00[Europe/Oslo]"), "P1D",
       "2021-03-28T12:00+02:00[Europe/Oslo]",
       "2021-03-26T12:00+01:00[Europe/Oslo]"},
      {ADateTime("2021-03-27T12:00[Europe/Oslo]"), "PT24H",
       "2021-03-28T13:00+02:00[Europe/Oslo]",
       "2021-03-26T12:00+01:00[Europe/Oslo]"},
      {ADateTime("2021-10-31T02:30+01:00[Europe/Oslo]"), "PT1H",
       "2021-10-31T03:30+01:00[Europe/Oslo]",
       "2021-10-31T02:30+02:00[Europe/Oslo]"},
  };
  for (const Case& c : kCases) {
    const Duration duration = ADuration(c.duration);
    EXPECT_EQ(Text(AddDuration(c.value, duration)), c.sum) << c.duration;
    EXPECT_EQ(Text(SubtractDuration(c.value, duration)), c.difference)
        << c.duration;
  }
}

TEST(AddDurationTest, AddsDurationsGroupByGroup) {
  const Case kCases[] = {
      {ADuration("P2DT7H"), "P1MT18H", "P1M2DT25H", "P-1M2DT-11H"},
      {ADuration("PT0.6S"), "PT0.6S", "PT1.2S", "PT0S"},
      {ADuration("PT0.1S"), "PT0.6S", "PT0.7S", "PT-0.5S"},
      {ADuration("P1Y"), "P-1Y", "PT0S", "P2Y"},
  };
  for (const Case& c : kCases) {
    const Duration duration = ADuration(c.duration);
    EXPECT_EQ(Text(AddDuration(c.value, duration)), c.sum) << c.duration;
    EXPECT_EQ(Text(SubtractDuration(c.value, duration)), c.difference)
        << c.duration;
  }
}

TEST(AddDurationTest, FailsOutsideTheCalendar) {
  const std::string error =
      "error: date outside the years -999999999 to 999999999";
  const Temporal last = ADate("+999999999-12-31");
  const Temporal last_second = ALocalDateTime("+999999999-12-31T23:59:59");
  const Temporal last_instant = ADateTime("+999999999-12-31T23:59:59Z");
  EXPECT_EQ(Text(AddDuration(last, ADuration("P1D"))), error);
  EXPECT_EQ(Text(AddDuration(last, ADuration("P1M"))), error);
  EXPECT_EQ(Text(AddDuration(last_second, ADuration("PT1S"))), error);
  EXPECT_EQ(Text(AddDuration(last_instant, ADuration("PT1S"))), error);
  const char* kHuge[] = {"P106751991167300D", "PT9223372036854775807S",
                         "P290000000000Y"};
  for (const char* huge : kHuge) {
    for (const Temporal& value : {last, last_second, last_instant}) {
      EXPECT_EQ(Text(AddDuration(value, ADuration(huge))), error) << huge;
      EXPECT_EQ(Text(SubtractDuration(value, ADuration(huge))), error) << huge;
    }
    EXPECT_NE(Text(AddDuration(ALocalTime("12"), ADuration(huge))), error);
    EXPECT_EQ(Text(AddDuration(ADuration(huge), ADuration(huge))).substr(0, 6),
              "error:");
  }
}

std::string Text(const Result<Duration>& duration) {
  return duration.ok() ? FormatDuration(*duration)
                       : "error: " + duration.status().message();
}

TEST(ScaleDurationTest, MultipliesAndDividesWithFractionsPassedOn) {
  struct Row {
    const char* duration;
    Result<Decimal> number;
    const char* product;
    const char* quotient;
  };
  const Row kRows[] = {
      {"PT5H21M", DecimalOf(int64_t{14}), "PT74H54M", "PT22M55.714285714S"},
      {"PT3H16M", DecimalOf(int64_t{2}), "PT6H32M", "PT1H38M"},
      {"P1M", DecimalOf(int64_t{2}), "P2M", "P15DT5H14M33S"},
      {"P1M1DT1S", DecimalOf(0.5), "P15DT17H14M33.5S", "P2M2DT2S"},
      {"P3D", DecimalOf(int64_t{-2}), "P-6D", "P-1DT-12H"},
      {"PT1S", DecimalOf(int64_t{3}), "PT3S", "PT0.333333333S"},
      {"PT10S", DecimalOf(0.1), "PT1S", "PT1M40S"},
      {"PT0.000000003S", DecimalOf(0.5), "PT0.000000001S", "PT0.000000006S"},
      {"PT1S", DecimalOf(int64_t{0}), "PT0S", "error: division by zero"},
      {"P1D", DecimalOf(1e18),
       "error: duration too long, expected below 2^63 "
       "seconds",
       "PT0S"},
      {"PT1S", DecimalOf(1e-18), "PT0S", "PT277777777777777H46M40S"},
      {"PT1S", DecimalOf(-1e-30), "PT0S", "error: division by zero"},
  };
  for (const Row& row : kRows) {
    ASSERT_TRUE(row.number.ok());
    const Duration duration = ADuration(row.duration);
    EXPECT_EQ(Text(MultiplyDuration(duration, *row.number)), row.product)
        << row.duration;
    EXPECT_EQ(Text(DivideDuration(duration, *row.number)), row.quotient)
        << row.duration;
  }
}

TEST(DecimalTest, RefusesWhatNoDurationHolds) {
  for (const double number : {1e19, -1e300, std::nan(""), -HUGE_VAL}) {
    EXPECT_FALSE(DecimalOf(number).ok()) << number;
  }
  EXPECT_TRUE(DecimalOf(9e18).ok());
  EXPECT_TRUE(DecimalOf(5e-324).ok());
}

TEST(BetweenTest, MeasuresInAllPartsMonthsDaysAndSeconds) {
  struct Row {
    Temporal from;
    Temporal to;
    const char* parts;
    const char* months;
    const char* days;
    const char* seconds;
  };
  const Row kRows[] = {
      {ADate("2020-01-30"), ADate("2021-03-01"), "P1Y1M1D", "P1Y1M", "P396D",
       "PT9504H"},
      {ADate("2021-03-01"), ADate("2020-01-30"), "P-1Y-1M-2D", "P-1Y-1M",
       "P-396D", "PT-9504H"},
      {ADate("2021-01-31"), ADate("2021-02-28"), "P28D", "PT0S", "P28D",
       "PT672H"},
      {ALocalDateTime("2021-05-07T10:00"), ALocalDateTime("2021-06-07T09:00"),
       "P30DT23H", "PT0S", "P30D", "PT743H"},
      {ALocalDateTime("2021-06-07T09:00"), ALocalDateTime("2021-05-07T10:00"),
       "P-30DT-23H", "PT0S", "P-30D", "PT-743H"},
      {ALocalDateTime("2021-05-07T10:00"),
       ALocalDateTime("2021-05-07T09:59:59.9"), "PT-0.1S", "PT0S", "PT0S",
       "PT-0.1S"},
      {ADate("2021-05-07"), ALocalDateTime("2021-05-08T09:08"), "P1DT9H8M",
       "PT0S", "P1D", "PT33H8M"},
      {ADate("2021-05-07"), ALocalTime("14:30"), "PT14H30M", "PT0S", "PT0S",
       "PT14H30M"},
      {ALocalTime("14:30"), ADate("2021-05-07"), "PT-14H-30M", "PT0S", "PT0S",
       "PT-14H-30M"},
      {ALocalTime("14:30"), ATime("16:30+01:00"), "PT2H", "PT0S", "PT0S",
       "PT2H"},
      {ATime("14:30+02:00"), ATime("16:30+01:00"), "PT3H", "PT0S", "PT0S",
       "PT3H"},
      {ADateTime("2021-05-07T00:00+02:00"), ADateTime("2021-05-07T00:00Z"),
       "PT2H", "PT0S", "PT0S", "PT2H"},
      {ADateTime("2021-03-28T00:00[Europe/Oslo]"),
       ALocalDateTime("2021-03-28T04:00"), "PT3H", "PT0S", "PT0S", "PT3H"},
      {ADateTime("2021-03-28T00:00[Europe/Oslo]"), ADate("2021-03-29"), "P1D",
       "PT0S", "P1D", "PT23H"},
      {ADateTime("2021-10-31T02:30+02:00[Europe/Oslo]"),
       ADateTime("2021-10-31T02:30+01:00[Europe/Oslo]"), "PT1H", "PT0S", "PT0S",
       "PT1H"},
      {ADateTime("2021-10-31T02:30+01:00[Europe/Oslo]"), ALocalTime("04:00"),
       "PT1H30M", "PT0S", "PT0S", "PT1H30M"},
      {ADate("-999999999-01-01"), ADate("+999999999-12-31"),
       "P1999999998Y11M30D", "P1999999998Y11M", "P730484999633D",
       "PT17531639991192H"},
  };
  for (const Row& row : kRows) {
    const std::string label =
        FormatTemporal(row.from) + " to " + FormatTemporal(row.to);
    EXPECT_EQ(Text(Between(row.from, row.to, Difference::kMonthsDaysSeconds)),
              row.parts)
        << label;
    EXPECT_EQ(Text(Between(row.from, row.to, Difference::kMonths)), row.months)
        << label;
    EXPECT_EQ(Text(Between(row.from, row.to, Difference::kDays)), row.days)
        << label;
    EXPECT_EQ(Text(Between(row.from, row.to, Difference::kSeconds)),
              row.seconds)
        << label;
  }
}

TEST(BetweenTest, IsNothingFromAValueToItself) {
  for (const Temporal& value :
       {ADate("2021-05-07"), ALocalTime("09"), ATime("09+01"),
        ALocalDateTime("2021-05-07T09"), ADateTime("2021-05-07T09+01")}) {
    EXPECT_EQ(Text(Between(value, value, Difference::kMonthsDaysSeconds)),
              "PT0S");
  }
}

TEST(BetweenTest, RejectsDurations) {
  EXPECT_EQ(Text(Between(ADuration("P1D"), ADate("2021"), Difference::kDays)),
            "error: no difference between durations; subtract them");
}

}  // namespace
}  // namespace kg
