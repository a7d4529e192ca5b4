#include "base/threads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

namespace kg {
namespace {

std::vector<int> Squares(size_t workers, int count, int stop_at) {
  int next = 0;
  std::vector<int> out;
  RunOrdered<int, int>(
      workers,
      [&]() -> std::optional<int> {
        return next < count ? std::optional(next++) : std::nullopt;
      },
      [](size_t, int item) { return item * item; },
      [&](int result) {
        out.push_back(result);
        return static_cast<int>(out.size()) < stop_at;
      });
  return out;
}

TEST(RunOrderedTest, GivesResultsInInputOrderForAnyNumberOfWorkers) {
  for (size_t workers : {1u, 2u, 7u}) {
    const std::vector<int> out = Squares(workers, 200, 1000);
    ASSERT_EQ(out.size(), 200u);
    for (int i = 0; i < 200; ++i) ASSERT_EQ(out[static_cast<size_t>(i)], i * i);
  }
}

TEST(RunOrderedTest, StopsWhenDoneSaysSo) {
  for (size_t workers : {1u, 3u}) {
    EXPECT_EQ(Squares(workers, 200, 5).size(), 5u);
  }
}

TEST(RunOrderedTest, HandlesAnEmptyStream) {
  EXPECT_TRUE(Squares(3, 0, 10).empty());
}

TEST(RunOrderedTest, KeepsABoundedNumberInFlight) {
  std::atomic<int> in_flight = 0;
  std::atomic<int> most = 0;
  int next = 0;
  RunOrdered<int, int>(
      2,
      [&]() -> std::optional<int> {
        if (next == 500) return std::nullopt;
        most = std::max(most.load(), ++in_flight);
        return next++;
      },
      [](size_t, int item) { return item; },
      [&](int) {
        --in_flight;
        return true;
      });
  EXPECT_LE(most.load(), 6);  // 2 x workers waiting, one taken by each
}

}  // namespace
}  // namespace kg
