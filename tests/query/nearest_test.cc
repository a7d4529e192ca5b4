#include "query/nearest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(EditDistanceTest, CountsEditsUpToItsLimit) {
  struct Case {
    const char32_t* a;
    const char32_t* b;
    size_t limit;
    size_t distance;
  };
  const Case kCases[] = {
      {U"", U"", 0, 0},           {U"port", U"port", 2, 0},
      {U"port", U"prot", 2, 1},   {U"port", U"part", 2, 1},
      {U"port", U"ports", 2, 1},  {U"port", U"ort", 2, 1},
      {U"port", U"sport!", 2, 2}, {U"port", U"quay", 2, 3},
      {U"", U"abc", 2, 3},        {U"ca", U"abc", 3, 3},
      {U"шир", U"шхир", 1, 1},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(EditDistance(c.a, c.b, c.limit), c.distance);
    EXPECT_EQ(EditDistance(c.b, c.a, c.limit), c.distance);
  }
}

TEST(Nearest, OffersWholeWordsBeforeSlips) {
  Nearest nearest({"anselm"});
  for (const char* name :
       {"anselm bay", "anselmo", "ansel", "vale", "anselms"}) {
    nearest.Offer(name, name);
  }
  EXPECT_THAT(nearest.Best(3), ElementsAre("anselm bay", "ansel", "anselmo"));
}

TEST(Nearest, GivesNothingForWhatIsTooShortOrTooLong) {
  Nearest shorter({"a"});
  shorter.Offer("ab", "ab");
  EXPECT_THAT(shorter.Best(3), IsEmpty());
  const std::string endless(100000, 'x');
  Nearest longer({endless});
  longer.Offer(endless, "x");
  EXPECT_THAT(longer.Best(3), IsEmpty());
}

}  // namespace
}  // namespace kg
