#include "graph/facts/jsonl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/read_facts.h"
#include "tests/support/random_facts.h"

namespace kg {
namespace {

using testing::FactsGenerator;
using ::testing::IsEmpty;
using testing::kHeader;
using testing::Outcome;
using testing::Read;
using testing::ReadGroup;

TEST(FactsWriter, WritesEachKindOfLine) {
  LocalFacts facts;
  Article& article = facts.article;
  article.id = MakeArticleId("news", "a.txt", "1");
  article.root_label = "news";
  article.path = "a.txt";
  article.title = "É";
  article.date = "2019-02-26";
  article.text = "É\n\nAda leads \"Vale\".";
  article.body_begin = 4;
  article.source_map = {{0, 1}, {4, 3}};
  LocalEntity ada;
  ada.type = EntityType::kPerson;
  ada.name = "Ada";
  ada.aliases = {{"Ada", 1}};
  ada.external = {{"wikidata", "Q7259"}};
  ada.mentions = {{{4, 7}}};
  LocalEntity official;
  official.name = "an official";
  official.described = true;
  facts.entities = {ada, official};
  LocalRelation relation;
  relation.subject = 0;
  relation.predicate = "pays";
  relation.object = Literal{"5", "money", "USD", "$5"};
  Evidence evidence;
  evidence.spans = {{4, 7}, {8, 13}};
  evidence.quote = "Ada leads";
  evidence.subject = Span{4, 7};
  evidence.claim = 0;
  evidence.qualifiers = {{"time", "in May", "2019-05"}};
  evidence.confidence = 93;
  evidence.rule = "clause";
  relation.evidence = {evidence};
  facts.relations = {relation};
  LocalClaim claim;
  claim.speaker = 1;
  claim.act = "says";
  claim.text = "Vale";
  claim.topics = {0};
  claim.propositions = {0};
  claim.content = {{15, 19}};
  claim.cue = Span{8, 13};
  claim.spans = {{8, 13}, {15, 19}};
  claim.quote = "leads \"Vale";
  claim.confidence = 100;
  facts.claims = {claim};
  const std::string id = article.id.Hex();
  EXPECT_EQ(
      WriteFacts(facts),
      R"({"kind":"article","id":")" + id +
          R"(","root":"news","path":"a.txt","record":null,"url":null,"title":"É","date":"2019-02-26","authors":[],"publisher":null,"language":null,"near_copy_of":null,"model":null,"extractor":null,"text":"É\n\nAda leads \"Vale\".","body":3,"lines":[[0,1],[3,3]]})"
          "\n"
          R"({"kind":"entity","id":")" +
          id +
          R"(/e0","type":"Person","name":"Ada","aliases":[{"text":"Ada","count":1}],"descriptions":[],"external":{"wikidata":"Q7259"},"mentions":1,"articles":1})"
          "\n"
          R"({"kind":"entity","id":")" +
          id +
          R"(/e1","type":"Concept","name":"an official","described":true,"aliases":[],"descriptions":[],"external":{},"mentions":0,"articles":1})"
          "\n"
          R"({"kind":"mention","entity":")" +
          id + R"(/e0","article":")" + id +
          R"(","start":3,"end":6,"form":"name"})"
          "\n"
          R"({"kind":"relation","id":")" +
          id + R"(/r0","subject":{"id":")" + id +
          R"(/e0","name":"Ada","type":"Person"},"predicate":"pays","object":{"value":"5","datatype":"money","unit":"USD","text":"$5"},"polarity":"affirmed","modality":"asserted","standing":"stated","derived":null,"property":null,"confidence":0.93,"sources":1,"evidence":[{"article":")" +
          id +
          R"(","path":"a.txt","line":3,"start":3,"end":12,"spans":[[3,6],[7,12]],"quote":"Ada leads","subject":[3,6],"object":null,"claim":")" +
          id +
          R"(/c0","qualifiers":[{"role":"time","text":"in May","value":"2019-05"}],"confidence":0.93,"rule":"clause"}]})"
          "\n"
          R"({"kind":"claim","id":")" +
          id + R"(/c0","speaker":{"id":")" + id +
          R"(/e1","name":"an official","type":"Concept"},"act":"says","addressee":null,"form":"indirect","polarity":"affirmed","text":"Vale","topics":[{"id":")" +
          id + R"(/e0","name":"Ada","type":"Person"}],"propositions":[")" + id +
          R"(/r0"],"parent":null,"date":null,"derived":null,"confidence":1,"evidence":[{"article":")" +
          id +
          R"(","path":"a.txt","line":3,"start":7,"end":18,"spans":[[14,18]],"quote":"leads \"Vale","cue":[7,12],"speaker":null,"passage":[[7,12],[14,18]],"confidence":1}]})"
          "\n");
}

