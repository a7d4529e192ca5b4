#include "extractor/language/span_scorer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "extractor/language/model.h"
#include "tests/language/tiny_model.h"

namespace kg {
namespace {

TEST(DistanceTest, HasClassesBeforeAndAfterTheCue) {
  const struct {
    int64_t distance;
    size_t bucket;
  } cases[] = {{0, 0},  {1, 1},   {2, 2},   {3, 3},   {4, 4},    {5, 4},
               {6, 5},  {8, 5},   {9, 6},   {16, 7},  {31, 7},   {32, 8},
               {64, 9}, {500, 9}, {-1, 10}, {-5, 13}, {-64, 18}, {-500, 18}};
  for (const auto& c : cases) {
    EXPECT_EQ(DistanceBucket(c.distance), c.bucket) << c.distance;
  }
}

// The formula of docs/model-file.md, value by value.
class PlainScorer {
 public:
  PlainScorer(const TinyModel& model, const WindowWords& words)
      : model_(model), words_(words) {}

  double Score(const CueWords& cue, size_t word, size_t tag) const {
    std::vector<double> mean(kHidden), row(kHidden);
    for (size_t i = 0; i < kHidden; ++i) {
      mean[i] = (double{words_.rows[cue.first * kHidden + i]} +
                 double{words_.rows[cue.last * kHidden + i]}) /
                2;
      row[i] = words_.rows[word * kHidden + i];
    }
    const auto w = Layer("word", row), c = Layer("cue", mean);
    double score = 0;
    for (size_t a = 0; a < kSpan; ++a) {
      score += w[a] * Value("word_score", tag * kSpan + a);
      for (size_t b = 0; b < kSpan; ++b) {
        score += w[a] * Value("biaffine", (tag * kSpan + a) * kSpan + b) * c[b];
      }
    }
    const size_t bucket = DistanceBucket(int64_t{words_.nodes[word]} -
                                         int64_t{words_.nodes[cue.first]});
    return score + Value("distance", bucket * 9 + tag);
  }

  static constexpr size_t kHidden = 32, kSpan = 8;

 private:
  double Value(const std::string& name, size_t i) const {
    return model_.tensors.at("spans.attribution." + name).values[i];
  }
  std::vector<double> Layer(const std::string& name,
                            const std::vector<double>& x) const {
    std::vector<double> out;
    for (size_t o = 0; o < kSpan; ++o) {
      double sum = Value(name + ".bias", o);
      for (size_t i = 0; i < kHidden; ++i) {
        sum += Value(name + ".weight", o * kHidden + i) * x[i];
      }
      out.push_back(std::max(0.0, sum));
    }
    return out;
  }

  const TinyModel& model_;
  const WindowWords& words_;
};

TEST(SpanScorerTest, ScoresAreThoseOfTheFormula) {
  const std::string folder = MakeTestFolder("span_scorer");
  const TinyModel tiny = MakeTinyModel();
  WriteModel(tiny, folder);
  const auto model = Model::Open(folder, Precision::kF32);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(model.ok()) << model.status().message();
  const ModelParts& parts = static_cast<const LoadedModel&>(**model).parts();
  WindowWords words;
  std::mt19937 random(5);
  for (uint32_t w = 0; w < 21; ++w) {
    words.nodes.push_back(w + w / 6);  // a [SEP] after each sixth word
  }
  for (size_t i = 0; i < RoundUpRows(words.size()) * 32; ++i) {
    words.rows.push_back(static_cast<float>(random() % 2001) / 1000 - 1);
  }
  SpanScorer scorer(parts.weights.extra.attribution, 32, 8);
  LinearRunner runner;
  const std::vector<CueWords> cues = {{0, 0}, {7, 9}, {20, 20}};
  ASSERT_TRUE(scorer.Run(words, cues, &runner).ok());
  const PlainScorer plain(tiny, words);
  for (size_t c = 0; c < cues.size(); ++c) {
    ASSERT_EQ(scorer.scores(c).size(), words.size() * 9);
    for (size_t i = 0; i < words.size() * 9; ++i) {
      EXPECT_NEAR(scorer.scores(c)[i], plain.Score(cues[c], i / 9, i % 9), 1e-4)
          << c << " " << i;
    }
  }
}

}  // namespace
}  // namespace kg
