// Which words are what is said, and whether they deny it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/rules/fact_text.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string OnlyContent(const Story& story) {
  const Extraction got = From(story);
  EXPECT_THAT(got.facts.claims, SizeIs(1));
  return got.facts.claims.empty() ? "" : got.facts.claims[0].text;
}

// Petrov noted that Telora grew - which hurt Nordix .
constexpr char kDash[] =
    "Petrov/Petrov/PROPN/2/nsubj/B-Person noted/note/VERB/0/root/O "
    "that/that/SCONJ/5/mark/O Telora/Telora/PROPN/5/nsubj/B-Organization "
    "grew/grow/VERB/2/ccomp/O --/--/PUNCT/8/punct/O which/which/PRON/8/nsubj/O "
    "hurt/hurt/VERB/5/advcl/O Nordix/Nordix/PROPN/8/obj/B-Organization "
    "././PUNCT/2/punct/O";

TEST(SpeechContents, OfReportedWordsWhatFollowsADashIsTheArticles) {
  Story story = Tell(kDash);
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{3, 9}}}};
  EXPECT_EQ(OnlyContent(story), "Telora grew");
  // Between two dashes it may be part of what was said.
  story.document.sentences[0].tokens[7].form = "--";
  EXPECT_EQ(OnlyContent(story), "Telora grew -- which hurt Nordix");
}

// Telora grew , Petrov said -- but Nordix failed .
constexpr char kReversed[] =
    "Telora/Telora/PROPN/2/nsubj/B-Organization grew/grow/VERB/5/ccomp/O "
    ",/,/PUNCT/2/punct/O Petrov/Petrov/PROPN/5/nsubj/B-Person "
    "said/say/VERB/0/root/O --/--/PUNCT/9/punct/O but/but/CCONJ/9/cc/O "
    "Nordix/Nordix/PROPN/9/nsubj/B-Organization failed/fail/VERB/5/conj/O "
    "././PUNCT/5/punct/O";

TEST(SpeechContents, ADashRightBehindTheCueEndsWhatIsSaid) {
  Story story = Tell(kReversed);
  story.document.attributions = {{{{4, 5}}, {{3, 4}}, {{0, 2}, {7, 9}}}};
  EXPECT_EQ(OnlyContent(story), "Telora grew");
  story.document.sentences[0].tokens[5].form = ",";
  EXPECT_EQ(OnlyContent(story), "Telora grew Nordix failed");
}

// “ Telora grew , ” Petrov said -- “ Nordix failed . ”
constexpr char kGoesOn[] =
    "“/“/PUNCT/3/punct/O Telora/Telora/PROPN/3/nsubj/B-Organization "
    "grew/grow/VERB/7/ccomp/O ,/,/PUNCT/3/punct/O ”/”/PUNCT/3/punct/O "
    "Petrov/Petrov/PROPN/7/nsubj/B-Person said/say/VERB/0/root/O "
    "--/--/PUNCT/11/punct/O “/“/PUNCT/11/punct/O "
    "Nordix/Nordix/PROPN/11/nsubj/B-Organization failed/fail/VERB/7/conj/O "
    "././PUNCT/7/punct/O ”/”/PUNCT/11/punct/O";

TEST(SpeechContents, AQuotationGoesOnBehindADash) {
  Story story = Tell(kGoesOn);
  story.document.attributions = {{{{6, 7}}, {{5, 6}}, {{0, 5}, {8, 13}}}};
  EXPECT_THAT(OnlyContent(story), ::testing::HasSubstr("Nordix failed"));
}

TEST(SpeechContents, ADashBeforeWhatIsSaidCutsNothing) {
  Story story = Tell(kDash);
  auto& tokens = story.document.sentences[0].tokens;
  tokens[2].form = "--";
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{3, 5}}}};
  EXPECT_EQ(OnlyContent(story), "Telora grew");
}

TEST(SpeechContents, ADashInAWordIsNoBreak) {
  Story story = Tell(kDash);
  auto& tokens = story.document.sentences[0].tokens;
  for (char& c : std::span(story.text).subspan(tokens[5].begin, 2)) c = '-';
  tokens[5].form = "-";
  tokens[4].space_after = false;
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{3, 9}}}};
  EXPECT_EQ(OnlyContent(story), "Telora grew -- which hurt Nordix");
}

