#include "extractor/language/coreference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <random>

#include "extractor/language/model.h"
#include "tests/language/tiny_model.h"

namespace kg {
namespace {

struct Word {
  const char* form;
  const char* upos;
  int32_t head;
  const char* deprel;
  const char* feats;
};

Sentence MakeSentence(const std::vector<Word>& words) {
  Sentence sentence;
  for (const Word& word : words) {
    Token& token = sentence.tokens.emplace_back();
    token.form = word.form;
    token.upos = word.upos;
    token.head = word.head;
    token.deprel = word.deprel;
    token.feats = word.feats;
  }
  return sentence;
}

std::vector<Candidate> Find(CandidateFinder* finder, const Sentence& sentence,
                            size_t number, uint32_t position) {
  std::vector<Candidate> found;
  finder->Find(sentence, {number, 0, sentence.tokens.size(), 0}, position,
               &found);
  return found;
}

TEST(CandidatesTest, AreNounsNamesPronounsAndNumbers) {
  CandidateFinder finder;
  Sentence sentence =
      MakeSentence({{"Ann", "PROPN", 2, "nsubj", "_"},
                    {"Lee", "PROPN", 0, "flat", "_"},
                    {"sold", "VERB", -1, "root", "_"},
                    {"her", "PRON", 5, "nmod:poss", "Case=Gen|Person=3"},
                    {"old", "ADJ", 5, "amod", "_"},
                    {"ships", "NOUN", 2, "obj", "_"},
                    {"in", "ADP", 7, "case", "_"},
                    {"1999", "NUM", 2, "obl", "_"}});
  sentence.tokens[3].layout = 3;
  const auto found = Find(&finder, sentence, 4, 10);
  const struct {
    uint32_t position;
    MentionKind kind;
    uint8_t person;
    bool quoted;
    size_t words;
  } expected[] = {{10, MentionKind::kName, 0, false, 2},
                  {11, MentionKind::kName, 0, false, 1},
                  {13, MentionKind::kPronoun, 3, true, 1},
                  {15, MentionKind::kNominal, 0, false, 2},
                  {17, MentionKind::kNominal, 0, false, 1}};
  ASSERT_EQ(found.size(), std::size(expected));
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].position, expected[i].position);
    EXPECT_EQ(found[i].sentence, 4u);
    EXPECT_EQ(found[i].kind, expected[i].kind) << i;
    EXPECT_EQ(found[i].person, expected[i].person) << i;
    EXPECT_EQ(found[i].quoted, expected[i].quoted) << i;
    EXPECT_EQ(found[i].words.size(), expected[i].words) << i;
  }
}

TEST(CandidatesTest, PersonsAreThoseOfPronouns) {
  const struct {
    const char* upos;
    const char* feats;
    uint8_t person;
  } cases[] = {{"PRON", "Person=1", 1}, {"PRON", "Case=Nom|Person=2|X=1", 2},
               {"PRON", "Person=4", 0}, {"PRON", "Person=", 0},
               {"PRON", "_", 0},        {"NOUN", "Person=3", 0}};
  for (const auto& c : cases) {
    CandidateFinder finder;
    const auto found =
        Find(&finder, MakeSentence({{"x", c.upos, -1, "root", c.feats}}), 0, 0);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].person, c.person) << c.feats;
  }
}

// A phrase: its last word is the head, the others hang on it as `relation`.
std::vector<Candidate> Phrase(CandidateFinder* finder,
                              const std::vector<std::string>& words,
                              const char* upos, const char* relation) {
  Sentence sentence;
  const auto head = static_cast<int32_t>(words.size()) - 1;
  for (const std::string& word : words) {
    Token& token = sentence.tokens.emplace_back();
    token.form = word;
    token.upos = "X";
    token.head = head;
    token.deprel = relation;
  }
  sentence.tokens.back().upos = upos;
  sentence.tokens.back().head = -1;
  sentence.tokens.back().deprel = "root";
  return Find(finder, sentence, 0, 0);
}

TEST(PairTest, ComparesHeadsAndModifiers) {
  const struct {
    const char* name;
    std::vector<std::string> a, b;
    const char* upos;
    const char* relation;
    size_t match;
  } cases[] = {
      {"different", {"ship"}, {"boat"}, "NOUN", "amod", 0},
      {"the same", {"ship"}, {"Ship"}, "NOUN", "amod", 2},
      {"same with modifiers",
       {"big", "ship"},
       {"Big", "ship"},
       "NOUN",
       "amod",
       2},
      {"others are not compared",
       {"the", "ship"},
       {"a", "ship"},
       "NOUN",
       "det",
       2},
      {"same head only", {"big", "ship"}, {"ship"}, "NOUN", "amod", 1},
      {"a name in the other", {"Ann", "Lee"}, {"Ann"}, "PROPN", "flat", 1},
      {"the other way", {"Ann"}, {"Ann", "Lee"}, "PROPN", "flat:name", 1},
      {"not for nouns", {"car", "maker"}, {"car"}, "NOUN", "compound", 0},
  };
  for (const auto& c : cases) {
    CandidateFinder finder;
    const auto a = Phrase(&finder, c.a, c.upos, c.relation);
    const auto b = Phrase(&finder, c.b, c.upos, c.relation);
    const size_t kinds =
        a[0].kind == MentionKind::kName ? 1 * 3 + 1 : 2 * 3 + 2;
    EXPECT_EQ(RowsOf(a[0], b[0], 1).match, kinds * 3 + c.match) << c.name;
  }
}

