#include "extractor/language/segment.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace kg {
namespace {

Result<Lexicon> LoadEnglish() {
  return Lexicon::Load(std::string(KG_SOURCE_DIR) + "/lexicon/en");
}

const Lexicon& English() {
  static const Result<Lexicon> lexicon = LoadEnglish();
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
  return lexicon.value();
}

// "word|word / word|word": '/' between sentences (with blanks around it).
std::string Cut(const std::string& text) {
  std::string shown;
  for (const Sentence& sentence : Segment(text, English()).sentences) {
    if (!shown.empty()) shown += " / ";
    for (size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (i > 0) shown += '|';
      shown += sentence.tokens[i].form;
    }
  }
  return shown;
}

struct Case {
  const char* name;
  const char* text;
  const char* expected;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Cut(c.text), c.expected) << c.name;
}

TEST(Segment, SplitsContractions) {
  Check({
      {"not", "They don't know", "They|do|n't|know"},
      {"cannot", "We cannot go", "We|can|not|go"},
      {"can't", "I can't", "I|ca|n't"},
      {"curly", "We’ve met Ann’s aunt", "We|’ve|met|Ann|’s|aunt"},
      {"will", "She'll say I'm late", "She|'ll|say|I|'m|late"},
      {"gonna", "It's gonna rain", "It|'s|gon|na|rain"},
      {"two", "They shouldn't've", "They|should|n't|'ve"},
      {"plural owner", "the boats' sails", "the|boats|'|sails"},
      {"upper case", "DON'T", "DO|N'T"},
      {"owner after a bracket", "Lund (Ohio)'s mayor",
       "Lund|(|Ohio|)|'s|mayor"},
      {"name", "Mr. O'Neill came", "Mr.|O'Neill|came"},
      {"clock", "at six o'clock", "at|six|o'clock"},
      {"dropped letters", "get 'em in the '90s", "get|'em|in|the|'90s"},
  });
}

TEST(Segment, SplitsHyphenatedCompoundsButNotPrefixes) {
  Check({
      {"compound", "a well-known plan", "a|well|-|known|plan"},
      {"prefix", "a non-partisan ex-mayor", "a|non-partisan|ex-mayor"},
      {"letters and digits", "an F-16 flew", "an|F|-|16|flew"},
      {"abbreviation", "a U.S.-led force", "a|U.S.|-|led|force"},
      {"slash", "and/or", "and|/|or"},
  });
}

TEST(Segment, KeepsNumbersWhole) {
  Check({
      {"separators", "1,000.5 and .5", "1,000.5|and|.5"},
      {"time", "at 2:30 or 5pm", "at|2:30|or|5|pm"},
      {"ordinal", "the 19th and the 1990s", "the|19th|and|the|1990s"},
      {"generation", "5G and 4K", "5G|and|4|K"},
      {"unit", "3bn people, 40km away", "3|bn|people|,|40|km|away"},
      {"date", "on 08/16/2000 and 2019-02-26", "on|08/16/2000|and|2019-02-26"},
      {"range", "10-15 people", "10|-|15|people"},
      {"telephone", "call 555-0199", "call|555-0199"},
      {"percent", "up 4.5%.", "up|4.5|%|."},
      {"list", "1. Open the box.", "1.|Open|the|box|."},
  });
}

TEST(Segment, SplitsCurrencies) {
  Check({
      {"dollar", "$200 billion", "$|200|billion"},
      {"us dollar", "US$5 fee", "US$|5|fee"},
      {"euro with unit", "€5m deal", "€|5|m|deal"},
      {"pound", "£1.2bn", "£|1.2|bn"},
  });
}

TEST(Segment, KeepsAddressesWhole) {
  Check({
      {"url", "See https://example.org/a?b=c.",
       "See|https://example.org/a?b=c|."},
      {"url in brackets", "(www.example.org/x_(y))",
       "(|www.example.org/x_(y)|)"},
      {"mail", "Write to ann.lee@example.org!",
       "Write|to|ann.lee@example.org|!"},
      {"host", "on example.com.", "on|example.com|."},
      {"handle and tag", "@ann_lee likes #open_data, #1",
       "@ann_lee|likes|#open_data|,|#|1"},
  });
}

