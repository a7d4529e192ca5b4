// Tables of the smaller parts: trees, predicates, dates, amounts, quotations.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractor/rules/analysis.h"
#include "extractor/rules/literals.h"
#include "extractor/rules/predicates.h"
#include "extractor/rules/quotes.h"
#include "extractor/rules/repair.h"
#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

using ::testing::ElementsAre;

// Words between blanks; each hangs on the last one. A word that ends in "+" has
// no blank after it.
Sentence Words2Sentence(const std::string& words, uint32_t begin,
                        std::string* text) {
  Sentence sentence;
  sentence.begin = begin;
  size_t at = 0;
  while (at < words.size()) {
    size_t end = words.find(' ', at);
    if (end == std::string::npos) end = words.size();
    Token token;
    token.form = words.substr(at, end - at);
    token.space_after = token.form.size() < 2 || token.form.back() != '+';
    if (!token.space_after) token.form.pop_back();
    token.begin = static_cast<uint32_t>(text->size());
    *text += token.form;
    token.end = static_cast<uint32_t>(text->size());
    if (token.space_after) *text += ' ';
    const bool digit = token.form[0] >= '0' && token.form[0] <= '9';
    token.upos = digit ? "NUM" : "NOUN";
    token.deprel = "dep";
    sentence.tokens.push_back(std::move(token));
    at = end + 1;
  }
  const auto last = static_cast<int32_t>(sentence.tokens.size()) - 1;
  for (int32_t t = 0; t < last; ++t) sentence.tokens[t].head = last;
  sentence.end = static_cast<uint32_t>(text->size());
  return sentence;
}

TEST(Tree, CutsCyclesAndWildHeads) {
  std::string text;
  Sentence sentence = Words2Sentence("a b c d e", 0, &text);
  const int32_t kHeads[] = {1, 2, 0, 77, -5};
  for (size_t t = 0; t < 5; ++t) sentence.tokens[t].head = kHeads[t];
  const Tree tree(sentence);
  EXPECT_EQ(tree.TopDown().size(), 5u);
  EXPECT_EQ(tree.Head(3), -1);
  EXPECT_EQ(tree.Head(4), -1);
}

TEST(Tree, SubtreeAndConjunctsAreAscending) {
  std::string text;
  Sentence sentence = Words2Sentence("a b c d", 0, &text);
  sentence.tokens[3].head = 0;
  sentence.tokens[0].head = -1;
  sentence.tokens[1].head = 3;
  sentence.tokens[3].deprel = "conj";
  sentence.tokens[2].head = 3;
  const Tree tree(sentence);
  EXPECT_THAT(tree.Subtree(3), ElementsAre(1, 2, 3));
  EXPECT_THAT(tree.Conjuncts(0), ElementsAre(0, 3));
  EXPECT_TRUE(tree.Dominates(0, 2));
  EXPECT_FALSE(tree.Dominates(3, 0));
}

TEST(MakeDisjoint, JoinsWhatTouches) {
  std::vector<Span> spans = {{8, 9}, {0, 3}, {3, 5}, {4, 6}, {7, 7}};
  MakeDisjoint(&spans);
  EXPECT_THAT(spans, ElementsAre(Span{0, 6}, Span{8, 9}));
}

TEST(Ranges, SubtractLeavesWhatIsOutside) {
  const auto left = Subtract({{0, 10}, {20, 30}}, {{2, 4}, {8, 22}, {29, 40}});
  ASSERT_EQ(left.size(), 3u);
  EXPECT_EQ(left[0].end, 2u);
  EXPECT_EQ(left[1].begin, 4u);
  EXPECT_EQ(left[1].end, 8u);
  EXPECT_EQ(left[2].begin, 22u);
  EXPECT_EQ(left[2].end, 29u);
  EXPECT_EQ(Count(left), 13u);
}

TEST(ThirdPerson, FollowsSpelling) {
  const Words words(EnglishLexicon());
  const std::pair<const char*, const char*> kCases[] = {
      {"ban", "bans"},    {"carry", "carries"}, {"play", "plays"},
      {"pass", "passes"}, {"watch", "watches"}, {"push", "pushes"},
      {"fix", "fixes"},   {"be", "is"},         {"have", "has"},
      {"veto", "vetoes"}, {"say", "says"},      {"", ""},
  };
  for (const auto& [lemma, third] : kCases) {
    EXPECT_EQ(ThirdPerson(words, lemma), third) << lemma;
  }
}

