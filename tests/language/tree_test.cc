#include "extractor/language/tree.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace kg {
namespace {

using Heads = std::vector<size_t>;

bool IsTree(const Heads& heads) {
  size_t roots = 0;
  for (size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] == 0;
    size_t at = i + 1, steps = 0;
    while (at != 0 && steps++ <= heads.size()) at = heads[at - 1];
    if (at != 0) return false;
  }
  return roots == 1 || heads.empty();
}

double Sum(const std::vector<float>& scores, const Heads& heads) {
  double sum = 0;
  for (size_t i = 0; i < heads.size(); ++i) {
    sum += scores[i * (heads.size() + 1) + heads[i]];
  }
  return sum;
}

// The best sum over all assignments of heads that are trees.
double BruteForce(const std::vector<float>& scores, size_t n) {
  double best = -std::numeric_limits<double>::infinity();
  Heads heads(n, 0);
  while (true) {
    if (IsTree(heads)) best = std::max(best, Sum(scores, heads));
    size_t at = 0;
    while (at < n && ++heads[at] > n) heads[at++] = 0;
    if (at == n) return best;
  }
}

TEST(TreeTest, HandComputed) {
  const struct {
    const char* name;
    size_t n;
    std::vector<float> scores;
    Heads heads;
  } cases[] = {
      {"no word", 0, {}, {}},
      {"one word", 1, {-5, 99}, {0}},
      {"own column is not looked at", 2, {1, 50, 0, 0, 3, 50}, {0, 1}},
      // The greedy heads 2 and 1 are a cycle; the root enters at word 2.
      {"cycle of two", 2, {1, 0, 9, 4, 8, 0}, {2, 0}},
      // Both would take the root; the second loses least by another head.
      {"one child of the root", 2, {9, 0, 1, 9, 3, 0}, {0, 1}},
      // Cycle 1-2-3 within reach of nothing but the root at 3.
      {"cycle of three", 3, {0, 0, 9, 0, 0, 0, 0, 9, 5, 9, 0, 0}, {2, 3, 0}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(MaximumTree(c.scores, c.n), c.heads) << c.name;
  }
}

TEST(TreeTest, EqualsBruteForceOnRandomScores) {
  std::mt19937 random(7);
  for (int round = 0; round < 1500; ++round) {
    const size_t n = 1 + random() % (round % 100 == 0 ? 6 : 5);
    // Few distinct values in every third round, so that there are ties.
    const unsigned values = round % 3 == 0 ? 4 : 1000;
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = static_cast<float>(random() % values) - 2.0f;
    const Heads heads = MaximumTree(scores, n);
    ASSERT_TRUE(IsTree(heads)) << round;
    ASSERT_DOUBLE_EQ(Sum(scores, heads), BruteForce(scores, n)) << round;
  }
}

TEST(TreeTest, LongSentencesGiveTrees) {
  std::mt19937 random(3);
  const size_t n = 510;
  std::vector<float> scores(n * (n + 1));
  for (float& s : scores) s = static_cast<float>(random() % 100000) / 1000;
  EXPECT_TRUE(IsTree(MaximumTree(scores, n)));
  // One long cycle, each word's best head being the next.
  for (size_t i = 0; i < n; ++i) {
    scores[i * (n + 1) + (i + 1) % n + 1] = 1000;
  }
  const Heads heads = MaximumTree(scores, n);
  EXPECT_TRUE(IsTree(heads));
}

TEST(TreeTest, BrokenScoresStillGiveATree) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float inf = std::numeric_limits<float>::infinity();
  EXPECT_TRUE(IsTree(MaximumTree(std::vector<float>(6 * 7, nan), 6)));
  EXPECT_TRUE(IsTree(MaximumTree(std::vector<float>(6 * 7, inf), 6)));
  EXPECT_TRUE(IsTree(MaximumTree(std::vector<float>(6 * 7, -inf), 6)));
  EXPECT_TRUE(IsTree(MaximumTree(std::vector<float>(6 * 7, 0.0f), 6)));
}

}  // namespace
}  // namespace kg