TEST(FactsReader, WhatIsWrittenReadsBackToTheSameBytes) {
  FactsGenerator generator(3);
  std::string written = JsonLinesHeader("articles");
  for (uint32_t i = 0; i < 300; ++i) {
    LocalFacts facts = generator.Make(i);
    Canonicalize(&facts);
    written += WriteFacts(facts);
  }
  const Outcome outcome = Read(written);
  ASSERT_TRUE(outcome.status.ok()) << outcome.status.message();
  ASSERT_THAT(outcome.refused, IsEmpty());
  ASSERT_EQ(outcome.facts.size(), 300u);
  std::string again = JsonLinesHeader("articles");
  for (const LocalFacts& facts : outcome.facts) again += WriteFacts(facts);
  EXPECT_EQ(again, written);
}

TEST(FactsReader, GroupsWithoutTextReadBackToTheSameBytes) {
  FactsGenerator generator(5);
  std::string written = JsonLinesHeader("articles");
  for (uint32_t i = 0; i < 100; ++i) {
    LocalFacts facts = generator.Make(i);
    Canonicalize(&facts);
    written += WriteFacts(facts, {.with_text = false});
  }
  const Outcome outcome = Read(written);
  ASSERT_THAT(outcome.refused, IsEmpty());
  ASSERT_EQ(outcome.facts.size(), 100u);
  std::string again = JsonLinesHeader("articles");
  for (const LocalFacts& facts : outcome.facts) {
    EXPECT_FALSE(facts.article.has_text);
    again += WriteFacts(facts);
  }
  EXPECT_EQ(again, written);
}

TEST(FactsReader, ReadsTheLeastThatIsNeeded) {
  const Outcome outcome = ReadGroup(
      R"({"kind":"relation","subject":{"name":"Ada Holm","type":"Person"},"predicate":"leads","object":{"name":"Vale"},"polarity":"affirmed","modality":"asserted","standing":"stated","evidence":[{"article":"a1","start":3.0,"end":22,"quote":"Ada Holm leads Vale"}],"later key":[1]})"
      "\n"
      R"({"kind":"claim","speaker":{"id":"p","name":"Ada Holm"},"act":"says","text":"leads","evidence":[{"article":"a1","start":12,"end":17}]})"
      "\n"
      R"({"kind":"claim","speaker":{"name":"Ada Holm"},"act":"denies","text":"leads","evidence":[{"article":"a1","start":12,"end":17}]})"
      "\n");
  ASSERT_THAT(outcome.refused, IsEmpty());
  ASSERT_EQ(outcome.facts.size(), 1u);
  const LocalFacts& facts = outcome.facts[0];
  EXPECT_EQ(facts.article.id.hash, HashFields("article-id", {"a1"}));
  EXPECT_EQ(facts.article.body_begin, 4u);  // É takes two bytes
  ASSERT_EQ(facts.relations.size(), 1u);
  const LocalRelation& relation = facts.relations[0];
  EXPECT_EQ(relation.evidence[0].spans[0], (Span{4, 23}));
  EXPECT_EQ(relation.evidence[0].confidence, 100);
  EXPECT_EQ(facts.entities[*relation.subject].type, EntityType::kPerson);
  EXPECT_EQ(facts.entities[std::get<uint32_t>(relation.object)].type,
            EntityType::kConcept);
  ASSERT_EQ(facts.claims.size(), 2u);
  EXPECT_EQ(facts.claims[0].quote, "leads");
  // An id of its own makes an entity of its own; a name alone finds the first.
  EXPECT_EQ(facts.entities.size(), 3u);
}

TEST(FactsReader, AnIdOf32HexDigitsIsKept) {
  const std::string id = "00112233445566778899aabbccddeeff";
  const Outcome outcome = Read(kHeader + (R"({"kind":"article","id":")" + id) +
                               R"(","path":"","title":"","date":null})");
  ASSERT_EQ(outcome.facts.size(), 1u);
  EXPECT_EQ(outcome.facts[0].article.id.Hex(), id);
  EXPECT_FALSE(outcome.facts[0].article.has_text);
}

