// Random values against independent reckonings: the calendar of C++20's
// <chrono>, and the laws that parsing, arithmetic and order keep.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <random>

#include "query/temporal/arithmetic.h"
#include "query/temporal/calendar.h"
#include "query/temporal/compare.h"
#include "query/temporal/duration.h"
#include "tests/temporal/helpers.h"

namespace kg {
namespace {

namespace chrono = std::chrono;

constexpr int kRounds = 20'000;

class RandomTest : public ::testing::Test {
 protected:
  int64_t Number(int64_t min, int64_t max) {
    return std::uniform_int_distribution<int64_t>(min, max)(random_);
  }
  // Within the years that <chrono> knows.
  Date RandomDate() { return {Number(-12'000'000, 11'000'000)}; }
  LocalTime RandomTime() {
    // Often round, so that fields are left out and come together.
    const int64_t unit = kUnits[static_cast<size_t>(Number(0, 4))];
    return {Number(0, kNanosPerDay / unit - 1) * unit};
  }
  LocalDateTime RandomLocal() { return {RandomDate(), RandomTime()}; }
  int32_t RandomOffset() { return static_cast<int32_t>(Number(-72, 72) * 900); }
  ZonedDateTime RandomInstant() {
    static const char* const kZones[] = {"Europe/Oslo", "America/New_York",
                                         "Asia/Tokyo", "Pacific/Apia"};
    const auto pick = static_cast<size_t>(Number(0, 7));
    return pick < 4 ? InZone(RandomLocal(), {0, TimeZone::Find(kZones[pick])})
                    : InZone(RandomLocal(), {RandomOffset(), nullptr});
  }
  Duration RandomDuration() {
    return {Number(-500, 500), Number(-5000, 5000), Number(-500'000, 500'000),
            static_cast<int32_t>(Number(0, kNanosPerSecond - 1))};
  }
  Temporal RandomValue() {
    switch (Number(0, 5)) {
      case 0:
        return RandomDate();
      case 1:
        return RandomTime();
      case 2:
        return ZonedTime{RandomTime(), RandomOffset()};
      case 3:
        return RandomLocal();
      case 4:
        return RandomInstant();
      default:
        return RandomDuration();
    }
  }

