#include "extractor/language/wordpiece.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <sstream>

#include "base/file.h"

namespace kg {
namespace {

const std::string kSource = KG_SOURCE_DIR;

WordPiece OpenVocabulary() {
  const std::string path = kSource + "/models/en/vocab.txt";
  const auto text = ReadFile(path, 1 << 24);
  EXPECT_TRUE(text.ok());
  auto result = WordPiece::Parse(path, *text, 12);
  EXPECT_TRUE(result.ok());
  return std::move(result).value();
}

std::vector<int32_t> Pieces(const WordPiece& word_piece,
                            std::string_view word) {
  std::vector<int32_t> ids;
  word_piece.Append(word, &ids);
  return ids;
}

// The file is what training/wordpiece_reference.py --cases writes.
TEST(WordPieceTest, AgreesWithTraining) {
  const WordPiece word_piece = OpenVocabulary();
  std::ifstream file(kSource + "/tests/language/wordpiece_cases.jsonl");
  size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    rapidjson::Document json;
    json.Parse(line.data(), line.size());
    ASSERT_FALSE(json.HasParseError()) << line;
    const auto& word = json["word"];
    std::vector<int32_t> wanted;
    for (const auto& id : json["ids"].GetArray()) wanted.push_back(id.GetInt());
    EXPECT_EQ(Pieces(word_piece, {word.GetString(), word.GetStringLength()}),
              wanted)
        << line;
  }
  EXPECT_GE(cases, 300u);
}

TEST(WordPieceTest, AppendsAfterWhatIsThere) {
  const WordPiece word_piece = OpenVocabulary();
  std::vector<int32_t> ids(20, 5);
  word_piece.Append("the", &ids);
  EXPECT_EQ(ids.size(), 21u);
  word_piece.Append(std::string(50, '.'), &ids);
  EXPECT_EQ(ids.size(), 33u);
}

TEST(WordPieceTest, TakesAnyBytes) {
  const WordPiece word_piece = OpenVocabulary();
  EXPECT_EQ(Pieces(word_piece, "\xFF\xFE"), Pieces(word_piece, ""));
  EXPECT_EQ(Pieces(word_piece,
                   "th\xC3"
                   "e"),
            Pieces(word_piece, "the"));
  const auto unknown = std::vector<int32_t>{word_piece.unknown()};
  EXPECT_EQ(Pieces(word_piece, ""), unknown);
  EXPECT_EQ(Pieces(word_piece, "\x01\x02\xC2\xAD"), unknown);
  EXPECT_EQ(Pieces(word_piece, std::string(1 << 20, 'a')), unknown);
}

TEST(WordPieceTest, NeedsItsMarks) {
  const struct {
    const char* text;
    const char* message;
  } cases[] = {
      {"", "v: expected the piece '[CLS]', got none"},
      {"[CLS]\n[UNK]\n", "v: expected the piece '[SEP]', got none"},
      {"[CLS]\n[SEP]", "v: expected the piece '[UNK]', got none"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(WordPiece::Parse("v", c.text, 4).status().message(), c.message);
  }
}

TEST(WordPieceTest, ClassesOfCasing) {
  const struct {
    const char* word;
    int shape;
  } cases[] = {
      {"", 7},      {"—", 7},      {"$", 7},       {"the", 1},  {"o'clock", 1},
      {"The", 2},   {"I", 2},      {"É", 2},       {"U.S.", 3}, {"NATO", 3},
      {"McKay", 4}, {"iPhone", 4}, {"'Tis", 2},    {"10", 5},   {"٣", 5},
      {"½", 7},     {"G7", 6},     {"covid19", 6}, {"中", 1},   {"ǅ", 1},
      {"IĞDIR", 3}, {"\xFF", 7},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(WordShape(c.word), c.shape) << c.word;
  }
}

}  // namespace
}  // namespace kg