// Telora grew , Petrov said . || “ Old Habits ” || Norway left .
constexpr char kHeading[] =
    "Telora/Telora/PROPN/2/nsubj/B-Organization grew/grow/VERB/5/ccomp/O "
    ",/,/PUNCT/2/punct/O Petrov/Petrov/PROPN/5/nsubj/B-Person "
    "said/say/VERB/0/root/O ././PUNCT/5/punct/O || “/“/PUNCT/9/punct/O "
    "Old/old/ADJ/9/amod/O Habits/habit/NOUN/0/root/O ”/”/PUNCT/9/punct/O || "
    "Norway/Norway/PROPN/12/nsubj/B-Place left/leave/VERB/0/root/O "
    "././PUNCT/12/punct/O";

TEST(SpeechContents, AHeadingIsNoPartOfWhatIsSaidBeforeIt) {
  Story story = Tell(kHeading);
  story.document.attributions = {{{{4, 5}}, {{3, 4}}, {{0, 2}, {6, 10}}}};
  EXPECT_EQ(OnlyContent(story), "Telora grew");
  // With a final mark it may be.
  Token& last = story.document.sentences[1].tokens[2];
  last.form = ".";
  last.upos = "PUNCT";
  EXPECT_THAT(OnlyContent(story), ::testing::HasSubstr("“ Old"));
}

// Lund , who Petrov said was brave , left .
constexpr char kRelative[] =
    "Lund/Lund/PROPN/9/nsubj/B-Person ,/,/PUNCT/7/punct/O "
    "who/who/PRON/7/nsubj/O Petrov/Petrov/PROPN/5/nsubj/B-Person "
    "said/say/VERB/1/acl:relcl/O was/be/AUX/7/cop/O brave/brave/ADJ/5/ccomp/O "
    ",/,/PUNCT/5/punct/O left/leave/VERB/0/root/O ././PUNCT/9/punct/O";

TEST(SpeechContents, ARelativePronounIsNamed) {
  Story story = Tell(kRelative);
  auto& tokens = story.document.sentences[0].tokens;
  tokens[2].feats = "PronType=Rel";
  tokens[5].feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
  tokens[6].deprel = "acl:relcl";
  tokens[6].head = 0;
  tokens[4].head = 6;
  tokens[4].deprel = "parataxis";
  story.document.attributions = {{{{4, 5}}, {{3, 4}}, {{2, 3}, {5, 7}}}};
  EXPECT_EQ(OnlyContent(story), "Lund was brave");
}

// Petrov said Norway made no changes .
constexpr char kNo[] =
    "Petrov/Petrov/PROPN/2/nsubj/B-Person said/say/VERB/0/root/O "
    "Norway/Norway/PROPN/4/nsubj/B-Place made/make/VERB/2/ccomp/O "
    "no/no/DET/6/det/O changes/change/NOUN/4/obj/O ././PUNCT/2/punct/O";

TEST(SpeechContents, ANegativeObjectDeniesTheContentWithTheModelOrWithout) {
  Story story = Tell(kNo);
  const auto polarity = [&] { return From(story).facts.claims[0].polarity; };
  EXPECT_EQ(polarity(), Polarity::kNegated);
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{2, 6}}}};
  EXPECT_EQ(polarity(), Polarity::kNegated);
  story.document.sentences[0].tokens[4].form = "some";
  story.document.sentences[0].tokens[4].lemma = "some";
  EXPECT_EQ(polarity(), Polarity::kAffirmed);
}

// Petrov questioned the plan .
constexpr char kQuestioned[] =
    "Petrov/Petrov/PROPN/2/nsubj/B-Person questioned/question/VERB/0/root/O "
    "the/the/DET/4/det/O plan/plan/NOUN/2/obj/O ././PUNCT/2/punct/O";

TEST(SpeechContents, WhomAnActAddressesIsNoContentOfIt) {
  Story story = Tell(kQuestioned);
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{2, 4}}}};
  EXPECT_THAT(FactLines(From(story).facts),
              ElementsAre("Petrov -questions-> plan"));
  EXPECT_THAT(From(story).facts.claims, IsEmpty());
}

// Petrov announced , prompting votes .
constexpr char kPrompting[] =
    "Petrov/Petrov/PROPN/2/nsubj/B-Person announced/announce/VERB/0/root/O "
    ",/,/PUNCT/4/punct/O prompting/prompt/VERB/2/advcl/O "
    "votes/vote/NOUN/4/obj/O ././PUNCT/2/punct/O";

TEST(SpeechContents, WhatConsistsOfTheArticlesWordsOnlyIsNoClaim) {
  Story story = Tell(kPrompting);
  story.document.sentences[0].tokens[3].xpos = "VBG";
  story.document.attributions = {{{{1, 2}}, {{0, 1}}, {{2, 5}}}};
  EXPECT_THAT(From(story).facts.claims, IsEmpty());
}

}  // namespace
}  // namespace kg