TEST(FactsReader, AReferenceByIdFindsTheLineThatComesLater) {
  const Outcome outcome = ReadGroup(
      R"({"kind":"claim","id":"c","speaker":{"id":"e"},"act":"says","text":"","parent":"d","evidence":[{"article":"a1","start":0,"end":1}]})"
      "\n"
      R"({"kind":"claim","id":"d","speaker":null,"act":"reports","text":"","evidence":[{"article":"a1","start":0,"end":5}]})"
      "\n"
      R"({"kind":"entity","id":"e","type":"Person","name":"Ada Holm","aliases":[{"text":"Ada"}],"mentions":77})"
      "\n"
      R"({"kind":"mention","entity":"e","article":"a1","start":3,"end":6})"
      "\n");
  ASSERT_THAT(outcome.refused, IsEmpty());
  const LocalFacts& facts = outcome.facts.at(0);
  ASSERT_EQ(facts.entities.size(), 1u);
  EXPECT_EQ(facts.entities[0].aliases, (std::vector<Alias>{{"Ada", 1}}));
  EXPECT_EQ(facts.entities[0].mentions, (std::vector<Mention>{{{4, 7}}}));
  ASSERT_EQ(facts.claims.size(), 2u);
  EXPECT_EQ(facts.claims[0].act, "says");
  EXPECT_EQ(facts.claims[0].parent, 1u);
}

TEST(FactsReader, RepairsEscapesOfLoneSurrogates) {
  const std::pair<const char*, const char*> kCases[] = {
      {R"(a\ud83d)", "a\xEF\xBF\xBD"},
      {R"(\udea2b)",
       "\xEF\xBF\xBD"
       "b"},
      {R"(\ud83d\u0041)",
       "\xEF\xBF\xBD"
       "A"},
      {R"(\ud83d\ud83d\udea2)", "\xEF\xBF\xBD\xF0\x9F\x9A\xA2"},
      {R"(\\ud83d)", "\\ud83d"},
  };
  for (const auto& [escaped, text] : kCases) {
    const Outcome outcome =
        Read(kHeader +
             (R"({"kind":"article","id":"x","path":"","date":"","title":")" +
              std::string(escaped)) +
             "\"}");
    ASSERT_THAT(outcome.refused, IsEmpty()) << escaped;
    EXPECT_EQ(outcome.facts.at(0).article.title, text) << escaped;
  }
}

TEST(Decisions, OffsetsAreCodePointsOutside) {
  Article article;
  article.id = MakeArticleId("news", "a.txt", "1");
  article.text = "É Ada";
  const ArticleLookup lookup = [&](const ArticleId& id) -> Result<Article> {
    if (id == article.id) return article;
    return Status::NotFound("no such article");
  };
  const ArticleId gone = MakeArticleId("news", "b.txt", "1");
  Decision decision;
  decision.sequence = 3;
  decision.action = Decision::Action::kRename;
  decision.of = {{article.id, 3}, {gone, 9}};
  decision.name = "Ada";
  const Result<std::string> line = WriteDecision(decision, lookup);
  ASSERT_TRUE(line.ok());
  EXPECT_EQ(*line, R"({"kind":"decision","seq":3,"action":"rename","of":[[")" +
                       article.id.Hex() + R"(",2],[")" + gone.Hex() +
                       R"(",9]],"name":"Ada","date":null,"note":null})"
                       "\n");
  const Outcome outcome = Read(kHeader + *line);
  ASSERT_EQ(outcome.decisions.size(), 1u);
  const Result<Decision> back = DecisionToBytes(outcome.decisions[0], lookup);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->of, decision.of);
  EXPECT_EQ(back->action, decision.action);
}

TEST(JsonQuote, EscapesNoMoreThanJsonAsks) {
  const std::pair<std::string, std::string> kCases[] = {
      {"a\"b\\c", R"("a\"b\\c")"},
      {"\b\f\n\r\t\x01\x1f", R"("\b\f\n\r\t\u0001\u001f")"},
      {"/é\xE2\x80\xA8\x7f", "\"/é\xE2\x80\xA8\x7f\""},
      {"a\xff", "\"a\xEF\xBF\xBD\""},
      {std::string("\0", 1), R"("\u0000")"},
  };
  for (const auto& [text, quoted] : kCases) {
    EXPECT_EQ(JsonQuote(text), quoted);
  }
}

}  // namespace
}  // namespace kg