TEST(Canonical, MapsSynonymsToOnePredicate) {
  const Words words(EnglishLexicon());
  struct Row {
    SurfacePredicate surface;
    const char* name;
    const char* property;
  };
  const Row kCases[] = {
      {{"outlaw", "", "", "", false}, "bans", ""},
      {{"purchase", "", "", "", false}, "acquires", "-P127"},
      {{"impose", "", "sanction", "on", false}, "sanctions", ""},
      {{"born", "", "", "in", true}, "born_in", "P19"},
      {{"speak", "", "", "at", false}, "speaks_at", ""},
      {{"head", "", "", "to", false}, "heads_to", ""},
      {{"carry", "out", "", "", false}, "carries_out", ""},
      {{"sign", "", "deal", "with", false}, "signs_deal_with", ""},
  };
  for (const Row& row : kCases) {
    const Predicate predicate = Canonical(words, row.surface);
    EXPECT_EQ(predicate.name, row.name) << row.surface.verb;
    EXPECT_EQ(predicate.property, row.property) << row.surface.verb;
  }
  EXPECT_TRUE(Canonical(words, {"ban", "", "", "", false}).owner);
  EXPECT_FALSE(Canonical(words, {"arrest", "", "", "", false}).owner);
  EXPECT_TRUE(Canonical(words, {"plant", "", "", "", false}).accusation);
}

TEST(Repair, MendsLemmasOfVerbs) {
  const Words words(EnglishLexicon());
  struct Row {
    const char* form;
    const char* model;
    const char* lemma;
  };
  const Row kCases[] = {
      {"banned", "bann", "ban"},
      {"denied", "deni", "deny"},
      {"stole", "stole", "steal"},
      {"voted", "vot", "vote"},
      {"contributed", "contribut", "contribute"},
      {"delivered", "delivere", "deliver"},
      {"pinned", "pinn", "pin"},
      {"issues", "issu", "issue"},
      {"visited", "visit", "visit"},
      {"changing", "chang", "change"},
      {"flies", "fly", "fly"},
      {"walks", "walk", "walk"},
  };
  for (const Row& row : kCases) {
    Document document;
    std::string text;
    document.sentences.push_back(Words2Sentence(row.form, 0, &text));
    Token& token = document.sentences[0].tokens[0];
    token.upos = "VERB";
    token.lemma = row.model;
    EXPECT_EQ(Repair(document, words).sentences[0].tokens[0].lemma, row.lemma)
        << row.form;
  }
}

TEST(Repair, HangsPossessorsOnTheirNoun) {
  const Words words(EnglishLexicon());
  std::string text;
  Document document;
  document.sentences.push_back(
      Words2Sentence("banned Telora+ 's network equipment", 0, &text));
  auto& tokens = document.sentences[0].tokens;
  tokens[0].upos = "VERB";
  tokens[0].head = -1;
  tokens[1].upos = "PROPN";
  tokens[1].head = 0;
  tokens[1].deprel = "nsubj";
  tokens[2].xpos = "POS";
  tokens[2].upos = "PART";
  tokens[2].head = 1;
  const Document mended = Repair(document, words);
  EXPECT_EQ(mended.sentences[0].tokens[1].head, 4);
  EXPECT_EQ(mended.sentences[0].tokens[1].deprel, "nmod:poss");
}

TEST(ResolveDate, SeesWordsFromTheArticlesDay) {
  const Words words(EnglishLexicon());
  struct Row {
    const char* phrase;
    bool future;
    const char* value;
  };
  // 2019-02-28 was a Thursday.
  const Row kCases[] = {
      {"in 2018", false, "2018"},
      {"in December 2018", false, "2018-12"},
      {"26 February 2019", false, "2019-02-26"},
      {"February 26+ , 2019", false, "2019-02-26"},
      {"May 3rd", false, "2018-05-03"},
      {"in January", false, "2019-01"},
      {"in March", false, "2018-03"},
      {"in March", true, "2019-03"},
      {"on Tuesday", false, "2019-02-26"},
      {"on Thursday", false, "2019-02-28"},
      {"on Tuesday", true, "2019-03-05"},
      {"yesterday", false, "2019-02-27"},
      {"tomorrow", false, "2019-03-01"},
      {"last year", false, "2018"},
      {"last month", false, "2019-01"},
      {"last December", false, "2018-12"},
      {"next March", true, "2019-03"},
      {"last week", false, ""},
      {"soon", false, ""},
  };
  for (const Row& row : kCases) {
    std::string text;
    const Sentence sentence = Words2Sentence(row.phrase, 0, &text);
    const Tree tree(sentence);
    std::vector<uint32_t> tokens;
    for (uint32_t t = 0; t < tree.size(); ++t) tokens.push_back(t);
    EXPECT_EQ(ResolveDate(tree, words, tokens, "2019-02-28", row.future),
              row.value)
        << row.phrase;
  }
}