TEST(Segment, SplitsQuotesAndDashes) {
  Check({
      {"straight", "\"Yes,\" she said.", "\"|Yes|,|\"|she|said|."},
      {"curly", "“Yes,” she said.", "“|Yes|,|”|she|said|."},
      {"single", "a ‘new’ plan", "a|‘|new|’|plan"},
      {"ticks", "``Yes,'' she said.", "``|Yes|,|''|she|said|."},
      {"dash", "rain—and wind--came", "rain|—|and|wind|--|came"},
      {"ellipsis", "well... then… no", "well|...|then|…|no"},
      {"marks", "What?! No!!!", "What|?! / No|!!!"},
  });
}

TEST(Segment, KeepsFacesWhole) {
  Check({
      {"emoticon", "good :) and bad :-(", "good|:)|and|bad|:-("},
      {"emoji", "go 👍🏽 now 🇳🇿!", "go|👍🏽|now|🇳🇿|!"},
      {"family", "a 👩‍👧 came", "a|👩‍👧|came"},
  });
}

TEST(Segment, EndsSentencesAtStops) {
  Check({
      {"full stop", "Rain fell. Roads closed.", "Rain|fell|. / Roads|closed|."},
      {"quote after stop", "“Rain fell.” Roads closed.",
       "“|Rain|fell|.|” / Roads|closed|."},
      {"straight quote after stop", "He said \"no.\" Roads closed.",
       "He|said|\"|no|.|\" / Roads|closed|."},
      {"quote opens next", "Rain fell. \"Roads closed.\"",
       "Rain|fell|. / \"|Roads|closed|.|\""},
      {"bracket", "(Rain fell.) Roads closed.",
       "(|Rain|fell|.|) / Roads|closed|."},
      {"note", "Rain fell.[6] Roads closed.",
       "Rain|fell|.|[|6|] / Roads|closed|."},
      {"missing blank", "Rain fell.Roads closed.",
       "Rain|fell|. / Roads|closed|."},
      {"number next", "Rain fell. 20 roads closed.",
       "Rain|fell|. / 20|roads|closed|."},
  });
}

TEST(Segment, GoesOnAfterQuotedStops) {
  Check({
      {"question", "\"Why now?\" she asked.", "\"|Why|now|?|\"|she|asked|."},
      {"curly", "“Why now?” she asked.", "“|Why|now|?|”|she|asked|."},
      {"named speaker", "“Why now?” Ann Lee asked.",
       "“|Why|now|?|”|Ann|Lee|asked|."},
      {"comma", "“Go!”, they cried.", "“|Go|!|”|,|they|cried|."},
      {"ellipsis", "He waited ... and left.", "He|waited|...|and|left|."},
      {"name with a mark", "Yahoo! said it.", "Yahoo|!|said|it|."},
  });
}

TEST(Segment, GoesOnAfterAbbreviations) {
  Check({
      {"title", "Mr. Lee met Dr. Roy.", "Mr.|Lee|met|Dr.|Roy|."},
      {"initials", "J. K. Marsh wrote.", "J.|K.|Marsh|wrote|."},
      {"country", "U.S. President Roy came.", "U.S.|President|Roy|came|."},
      {"company", "Acme Inc. Chief Ann Lee left.",
       "Acme|Inc.|Chief|Ann|Lee|left|."},
      {"for example", "fruit, e.g. Apples", "fruit|,|e.g.|Apples"},
      {"number", "See No. 5 of vol. 2.", "See|No.|5|of|vol.|2|."},
      {"time", "at 5 p.m. Tuesday", "at|5|p.m.|Tuesday"},
      {"month", "on Sept. 5 we met", "on|Sept.|5|we|met"},
  });
}

