// How likely facts are, and what becomes of the unlikely ones.
#include "extractor/rules/confidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/rules/fact_text.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Table Weights() {
  auto table = Table::Parse("confidence",
                            "signal\trelation\tclaim\n"
                            "least\t50\t70\n"
                            "bias\t0.0\t-1.0\n"
                            "near\t2.0\t\n"
                            "far\t-1.5\t200\n");
  EXPECT_TRUE(table.ok()) << table.status().message();
  return std::move(table).value();
}

FoundFact Fact(FactKind kind, Signals signals) {
  FoundFact fact;
  fact.kind = kind;
  fact.signals = std::move(signals);
  return fact;
}

// 1 / (1 + e^-1) = 0.7310…, 1 / (1 + e^1) = 0.2689…
TEST(Confidence, IsTheLogisticFunctionOfTheWeightedSignals) {
  const Table weights = Weights();
  Appraiser appraiser(weights, false);
  const auto confidence = [&](FactKind kind, Signals signals) {
    return appraiser.Appraise(Fact(kind, std::move(signals))).confidence;
  };
  EXPECT_EQ(confidence(FactKind::kRelation, {}), 50);
  EXPECT_EQ(confidence(FactKind::kRelation, {{"near", 0.5}}), 73);
  EXPECT_EQ(confidence(FactKind::kRelation, {{"near", 0.25}, {"far", 1}}), 26);
  EXPECT_EQ(confidence(FactKind::kRelation, {{"unheard of", 9}}), 50);
  EXPECT_EQ(confidence(FactKind::kClaim, {{"near", 0.5}}), 26);
  EXPECT_EQ(confidence(FactKind::kClaim, {{"far", 1}}), 99);
  EXPECT_THAT(appraiser.Take(), SizeIs(6));
}

TEST(Confidence, BelowTheLeastNothingIsKeptButByWish) {
  const Table weights = Weights();
  Appraiser strict(weights, false);
  EXPECT_TRUE(strict.Appraise(Fact(FactKind::kRelation, {})).kept);
  EXPECT_FALSE(strict.Appraise(Fact(FactKind::kRelation, {{"far", 0.1}})).kept);
  EXPECT_FALSE(strict.Appraise(Fact(FactKind::kClaim, {})).kept);
  Appraiser lenient(weights, true);
  EXPECT_TRUE(lenient.Appraise(Fact(FactKind::kClaim, {})).kept);
}

TEST(Confidence, TheTableHasNumbersAndTheRowsThatAreAskedFor) {
  const Table& table = EnglishLexicon().table("confidence");
  EXPECT_TRUE(table.Has("bias"));
  EXPECT_TRUE(table.Has("least"));
  for (const Table::Row& row : table.rows()) {
    for (const std::string_view column : {"relation", "claim"}) {
      const std::string& cell = row[table.Column(column)];
      size_t read = 0;
      if (!cell.empty()) std::stod(cell, &read);
      EXPECT_EQ(read, cell.size()) << row[0] << ": " << cell;
    }
  }
}

// Petrov said Telora acquired Nordix .
constexpr char kSaid[] =
    "Petrov/Petrov/PROPN/2/nsubj/B-Person said/say/VERB/0/root/O "
    "Telora/Telora/PROPN/4/nsubj/B-Organization "
    "acquired/acquire/VERB/2/ccomp/O "
    "Nordix/Nordix/PROPN/4/obj/B-Organization ././PUNCT/2/punct/O";

Extraction Kept(const Story& story) {
  Article article;
  article.text = story.text;
  return Extract(std::move(article), story.document, EnglishLexicon());
}

std::map<std::string, double> SignalsOf(const Extraction& got, FactKind kind) {
  for (const FoundFact& fact : got.found) {
    if (fact.kind == kind) return {fact.signals.begin(), fact.signals.end()};
  }
  ADD_FAILURE() << "nothing found";
  return {};
}

TEST(Confidence, RelationsAreAsSureAsTheArcsAndNamesTheyAreReadOff) {
  Story story = Tell(kSaid);
  auto& tokens = story.document.sentences[0].tokens;
  tokens[2].head_probability = 0.9F;
  tokens[2].relation_probability = 0.8F;
  tokens[4].head_probability = 0.5F;
  tokens[4].name_probability = 0.25F;
  tokens[0].head_probability = 0.1F;  // not on the way
  tokens[3].head_probability = 0.5F;
  const auto signals = SignalsOf(From(story), FactKind::kRelation);
  EXPECT_NEAR(signals.at("path"), 0.36, 1e-6);
  EXPECT_NEAR(signals.at("path_odds"), std::log(0.36 / 0.64), 1e-6);
  EXPECT_NEAR(signals.at("name"), 0.25, 1e-6);
  EXPECT_EQ(signals.count("predicate_odds"), 0u);  // even odds
  EXPECT_EQ(signals.at("attributed"), 1);
  EXPECT_EQ(signals.at("predicate_is:ccomp"), 1);
  EXPECT_EQ(signals.at("named_ends"), 1);
}

TEST(Confidence, ClaimsAreComparedWithTheModelsAttribution) {
  Story story = Tell(kSaid);
  EXPECT_EQ(SignalsOf(From(story), FactKind::kClaim).count("content_alike"),
            0u);
  // Of the model's content and "Telora acquired Nordix" two words of three.
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{2, 4}}}};
  story.document.sentences[0].tokens[1].form = "asserted";
  const auto signals = SignalsOf(From(story), FactKind::kClaim);
  EXPECT_EQ(signals.at("content_alike"), 1);
  EXPECT_EQ(signals.at("source_alike"), 1);
}

TEST(Confidence, UnlikelyFactsAreLeftOutAndWhatIsSaidStaysAttributed) {
  Story story = Tell(kSaid);
  EXPECT_EQ(FactLines(Kept(story).facts), FactLines(From(story).facts));
  // The claim's own arcs are no better than a guess, the relation's are sure.
  auto& tokens = story.document.sentences[0].tokens;
  for (const size_t t : {0, 1, 3}) {
    tokens[t].head_probability = 0.001F;
    tokens[t].relation_probability = 0.001F;
  }
  Extraction got = Kept(story);
  EXPECT_THAT(got.facts.claims, IsEmpty());
  EXPECT_THAT(FactLines(got.facts),
              Contains("Telora -acquires-> Nordix [attributed]"));
  for (const size_t t : {2, 4}) {
    tokens[t].head_probability = 0.001F;
    tokens[t].name_probability = 0.001F;
  }
  got = Kept(story);
  EXPECT_THAT(FactLines(got.facts), IsEmpty());
  EXPECT_THAT(got.found, SizeIs(2));
}

}  // namespace
}  // namespace kg
