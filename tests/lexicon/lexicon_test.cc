#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <set>

namespace kg {
namespace {

constexpr char kTable[] =
    "# acts\n"
    "word\tact\tweight\n"
    "say|tell\tsays\t1\n"
    "\n"
    "deny\tdenies\t\n"
    "tell\tsecond\t2\n";

TEST(TableTest, FindsRowsByEachAlternativeOfTheFirstColumn) {
  auto table = Table::Parse("acts.tsv", kTable);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->Get("say", "act"), "says");
  EXPECT_EQ(table->Get("tell", "act"), "says") << "the first row wins";
  EXPECT_EQ(table->Get("deny", "weight"), "");
  EXPECT_FALSE(table->Has("shout"));
  EXPECT_EQ(table->rows().size(), 3u);
}

struct BadTable {
  const char* text;
  const char* error;
};

TEST(TableTest, NamesTheLineOfABadRow) {
  const BadTable kCases[] = {
      {"a\tb\n1\n", "t.tsv:2: expected 2 cells, got 1"},
      {"# c\na\tb\n1\t2\n1\t2\t3\n", "t.tsv:4: expected 2 cells, got 3"},
      {"# only a comment\n", "t.tsv: no line of column names"},
      {"", "t.tsv: no line of column names"},
  };
  for (const BadTable& c : kCases) {
    EXPECT_EQ(Table::Parse("t.tsv", c.text).status().message(), c.error);
  }
}

TEST(AlternativesTest, SplitsAtBars) {
  EXPECT_EQ(Alternatives("").size(), 0u);
  EXPECT_EQ(Alternatives("a"), std::vector<std::string_view>{"a"});
  EXPECT_EQ(Alternatives("a|b c"), (std::vector<std::string_view>{"a", "b c"}));
}

TEST(LexiconTest, HashDependsOnEveryTable) {
  auto one = Lexicon::FromTexts({{"a", "x\n1\n"}});
  auto same = Lexicon::FromTexts({{"a", "x\n1\n"}});
  auto other = Lexicon::FromTexts({{"a", "x\n2\n"}});
  ASSERT_TRUE(one.ok() && same.ok() && other.ok());
  EXPECT_EQ(one->hash(), same->hash());
  EXPECT_NE(one->hash(), other->hash());
}

TEST(LexiconTest, TheShippedTablesHaveAllThatTheCodeReads) {
  auto lexicon = Lexicon::Load(KG_SOURCE_DIR "/lexicon/en");
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
}

// A second row of a word would never be found.
TEST(LexiconTest, TheTablesOfTheRulesHaveEachWordOnce) {
  const auto lexicon = Lexicon::Load(KG_SOURCE_DIR "/lexicon/en");
  ASSERT_TRUE(lexicon.ok());
  for (const char* name :
       {"acts", "adjectives", "complements", "confidence", "marks", "modality",
        "negation", "nouns", "pronouns", "roles", "structure"}) {
    std::set<std::string> seen;
    for (const Table::Row& row : lexicon->table(name).rows()) {
      for (std::string_view word : Alternatives(row[0])) {
        EXPECT_TRUE(seen.emplace(word).second) << name << ": " << word;
      }
    }
  }
}

TEST(LexiconTest, NamesAMissingFolder) {
  EXPECT_EQ(Lexicon::Load("/no/such/folder").status().message(),
            "/no/such/folder: cannot list the lexicon: No such file or "
            "directory");
}

}  // namespace
}  // namespace kg
