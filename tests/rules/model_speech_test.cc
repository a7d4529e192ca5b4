// What the rules make of the model's attributions and coreference clusters,
// which stand here as a good model would give them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "extractor/rules/extract.h"
#include "tests/rules/fact_text.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Ivan Petrov said that Telora acquired Nordix .
constexpr char kSaidThat[] =
    "Ivan/Ivan/PROPN/3/nsubj/B-Person Petrov/Petrov/PROPN/1/flat/I-Person "
    "said/say/VERB/0/root/O that/that/SCONJ/6/mark/O "
    "Telora/Telora/PROPN/6/nsubj/B-Organization "
    "acquired/acquire/VERB/3/ccomp/O "
    "Nordix/Nordix/PROPN/6/obj/B-Organization ././PUNCT/3/punct/O";

TEST(ModelSpeechTest, CueOfBothHasTheModelsContent) {
  Story story = Tell(kSaidThat);
  story.document.attributions = {{{{2, 3}}, {{0, 2}}, {{4, 7}}}};
  const Extraction got = From(story);
  EXPECT_THAT(FactLines(got.facts),
              ElementsAre("Ivan Petrov -says-> Nordix, Telora (claim)",
                          "Telora -acquires-> Nordix [attributed]"));
  EXPECT_EQ(got.facts.claims[0].text, "Telora acquired Nordix");
  ASSERT_THAT(got.attributions, SizeIs(1));
  EXPECT_EQ(TextOf(story, got.attributions[0].source), "Ivan Petrov");
  EXPECT_EQ(TextOf(story, got.attributions[0].cue), "said");
  EXPECT_EQ(TextOf(story, got.attributions[0].content),
            "Telora acquired Nordix");
  EXPECT_EQ(got.attributions[0].act, "says");
}

// A title, then: Ivan Petrov said that Telora acquired Nordix .
constexpr char kTitled[] =
    "Nordix/Nordix/PROPN/2/nsubj/B-Organization sold/sell/VERB/0/root/O || "
    "Ivan/Ivan/PROPN/5/nsubj/B-Person Petrov/Petrov/PROPN/3/flat/I-Person "
    "said/say/VERB/0/root/O that/that/SCONJ/8/mark/O "
    "Telora/Telora/PROPN/8/nsubj/B-Organization "
    "acquired/acquire/VERB/5/ccomp/O "
    "Nordix/Nordix/PROPN/8/obj/B-Organization ././PUNCT/5/punct/O";

TEST(ModelSpeechTest, ContentStaysInTheSentenceOfItsCue) {
  Story story = Tell(kTitled);
  story.document.attributions = {{{{4, 5}}, {{2, 4}}, {{0, 2}, {6, 9}}}};
  const Extraction got = From(story);
  ASSERT_THAT(got.facts.claims, SizeIs(1));
  EXPECT_EQ(got.facts.claims[0].text, "Telora acquired Nordix");
}

TEST(ModelSpeechTest, EmptyPartsOfTheModelAreLeftToTheRules) {
  Story story = Tell(kSaidThat);
  const auto rules = FactLines(From(story).facts);
  story.document.attributions = {{{{2, 3}}, {}, {}}};
  EXPECT_EQ(FactLines(From(story).facts), rules);
  EXPECT_THAT(rules, SizeIs(2));
}

TEST(ModelSpeechTest, CueOfTheRulesAloneStaysWithAClause) {
  Story story = Tell(kSaidThat);
  const auto rules = FactLines(From(story).facts);
  // The model finds another cue only.
  story.document.attributions = {{{{5, 6}}, {}, {}}};
  EXPECT_EQ(FactLines(From(story).facts), rules);
}

constexpr char kDemanded[] =
    "Ivan/Ivan/PROPN/3/nsubj/B-Person Petrov/Petrov/PROPN/1/flat/I-Person "
    "demanded/demand/VERB/0/root/O Telora/Telora/PROPN/3/obj/B-Organization "
    "././PUNCT/3/punct/O";

TEST(ModelSpeechTest, CueOfTheRulesAloneWithAnObjectMakesNoClaim) {
  Story story = Tell(kDemanded);
  EXPECT_THAT(From(story).facts.claims, SizeIs(1));
  story.document.attributions = {{{{4, 5}}, {}, {}}};
  EXPECT_THAT(From(story).facts.claims, IsEmpty());
  EXPECT_THAT(From(story).facts.relations, IsEmpty());
}

