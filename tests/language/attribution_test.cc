#include "extractor/language/attribution.h"

#include <gtest/gtest.h>

#include <limits>

#include "extractor/language/role_spans.h"

namespace kg {
namespace {

const std::vector<std::string> kPlain = {"O", "B", "I", "E", "S"};

Labels MakeLabels() {
  Labels labels;
  labels.source = labels.cue = labels.content = kPlain;
  labels.attribution = {"O",         "B-source",  "I-source",
                        "E-source",  "S-source",  "B-content",
                        "I-content", "E-content", "S-content"};
  return labels;
}

AttributionDecoder MakeDecoder(float weight, float bias) {
  ModelConfig config;
  config.attribution_weight = weight;
  config.cue_bias = bias;
  auto decoder = AttributionDecoder::Make(config, MakeLabels());
  EXPECT_TRUE(decoder.ok()) << decoder.status().message();
  return *decoder;
}

// A row of scores: 3 for each tag named by an index, else 0.
std::vector<float> Rows(const std::vector<size_t>& tags, size_t count) {
  std::vector<float> scores(tags.size() * count, 0);
  for (size_t w = 0; w < tags.size(); ++w) scores[w * count + tags[w]] = 3;
  return scores;
}

std::string Show(const std::vector<Range>& ranges) {
  std::string text;
  for (const Range& range : ranges) {
    text += "[" + std::to_string(range.begin) + "," +
            std::to_string(range.end) + ")";
  }
  return text;
}

TEST(RoleSpansTest, ReadsRunsOfEachRole) {
  const auto decoder = RoleDecoder::Make(
      {"O", "B-a", "I-a", "E-a", "S-a", "B-b", "I-b", "E-b", "S-b"},
      {"a", "b"});
  ASSERT_TRUE(decoder.ok());
  const struct {
    const char* name;
    std::vector<size_t> tags;
    const char* a;
    const char* b;
  } cases[] = {
      {"no words", {}, "", ""},
      {"none", {0, 0}, "", ""},
      {"one word", {0, 4, 0}, "[1,2)", ""},
      {"two runs of a role", {1, 3, 0, 4}, "[0,2)[3,4)", ""},
      {"runs that touch", {1, 3, 4, 1, 2, 3}, "[0,2)[2,3)[3,6)", ""},
      {"roles in turn", {5, 7, 4, 5, 6, 7}, "[2,3)", "[0,2)[3,6)"},
  };
  for (const auto& c : cases) {
    const auto runs = decoder->Decode(Rows(c.tags, 9));
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_EQ(Show(runs[0]), c.a) << c.name;
    EXPECT_EQ(Show(runs[1]), c.b) << c.name;
  }
  const float nan = std::numeric_limits<float>::quiet_NaN();
  decoder->Decode(std::vector<float>(27, nan));  // any answer, no crash
}

TEST(RoleSpansTest, RefusesOtherRoles) {
  EXPECT_EQ(RoleDecoder::Make({"O", "B-a"}, {"b"}).status().message(),
            "unknown role in the tag 'B-a'");
  EXPECT_EQ(RoleDecoder::Make({"O", "B"}, {"b"}).status().message(),
            "unknown role in the tag 'B'");
}

TEST(AttributionTest, BiasFindsMoreCues) {
  // Word 1 lacks 1.5 to be a cue, word 3 lacks 0.5.
  std::vector<float> scores = Rows({0, 0, 4, 0}, 5);
  scores[1 * 5 + 4] = 1.5f;
  scores[3 * 5 + 4] = 2.5f;
  EXPECT_EQ(Show(MakeDecoder(0, 0).Cues(scores)), "[2,3)");
  EXPECT_EQ(Show(MakeDecoder(0, 1).Cues(scores)), "[2,3)[3,4)");
  EXPECT_EQ(Show(MakeDecoder(0, 2).Cues(scores)), "[1,2)[2,3)[3,4)");
  EXPECT_EQ(Show(MakeDecoder(0, -4).Cues(scores)), "");
}

TEST(AttributionTest, DecodesSourceAndBrokenContent) {
  const auto found =
      MakeDecoder(0, 0).Decode({5, 6}, Rows({5, 6, 7, 0, 4, 0, 5, 7}, 9), {});
  EXPECT_EQ(Show(found.source), "[4,5)");
  EXPECT_EQ(Show(found.content), "[0,3)[6,8)");
  EXPECT_EQ(Show(found.cue), "[5,6)");
}

TEST(AttributionTest, KeepsTheRunsNearestToTheCue) {
  const struct {
    const char* name;
    std::vector<size_t> tags;
    const char* source;
    const char* content;
  } cases[] = {
      // the cue is word 4
      {"sources", {4, 0, 4, 0, 0, 0, 0, 4}, "[2,3)", ""},
      {"sources as near", {0, 0, 0, 4, 0, 4, 0, 0}, "[3,4)", ""},
      {"contents before", {8, 0, 5, 7, 0, 0, 0, 0}, "", "[2,4)"},
      {"contents after", {0, 0, 0, 0, 0, 0, 8, 8}, "", "[6,7)"},
      {"contents on both sides", {8, 0, 8, 0, 0, 8, 0, 8}, "", "[2,3)[5,6)"},
      {"content over the cue", {0, 0, 0, 5, 6, 7, 0, 8}, "", "[3,6)[7,8)"},
  };
  for (const auto& c : cases) {
    const auto found = MakeDecoder(0, 0).Decode({4, 5}, Rows(c.tags, 9), {});
    EXPECT_EQ(Show(found.source), c.source) << c.name;
    EXPECT_EQ(Show(found.content), c.content) << c.name;
  }
}

TEST(AttributionTest, GlobalHeadsCountTheMatchingTagAgainstO) {
  const std::vector<float> source = {1, 2, 3, 4, 5};
  const std::vector<float> content = {7, 7, 6, 7, 9};
  const auto global = MakeDecoder(1, 0).Global(
      1, [&](size_t) { return std::span<const float>(source); },
      [&](size_t) { return std::span<const float>(content); });
  EXPECT_EQ(global, (std::vector<float>{0, 1, 2, 3, 4, 0, -1, 0, 2}));
  // Without a weight nothing is computed.
  EXPECT_TRUE(MakeDecoder(0, 0)
                  .Global(
                      1, [&](size_t) { return std::span<const float>(source); },
                      [&](size_t) { return std::span<const float>(content); })
                  .empty());
}

TEST(AttributionTest, WeightLetsTheGlobalHeadsDecide) {
  // "S-source" is better than "O" by 1; the global head finds it unlikely.
  const std::vector<float> scores = {0, 0, 0, 0, 1, 0, 0, 0, 0};
  const std::vector<float> global = {0, -9, -9, -9, -0.8f, -9, -9, -9, -9};
  EXPECT_EQ(Show(MakeDecoder(1, 0).Decode({0, 1}, scores, global).source),
            "[0,1)");
  EXPECT_EQ(Show(MakeDecoder(2, 0).Decode({0, 1}, scores, global).source), "");
}

}  // namespace
}  // namespace kg
