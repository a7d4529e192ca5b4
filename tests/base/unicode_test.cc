#include "base/unicode.h"

#include <gtest/gtest.h>

#include <random>

namespace kg {
namespace {

struct TextCase {
  const char* name;
  std::string input;
  std::string expected;
};

TEST(UnicodeTest, FoldsTermsForComparison) {
  const TextCase kCases[] = {
      {"case", "HUAWEI", "huawei"},
      {"accents", "São Tomé", "sao tome"},
      {"sharp s", "Straße", "strasse"},
      {"full width", "Ｈｕａｗｅｉ", "huawei"},
      {"blanks", "  New \t\n York ", "new york"},
      {"no-break space", "New\u00A0York", "new york"},
      {"curly apostrophe", "O’Neill", "o'neill"},
      {"dashes", "Coca–Cola", "coca-cola"},
      {"astral", "𝐀bc", "abc"},
      {"empty", "", ""},
  };
  for (const TextCase& c : kCases) {
    EXPECT_EQ(FoldTerm(c.input), c.expected) << c.name;
  }
}

// A letter outside ASCII in front takes the other way through FoldTerm.
TEST(UnicodeTest, FoldsAsciiAloneAsAmongOthers) {
  for (int first = 0; first < 128; ++first) {
    for (const char second : {'x', ' ', 'Q', '\t', '.'}) {
      const std::string text = {static_cast<char>(first), second,
                                static_cast<char>(first)};
      EXPECT_EQ("y" + FoldTerm("y" + text).substr(1),
                "y" + FoldTerm("\u00FF" + text).substr(1))
          << first;
    }
  }
}

TEST(UnicodeTest, ChangesCase) {
  EXPECT_EQ(ToLower("ÉCOLE"), "école");
  EXPECT_EQ(ToUpper("école"), "ÉCOLE");
  EXPECT_EQ(ToTitle("\"bEIJING"), "\"Beijing");
}

TEST(UnicodeTest, NormalizesToComposedForm) {
  EXPECT_EQ(ToNfc("e\u0301"), "é");
  EXPECT_TRUE(IsNfc("é"));
  EXPECT_FALSE(IsNfc("e\u0301"));
  EXPECT_EQ(ToNfd("é"), "e\u0301");
}

TEST(UnicodeTest, RepairsIllFormedBytes) {
  const TextCase kCases[] = {
      {"lone continuation", "a\x80z", "a\uFFFDz"},
      {"truncated at the end", "a\xE2\x82", "a\uFFFD\uFFFD"},
      {"surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"overlong", "\xC0\xAF", "\uFFFD\uFFFD"},
      {"well-formed stays", "€", "€"},
      {"replacement character stays", "\uFFFD", "\uFFFD"},
  };
  for (const TextCase& c : kCases) {
    EXPECT_EQ(RepairUtf8(c.input), c.expected) << c.name;
    EXPECT_TRUE(IsValidUtf8(c.expected)) << c.name;
    EXPECT_EQ(IsValidUtf8(c.input), c.input == c.expected) << c.name;
  }
}

TEST(UnicodeTest, DecodesBackwardsWhatItDecodesForwards) {
  const std::string text = "aé€😀z\u0301";
  size_t end = text.size();
  while (end > 0) {
    const CodePoint back = DecodeBefore(text, end);
    const CodePoint forth = DecodeAt(text, end - back.bytes);
    EXPECT_EQ(back.value, forth.value);
    EXPECT_EQ(back.bytes, forth.bytes);
    end -= back.bytes;
  }
}

// The obvious way: count the bytes that start a character.
uint32_t CountUpTo(const std::string& text, uint32_t byte) {
  return static_cast<uint32_t>(CountCodePoints(text.substr(0, byte)));
}

TEST(OffsetMapTest, AgreesWithCountingOnRandomText) {
  std::mt19937 random(7);
  const std::string kPieces[] = {"a", "b ", "é", "€", "😀", "long plain run"};
  for (int round = 0; round < 50; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += kPieces[random() % 6];
    const OffsetMap map(text);
    EXPECT_EQ(map.code_points(), CountCodePoints(text));
    for (uint32_t byte = 0; byte <= text.size(); ++byte) {
      if (byte < text.size() && (text[byte] & 0xC0) == 0x80) continue;
      const uint32_t code_point = CountUpTo(text, byte);
      ASSERT_EQ(map.ToCodePoints(byte), code_point) << text << " " << byte;
      ASSERT_EQ(map.ToBytes(code_point), byte) << text << " " << code_point;
    }
  }
}

TEST(OffsetMapTest, ClampsOffsetsPastTheEnd) {
  const OffsetMap map("né");
  EXPECT_EQ(map.ToBytes(9), 3u);
  EXPECT_EQ(map.ToCodePoints(9), 2u);
  EXPECT_EQ(OffsetMap("").ToBytes(0), 0u);
}

TEST(CharsetTest, ConvertsDeclaredEncodings) {
  size_t replaced = 0;
  auto text = ConvertToUtf8("caf\xE9 \x93quote\x94", "windows-1252", &replaced);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "café “quote”");
  EXPECT_EQ(replaced, 0u);
  EXPECT_EQ(ConvertToUtf8("x", "no-such-charset", &replaced).status().message(),
            "unknown encoding 'no-such-charset'");
}

TEST(WidthTest, CountsTerminalColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
  EXPECT_EQ(DisplayWidth("郭平"), 4u);
}

}  // namespace
}  // namespace kg