TEST(ModelSpeechTest, CueOfTheRulesAloneStaysWhereItsObjectIsAClaim) {
  Story story = Tell(kDemanded);
  story.document.sentences[0].tokens[2].lemma = "praise";
  const auto rules = FactLines(From(story).facts);
  EXPECT_THAT(rules, ElementsAre("Ivan Petrov -praises-> Telora (claim)"));
  story.document.attributions = {{{{4, 5}}, {}, {}}};
  EXPECT_EQ(FactLines(From(story).facts), rules);
}

// Petrov : " Telora acquired Nordix " , the statement read on .
constexpr char kStatement[] =
    "Telora/Telora/PROPN/2/nsubj/B-Organization "
    "acquired/acquire/VERB/0/root/O "
    "Nordix/Nordix/PROPN/2/obj/B-Organization ,/,/PUNCT/2/punct/O "
    "the/the/DET/6/det/O statement/statement/NOUN/2/dep/O "
    "by/by/ADP/8/case/O Petrov/Petrov/PROPN/6/nmod/B-Person "
    "././PUNCT/2/punct/O";

TEST(ModelSpeechTest, CueOfTheModelAloneIsASpeechIfItHasAnAct) {
  Story story = Tell(kStatement);
  EXPECT_THAT(From(story).facts.claims, IsEmpty());
  story.document.attributions = {{{{4, 6}}, {{7, 8}}, {{0, 3}}}};
  EXPECT_THAT(FactLines(From(story).facts),
              ElementsAre("Petrov -says-> Nordix, Telora (claim)",
                          "Telora -acquires-> Nordix [attributed]"));
  // The same of a word that is none of saying.
  story.document.sentences[0].tokens[5].lemma = "picture";
  const Extraction got = From(story);
  EXPECT_THAT(got.facts.claims, IsEmpty());
  ASSERT_THAT(got.attributions, SizeIs(1));
  EXPECT_EQ(got.attributions[0].act, "picture");
}

// Telora grew . | The company said that Nordix failed . | It left .
constexpr char kCompany[] =
    "Telora/Telora/PROPN/2/nsubj/B-Organization grew/grow/VERB/0/root/O "
    "././PUNCT/2/punct/O | "
    "The/the/DET/5/det/O company/company/NOUN/6/nsubj/O "
    "said/say/VERB/0/root/O that/that/SCONJ/9/mark/O "
    "Nordix/Nordix/PROPN/9/nsubj/B-Organization failed/fail/VERB/6/ccomp/O "
    "././PUNCT/6/punct/O | "
    "It/it/PRON/12/nsubj/O left/leave/VERB/0/root/O ././PUNCT/12/punct/O";

TEST(ModelSpeechTest, SourcesAreNamedByTheirCluster) {
  Story story = Tell(kCompany);
  const auto speaker = [](const Extraction& got) {
    return got.facts.entities[*got.facts.claims[0].speaker].name;
  };
  EXPECT_EQ(speaker(From(story)), "company");
  story.document.clusters = {{0, 4, 10}};
  const Extraction got = From(story);
  ASSERT_THAT(got.facts.claims, SizeIs(1));
  EXPECT_EQ(speaker(got), "Telora");
  // A noun for a person is not the company.
  story.document.sentences[1].tokens[1].entity = "person";
  EXPECT_EQ(speaker(From(story)), "company");
}

TEST(ModelSpeechTest, MentionsAreThoseOfTheClusters) {
  Story story = Tell(kCompany);
  story.document.clusters = {{0, 4, 10}};
  std::vector<std::string> mentions;
  for (const DocumentMention& mention : From(story).mentions) {
    mentions.push_back(TextOf(story, {mention.span}) + " " +
                       std::string(NameOf(mention.form)) + " " +
                       std::to_string(mention.cluster));
  }
  EXPECT_THAT(mentions, ElementsAre("Telora name 0", "The company nominal 0",
                                    "Nordix name 1", "It pronoun 0"));
}

}  // namespace
}  // namespace kg
