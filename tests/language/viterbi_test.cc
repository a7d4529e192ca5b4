#include "extractor/language/viterbi.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace kg {
namespace {

const std::vector<std::string> kTags = {"O",   "B-X", "I-X", "E-X", "S-X",
                                        "B-Y", "I-Y", "E-Y", "S-Y"};

// The scheme said once more, tag by tag: "" is the sentence's border.
bool Follows(const std::string& a, const std::string& b) {
  const bool open = !a.empty() && (a[0] == 'B' || a[0] == 'I');
  if (b.empty()) return !open;
  if (!open) return b[0] == 'O' || b[0] == 'B' || b[0] == 'S';
  return (b[0] == 'I' || b[0] == 'E') && a.substr(1) == b.substr(1);
}

bool IsAllowed(const std::vector<size_t>& path) {
  std::string before;
  for (const size_t tag : path) {
    if (!Follows(before, kTags[tag])) return false;
    before = kTags[tag];
  }
  return Follows(before, "");
}

using Scores = std::vector<std::vector<float>>;

double Sum(const Scores& scores, const std::vector<size_t>& path) {
  double sum = 0;
  for (size_t i = 0; i < path.size(); ++i) sum += scores[i][path[i]];
  return sum;
}

double BruteForce(const Scores& scores) {
  double best = -std::numeric_limits<double>::infinity();
  std::vector<size_t> path(scores.size(), 0);
  while (true) {
    if (IsAllowed(path)) best = std::max(best, Sum(scores, path));
    size_t at = 0;
    while (at < path.size() && ++path[at] == kTags.size()) path[at++] = 0;
    if (at == path.size()) return best;
  }
}

std::vector<size_t> Decode(const NameDecoder& decoder, const Scores& scores) {
  std::vector<std::span<const float>> rows(scores.begin(), scores.end());
  return decoder.Decode(rows);
}

TEST(ViterbiTest, EqualsBruteForceOnRandomScores) {
  const auto decoder = NameDecoder::Make(kTags);
  ASSERT_TRUE(decoder.ok());
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    Scores scores(1 + random() % 4, std::vector<float>(kTags.size()));
    for (auto& row : scores) {
      for (float& s : row) s = static_cast<float>(random() % 1000) / 128;
    }
    const auto path = Decode(*decoder, scores);
    ASSERT_TRUE(IsAllowed(path)) << round;
    ASSERT_DOUBLE_EQ(Sum(scores, path), BruteForce(scores)) << round;
  }
}

TEST(ViterbiTest, AnswersAsBio) {
  const auto decoder = NameDecoder::Make(kTags);
  ASSERT_TRUE(decoder.ok());
  const char* bio[] = {"O",   "B-X", "I-X", "I-X", "B-X",
                       "B-Y", "I-Y", "I-Y", "B-Y"};
  for (size_t t = 0; t < kTags.size(); ++t) EXPECT_EQ(decoder->Bio(t), bio[t]);
}

TEST(ViterbiTest, TakesTagsWithoutTypes) {
  const auto decoder = NameDecoder::Make({"O", "B", "I", "E", "S"});
  ASSERT_TRUE(decoder.ok());
  // Alone, the best tags are B, O, E: an end that nothing begins.
  const Scores scores = {{0, 3, 0, 0, 0}, {2, 0, 1, 0, 0}, {0, 0, 0, 3, 0}};
  EXPECT_EQ(Decode(*decoder, scores), (std::vector<size_t>{1, 2, 3}));
  EXPECT_EQ(decoder->Bio(4), "B");
}

TEST(ViterbiTest, TakesNoWordsAndBrokenScores) {
  const auto decoder = NameDecoder::Make(kTags);
  ASSERT_TRUE(decoder.ok());
  EXPECT_TRUE(Decode(*decoder, {}).empty());
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const size_t tag :
       Decode(*decoder, Scores(3, std::vector<float>(kTags.size(), nan)))) {
    EXPECT_LT(tag, kTags.size());
  }
}

TEST(ViterbiTest, RejectsOtherTags) {
  const struct {
    std::vector<std::string> tags;
    const char* message;
  } cases[] = {
      {{"O", "L-X"}, "expected a BIOES tag, got 'L-X'"},
      {{"O", "BX"}, "expected a BIOES tag, got 'BX'"},
      {{"O", "B-"}, "expected a BIOES tag, got 'B-'"},
      {{"O", ""}, "expected a BIOES tag, got ''"},
      {{"O", "O-X"}, "expected a BIOES tag, got 'O-X'"},
      {{"S-X"}, "expected the tag 'O'"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(NameDecoder::Make(c.tags).status().message(), c.message);
  }
}

}  // namespace
}  // namespace kg