TEST(PairTest, CountsRowsOfTheTables) {
  Candidate he, firm;
  he.kind = MentionKind::kPronoun;
  he.person = 3;
  he.quoted = true;
  he.sentence = 5;
  he.set = he.head = 1;
  firm.kind = MentionKind::kNominal;
  firm.sentence = 3;
  const PairRows rows = RowsOf(he, firm, 17);
  EXPECT_EQ(rows.match, (0 * 3 + 2) * 3u);
  EXPECT_EQ(rows.distance, (0 * 3 + 2) * 10 + 6u);  // 16 <= 17 < 32
  EXPECT_EQ(rows.sentence, (0 * 3 + 2) * 4 + 2u);
  EXPECT_EQ(rows.person, (3 * 4 + 0) * 4 + 2u);
  const size_t gaps[][2] = {{1, 0}, {2, 1},  {5, 4},   {7, 4},
                            {8, 5}, {64, 8}, {127, 8}, {300, 9}};
  for (const auto& [gap, bucket] : gaps) {
    EXPECT_EQ(RowsOf(firm, firm, gap).distance, 8 * 10 + bucket) << gap;
  }
  he.sentence = 100;
  EXPECT_EQ(RowsOf(he, firm, 1).sentence, 2 * 4 + 3u);
}

TEST(ClustersTest, JoinsLinks) {
  const struct {
    const char* name;
    std::vector<CoreferenceLink> links;
    std::vector<std::vector<uint32_t>> clusters;
  } cases[] = {
      {"none", {}, {}},
      {"one", {{1, 4}}, {{1, 4}}},
      {"a chain", {{1, 4}, {4, 9}}, {{1, 4, 9}}},
      {"two", {{5, 6}, {1, 9}}, {{1, 9}, {5, 6}}},
      {"joined late",
       {{1, 2}, {3, 4}, {5, 6}, {2, 5}, {6, 7}, {4, 9}},
       {{1, 2, 5, 6, 7}, {3, 4, 9}}},
      {"said twice", {{1, 2}, {1, 2}}, {{1, 2}}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(ClustersOf(c.links), c.clusters) << c.name;
}

class CoreferenceTest : public testing::Test {
 protected:
  static constexpr size_t kHidden = 32, kPair = 8;

  void SetUp() override {
    folder_ = MakeTestFolder(
        testing::UnitTest::GetInstance()->current_test_info()->name());
    tiny_ = MakeTinyModel();
    // Scores near 0, so that some candidates have an antecedent.
    tiny_.tensors["coreference.bias"].values[0] = -1;
    WriteModel(tiny_, folder_);
    auto model = Model::Open(folder_, Precision::kF32);
    ASSERT_TRUE(model.ok()) << model.status().message();
    model_ = *model;
    std::mt19937 random(3);
    for (uint32_t i = 0; i < 700; ++i) {
      Candidate& candidate = candidates_.emplace_back();
      candidate.position = 2 * i;
      candidate.sentence = i / 4;
      candidate.kind = static_cast<MentionKind>(random() % 3);
      candidate.person = random() % 4;
      candidate.quoted = random() % 2;
      candidate.set = static_cast<uint32_t>(random() % 20);
      candidate.head = candidate.set;
      candidate.words = {candidate.head};
    }
    for (size_t i = 0; i < candidates_.size() * kHidden; ++i) {
      rows_.push_back(static_cast<float>(random() % 2001) / 1000 - 1);
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  const CoreferenceWeights& Weights() const {
    return static_cast<const LoadedModel&>(*model_)
        .parts()
        .weights.extra.coreference;
  }

  // Adds them in windows of that many.
  std::vector<std::vector<float>> Scores(Coreference* coreference,
                                         size_t window) {
    LinearRunner runner;
    std::vector<std::vector<float>> scores;
    coreference->Start();
    for (size_t begin = 0; begin < candidates_.size(); begin += window) {
      const size_t end = std::min(candidates_.size(), begin + window);
      std::vector<float> rows(rows_.begin() + begin * kHidden,
                              rows_.begin() + end * kHidden);
      rows.resize(RoundUpRows(end - begin) * kHidden);
      EXPECT_TRUE(
          coreference
              ->Add({candidates_.begin() + begin, candidates_.begin() + end},
                    rows.data(), &runner)
              .ok());
      for (size_t i = 0; i < end - begin; ++i) {
        const auto own = coreference->scores(i);
        scores.emplace_back(own.begin(), own.end());
      }
    }
    return scores;
  }

  // The formula of docs/model-file.md, value by value.
  std::vector<double> Layer(const std::string& name, size_t i) const {
    const auto& weight = tiny_.tensors.at(name + ".weight").values;
    const auto& bias = tiny_.tensors.at(name + ".bias").values;
    std::vector<double> out;
    for (size_t o = 0; o < kPair; ++o) {
      double sum = bias[o];
      for (size_t k = 0; k < kHidden; ++k) {
        sum += double{weight[o * kHidden + k]} * rows_[i * kHidden + k];
      }
      out.push_back(std::max(0.0, sum));
    }
    return out;
  }
  double Plain(size_t i, size_t j) const {
    const auto values = [&](const char* name) {
      return tiny_.tensors.at(std::string("coreference.") + name).values;
    };
    const auto a = Layer("coreference.anaphor", i);
    const auto b = Layer("coreference.antecedent", j);
    double score = values("bias")[0];
    for (size_t x = 0; x < kPair; ++x) {
      score += a[x] * values("anaphor_score")[x] +
               b[x] * values("antecedent_score")[x];
      for (size_t y = 0; y < kPair; ++y) {
        score += a[x] * values("biaffine")[x * kPair + y] * b[y];
      }
    }
    const PairRows rows = RowsOf(candidates_[i], candidates_[j], i - j);
    return score + values("match")[rows.match] +
           values("distance")[rows.distance] +
           values("sentence")[rows.sentence] + values("person")[rows.person];
  }

  std::string folder_;
  TinyModel tiny_;
  std::shared_ptr<const Model> model_;
  std::vector<Candidate> candidates_;
  std::vector<float> rows_;
};

TEST_F(CoreferenceTest, ScoresAreThoseOfTheFormula) {
  Coreference coreference(Weights(), kPair);
  const auto scores = Scores(&coreference, 64);
  ASSERT_EQ(scores.size(), candidates_.size());
  for (const size_t i : {0, 1, 63, 64, 299, 300, 301, 640, 699}) {
    const size_t width = std::min<size_t>(i, kNearest);
    ASSERT_EQ(scores[i].size(), width) << i;
    for (size_t k = 0; k < width; k += 1 + width / 7) {
      EXPECT_NEAR(scores[i][k], Plain(i, i - width + k), 1e-4) << i << " " << k;
    }
  }
}

TEST_F(CoreferenceTest, WindowsDoNotMatter) {
  Coreference coreference(Weights(), kPair);
  Scores(&coreference, candidates_.size());
  const auto whole = ClustersOf(coreference.links());
  ASSERT_FALSE(whole.empty());
  for (const size_t window : {1, 37, 200}) {
    Scores(&coreference, window);
    EXPECT_EQ(ClustersOf(coreference.links()), whole) << window;
  }
}

TEST_F(CoreferenceTest, LinksToTheBestAntecedentAboveZero) {
  Coreference coreference(Weights(), kPair);
  const auto scores = Scores(&coreference, 50);
  std::vector<std::pair<uint32_t, uint32_t>> expected, links;
  for (const CoreferenceLink& link : coreference.links()) {
    links.emplace_back(link.antecedent, link.anaphor);
  }
  for (size_t i = 0; i < scores.size(); ++i) {
    const auto best = std::max_element(scores[i].begin(), scores[i].end());
    if (best == scores[i].end() || *best <= 0) continue;
    const size_t j =
        i - scores[i].size() + static_cast<size_t>(best - scores[i].begin());
    expected.emplace_back(candidates_[j].position, candidates_[i].position);
  }
  EXPECT_EQ(links, expected);
  EXPECT_FALSE(expected.empty());
  EXPECT_LT(expected.size(), scores.size());
}

TEST_F(CoreferenceTest, ProbabilitiesAreThoseOfTheWholeClusterSoFar) {
  Coreference coreference(Weights(), kPair);
  const auto scores = Scores(&coreference, 50);
  // Each candidate's cluster, by the links before it.
  std::map<uint32_t, uint32_t> cluster;
  std::map<uint32_t, CoreferenceLink> links;
  for (const CoreferenceLink& link : coreference.links()) {
    links.emplace(link.anaphor, link);
  }
  size_t seen = 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    const uint32_t own = candidates_[i].position;
    const auto link = links.find(own);
    cluster[own] = link == links.end() ? own : cluster[link->second.antecedent];
    if (link == links.end()) continue;
    double same = 0, all = 1;
    for (size_t k = 0; k < scores[i].size(); ++k) {
      const size_t j = i - scores[i].size() + k;
      const double weight = std::exp(scores[i][k]);
      all += weight;
      if (cluster[candidates_[j].position] == cluster[own]) same += weight;
    }
    EXPECT_NEAR(link->second.probability, same / all, 1e-5) << i;
    ++seen;
  }
  EXPECT_GT(seen, 10u);
}

}  // namespace
}  // namespace kg
