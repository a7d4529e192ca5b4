#include "extractor/language/shout.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace kg {
namespace {

// Words with one blank between; `text` is what they stand in.
Document DocumentOf(const std::string& text) {
  Sentence sentence;
  std::istringstream words(text);
  uint32_t at = 0;
  for (std::string word; words >> word; ++at) {
    Token token;
    token.begin = at;
    at += static_cast<uint32_t>(word.size());
    token.end = at;
    token.form = word;
    sentence.tokens.push_back(token);
  }
  Document document;
  document.sentences.push_back(sentence);
  return document;
}

TEST(Shout, IsThreeWordsOfCapitalsAndNoListOfAcronyms) {
  const struct {
    const char* text;
    bool shouted;
  } kCases[] = {
      {"NORWAY ARRESTS LUND", true},
      {"NORWAY FINES 3 BANKS IN 2019 .", true},
      {"\xC3\x84MTER SIND ZU", true},
      {"NATO , UN , EU", false},
      {"NORWAY 2019", false},
      {"NORWAY ARRESTS Lund AGAIN", false},
      {"Norway arrests Lund", false},
      {"A B C 1 2 3", false},
      {"", false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(IsShouted(DocumentOf(c.text).sentences[0]), c.shouted) << c.text;
  }
}

TEST(Shout, GivesSmallLettersAndTakesThemBack) {
  const std::string text = "NORWAY ARRESTS LUND";
  Document document = DocumentOf(text);
  LowerShouted(&document);
  EXPECT_EQ(document.sentences[0].tokens[1].form, "arrests");
  RestoreForms(text, &document);
  EXPECT_EQ(document.sentences[0].tokens[1].form, "ARRESTS");
}

}  // namespace
}  // namespace kg
