#include "query/temporal/compare.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/temporal/helpers.h"

namespace kg {
namespace {

// Each list in ascending order.
const std::vector<std::vector<Temporal>>& Lists() {
  static const auto* lists = new std::vector<std::vector<Temporal>>{
      {ADateTime("2021-05-07T09:00+02:00"), ADateTime("2021-05-07T07:30Z"),
       // One instant: by the clock, then by the zone's name.
       ADateTime("2021-05-07T07:00-01:00"), ADateTime("2021-05-07T08:00Z"),
       ADateTime("2021-05-07T10:00+02:00"),
       ADateTime("2021-05-07T10:00[Europe/Oslo]"),
       ADateTime("2021-05-07T10:00[Europe/Paris]"),
       ADateTime("2021-05-07T08:00:00.1Z")},
      {ALocalDateTime("-0044-03-15T00"), ALocalDateTime("2021-05-07T09"),
       ALocalDateTime("2021-05-07T09:00:00.1"), ALocalDateTime("2021-05-08")},
      {ADate("-0044-03-15"), ADate("1969-12-31"), ADate("2021-05-07")},
      {ATime("09:00+02:00"), ATime("07:00-01:00"), ATime("08:00Z"),
       ATime("09:00Z")},
      {ALocalTime("00"), ALocalTime("09:00:00.1"), ALocalTime("23")},
      {ADuration("P-1D"), ADuration("PT-0.1S"), ADuration("PT0S"),
       ADuration("PT24H"), ADuration("P1D"), ADuration("PT24H0.1S"),
       ADuration("P30D"), ADuration("P1M"), ADuration("P31D"),
       ADuration("P365D"), ADuration("P1Y"), ADuration("P366D")},
  };
  return *lists;
}

TEST(OrderTest, IsTotalOverAllTypes) {
  std::vector<Temporal> all;
  for (const auto& list : Lists()) {
    all.insert(all.end(), list.begin(), list.end());
  }
  for (size_t i = 0; i < all.size(); ++i) {
    for (size_t j = 0; j < all.size(); ++j) {
      EXPECT_EQ(OrderTemporal(all[i], all[j]), i <=> j)
          << FormatTemporal(all[i]) << " " << FormatTemporal(all[j]);
      EXPECT_EQ(all[i] == all[j], i == j);
      EXPECT_EQ(HashTemporal(all[i]) == HashTemporal(all[j]), i == j);
    }
  }
}

TEST(CompareTest, HoldsWithinATypeAndNotForDurations) {
  for (const auto& list : Lists()) {
    const bool comparable = TypeOf(list[0]) != TemporalType::kDuration;
    EXPECT_EQ(CompareTemporal(list[0], list[1]).has_value(), comparable);
    EXPECT_EQ(CompareTemporal(list[0], list[0]).has_value(), comparable);
    EXPECT_EQ(CompareTemporal(list[0], list[1]) == std::strong_ordering::less,
              comparable);
  }
  EXPECT_FALSE(
      CompareTemporal(ADate("2021"), ALocalDateTime("2021")).has_value());
}

TEST(CompareTest, EqualDurationsAreThoseOfEqualGroups) {
  EXPECT_EQ(ADuration("P12M"), ADuration("P1Y"));
  EXPECT_EQ(ADuration("PT60M"), ADuration("PT1H"));
  EXPECT_EQ(ADuration("P7D"), ADuration("P1W"));
  EXPECT_NE(ADuration("PT24H"), ADuration("P1D"));
}

}  // namespace
}  // namespace kg
