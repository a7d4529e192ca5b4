// What is no article: tables, scores, lists, transcripts, mail, capitals. No
// nonsense comes of it, and what is said there is not the article's own word.
#include <gtest/gtest.h>

#include "tests/extraction/whole_extractor.h"

namespace kg {
namespace {

using BadInputTest = WholeExtractor;

using Facts = std::set<std::string>;

TEST_F(BadInputTest, TablesAndListsTellNothing) {
  const struct {
    const char* what;
    const char* name;
    const char* text;
  } kCases[] = {
      {"no sentence", "a.txt", "Photos\n\nA\n\nB\n\nC 1 2 3\n"},
      {"marks", "a.txt", "!!! ??? ... --- *** ,,, \"\"\"\n\n\"\n\n((((((\n"},
      {"words on lines", "a.txt",
       "Norway\nGermany\nVertex Bank\nSued\nBoris Lund\nArrested\nPolice\n"},
      {"scores", "a.txt",
       "Weekend scores\n\nArden 2-1 Kaldre\nTorsby 0-3 New Arden\n"
       "Arden 2, Kaldre 1\nTorsby 0, New Arden 3\n"},
      {"scores, tabs", "a.txt",
       "Home\tGoals\tAway\tGoals\nArden\t2\tKaldre\t1\nTorsby\t0\tLund\t3\n"},
      {"scores, columns", "a.txt",
       "Home         Goals   Away       Goals\n"
       "Arden            2   Kaldre         1\n"
       "Torsby           0   New Arden      3\n"},
      {"scores, bars", "a.md",
       "# Scores\n\n| Home | G | Away | G |\n|---|---|---|---|\n"
       "| Arden beat | 2 | Kaldre | 1 |\n"},
      {"scores, cells", "a.html",
       "<article><table><tr><td>Arden<td>beat<td>Kaldre<td>2</tr>"
       "<tr><td>Torsby<td>lost to<td>Lund<td>3</tr></table></article>"},
      {"results", "a.txt",
       "Arden Open\n\nPeter Holm (2), Norway, beat Boris Lund, Germany, 6-4, "
       "3-6, 6-1.\nBo Ray (1), Japan, beat Jo Orm, France, 6-7, 7-5, 6-2.\n"},
      {"stocks", "a.txt",
       "Symbol  Last    Change  %Chg\nVTXB    174.52  +1.23   +0.71%\n"
       "ACME    112.53  -0.33   -0.29%\n"},
      {"contents", "a.txt",
       "Contents\n\n2 Norway sues Vertex Bank ........ 17\n"
       "3 The arrest of Boris Lund ........ 41\n"},
      {"columns of a file", "a.txt",
       "name,country,year\nVertex Bank,Norway,2018\n\"Lund, Boris\",Arden,1\n"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Told(c.text, c.name), Facts()) << c.what;
  }
}

TEST_F(BadInputTest, CapitalsHideNoPronouns) {
  const Facts facts = Told(
      "VERTEX BANK HAS LIED TO ITS CUSTOMERS, AND IT HAS LIED TO US.\n\n"
      "WHO ARRESTED BORIS LUND? HE TOLD US THAT IT WAS NORWAY.\n",
      "a.txt");
  for (const std::string& fact : facts) {
    EXPECT_EQ(fact.find("United States"), std::string::npos) << fact;
    EXPECT_EQ(fact.find("Health"), std::string::npos) << fact;
  }
}

TEST_F(BadInputTest, TurnsOfATranscriptAreTheirSpeakers) {
  const Facts facts = Told(
      "ANNA KELLER, HOST: Good evening.\n\n"
      "COOPER (voice-over): Boris Lund sued Norway in May.\n\n"
      "Mr. SMITH (through interpreter): Germany arrested Boris Lund.\n\n"
      "(APPLAUSE)\n\n"
      "Poland banned Acme Corp.\n\n"
      "COOPER: Thank you.\n",
      "a.txt");
  EXPECT_TRUE(facts.contains("COOPER:says:Boris Lund sued Norway in May."));
  EXPECT_TRUE(
      facts.contains("Germany|arrests|Boris Lund|affirmed asserted "
                     "attributed"));
  EXPECT_TRUE(
      facts.contains("Poland|bans|Acme Corp|affirmed asserted attributed"));
  for (const std::string& fact : facts) {
    EXPECT_EQ(fact.find("stated"), std::string::npos) << fact;
  }
}

TEST_F(BadInputTest, TitlesInTurnsAreTheirSpeakersWords) {
  const Facts facts = Told(
      "KELLER: Norway arrested President Boris Lund.\n\n"
      "HOLM: Nobody believes that.\n\n"
      "KELLER: It is so.\n\n"
      "HOLM: Thank you.\n",
      "a.txt");
  EXPECT_TRUE(
      facts.contains("Norway|arrests|Boris Lund|affirmed asserted "
                     "attributed"));
  for (const std::string& fact : facts) {
    EXPECT_EQ(fact.find("stated"), std::string::npos) << fact;
  }
}

TEST_F(BadInputTest, BlocksBehindAColonAreTheirSpeakers) {
  const Facts facts = Told(
      "Boris Lund attacked Anna Keller in Vienna.\n\n"
      "He went on:\n\n"
      "Poland arrested Anna Keller in May, and nobody asked why.\n\n"
      "Norway banned Acme Corp.\n",
      "a.txt");
  EXPECT_TRUE(
      facts.contains("Poland|arrests|Anna Keller|affirmed asserted "
                     "attributed"));
  EXPECT_TRUE(facts.contains("Norway|bans|Acme Corp|affirmed asserted stated"));
}

TEST_F(BadInputTest, QuestionsAndAnswersAreNobodysByName) {
  for (const char* text :
       {"Q: Did Norway arrest Boris Lund?\n\nA: Norway arrested him.\n\n"
        "Q: And Germany?\n\nA: Germany banned Acme Corp.\n",
        "Q. Did Norway arrest Boris Lund?\n\nA. Norway arrested him.\n\n"
        "Q. And Germany?\n\nA. Germany banned Acme Corp.\n"}) {
    const Facts facts = Told(text, "a.txt");
    EXPECT_TRUE(
        facts.contains("Germany|bans|Acme Corp|affirmed asserted attributed"))
        << text;
    for (const std::string& fact : facts) {
      EXPECT_EQ(fact.find("stated"), std::string::npos) << fact;
    }
  }
}

TEST_F(BadInputTest, WhatIsForwardedIsNotTheArticlesOwn) {
  EXPECT_EQ(Told("RT @annkeller: Norway arrested Boris Lund.\n\n"
                 "Poland banned Acme Corp.\n",
                 "a.txt"),
            (Facts{"Norway|arrests|Boris Lund|affirmed asserted attributed",
                   "Poland|bans|Acme Corp|affirmed asserted stated"}));
  EXPECT_EQ(Told("From: Ann Lee <ann@arden.example>\nTo: Bo Ray\n"
                 "Date: Mon, 4 Mar 2019 10:02:11 +0100\nSubject: Norway\n\n"
                 "Norway arrested Boris Lund on Friday morning.\n\n"
                 "On Sunday Bo Ray wrote:\n> Poland banned Acme Corp.\n\n"
                 "--\nAnn Lee\nVertex Bank\n",
                 "a.txt"),
            (Facts{"Norway|arrests|Boris Lund|affirmed asserted stated"}));
}

}  // namespace
}  // namespace kg
