// What FactsReader refuses, with the whole message.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/facts/jsonl.h"
#include "tests/facts/read_facts.h"
#include "tests/support/random_facts.h"

namespace kg {
namespace {

using ::testing::ElementsAre;
using testing::FactsGenerator;
using ::testing::IsEmpty;
using testing::kArticle;
using testing::kHeader;
using testing::Outcome;
using testing::Read;
using testing::ReadGroup;

struct Refusal {
  std::string name;
  std::string line;
  std::string reason;
};

// Each line alone breaks the group of kArticle.
const Refusal kRefusals[] = {
    {"NotJson", R"({"kind":)", "f.jsonl:3: not JSON at byte 9: invalid value"},
    {"NotAnObject", "[1]", "f.jsonl:3: expected one JSON object on the line"},
    {"NotUtf8", "{\"kind\":\"entity\xff\"}", "f.jsonl:3: not valid UTF-8"},
    {"UnknownKind", R"({"kind":"edge"})",
     "f.jsonl:3: expected a line's kind for 'kind', got 'edge'"},
    {"MissingKey", R"({"kind":"entity","id":"e","name":"n"})",
     "f.jsonl:3: expected entity type for 'type', got nothing"},
    {"WrongType", R"({"kind":"entity","id":1,"type":"Person","name":"n"})",
     "f.jsonl:3: expected string for 'id', got 1"},
    {"UnknownEnum", R"({"kind":"entity","id":"e","type":"Robot","name":"n"})",
     "f.jsonl:3: expected entity type for 'type', got 'Robot'"},
    {"NegativeOffset",
     R"({"kind":"mention","entity":"e","article":"a1","start":-1,"end":2})",
     "f.jsonl:3: expected integer for 'start', got -1"},
    {"FractionalOffset",
     R"({"kind":"mention","entity":"e","article":"a1","start":0.5,"end":2})",
     "f.jsonl:3: expected integer for 'start', got a number"},
    {"OtherArticle",
     R"({"kind":"mention","entity":"e","article":"a2","start":0,"end":2})",
     "f.jsonl:3: 'article' is 'a2', the group is of 'a1'"},
    {"BackwardMention",
     R"({"kind":"mention","entity":"e","article":"a1","start":3,"end":2})",
     "f.jsonl:3: the mention: 3-2 ends before it starts"},
    {"PastTheEnd",
     R"({"kind":"mention","entity":"e","article":"a1","start":3,"end":24})",
     "f.jsonl:3: the mention: 3-24 goes past the text's 23 characters"},
    {"MentionOfNobody",
     R"({"kind":"mention","entity":"e","article":"a1","start":3,"end":4})",
     "f.jsonl:3: no entity 'e' in the group"},
    {"EmptyReference",
     R"({"kind":"claim","speaker":{},"act":"says","text":"","evidence":[]})",
     "f.jsonl:3: expected an id or a name in 'speaker'"},
    {"ReferenceToNothing",
     R"({"kind":"claim","speaker":{"id":"e"},"act":"says","text":"","evidence":[{"article":"a1","start":0,"end":1}]})",
     "f.jsonl:3: the entity 'e' has neither a line nor a name"},
    {"ClaimWithoutEvidence",
     R"({"kind":"claim","speaker":null,"act":"says","text":"","evidence":[]})",
     "f.jsonl:3: expected one evidence of the claim, got 0"},
    {"ContentElsewhere",
     R"({"kind":"claim","speaker":null,"act":"says","text":"","evidence":[{"article":"a1","start":0,"end":5,"spans":[[3,6]]}]})",
     "f.jsonl:3: evidence[0]: 'spans' go outside of start and end"},
    {"OwnParent",
     R"({"kind":"claim","id":"c","speaker":null,"act":"says","text":"","parent":"c","evidence":[{"article":"a1","start":0,"end":1}]})",
     "f.jsonl:3: the claim is its own parent"},
    {"UnknownParent",
     R"({"kind":"claim","speaker":null,"act":"says","text":"","parent":"c","evidence":[{"article":"a1","start":0,"end":1}]})",
     "f.jsonl:3: no claim 'c' in the group"},
    {"WrongQuote",
     R"({"kind":"relation","subject":null,"predicate":"leads","object":{"name":"Vale"},"polarity":"affirmed","modality":"asserted","standing":"stated","evidence":[{"article":"a1","start":3,"end":6,"quote":"Bea"}]})",
     "f.jsonl:3: evidence[0]: the text at 3-6 is not the quote"},
    {"SpansElsewhere",
     R"({"kind":"relation","subject":null,"predicate":"leads","object":{"name":"Vale"},"polarity":"affirmed","modality":"asserted","standing":"stated","evidence":[{"article":"a1","start":3,"end":6,"spans":[[3,5]],"quote":"Ada"}]})",
     "f.jsonl:3: evidence[0]: 'spans' go from 3-5, start and end say 3-6"},
    {"NoQuote",
     R"({"kind":"relation","subject":null,"predicate":"leads","object":{"name":"Vale"},"polarity":"affirmed","modality":"asserted","standing":"stated","evidence":[{"article":"a1","start":3,"end":6}]})",
     "f.jsonl:3: expected string for 'evidence[0].quote', got nothing"},
    {"ConfidenceAboveOne",
     R"({"kind":"relation","subject":null,"predicate":"leads","object":{"value":"1"},"polarity":"affirmed","modality":"asserted","standing":"stated","confidence":1.5,"evidence":[]})",
     "f.jsonl:3: expected number from 0 to 1 for 'confidence', got a number"},
    {"RelationWithoutEvidence",
     R"({"kind":"relation","subject":null,"predicate":"leads","object":{"value":"1"},"polarity":"affirmed","modality":"asserted","standing":"stated","evidence":[]})",
     "f.jsonl:3: the relation has no evidence"},
    {"ImpossibleMonth",
     R"({"kind":"claim","speaker":null,"act":"says","text":"","date":"2019-13","evidence":[{"article":"a1","start":0,"end":1}]})",
     "f.jsonl:3: expected date for 'date', got '2019-13'"},
};

TEST(FactsReader, RefusesLinesThatBreakTheSchema) {
  for (const Refusal& c : kRefusals) {
    const Outcome outcome = ReadGroup(c.line + "\n");
    ASSERT_TRUE(outcome.status.ok()) << c.name;
    EXPECT_THAT(outcome.refused, ElementsAre(c.reason)) << c.name;
    EXPECT_THAT(outcome.facts, IsEmpty()) << c.name;
  }
}

TEST(FactsReader, RefusesAnIdThatStandsTwice) {
  const std::string line =
      R"({"kind":"entity","id":"e","type":"Person","name":"n"})"
      "\n";
  EXPECT_THAT(ReadGroup(line + line).refused,
              ElementsAre("f.jsonl:4: the id 'e' stands twice in the group"));
}

TEST(FactsReader, ARefusedLineTakesItsGroupAndNoOther) {
  const std::string bad = R"({"kind":"entity"})"
                          "\n";
  const Outcome outcome = Read(std::string(kHeader) + kArticle + bad + bad +
                               "\n" + kArticle + kHeader + kArticle);
  EXPECT_THAT(outcome.refused,
              ElementsAre("f.jsonl:3: expected string for 'id', got nothing"));
  EXPECT_EQ(outcome.facts.size(), 2u);
}

TEST(FactsReader, RefusesAnArticleLineWithItsWholeGroup) {
  const Outcome outcome =
      Read(std::string(kHeader) +
           R"({"kind":"article","id":"x","path":"p","title":"","date":"May"})"
           "\n"
           R"({"kind":"entity","id":"e","type":"Person","name":"n"})"
           "\n" +
           kArticle);
  EXPECT_THAT(outcome.refused,
              ElementsAre("f.jsonl:2: expected day for 'date', got 'May'"));
  EXPECT_EQ(outcome.facts.size(), 1u);
}

TEST(FactsReader, RefusesLinesOutsideOfAGroupOnce) {
  const std::string line =
      R"({"kind":"entity","id":"e","type":"Person","name":"n"})"
      "\n";
  EXPECT_THAT(
      Read(kHeader + line + line).refused,
      ElementsAre("f.jsonl:2: the line stands outside of an article's group"));
}

TEST(FactsReader, SurvivesDeepNesting) {
  const std::string deep(100000, '[');
  EXPECT_THAT(ReadGroup(R"({"kind":"entity","x":)" + deep + "\n").refused,
              ElementsAre("f.jsonl:3: nested deeper than 64 levels"));
}

TEST(FactsReader, StopsAtAHeaderThatItCannotRead) {
  const std::pair<std::string, std::string> kCases[] = {
      {R"({"kind":"header","format":"kg","version":2,"scope":"articles"})",
       "f.jsonl:1: version 2 of the format; this program reads version 1"},
      {R"({"kind":"header","format":"kg","version":1,"scope":"graph"})",
       "f.jsonl:1: a file of scope 'graph' holds a resolved graph and cannot "
       "be loaded; use one of kg extract or kg export --format facts"},
      {R"({"kind":"header","format":"x","version":1,"scope":"graph"})",
       "f.jsonl:1: expected format 'kg', got 'x'"},
      {kArticle,
       "f.jsonl:1: expected a header line of kind 'header' and format 'kg'"},
      {"no json", "f.jsonl:1: not JSON at byte 2: invalid value"},
  };
  for (const auto& [line, message] : kCases) {
    EXPECT_EQ(Read(line).status.message(), message);
  }
  EXPECT_TRUE(Read("").status.ok());
  EXPECT_TRUE(Read("\xEF\xBB\xBF" + std::string(kHeader)).status.ok());
}

TEST(FactsReader, CutAnywhereItNeverCrashes) {
  FactsGenerator generator(9);
  LocalFacts facts = generator.Make(1);
  Canonicalize(&facts);
  const std::string written = WriteFacts(facts);
  for (size_t size = 0; size < written.size(); size += 7) {
    const Outcome outcome = Read(kHeader + written.substr(0, size));
    EXPECT_TRUE(outcome.status.ok());
  }
}

TEST(FactsReader, ChangedAnywhereItNeverCrashes) {
  testing::Random random(13);
  FactsGenerator generator(17);
  const std::string kBytes = "\"{}[]:,0-9.eE\\ue\n\xff\x80\xf0n";
  for (uint32_t i = 0; i < 300; ++i) {
    LocalFacts facts = generator.Make(i);
    Canonicalize(&facts);
    std::string written = WriteFacts(facts);
    for (uint32_t n = 1 + random.Below(4); n > 0; --n) {
      written[random.Below(static_cast<uint32_t>(written.size()))] =
          kBytes[random.Below(static_cast<uint32_t>(kBytes.size()))];
    }
    const Outcome outcome = Read(kHeader + written);
    EXPECT_LE(outcome.facts.size(), 1u);
  }
}

}  // namespace
}  // namespace kg
