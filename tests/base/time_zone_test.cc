#include "base/time_zone.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace kg {
namespace {

TEST(TimeZoneTest, FindsNamesOfTheDatabaseOnly) {
  for (const char* name : {"Europe/Oslo", "America/New York", "UTC", "Zulu",
                           "Asia/Kolkata", "Asia/Calcutta", "CET"}) {
    EXPECT_NE(TimeZone::Find(name), nullptr) << name;
  }
  for (const char* name : {"", "Middle/Earth", "europe/oslo", "GMT+5", "+01:00",
                           "Etc/Unknown", "Europe/Oslo\xff"}) {
    EXPECT_EQ(TimeZone::Find(name), nullptr) << name;
  }
  EXPECT_EQ(TimeZone::Find("America/New York"),
            TimeZone::Find("America/New_York"));
  EXPECT_EQ(TimeZone::Find("America/New York")->name(), "America/New_York");
}

TEST(TimeZoneTest, KnowsOffsetsOfAllTimes) {
  struct Case {
    const char* zone;
    int64_t epoch_seconds;
    int32_t offset;
  };
  const Case kCases[] = {
      {"UTC", 0, 0},
      {"Asia/Kolkata", 1'700'000'000, 19'800},
      {"America/New_York", -5'000'000'000, -17'762},  // local mean time
      {"America/New_York", INT64_MIN, -17'762},
      {"Europe/Oslo", 1'616'893'199, 3'600},  // 2021-03-28T00:59:59Z
      {"Europe/Oslo", 1'616'893'200, 7'200},
      {"Europe/Oslo", 1'635'641'999, 7'200},  // 2021-10-31T00:59:59Z
      {"Europe/Oslo", 1'635'642'000, 3'600},
      // The rules go on for ever: 10 July 10000, and 400,000 years on.
      {"Europe/Oslo", 253'418'803'200, 7'200},
      {"Europe/Oslo", 253'418'803'200 + 1000 * 146'097 * int64_t{86'400},
       7'200},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(TimeZone::Find(c.zone)->OffsetAt(c.epoch_seconds), c.offset)
        << c.zone << " " << c.epoch_seconds;
  }
}

TEST(TimeZoneTest, ResolvesLocalTimesThatComeTwiceOrNever) {
  const TimeZone& oslo = *TimeZone::Find("Europe/Oslo");
  constexpr int64_t kSpring = 1'616'893'200 + 3'600;  // 02:00 by the old clock
  EXPECT_EQ(oslo.OffsetOfLocal(kSpring - 1), 3'600);
  EXPECT_EQ(oslo.OffsetOfLocal(kSpring), 3'600);  // skipped
  EXPECT_EQ(oslo.OffsetOfLocal(kSpring + 3'599), 3'600);
  EXPECT_EQ(oslo.OffsetOfLocal(kSpring + 3'600), 7'200);
  constexpr int64_t kAutumn = 1'635'642'000 + 3'600;  // 02:00 by the new clock
  EXPECT_EQ(oslo.OffsetOfLocal(kAutumn - 1), 7'200);
  EXPECT_EQ(oslo.OffsetOfLocal(kAutumn), 7'200);  // the first of two
  EXPECT_EQ(oslo.OffsetOfLocal(kAutumn + 3'599), 7'200);
  EXPECT_EQ(oslo.OffsetOfLocal(kAutumn + 3'600), 3'600);
  // Samoa left out 2011-12-30, when it crossed the date line.
  const TimeZone& apia = *TimeZone::Find("Pacific/Apia");
  constexpr int64_t kSkippedNoon = 1'325'246'400;  // 2011-12-30T12:00
  EXPECT_EQ(apia.OffsetOfLocal(kSkippedNoon - 86'400), -36'000);
  EXPECT_EQ(apia.OffsetOfLocal(kSkippedNoon), -36'000);
  EXPECT_EQ(apia.OffsetOfLocal(kSkippedNoon + 86'400), 50'400);
}

TEST(TimeZoneTest, IgnoresTheHostsZone) {
  setenv("TZ", "America/New_York", 1);
  EXPECT_EQ(TimeZone::Find("Europe/Paris")->OffsetAt(1'700'000'000), 3'600);
  EXPECT_EQ(TimeZone::Find("UTC")->OffsetAt(1'700'000'000), 0);
  unsetenv("TZ");
}

}  // namespace
}  // namespace kg
