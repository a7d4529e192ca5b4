#include "extractor/language/layout.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace kg {
namespace {

// Sentences end with "/", "|" starts a paragraph; words stand between blanks.
Document Parse(const std::string& text) {
  Document document;
  document.sentences.emplace_back();
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (word == "/") {
      document.sentences.emplace_back();
    } else if (word == "|") {
      document.sentences.back().starts_paragraph = true;
    } else {
      document.sentences.back().tokens.emplace_back().form = word;
    }
  }
  return document;
}

std::string Layouts(Document document) {
  SetLayouts(&document);
  std::string text;
  for (const Sentence& sentence : document.sentences) {
    if (!text.empty()) text += '/';
    for (const Token& token : sentence.tokens) {
      text += static_cast<char>('0' + token.layout);
    }
  }
  return text;
}

TEST(LayoutTest, KnowsQuotationsAndParagraphs) {
  const struct {
    const char* name;
    const char* text;
    const char* layouts;
  } cases[] = {
      {"nothing", "a b", "00"},
      {"a paragraph's first word", "| a b / c / | d", "20/0/2"},
      {"marks count as inside", "a \" b \" c", "01110"},
      {"curly marks", "“ a ” b", "1110"},
      {"marks of the treebanks", "`` a '' b", "1110"},
      {"low and angled marks", "„ a ” b « c » d", "11101110"},
      {"an opening mark inside counts on", "“ a “ b ” c", "111110"},
      {"a straight mark closes a curly one", "“ a \" b", "1110"},
      {"a closing mark alone is nothing", "a ” b", "000"},
      {"over sentences", "“ a / b ” c", "11/110"},
      {"not over paragraphs", "| “ a / | b ” c", "31/200"},
      {"apostrophes are none", "' a ' b ’", "00000"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Layouts(Parse(c.text)), c.layouts) << c.name;
  }
}

TEST(LayoutTest, EndsQuotationsThatNothingCloses) {
  std::string text = "“";
  for (int i = 0; i < 160; ++i) text += " a";
  // The mark and 149 words.
  EXPECT_EQ(Layouts(Parse(text)), std::string(150, '1') + std::string(11, '0'));
}

TEST(LayoutTest, ReplacesWhatWasThere) {
  Document document = Parse("a / | b");
  document.sentences[0].tokens[0].layout = 3;
  EXPECT_EQ(Layouts(document), "0/2");
}

}  // namespace
}  // namespace kg