TEST(ResolveDate, NeedsNoDayForAWholeDate) {
  const Words words(EnglishLexicon());
  std::string text;
  const Sentence sentence = Words2Sentence("on Tuesday", 0, &text);
  EXPECT_EQ(ResolveDate(Tree(sentence), words, {0, 1}, "", false), "");
  const Sentence year = Words2Sentence("in 2018", 0, &text);
  EXPECT_EQ(ResolveDate(Tree(year), words, {0, 1}, "", false), "2018");
}

TEST(ParseAmount, ReadsValueAndUnit) {
  const Words words(EnglishLexicon());
  struct Row {
    const char* phrase;
    const char* value;
    const char* datatype;
    const char* unit;
  };
  const Row kCases[] = {
      {"$+ 200 billion", "200000000000", "money", "USD"},
      {"1,250 euro", "1250", "money", "EUR"},
      {"£+ 3bn", "3000000000", "money", "GBP"},
      {"2.5 %", "2.5", "percent", ""},
      {"twelve percent", "12", "percent", ""},
      {"30 km", "30", "quantity", "km"},
  };
  for (const Row& row : kCases) {
    std::string text;
    const Sentence sentence = Words2Sentence(row.phrase, 0, &text);
    const Tree tree(sentence);
    const auto amount = ParseAmount(tree, words, text, tree.size() - 1);
    ASSERT_TRUE(amount.has_value()) << row.phrase;
    EXPECT_EQ(amount->value, row.value) << row.phrase;
    EXPECT_EQ(amount->datatype, row.datatype) << row.phrase;
    EXPECT_EQ(amount->unit, row.unit) << row.phrase;
  }
  std::string text;
  const Sentence plain = Words2Sentence("three phones", 0, &text);
  EXPECT_FALSE(ParseAmount(Tree(plain), words, text, 1).has_value());
}

// Sentences between '|'; "||" starts a paragraph.
std::vector<std::string> QuotedIn(const std::string& source) {
  Document document;
  std::string text;
  size_t at = 0;
  bool paragraph = true;
  while (at <= source.size()) {
    size_t end = source.find('|', at);
    if (end == std::string::npos) end = source.size();
    if (end == at) {
      paragraph = true;
    } else {
      Sentence sentence =
          Words2Sentence(source.substr(at, end - at),
                         static_cast<uint32_t>(text.size()), &text);
      sentence.starts_paragraph = paragraph;
      paragraph = false;
      document.sentences.push_back(std::move(sentence));
    }
    at = end + 1;
  }
  const Words words(EnglishLexicon());
  const Analysis analysis(text, document, words);
  std::vector<std::string> out;
  for (const Quotation& quotation : FindQuotations(analysis)) {
    std::string words_in;
    for (uint32_t p = quotation.range.begin; p < quotation.range.end; ++p) {
      words_in += (words_in.empty() ? "" : " ") + analysis.token(p).form;
    }
    out.push_back(words_in);
  }
  return out;
}

TEST(FindQuotations, FollowsMarksOverSentencesAndParagraphs) {
  struct Row {
    const char* source;
    std::vector<std::string> quotations;
  };
  const std::vector<Row> kCases = {
      {"\"+ Yes+ ,+ \" he said", {"\" Yes , \""}},
      {"\xE2\x80\x9C+ Yes+ .|No+ .+ \xE2\x80\x9D he said",
       {"\xE2\x80\x9C Yes . No . \xE2\x80\x9D"}},
      // Opened again in the next paragraph.
      {"\"+ One+ .||\"+ Two+ .+ \" he said", {"\" One . \" Two . \""}},
      // Only closed in the next paragraph.
      {"\"+ One+ .||Two+ ,+ \" he said", {"\" One . Two , \""}},
      // Never closed: ends with its paragraph.
      {"\"+ One+ .||Two", {"\" One ."}},
      // An apostrophe opens nothing.
      {"the '90s were", {}},
      {"players+ ' union", {}},
      {"\xE2\x80\x98+ Yes+ \xE2\x80\x99 he said",
       {"\xE2\x80\x98 Yes \xE2\x80\x99"}},
      {"a \"+ b+ \" c \"+ d+ \" e", {"\" b \"", "\" d \""}},
  };
  for (const Row& row : kCases) {
    EXPECT_EQ(QuotedIn(row.source), row.quotations) << row.source;
  }
}

}  // namespace
}  // namespace kg
