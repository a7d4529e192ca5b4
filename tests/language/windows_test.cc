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

TEST(WindowsTest, GivesPiecesShapesAndNodes) {
  Document document = MakeDocument({{1, 2}, {1}});
  document.sentences[1].tokens[0].form = "A";
  const WordPiece word_piece = Vocabulary();
  WindowReader reader(document, word_piece, {20, 20});
  Window window;
  ASSERT_TRUE(reader.Next(&window));
  EXPECT_EQ(window.pieces, (std::vector<int32_t>{2, 4, 4, 5, 3, 4, 3}));
  EXPECT_EQ(window.shapes, (std::vector<uint8_t>{0, 1, 1, 1, 0, 2, 0}));
  EXPECT_EQ(window.nodes, (std::vector<uint32_t>{1, 2, 4, 5, 6}));
  ASSERT_EQ(window.parts.size(), 2u);
  EXPECT_EQ(window.parts[0].node_begin, 0u);
  EXPECT_EQ(window.parts[1].node_begin, 3u);
  EXPECT_FALSE(reader.Next(&window));
}

}  // namespace
}  // namespace kg
