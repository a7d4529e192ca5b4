#include "extractor/language/tree.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <random>

#include "extractor/language/projective.h"

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

bool IsProjective(const Heads& heads) {
  for (size_t a = 1; a <= heads.size(); ++a) {
    for (size_t b = 1; b <= heads.size(); ++b) {
      const auto [begin, end] = std::minmax(a, heads[a - 1]);
      const auto [first, last] = std::minmax(b, heads[b - 1]);
      if (begin < first && first < end && end < last) return false;
    }
  }
  return IsTree(heads);
}

// The best sum over all assignments of heads that are such trees.
double BruteForce(const std::vector<float>& scores, size_t n,
                  const std::function<bool(const Heads&)>& is_such = IsTree) {
  double best = -std::numeric_limits<double>::infinity();
  Heads heads(n, 0);
  while (true) {
    if (is_such(heads)) best = std::max(best, Sum(scores, heads));
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

TEST(TreeTest, ProjectiveOnesEqualBruteForceOnRandomScores) {
  std::mt19937 random(8);
  for (int round = 0; round < 1500; ++round) {
    const size_t n = 1 + random() % (round % 100 == 0 ? 6 : 5);
    const unsigned values = round % 3 == 0 ? 4 : 1000;
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = static_cast<float>(random() % values) - 2.0f;
    const Heads heads = MaximumProjectiveTree(scores, n);
    ASSERT_TRUE(IsProjective(heads)) << round;
    ASSERT_DOUBLE_EQ(Sum(scores, heads), BruteForce(scores, n, IsProjective))
        << round;
  }
}

TEST(TreeTest, ACrossingArcIsForNoPrice) {
  // Best heads 0, 4, 1, 1: word 2 under 4 crosses word 3 under 1.
  std::vector<float> scores(4 * 5, 0.0f);
  scores[0 * 5 + 0] = scores[1 * 5 + 4] = 9;
  scores[2 * 5 + 1] = scores[3 * 5 + 1] = 9;
  scores[2 * 5 + 4] = 8;
  EXPECT_EQ(MaximumTree(scores, 4), (Heads{0, 4, 1, 1}));
  EXPECT_EQ(MaximumProjectiveTree(scores, 4), (Heads{0, 4, 4, 1}));
  EXPECT_EQ(MaximumProjectiveTree({}, 0), Heads{});
}

TEST(TreeTest, LongSentencesGiveTrees) {
  std::mt19937 random(3);
  const size_t n = 510;
  std::vector<float> scores(n * (n + 1));
  for (float& s : scores) s = static_cast<float>(random() % 100000) / 1000;
  EXPECT_TRUE(IsTree(MaximumTree(scores, n)));
  EXPECT_TRUE(IsProjective(MaximumProjectiveTree(scores, n)));
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
  for (const float score : {nan, inf, -inf, 0.0f}) {
    const std::vector<float> scores(6 * 7, score);
    EXPECT_TRUE(IsTree(MaximumTree(scores, 6))) << score;
    EXPECT_TRUE(IsProjective(MaximumProjectiveTree(scores, 6))) << score;
  }
}

}  // namespace
}  // namespace kg
