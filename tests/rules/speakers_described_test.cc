// Whom a definite description of a speaker means, and what a claim is about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/rules/fact_text.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::SizeIs;

// As Tell, with the features of articles and singular nouns.
Story TellNouns(const std::string& words) {
  Story story = Tell(words);
  for (Sentence& sentence : story.document.sentences) {
    for (Token& token : sentence.tokens) {
      if (token.upos == "NOUN") token.xpos = "NN";
      if (token.lemma == "the") token.feats = "Definite=Def|PronType=Art";
      if (token.lemma == "a") token.feats = "Definite=Ind|PronType=Art";
    }
  }
  return story;
}

std::string SpeakerOf(const std::string& words) {
  const Extraction got = From(TellNouns(words));
  EXPECT_THAT(got.facts.claims, SizeIs(1)) << words;
  if (got.facts.claims.empty() || !got.facts.claims[0].speaker) return "";
  return got.facts.entities[*got.facts.claims[0].speaker].name;
}

const std::string kLeft =
    "Ann/Ann/PROPN/3/nsubj/B-Person Keller/Keller/PROPN/1/flat/I-Person "
    "left/leave/VERB/0/root/O ././PUNCT/3/punct/O | ";
// Its words follow four others.
const std::string kLawyer =
    "The/the/DET/6/det/O lawyer/lawyer/NOUN/7/nsubj/O said/say/VERB/0/root/O "
    "Telora/Telora/PROPN/9/nsubj/B-Organization grew/grow/VERB/7/ccomp/O "
    "././PUNCT/7/punct/O";

TEST(Descriptions, MeanTheOnlyPersonNamedBefore) {
  EXPECT_EQ(SpeakerOf(kLeft + kLawyer), "Ann Keller");
}

TEST(Descriptions, MeanNobodyWhereTwoAreNamed) {
  // Ann met Ray . The lawyer said …
  EXPECT_EQ(SpeakerOf("Ann/Ann/PROPN/2/nsubj/B-Person met/meet/VERB/0/root/O "
                      "Ray/Ray/PROPN/2/obj/B-Person ././PUNCT/2/punct/O | " +
                      kLawyer),
            "lawyer");
}

// Ann met a NOUN . The lawyer said Telora grew .
std::string AfterMeeting(const std::string& noun) {
  std::string words =
      "Ann/Ann/PROPN/2/nsubj/B-Person met/meet/VERB/0/root/O a/a/DET/4/det/O ";
  words.append(noun).append("/").append(noun);
  words.append(
      "/NOUN/2/obj/O ././PUNCT/2/punct/O | The/the/DET/7/det/O "
      "lawyer/lawyer/NOUN/8/nsubj/O said/say/VERB/0/root/O "
      "Telora/Telora/PROPN/10/nsubj/B-Organization grew/grow/VERB/8/ccomp/O "
      "././PUNCT/8/punct/O");
  return words;
}

TEST(Descriptions, MeanWhoWasBroughtInWithoutAName) {
  EXPECT_EQ(SpeakerOf(AfterMeeting("lawyer")), "lawyer");
}

TEST(Descriptions, MeanNobodyWhereSomebodyWithoutANameIsNear) {
  EXPECT_EQ(SpeakerOf(AfterMeeting("doctor")), "lawyer");
}

TEST(Descriptions, AnIndefiniteOneIsSomebodyElse) {
  std::string another = kLawyer;
  another.replace(0, std::string("The/the").size(), "A/a");
  EXPECT_EQ(SpeakerOf(kLeft + another), "lawyer");
}

TEST(Descriptions, ABodyIsCalledByAWordOfItsName) {
  // Oslo Transport Agency failed . The agency said Telora grew .
  EXPECT_EQ(SpeakerOf("Oslo/Oslo/PROPN/3/compound/B-Organization "
                      "Transport/Transport/PROPN/3/compound/I-Organization "
                      "Agency/Agency/PROPN/4/nsubj/I-Organization "
                      "failed/fail/VERB/0/root/O ././PUNCT/4/punct/O | "
                      "The/the/DET/7/det/O agency/agency/NOUN/8/nsubj/O "
                      "said/say/VERB/0/root/O "
                      "Telora/Telora/PROPN/10/nsubj/B-Organization "
                      "grew/grow/VERB/8/ccomp/O ././PUNCT/8/punct/O"),
            "Oslo Transport Agency");
}

std::vector<std::string> TopicsOf(const std::string& words) {
  const Extraction got = From(TellNouns(words));
  EXPECT_THAT(got.facts.claims, SizeIs(1)) << words;
  std::vector<std::string> names;
  if (got.facts.claims.empty()) return names;
  for (uint32_t topic : got.facts.claims[0].topics) {
    names.push_back(got.facts.entities[topic].name);
  }
  return names;
}

// Petrov said Telora gained NOUN .
std::string Gained(const std::string& noun) {
  return "Petrov/Petrov/PROPN/2/nsubj/B-Person said/say/VERB/0/root/O "
         "Telora/Telora/PROPN/4/nsubj/B-Organization "
         "gained/gain/VERB/2/ccomp/O " +
         noun + "/" + noun + "/NOUN/4/obj/O ././PUNCT/2/punct/O";
}

TEST(Topics, APhrasesNounIsNone) {
  EXPECT_THAT(TopicsOf(Gained("money")), Contains("money"));
  EXPECT_THAT(TopicsOf(Gained("ground")), Not(Contains("ground")));
}

TEST(Topics, APhrasesNounThatTheArticleComesBackToIsOne) {
  const std::string back =
      " | Ground/ground/NOUN/8/nsubj/O sank/sink/VERB/0/root/O "
      "././PUNCT/8/punct/O | Ground/ground/NOUN/11/nsubj/O "
      "rose/rise/VERB/0/root/O ././PUNCT/11/punct/O";
  EXPECT_THAT(TopicsOf(Gained("ground") + back), Contains("ground"));
}

TEST(Topics, ALongTextComesBackToThem) {
  // 200 sentences of two words, none about money.
  std::string filler;
  for (int at = 7; at < 7 + 2 * 200; at += 2) {
    filler += " | Ray/Ray/PROPN/" + std::to_string(at + 1) +
              "/nsubj/O left/leave/VERB/0/root/O";
  }
  const std::string last =
      " | Money/money/NOUN/408/nsubj/O fell/fall/VERB/0/root/O";
  EXPECT_THAT(TopicsOf(Gained("money") + filler), Not(Contains("money")));
  EXPECT_THAT(TopicsOf(Gained("money") + filler + last), Contains("money"));
}

}  // namespace
}  // namespace kg