 private:
  static constexpr int64_t kUnits[] = {1, 1'000, 1'000'000, kNanosPerSecond,
                                       3600 * kNanosPerSecond};
  std::mt19937_64 random_{20211031};
};

chrono::year_month_day ByChrono(Date date) {
  return chrono::sys_days(chrono::days(date.epoch_day));
}

Date FromChrono(chrono::sys_days days) {
  return {days.time_since_epoch().count()};
}

TEST_F(RandomTest, CalendarAgreesWithChrono) {
  for (int round = 0; round < kRounds; ++round) {
    const Date date = RandomDate();
    const chrono::year_month_day civil = ByChrono(date);
    const CivilDate ours = ToCivil(date);
    ASSERT_EQ(ours.year, static_cast<int>(civil.year())) << date.epoch_day;
    ASSERT_EQ(static_cast<unsigned>(ours.month),
              static_cast<unsigned>(civil.month()));
    ASSERT_EQ(static_cast<unsigned>(ours.day),
              static_cast<unsigned>(civil.day()));
    ASSERT_EQ(FromCivil(ours), date);
    const chrono::weekday weekday{chrono::sys_days(civil)};
    ASSERT_EQ(static_cast<unsigned>(DayOfWeek(date)), weekday.iso_encoding());
  }
}

TEST_F(RandomTest, WeeksAreThoseOfTheirThursday) {
  for (int round = 0; round < kRounds; ++round) {
    const Date date = RandomDate();
    const Date thursday = {date.epoch_day - DayOfWeek(date) + 4};
    const chrono::year year = ByChrono(thursday).year();
    const Date first = FromChrono(year / chrono::January / 1);
    const WeekDate week = ToWeekDate(date);
    ASSERT_EQ(week.week_year, static_cast<int>(year));
    ASSERT_EQ(week.week, (thursday.epoch_day - first.epoch_day) / 7 + 1);
    ASSERT_EQ(FromWeekDate(week), date);
    ASSERT_LE(week.week, WeeksInWeekYear(week.week_year));
  }
}

TEST_F(RandomTest, MonthsAreAddedAsInChrono) {
  for (int round = 0; round < kRounds; ++round) {
    const Date date = RandomDate();
    const int64_t months = Number(-5'000, 5'000);
    chrono::year_month_day moved = ByChrono(date);
    moved += chrono::months(months);
    if (!moved.ok()) moved = moved.year() / moved.month() / chrono::last;
    ASSERT_EQ(AddMonths(date, months), FromChrono(moved));
  }
}

TEST_F(RandomTest, MonthsBetweenAreTheMostThatFit) {
  for (int round = 0; round < kRounds; ++round) {
    Date from = RandomDate();
    Date to = {from.epoch_day + Number(-2'000, 2'000)};
    const int64_t months = MonthsBetween(from, to);
    ASSERT_EQ(MonthsBetween(to, from), -months);
    if (to.epoch_day < from.epoch_day) std::swap(from, to);
    const CivilDate a = ToCivil(from);
    const CivilDate b = ToCivil(to);
    ASSERT_EQ(std::abs(months),
              (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day));
  }
}

TEST_F(RandomTest, FormatsReadBackAsTheSameValue) {
  for (int round = 0; round < kRounds; ++round) {
    const Temporal value = RandomValue();
    const std::string text = FormatTemporal(value);
    const auto read = ParseTemporal(TypeOf(value), text, TestContext());
    ASSERT_TRUE(read.ok()) << text << ": " << read.status().message();
    ASSERT_EQ(*read, value) << text << " and " << FormatTemporal(*read);
  }
}

TEST_F(RandomTest, DifferencesLeadFromOneToTheOther) {
  for (int round = 0; round < kRounds; ++round) {
    const LocalDateTime from = RandomLocal();
    const LocalDateTime to = RandomLocal();
    for (const Difference difference :
         {Difference::kMonthsDaysSeconds, Difference::kSeconds}) {
      const auto duration = Between(from, to, difference);
      ASSERT_TRUE(duration.ok());
      const auto reached = AddDuration(from, *duration);
      ASSERT_TRUE(reached.ok());
      ASSERT_EQ(*reached, Temporal(to)) << FormatTemporal(from);
    }
  }
}

TEST_F(RandomTest, InstantsDifferByTheirSeconds) {
  for (int round = 0; round < kRounds; ++round) {
    const ZonedDateTime from = RandomInstant();
    const ZonedDateTime to = RandomInstant();
    const auto duration = Between(from, to, Difference::kSeconds);
    ASSERT_TRUE(duration.ok());
    const auto reached = AddDuration(from, *duration);
    ASSERT_TRUE(reached.ok());
    const auto& instant = std::get<ZonedDateTime>(*reached);
    ASSERT_EQ(EpochSeconds(instant), EpochSeconds(to));
    ASSERT_EQ(instant.local.time.nanos_of_day % kNanosPerSecond,
              to.local.time.nanos_of_day % kNanosPerSecond);
    const auto order = CompareTemporal(from, to);
    ASSERT_TRUE(order.has_value());
    ASSERT_TRUE(duration->seconds >= 0 || *order > 0);
  }
}

TEST_F(RandomTest, SumsAndDifferencesOfDurationsCancel) {
  for (int round = 0; round < kRounds; ++round) {
    const Duration a = RandomDuration();
    const Duration b = RandomDuration();
    const auto sum = AddDuration(a, b);
    ASSERT_TRUE(sum.ok());
    const auto back = SubtractDuration(*sum, b);
    ASSERT_TRUE(back.ok());
    ASSERT_EQ(*back, Temporal(a));
  }
}

long double Length(const Duration& duration) {
  return static_cast<long double>(duration.months) * kAverageSecondsPerMonth +
         static_cast<long double>(duration.days) * kSecondsPerDay +
         static_cast<long double>(duration.seconds) +
         static_cast<long double>(duration.nanos) / kNanosPerSecond;
}

TEST_F(RandomTest, ScalingKeepsTheLength) {
  for (int round = 0; round < kRounds; ++round) {
    const Duration duration = RandomDuration();
    const double factor =
        static_cast<double>(Number(1, 1'000'000)) / 7 * (round % 2 ? 1 : -1);
    const auto decimal = DecimalOf(factor);
    ASSERT_TRUE(decimal.ok());
    const auto product = MultiplyDuration(duration, *decimal);
    const auto quotient = DivideDuration(duration, *decimal);
    ASSERT_TRUE(product.ok() && quotient.ok());
    // Four parts are cut off, each within a nanosecond; the rest is the
    // rounding of long double.
    const long double exact = Length(duration) * factor;
    const long double over = Length(duration) / factor;
    ASSERT_LT(std::abs(Length(*product) - exact),
              4e-9L + std::abs(exact) * 1e-15L);
    ASSERT_LT(std::abs(Length(*quotient) - over),
              4e-9L + std::abs(over) * 1e-15L);
  }
}

}  // namespace
}  // namespace kg
