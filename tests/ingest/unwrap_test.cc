#include "extractor/ingest/unwrap.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/ingest/helpers.h"

namespace kg {
namespace {

std::string Joined(const std::string& text) {
  std::vector<SourceLine> lines = SplitSourceLines(text, 1);
  JoinWrappedLines(&lines);
  std::string out;
  for (const SourceLine& line : lines) out += line.text + "\n";
  return out;
}

// Breaks each line of a text as mail programs do: after the last word that
// fits.
std::string Wrapped(const std::string& text, size_t column,
                    const std::string& line_end = "\n") {
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line); out += line_end) {
    std::istringstream words(line);
    size_t width = 0;
    for (std::string word; words >> word; width += word.size()) {
      const bool fits = width + 1 + word.size() <= column;
      if (width > 0) out += fits ? " " : line_end;
      width = fits && width > 0 ? width + 1 : 0;
      out += word;
    }
  }
  return out;
}

constexpr char kText[] =
    "The council of Arden voted on Monday to close the old bridge for good. "
    "\"It was never safe,\" said Mayor Helena Brandt, \"and nobody who crossed "
    "it in a lorry of forty tonnes can have slept well.\"\n\n"
    "Boris Lund of Lund Engineering, which built it in 1911 for the counts of "
    "Kaldre, has said that the piers of oak under the left bank have "
    "rotted.\n\n"
    "Norway and Germany have no plans for another one.\n";

TEST(Unwrap, MakesParagraphsOfLinesBrokenAtAColumn) {
  for (const size_t column : {50, 60, 65, 72, 76, 80, 100}) {
    EXPECT_EQ(Joined(Wrapped(kText, column)), Joined(kText)) << column;
    EXPECT_EQ(Joined(Wrapped(kText, column, "\r\n")), Joined(kText)) << column;
  }
}

TEST(Unwrap, JoinsLinesWhoseRightEdgeIsEvenedOut) {
  EXPECT_EQ(Joined("The council of Arden voted on Monday to close the\n"
                   "old bridge for good, since the piers of oak under its\n"
                   "left bank have rotted for many years, and no\n"
                   "insurer would cover it any longer, said the\n"
                   "mayor of the town."),
            "The council of Arden voted on Monday to close the old bridge for "
            "good, since the piers of oak under its left bank have rotted for "
            "many years, and no insurer would cover it any longer, said the "
            "mayor of the town.\n");
}

TEST(Unwrap, LeavesLinesThatAreWhole) {
  for (const char* text :
       {"Norway arrests the head of Vertex Bank in Oslo\n"
        "Germany bans the sale of phones that Acme makes\n"
        "Trump meets Keller in Vienna over trade and tariffs\n"
        "Stocks fall for a third day as oil gets dearer\n",
        "One sentence stands on each of these lines, all of them long.\n"
        "The second of them is as long as the first, or a bit longer.\n"
        "A third one follows that has about the same number of words.\n"
        "The last of the four is shorter.\n",
        "Norway, O Norway,\nthe night is long,\nand he who sings\nis gone.\n",
        "JOHN LEE: Thank you all for coming here on such a night\n"
        "ANNA RAY: We are glad to be here and thank you for it\n"
        "JOHN LEE: The first question is about the old bridge\n"
        "ANNA RAY: I would rather not say anything about that\n"}) {
    EXPECT_EQ(Joined(text), text);
  }
}

TEST(Unwrap, LeavesItemsOfAList) {
  EXPECT_EQ(Joined("These are the things that the council of Arden voted on,\n"
                   "and nobody else was asked about a single one of them at\n"
                   "the meeting on Monday night, as the mayor said later on:\n"
                   "- The old bridge of Arden will be closed for good, which\n"
                   "few had expected.\n"
                   "- A new one will be built.\n"),
            "These are the things that the council of Arden voted on, and "
            "nobody else was asked about a single one of them at the meeting "
            "on Monday night, as the mayor said later on:\n"
            "- The old bridge of Arden will be closed for good, which few had "
            "expected.\n"
            "- A new one will be built.\n");
}

TEST(Unwrap, DropsHyphensThatOnlyPartAWord) {
  const std::string before =
      "The mayor of Arden said that the investigation of the old\n"
      "bridge had been closed by the council, and that the investi-\n"
      "gation of the left-wing party had not; the party of the left-\n"
      "wing members of the council was told so by a member of an anti-\n"
      "bridge committee that meets in the same house on every day\n"
      "of the week.\n";
  EXPECT_EQ(Joined(before),
            "The mayor of Arden said that the investigation of the old bridge "
            "had been closed by the council, and that the investigation of the "
            "left-wing party had not; the party of the left-wing members of "
            "the council was told so by a member of an antibridge committee "
            "that meets in the same house on every day of the week.\n");
}

TEST(Unwrap, ReadsTheSameArticleFromAWrappedFile) {
  const std::string title = "Arden closes its bridge for good after years\n\n";
  const Ingested plain = IngestText(title + kText, "a.txt");
  ASSERT_EQ(plain.articles.size(), 1u);
  const std::string wrapped = title + Wrapped(kText, 72);
  std::string quoted = "\"";
  for (const char c : Wrapped(kText, 72)) {
    c == '\n' ? quoted += "\\n" : c == '"' ? quoted += "\\\"" : quoted += c;
  }
  const struct {
    const char* name;
    std::string bytes;
  } kCases[] = {
      {"a.txt", wrapped},
      {"a.md", "# " + wrapped},
      {"a.html",
       "<title>Arden closes its bridge for good after years</title>"
       "<article><pre>" +
           Wrapped(kText, 72) + "</pre></article>"},
      {"a.json", "{\"text\":" + quoted + "\"}"},
  };
  for (const auto& c : kCases) {
    const Ingested result = IngestText(c.bytes, c.name);
    ASSERT_EQ(result.articles.size(), 1u) << c.name;
    const Article& article = result.articles[0];
    EXPECT_EQ(BodyOf(article), BodyOf(plain.articles[0])) << c.name;
  }
}

TEST(Unwrap, KeepsTheLinesOfTheSource) {
  const Ingested result = IngestText(
      "Arden closes its bridge\n\n"
      "ARDEN (AP) - The council of Arden voted on Monday to close the old\n"
      "bridge for good, since the piers of oak under its left bank have "
      "rotted\n"
      "for many years, and no insurer would cover it.\n",
      "a.txt");
  ASSERT_EQ(result.articles.size(), 1u);
  const Article& article = result.articles[0];
  std::vector<std::string> starts;
  for (const SourcePosition& at : article.source_map) {
    starts.push_back(std::to_string(at.line) + " " +
                     article.text.substr(at.text_begin, 8));
  }
  EXPECT_EQ(starts, (std::vector<std::string>{"1 Arden cl", "3 The coun",
                                              "4 bridge f", "5 for many"}));
}

}  // namespace
}  // namespace kg