TEST(Segment, EndsSentencesAtAbbreviationsBeforeALikelyStart) {
  Check({
      {"country", "He left the U.S. The road closed.",
       "He|left|the|U.S. / The|road|closed|."},
      {"company", "He left Acme Inc. It grew.",
       "He|left|Acme|Inc. / It|grew|."},
      {"time", "It ends at 5 p.m. Roads close.",
       "It|ends|at|5|p.m. / Roads|close|."},
      {"no, not a number", "He said No. She left.",
       "He|said|No|. / She|left|."},
      {"letter", "We chose plan B. The road closed.",
       "We|chose|plan|B|. / The|road|closed|."},
  });
}

TEST(Segment, EndsSentencesAtLineEnds) {
  Check({
      {"headline", "Rain closes roads\n\nRain fell today.",
       "Rain|closes|roads / Rain|fell|today|."},
      {"single line end", "Rain closes roads\nRead more",
       "Rain|closes|roads / Read|more"},
      {"windows", "Rain\r\nRoads", "Rain / Roads"},
  });
}

TEST(Segment, MarksTheFirstSentenceOfAParagraph) {
  const Document document =
      Segment("Rain fell. Roads closed.\nBoats sank.", English());
  ASSERT_EQ(document.sentences.size(), 3u);
  EXPECT_TRUE(document.sentences[0].starts_paragraph);
  EXPECT_FALSE(document.sentences[1].starts_paragraph);
  EXPECT_TRUE(document.sentences[2].starts_paragraph);
}

TEST(Segment, EndsASentenceWithItsLine) {
  const Document document =
      Segment("Storm closes the\n  roads \n\nBuses ran.\n", English());
  ASSERT_EQ(document.sentences.size(), 3u);
  EXPECT_EQ(document.sentences[1].tokens[0].form, "roads");
  EXPECT_TRUE(document.sentences[1].starts_paragraph);
}

TEST(Segment, KeepsBytesOfEveryWord) {
  const std::string text = "  “Café’s open,” she\u00A0said.\n\tYes… ";
  for (const Sentence& sentence : Segment(text, English()).sentences) {
    EXPECT_EQ(sentence.begin, sentence.tokens.front().begin);
    EXPECT_EQ(sentence.end, sentence.tokens.back().end);
    for (const Token& token : sentence.tokens) {
      EXPECT_EQ(text.substr(token.begin, token.end - token.begin), token.form);
    }
  }
}

TEST(Segment, TellsWhereABlankFollows) {
  const Document document = Segment("Yes, it's.", English());
  std::vector<bool> spaces;
  for (const Token& token : document.sentences[0].tokens) {
    spaces.push_back(token.space_after);
  }
  EXPECT_EQ(spaces, (std::vector<bool>{false, true, false, false, true}));
}

TEST(Segment, GivesNothingForNothing) {
  EXPECT_TRUE(Segment("", English()).sentences.empty());
  EXPECT_TRUE(Segment(" \n\t\u200B\n", English()).sentences.empty());
}

TEST(Segment, SurvivesIllFormedText) {
  const std::string text = "a\xff\xfe 'b\x80.\xe2\x80 \xf0\x9f";
  size_t bytes = 0;
  for (const Sentence& sentence : Segment(text, English()).sentences) {
    for (const Token& token : sentence.tokens) bytes += token.form.size();
  }
  EXPECT_EQ(bytes, text.size() - 2);  // all but the blanks
}

TEST(Segment, TakesTimeLinearInTheText) {
  // A quadratic step anywhere would take minutes for these.
  for (const char* unit :
       {"a",  "a-",  "a.", "1-", "1.", "'",   "\"",  "@",  "www.", "(",
        "a'", "...", ". ", "a/", "a@", ":) ", "A. ", "e-", "\n",   "a \n"}) {
    std::string text;
    while (text.size() < 100000) text += unit;
    const auto begin = std::chrono::steady_clock::now();
    Segment(text, English());
    const std::chrono::duration<double> seconds =
        std::chrono::steady_clock::now() - begin;
    EXPECT_LT(seconds.count(), 5) << "unit '" << unit << "'";
  }
}

}  // namespace
}  // namespace kg
