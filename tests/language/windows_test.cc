#include "extractor/language/windows.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

// "a" has one piece, "aa" two, "aaa" three (10 and 11 are a and ##a).
constexpr char kVocabulary[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##a\n";

WordPiece Vocabulary() {
  auto result = WordPiece::Parse("v", kVocabulary, 3);
  return std::move(result).value();
}

Document MakeDocument(const std::vector<std::vector<size_t>>& sentences) {
  Document document;
  for (const auto& lengths : sentences) {
    Sentence& sentence = document.sentences.emplace_back();
    for (const size_t n : lengths) {
      sentence.tokens.emplace_back().form = std::string(n, 'a');
    }
  }
  return document;
}

// "0:0-2 1:0-1 | 2:0-4": sentence and token range of each part of each window.
std::string Describe(const Document& document, const WindowLimits& limits) {
  const WordPiece word_piece = Vocabulary();
  WindowReader reader(document, word_piece, limits);
  Window window;
  std::string text;
  while (reader.Next(&window)) {
    if (!text.empty()) text += " | ";
    for (const Part& part : window.parts) {
      if (&part != window.parts.data()) text += ' ';
      text += std::to_string(part.sentence) + ":" +
              std::to_string(part.token_begin) + "-" +
              std::to_string(part.token_end);
    }
    EXPECT_LE(window.pieces.size(), limits.positions);
    EXPECT_EQ(window.pieces.size(), window.shapes.size());
    EXPECT_EQ(window.pieces.size(), window.layouts.size());
  }
  return text;
}

TEST(WindowsTest, PacksWholeSentences) {
  const struct {
    const char* name;
    std::vector<std::vector<size_t>> sentences;
    const char* windows;
  } cases[] = {
      {"nothing", {}, ""},
      {"only empty sentences", {{}, {}}, ""},
      {"one", {{1}}, "0:0-1"},
      {"empty ones take no place", {{}, {1, 1}, {}, {1}, {}}, "1:0-2 3:0-1"},
      // 1 + (3 + 1) + (2 + 1) = 8 pieces just fit, one more does not.
      {"exactly full", {{1, 2}, {1, 1}}, "0:0-2 1:0-2"},
      {"one piece too many", {{1, 2}, {1, 2}}, "0:0-2 | 1:0-2"},
      {"greedy", {{1}, {1}, {1}, {1}}, "0:0-1 1:0-1 2:0-1 | 3:0-1"},
      {"long one alone", {{1}, {2, 2, 2, 2}, {1}}, "0:0-1 | 1:0-4 | 2:0-1"},
      // 10 pieces of room: cut before the word that does not fit.
      {"very long one is cut", {{3, 3, 3, 3, 1}, {1}}, "0:0-3 | 0:3-5 1:0-1"},
      {"cut twice", {{3, 3, 3, 3, 3, 3, 3}}, "0:0-3 | 0:3-6 | 0:6-7"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Describe(MakeDocument(c.sentences), {8, 12}), c.windows)
        << c.name;
  }
}

// Sentences of one word; '|' before the length starts a paragraph.
Document MakeParagraphs(const std::string& text) {
  Document document;
  bool starts = false;
  for (const char c : text) {
    if (c == '|') starts = true;
    if (c < '0' || c > '9') continue;
    Sentence& sentence = document.sentences.emplace_back();
    sentence.starts_paragraph = starts;
    for (char n = c; n > '0'; --n) sentence.tokens.emplace_back().form = "a";
    starts = false;
  }
  return document;
}

TEST(WindowsTest, KeepsParagraphsWhole) {
  // Windows of 12 pieces; a sentence of n words takes n + 1, [CLS] one.
  const struct {
    const char* name;
    const char* sentences;        // words of each, '|' before a paragraph
    std::vector<size_t> windows;  // sentences of each
  } cases[] = {
      {"no paragraphs, greedy", "3333", {2, 2}},
      {"one that fits stays", "|3|1|1", {3}},
      {"one that does not starts a window", "|3|1|13", {2, 2}},
      {"also where its first sentence would fit", "|4|133", {1, 3}},
      {"unless the window is less than half full", "|3|133", {3, 1}},
      {"exactly half full is enough", "|4|16", {1, 2}},
      {"one too long for any window is packed greedily", "|4|1333", {3, 2}},
      {"one of the whole window's length, too", "|4|144", {2, 2}},
      {"also after sentences of none", "22|22|1", {2, 3}},
  };
  for (const auto& c : cases) {
    const Document document = MakeParagraphs(c.sentences);
    const WordPiece word_piece = Vocabulary();
    WindowReader reader(document, word_piece, {12, 20});
    std::vector<size_t> windows;
    for (Window window; reader.Next(&window);) {
      windows.push_back(window.parts.size());
    }
    EXPECT_EQ(windows, c.windows) << c.name;
  }
}

TEST(WindowsTest, GivesPiecesShapesLayoutsAndNodes) {
  Document document = MakeDocument({{1, 2}, {1}});
  document.sentences[1].tokens[0].form = "A";
  document.sentences[0].tokens[0].layout = 2;
  document.sentences[0].tokens[1].layout = 1;
  const WordPiece word_piece = Vocabulary();
  WindowReader reader(document, word_piece, {20, 20});
  Window window;
  ASSERT_TRUE(reader.Next(&window));
  EXPECT_EQ(window.pieces, (std::vector<int32_t>{2, 4, 4, 5, 3, 4, 3}));
  EXPECT_EQ(window.shapes, (std::vector<uint8_t>{0, 1, 1, 1, 0, 2, 0}));
  EXPECT_EQ(window.layouts, (std::vector<uint8_t>{0, 2, 1, 1, 0, 0, 0}));
  EXPECT_EQ(window.nodes, (std::vector<uint32_t>{1, 2, 4, 5, 6}));
  ASSERT_EQ(window.parts.size(), 2u);
  EXPECT_EQ(window.parts[0].node_begin, 0u);
  EXPECT_EQ(window.parts[1].node_begin, 3u);
  EXPECT_FALSE(reader.Next(&window));
}

}  // namespace
}  // namespace kg
