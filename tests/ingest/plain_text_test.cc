#include <gtest/gtest.h>

#include "tests/ingest/helpers.h"

namespace kg {
namespace {

constexpr char kProse[] =
    "The council of Arden voted on Monday to close the old bridge for good.";

struct Case {
  const char* what;
  const char* text;
  const char* title;
  const char* date;
  std::vector<std::string> authors;
  std::string body;
};

void Check(const Case& c, const std::string& name) {
  const Ingested result = IngestText(c.text, name);
  ASSERT_EQ(result.articles.size(), 1u) << c.what;
  const Article& a = result.articles[0];
  EXPECT_EQ(a.title, c.title) << c.what;
  EXPECT_EQ(a.date, c.date) << c.what;
  EXPECT_EQ(a.authors, c.authors) << c.what;
  EXPECT_EQ(BodyOf(a), c.body) << c.what;
}

#define KG_PROSE \
  "The council of Arden voted on Monday to close the old bridge for good."

TEST(PlainText, FindsTitleAndMetadata) {
  const Case kCases[] = {
      {"title, gap, text",
       "Arden closes its bridge\n\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {},
       kProse},
      {"title above the text",
       "Arden closes its bridge\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {},
       kProse},
      {"question",
       "Will Arden close its bridge?\n\n" KG_PROSE,
       "Will Arden close its bridge?",
       "",
       {},
       kProse},
      {"abbreviation at the end",
       "Arden buys a bridge from the U.S.\n\n" KG_PROSE,
       "Arden buys a bridge from the U.S.",
       "",
       {},
       kProse},
      {"sentence first",
       KG_PROSE "\n\nIt was old.",
       "",
       "",
       {},
       std::string(kProse) + "\n\nIt was old."},
      {"one line",
       "Arden closes its bridge",
       "",
       "",
       {},
       "Arden closes its bridge"},
      {"hard-wrapped text",
       "The council of Arden voted on Monday to close\n"
       "the old bridge for good, since its piers were\n"
       "no longer safe, the mayor said.",
       "",
       "",
       {},
       "The council of Arden voted on Monday to close the old bridge for good, "
       "since its piers were no longer safe, the mayor said."},
      {"byline",
       "Arden closes its bridge\n\nBy Ann Lee\n\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {"Ann Lee"},
       kProse},
      {"two authors",
       "Arden closes its bridge\nBy Ann Lee and Bob van Ray\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {"Ann Lee", "Bob van Ray"},
       kProse},
      {"byline with date",
       "Arden closes its bridge\n\nAnn Lee | 26 February 2019\n\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"byline, comma, date",
       "Arden closes its bridge\n\nBy Ann Lee, February 26, 2019\n\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"role after the name",
       "Arden closes its bridge\n\nBy Ann Lee, Staff Writer\n\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {"Ann Lee"},
       kProse},
      {"name, then date",
       "Arden closes its bridge\nAnn Lee\n26 February 2019\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"name and place, then date",
       "Arden closes its bridge\n\nAnn Lee in New Arden\n\n26 February "
       "2019\n\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"name, then role, then date",
       "Arden closes its bridge\n\nANN LEE\n\nArden Post Staff Writer\n\n26 "
       "February 2019\n\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"agency and editor beside the name",
       "Arden closes its bridge\n\nWritten by ANN LEE, USA TODAY | Edited by "
       "Bob Ray | 26 February 2019\n\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"mail",
       "From: Ann Lee <ann@arden.example>\nTo: Bob Ray\nSubject: Arden closes "
       "its bridge\n\n" KG_PROSE
       "\n\nBob Ray wrote:\n> Is it open?\n\n--\nAnn Lee\nArden Post\n",
       "Arden closes its bridge",
       "",
       {"Ann Lee"},
       kProse},
      {"date below",
       "Arden closes its bridge\n\n" KG_PROSE "\n\nPublished: 26 February 2019",
       "Arden closes its bridge",
       "2019-02-26",
       {},
       kProse},
      {"no byline: a heading",
       "Arden closes its bridge\n\nOld Stone\n\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {},
       "Old Stone\n\n" + std::string(kProse)},
      {"keyed head",
       "Title: Arden closes its bridge\nDate: 26 February 2019\n"
       "Author: Ann Lee\nSource: Arden Press\n\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee"},
       kProse},
      {"headline with a colon",
       "Source: Arden to close its bridge\n\n" KG_PROSE,
       "Source: Arden to close its bridge",
       "",
       {},
       kProse},
      {"front matter",
       "---\ntitle: \"Arden closes its bridge\"\ndate: 2019-02-26\n"
       "authors:\n  - Ann Lee\n  - Bob Ray\n---\n" KG_PROSE,
       "Arden closes its bridge",
       "2019-02-26",
       {"Ann Lee", "Bob Ray"},
       kProse},
  };
  for (const Case& c : kCases) Check(c, "a.txt");
}

TEST(PlainText, RemovesDatelines) {
  const struct {
    const char* line;
    const char* left;
  } kCases[] = {
      {"ARDEN, Feb 26 (Reuters) - " KG_PROSE, kProse},
      {"ARDEN (AP) \xE2\x80\x94 " KG_PROSE, kProse},
      {"Arden (CNN) " KG_PROSE, kProse},
      {"(Reuters) \xE2\x80\x94 " KG_PROSE, kProse},
      {"NEW ARDEN \xE2\x80\x94 " KG_PROSE, kProse},
      {"ARDEN, Ohio -- " KG_PROSE, kProse},
  };
  for (const auto& c : kCases) EXPECT_EQ(CleanedBody(c.line), c.left) << c.line;
  for (const char* line :
       {"NATO \xE2\x80\x94 the alliance of the West \xE2\x80\x94 met in Arden "
        "on Monday to talk about it.",
        "The bridge (built in 1911) - a wonder of its time - was closed on "
        "Monday for good.",
        "Arden - a town on the river - voted on Monday to close the old "
        "bridge."}) {
    EXPECT_EQ(CleanedBody(line), line);
  }
}

TEST(PlainText, TidiesWhiteSpaceAndControls) {
  EXPECT_EQ(CleanedBody("One  two\xC2\xA0three\tfour.\r\n\r\n\r\n\r\n  "
                        "Fi\xC2\xADve \xE2\x80\x8Bsix\x07.\r\nSeven."),
            "One two three four.\n\nFive six.\nSeven.");
  // Decomposed letters become composed ones.
  EXPECT_EQ(CleanedBody("The cafe\xCC\x81 is open."),
            "The caf\xC3\xA9 is open.");
}

TEST(PlainText, MapsTextToSourceLines) {
  const Ingested result = IngestText(
      "Arden closes its bridge\n\nBy Ann Lee\n\nIt is old.\n\n\nIt is "
      "narrow.\n",
      "a.txt");
  ASSERT_EQ(result.articles.size(), 1u);
  const Article& a = result.articles[0];
  EXPECT_EQ(a.text, "Arden closes its bridge\n\nIt is old.\n\nIt is narrow.");
  EXPECT_EQ(a.body_begin, 25u);
  const std::vector<SourcePosition> expected = {{0, 1}, {25, 5}, {37, 8}};
  EXPECT_EQ(a.source_map, expected);
}

TEST(Markdown, LosesItsMarks) {
  const Case kCases[] = {
      {"heading",
       "# Arden closes its bridge #\n\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {},
       kProse},
      {"underlined heading",
       "Arden closes its bridge\n=======\n\n" KG_PROSE,
       "Arden closes its bridge",
       "",
       {},
       kProse},
      {"inline marks",
       "# Arden\n\nThe **old** bridge [is *closed*](http://a.b/c) since "
       "`May`, snake_case and 2 * 3.\n\n![a picture](p.png)\n\n- one item\n\n"
       "> \"No,\" he said.\n\n```\ncode\n```\n\n***\n\n## Why?\n\nIt is old.",
       "Arden",
       "",
       {},
       "The old bridge is closed since May, snake_case and 2 * 3.\n\none "
       "item\n\n\"No,\" he said.\n\nWhy?\n\nIt is old."},
      {"front matter",
       "---\ntitle: Arden\nauthor: Ann Lee\n---\n\n" KG_PROSE,
       "Arden",
       "",
       {"Ann Lee"},
       kProse},
      {"text before the first heading",
       KG_PROSE "\n\n## Why\n\nIt is old.",
       "",
       "",
       {},
       std::string(kProse) + "\n\nWhy\n\nIt is old."},
  };
  for (const Case& c : kCases) Check(c, "a.md");
}

TEST(Languages, SkipsOnlyWhatIsSurelyNotEnglish) {
  const struct {
    const char* text;
    const char* reason;
  } kCases[] = {
      {"Le conseil de la ville a vot\xC3\xA9 lundi pour fermer le vieux pont, "
       "qui est dans un \xC3\xA9tat dangereux selon les experts, et les "
       "habitants ne sont pas contents de cette d\xC3\xA9"
       "cision du maire.",
       "not English (French)"},
      {"Der Rat der Stadt hat am Montag beschlossen, die alte Br\xC3\xBC"
       "cke zu sperren, weil sie nicht mehr sicher ist, und die Bewohner sind "
       "mit der Entscheidung nicht zufrieden, sagte der B\xC3\xBCrgermeister.",
       "not English (German)"},
      {"\xD0\x93\xD0\xBE\xD1\x80\xD0\xBE\xD0\xB4 \xD0\xB7\xD0\xB0\xD0\xBA"
       "\xD1\x80\xD1\x8B\xD0\xBB \xD1\x81\xD1\x82\xD0\xB0\xD1\x80\xD1\x8B"
       "\xD0\xB9 \xD0\xBC\xD0\xBE\xD1\x81\xD1\x82 \xD0\xB2 \xD0\xBF\xD0\xBE"
       "\xD0\xBD\xD0\xB5\xD0\xB4\xD0\xB5\xD0\xBB\xD1\x8C\xD0\xBD\xD0\xB8"
       "\xD0\xBA.",
       "not English (Russian)"},
  };
  for (const auto& c : kCases) {
    const Ingested result = IngestText(c.text, "a.txt");
    ASSERT_EQ(result.skipped.size(), 1u) << c.text;
    EXPECT_EQ(result.skipped[0], std::string("a.txt: ") + c.reason);
    IngestOptions all;
    all.keep_any_language = true;
    EXPECT_EQ(IngestText(c.text, "a.txt", all).articles.size(), 1u);
  }
  for (const char* text : {"Le pont est vieux.", KG_PROSE, "42 17 9 (4-2)."}) {
    EXPECT_EQ(IngestText(text, "a.txt").articles.size(), 1u) << text;
  }
}

}  // namespace
}  // namespace kg
