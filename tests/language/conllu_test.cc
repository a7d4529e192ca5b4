#include "extractor/language/conllu.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kg {
namespace {

constexpr char kTwoWords[] =
    "# newdoc id = notes/a.txt\n"
    "# sent_id = s1\n"
    "1\tBirds\tbird\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\tNER=O\n"
    "2\tsang\tsing\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n";

std::vector<ConlluArticle> MustRead(const std::string& bytes) {
  auto articles = ReadConllu("a.conllu", bytes);
  EXPECT_TRUE(articles.ok()) << articles.status().message();
  return articles.ok() ? *articles : std::vector<ConlluArticle>();
}

// A word line with nothing but its number, form and MISC.
std::string Bare(const std::string& id, const std::string& form,
                 const std::string& misc = "_") {
  return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc + "\n";
}

TEST(ReadConllu, RebuildsTheTextFromFormsAndSpaces) {
  const auto articles = MustRead(kTwoWords);
  ASSERT_EQ(articles.size(), 1u);
  EXPECT_EQ(articles[0].id, "notes/a.txt");
  EXPECT_EQ(articles[0].text, "Birds sang.\n");
}

TEST(ReadConllu, KeepsTheColumns) {
  const auto articles = MustRead(kTwoWords);
  const Sentence& sentence = articles[0].document.sentences[0];
  EXPECT_EQ(sentence.id, "s1");
  ASSERT_EQ(sentence.tokens.size(), 3u);
  const Token& birds = sentence.tokens[0];
  EXPECT_EQ(birds.lemma, "bird");
  EXPECT_EQ(birds.upos, "NOUN");
  EXPECT_EQ(birds.xpos, "NNS");
  EXPECT_EQ(birds.feats, "Number=Plur");
  EXPECT_EQ(birds.head, 1);
  EXPECT_EQ(birds.deprel, "nsubj");
  EXPECT_EQ(birds.ner, "O");
  EXPECT_EQ(sentence.tokens[1].head, -1);
  EXPECT_EQ(sentence.tokens[1].feats, "_");
}

TEST(ReadConllu, GivesTokensTheirBytes) {
  const auto articles = MustRead(Bare("1", "café") + Bare("2", "bar"));
  const auto& tokens = articles[0].document.sentences[0].tokens;
  EXPECT_EQ(tokens[0].end, 5u);
  EXPECT_EQ(tokens[1].begin, 6u);
  EXPECT_EQ(articles[0].text, "café bar\n");
}

TEST(ReadConllu, JoinsTheWordsOfAMultiwordTokenThatTheySpell) {
  const auto articles =
      MustRead(Bare("1-2", "Don't", "SpaceAfter=No") + Bare("1", "Do") +
               Bare("2", "n't") + Bare("3", "!"));
  EXPECT_EQ(articles[0].text, "Don't!\n");
}

TEST(ReadConllu, SeparatesWordsThatDoNotSpellTheirToken) {
  const auto articles =
      MustRead(Bare("1-2", "du") + Bare("1", "de") + Bare("2", "le"));
  EXPECT_EQ(articles[0].text, "de le\n");
}

TEST(ReadConllu, SkipsEmptyNodes) {
  const auto articles =
      MustRead(Bare("1", "a") + Bare("1.1", "gap") + Bare("2", "b"));
  EXPECT_EQ(articles[0].text, "a b\n");
}

TEST(ReadConllu, SplitsArticlesAtNewdoc) {
  const auto articles =
      MustRead("# newdoc id = x\n" + Bare("1", "a") + "\n# newdoc id = y\n" +
               Bare("1", "b") + "\n" + Bare("1", "c"));
  ASSERT_EQ(articles.size(), 2u);
  EXPECT_EQ(articles[1].id, "y");
  EXPECT_EQ(articles[1].text, "b\nc\n");
  EXPECT_EQ(articles[1].document.sentences[1].begin, 2u);
}

TEST(ReadConllu, AcceptsWindowsLineEndsAndNoFinalNewline) {
  const auto articles = MustRead(
      "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n1\tb\t_\t_\t_\t_\t_\t_\t_\t_");
  ASSERT_EQ(articles.size(), 1u);
  EXPECT_EQ(articles[0].document.sentences.size(), 2u);
}

TEST(ReadConllu, NamesFileLineAndReason) {
  struct Case {
    const char* name;
    std::string bytes;
    const char* message;
  };
  const std::vector<Case> cases = {
      {"columns", "1\tx\n", "a.conllu:1: expected 10 columns, got 2"},
      {"number", Bare("1", "a") + Bare("3", "b"),
       "a.conllu:2: expected word 2, got '3'"},
      {"empty form", Bare("1", ""), "a.conllu:1: empty form"},
      {"range", Bare("2-1", "a"), "a.conllu:1: bad range of words '2-1'"},
      {"range past the end", Bare("1-3", "ab") + Bare("1", "ab") + "\n",
       "a.conllu:3: range of words past the sentence above"},
      {"head", "1\ta\t_\t_\t_\t_\tx\t_\t_\t_\n", "a.conllu:1: bad head 'x'"},
      {"head past the end", "1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n\n",
       "a.conllu:2: head 7 is past the sentence above"},
      {"cycle",
       "1\ta\t_\t_\t_\t_\t2\tdep\t_\t_\n2\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n\n",
       "a.conllu:3: the heads of the sentence above form a cycle"},
      {"comment", Bare("1", "a") + "# text = a\n",
       "a.conllu:2: comment inside a sentence, expected an empty line"},
      {"encoding", Bare("1", "\xff"), "a.conllu: expected UTF-8"},
  };
  for (const Case& c : cases) {
    const auto articles = ReadConllu("a.conllu", c.bytes);
    ASSERT_FALSE(articles.ok()) << c.name;
    EXPECT_EQ(articles.status().message(), c.message) << c.name;
  }
}

TEST(WriteConllu, WritesWhatWasRead) {
  const auto articles = MustRead(kTwoWords);
  const std::string written =
      WriteConllu("notes/a.txt", articles[0].text, articles[0].document, {});
  EXPECT_EQ(written,
            "# newdoc id = notes/a.txt\n"
            "# newpar\n"
            "# sent_id = s1\n"
            "# text = Birds sang.\n"
            "1\tBirds\tbird\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t"
            "NER=O|TokenRange=0:5\n"
            "2\tsang\tsing\tVERB\tVBD\t_\t0\troot\t_\t"
            "SpaceAfter=No|TokenRange=6:10\n"
            "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tTokenRange=10:11\n"
            "\n");
}

TEST(WriteConllu, CountsRangesInCodePoints) {
  const auto articles = MustRead(Bare("1", "café") + Bare("2", "bar"));
  const std::string written =
      WriteConllu("p", articles[0].text, articles[0].document, {});
  EXPECT_NE(written.find("TokenRange=5:8"), std::string::npos) << written;
}

TEST(WriteConllu, NumbersSentencesWithoutAnId) {
  const auto articles = MustRead(Bare("1", "a") + "\n" + Bare("1", "b"));
  const std::string written = WriteConllu(
      "p", articles[0].text, articles[0].document, {.with_ranges = false});
  EXPECT_NE(written.find("# sent_id = 2\n# text = b\n" + Bare("1", "b")),
            std::string::npos)
      << written;
}

}  // namespace
}  // namespace kg
