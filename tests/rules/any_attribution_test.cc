// Whatever a model says of who says what, and wherever dashes stand, the rules
// give facts that stand in the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "extractor/language/conllu.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

constexpr int kTrials = 60;  // of each construction

class Chance {
 public:
  explicit Chance(uint32_t seed) : random_(seed) {}
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }

  std::vector<Range> Ranges(uint32_t positions, uint32_t most) {
    std::vector<Range> ranges;
    uint32_t begin = 0;
    for (uint32_t i = Below(most + 1); i > 0 && begin < positions; --i) {
      begin += Below(positions - begin);
      const uint32_t end = begin + 1 + Below(positions - begin);
      ranges.push_back({begin, end});
      begin = end + 1;
    }
    return ranges;
  }

 private:
  std::mt19937 random_;
};

// Attributions by their cues, a dash somewhere, and arcs of any probability.
void Disturb(Chance* chance, Document* document) {
  std::vector<Token*> tokens;
  for (Sentence& sentence : document->sentences) {
    for (Token& token : sentence.tokens) tokens.push_back(&token);
  }
  const auto positions = static_cast<uint32_t>(tokens.size());
  for (uint32_t i = chance->Below(3); i > 0; --i) {
    Token& dash = *tokens[chance->Below(positions)];
    dash.form = "--";
    dash.upos = "PUNCT";
  }
  for (Token* token : tokens) {
    token->head_probability = static_cast<float>(chance->Below(101)) / 100;
  }
  std::vector<uint32_t> cues;
  for (uint32_t i = chance->Below(4); i > 0; --i) {
    cues.push_back(chance->Below(positions));
  }
  std::sort(cues.begin(), cues.end());
  cues.erase(std::unique(cues.begin(), cues.end()), cues.end());
  for (const uint32_t cue : cues) {
    document->attributions.push_back({{{cue, cue + 1}},
                                      chance->Ranges(positions, 2),
                                      chance->Ranges(positions, 3)});
  }
}

void ExpectStanding(const Extraction& got, const std::string& where) {
  const std::string& text = got.facts.article.text;
  for (const LocalClaim& claim : got.facts.claims) {
    EXPECT_FALSE(claim.content.empty()) << where;
    EXPECT_EQ(claim.quote, QuoteOf(text, claim.spans)) << where;
  }
  for (const LocalRelation& relation : got.facts.relations) {
    EXPECT_EQ(relation.evidence.front().quote,
              QuoteOf(text, relation.evidence.front().spans))
        << where;
  }
  for (const FoundFact& fact : got.found) EXPECT_LE(fact.confidence, 99);
}

TEST(AnyAttribution, GivesFactsThatStandInTheText) {
  uint32_t seed = 1;
  const auto articles = ReadConllu("constructions", ConstructionsText());
  ASSERT_TRUE(articles.ok()) << articles.status().message();
  for (const ConlluArticle& source : *articles) {
    for (int trial = 0; trial < kTrials; ++trial, ++seed) {
      Chance chance(seed);
      Story story{source.text, source.document};
      Disturb(&chance, &story.document);
      ExpectStanding(From(story), source.id + " " + std::to_string(seed));
    }
  }
}

}  // namespace
}  // namespace kg
