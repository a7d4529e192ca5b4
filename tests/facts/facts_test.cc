#include "graph/facts/facts.h"

#include <gtest/gtest.h>

#include "graph/facts/claim_id.h"
#include "graph/facts/jsonl.h"
#include "tests/support/random_facts.h"

namespace kg {
namespace {

using testing::FactsGenerator;
using testing::Permuted;
using testing::Random;

LocalEntity Named(const std::string& name, std::vector<Mention> mentions) {
  LocalEntity entity;
  entity.name = name;
  entity.mentions = std::move(mentions);
  return entity;
}

Evidence At(const Span& span) {
  Evidence evidence;
  evidence.spans = {span};
  evidence.confidence = 50;
  return evidence;
}

LocalRelation Relation(uint32_t subject, const std::string& predicate,
                       uint32_t object, std::vector<Evidence> evidence) {
  LocalRelation relation;
  relation.subject = subject;
  relation.predicate = predicate;
  relation.object = object;
  relation.evidence = std::move(evidence);
  return relation;
}

TEST(ArticleIdTest, DependsOnEachOfItsParts) {
  const ArticleId id = MakeArticleId("news", "a.txt", "1");
  EXPECT_EQ(id, MakeArticleId("news", "a.txt", "1"));
  EXPECT_EQ(id.hash, HashFields("article", {"news", "a.txt", "1"}));
  EXPECT_NE(id, MakeArticleId("newsa", ".txt", "1"));
  EXPECT_NE(id, MakeArticleId("news", "a.txt1", ""));
}

TEST(QuoteOf, GoesFromTheFirstToTheLastSpan) {
  struct Case {
    std::vector<Span> spans;
    std::string quote;
  };
  const Case kCases[] = {{{{0, 3}}, "one"},
                         {{{4, 7}, {8, 13}}, "two three"},
                         {{{0, 1}, {8, 99}}, "one two three"},
                         {{}, ""},
                         {{{99, 120}}, ""}};
  for (const Case& c : kCases) {
    EXPECT_EQ(QuoteOf("one two three", c.spans), c.quote);
  }
}

TEST(LineAtTest, IsThatOfTheLastPositionBefore) {
  const std::vector<SourcePosition> map = {{5, 2}, {20, 7}};
  const std::pair<uint32_t, uint32_t> kCases[] = {{0, 0},  {4, 0},  {5, 2},
                                                  {19, 2}, {20, 7}, {900, 7}};
  for (const auto& [at, line] : kCases) EXPECT_EQ(LineAt(map, at), line) << at;
  EXPECT_EQ(LineAt({}, 3), 0u);
}

TEST(Canonicalize, OrdersEntitiesByFirstMentionAndMovesTheirIndices) {
  LocalFacts facts;
  facts.entities = {Named("Vale", {{{30, 34}}, {{10, 14}}}),
                    Named("Ada", {{{0, 3}}})};
  facts.relations = {Relation(1, "leads", 0, {At({0, 14})})};
  Canonicalize(&facts);
  ASSERT_EQ(facts.entities.size(), 2u);
  EXPECT_EQ(facts.entities[0].name, "Ada");
  EXPECT_EQ(facts.entities[1].mentions[0].span, (Span{10, 14}));
  EXPECT_EQ(facts.relations[0].subject, 0u);
  EXPECT_EQ(std::get<uint32_t>(facts.relations[0].object), 1u);
}

TEST(Canonicalize, JoinsAliasesOfOneTextAndMentionsOfOneSpan) {
  LocalFacts facts;
  facts.entities = {Named(
      "Ada", {{{0, 3}, MentionForm::kPronoun}, {{0, 3}, MentionForm::kName}})};
  facts.entities[0].aliases = {{"Holm", 1}, {"Ada", 2}, {"Holm", 3}};
  Canonicalize(&facts);
  const LocalEntity& ada = facts.entities[0];
  EXPECT_EQ(ada.mentions, (std::vector<Mention>{{{0, 3}}}));
  EXPECT_EQ(ada.aliases, (std::vector<Alias>{{"Ada", 2}, {"Holm", 4}}));
}

TEST(Canonicalize, JoinsEqualRelationsAndTheirEvidence) {
  LocalFacts facts;
  facts.entities = {Named("Ada", {{{0, 3}}}), Named("Vale", {{{4, 8}}})};
  facts.relations = {Relation(0, "leads", 1, {At({40, 50})}),
                     Relation(0, "leads", 1, {At({0, 8}), At({40, 50})}),
                     Relation(1, "leads", 0, {At({2, 5})})};
  facts.relations[0].evidence[0].confidence = 90;
  facts.relations[1].property = "P1";
  Canonicalize(&facts);
  ASSERT_EQ(facts.relations.size(), 2u);
  const LocalRelation& first = facts.relations[0];
  EXPECT_EQ(first.subject, 0u);
  EXPECT_EQ(first.property, "P1");
  ASSERT_EQ(first.evidence.size(), 2u);
  EXPECT_EQ(first.evidence[0].spans[0], (Span{0, 8}));
  EXPECT_EQ(first.evidence[1].confidence, 90);
}

TEST(Canonicalize, KeepsRelationsThatDifferInAMarkApart) {
  LocalFacts facts;
  facts.entities = {Named("Ada", {{{0, 3}}}), Named("Vale", {{{4, 8}}})};
  const LocalRelation plain = Relation(0, "leads", 1, {At({0, 8})});
  facts.relations.assign(5, plain);
  facts.relations[1].polarity = Polarity::kNegated;
  facts.relations[2].modality = Modality::kPossible;
  facts.relations[3].standing = Standing::kAttributed;
  facts.relations[4].derived = "owner";
  Canonicalize(&facts);
  EXPECT_EQ(facts.relations.size(), 5u);
}

TEST(Canonicalize, JoinsClaimsOfOneIdAndMovesParents) {
  LocalFacts facts;
  facts.entities = {Named("Ada", {{{0, 3}}}), Named("port", {{{9, 13}}})};
  LocalClaim outer;
  outer.speaker = 0;
  outer.act = "says";
  outer.cue = Span{4, 8};
  outer.spans = {{0, 40}};
  LocalClaim again = outer;
  again.topics = {1};
  again.confidence = 80;
  LocalClaim inner = outer;
  inner.parent = 2;
  inner.spans = {{9, 40}};
  facts.claims = {inner, outer, again};
  Canonicalize(&facts);
  ASSERT_EQ(facts.claims.size(), 2u);
  EXPECT_EQ(facts.claims[0].topics, std::vector<uint32_t>{1});
  EXPECT_EQ(facts.claims[0].confidence, 80);
  EXPECT_EQ(facts.claims[1].parent, 0u);
}

TEST(Canonicalize, AClaimThatIsItsOwnAncestorLosesItsParent) {
  LocalFacts facts;
  LocalClaim claim;
  claim.act = "says";
  for (uint32_t i = 0; i < 4; ++i) {
    claim.cue = Span{i, i + 1};
    claim.spans = {*claim.cue};
    facts.claims.push_back(claim);
  }
  facts.claims[0].parent = 1;
  facts.claims[1].parent = 2;
  facts.claims[2].parent = 1;
  facts.claims[3].parent = 3;
  Canonicalize(&facts);
  EXPECT_EQ(facts.claims[0].parent, 1u);
  EXPECT_EQ(facts.claims[1].parent, std::nullopt);
  EXPECT_EQ(facts.claims[2].parent, std::nullopt);
  EXPECT_EQ(facts.claims[3].parent, std::nullopt);
}

TEST(Canonicalize, DropsEntitiesThatNothingNeeds) {
  LocalFacts facts;
  facts.entities = {Named("nobody", {}), Named("mentioned", {{{5, 9}}}),
                    Named("related", {}), Named("spoken to", {})};
  facts.relations = {Relation(2, "leads", 1, {At({0, 8})})};
  LocalClaim claim;
  claim.addressee = 3;
  claim.spans = {{0, 2}};
  facts.claims = {claim};
  Canonicalize(&facts);
  ASSERT_EQ(facts.entities.size(), 3u);
  EXPECT_EQ(facts.entities[0].name, "mentioned");
  EXPECT_EQ(facts.entities[*facts.relations[0].subject].name, "related");
  EXPECT_EQ(facts.entities[*facts.claims[0].addressee].name, "spoken to");
}

TEST(Canonicalize, IsIdempotentAndForgetsTheOrder) {
  Random random(7);
  FactsGenerator generator(11);
  for (uint32_t i = 0; i < 300; ++i) {
    const LocalFacts facts = generator.Make(i);
    LocalFacts canonical = facts;
    Canonicalize(&canonical);
    const std::string bytes = WriteFacts(canonical);
    LocalFacts again = canonical;
    Canonicalize(&again);
    ASSERT_EQ(WriteFacts(again), bytes) << "facts " << i;
    for (int round = 0; round < 4; ++round) {
      LocalFacts other = Permuted(facts, &random);
      Canonicalize(&other);
      ASSERT_EQ(WriteFacts(other), bytes) << "facts " << i;
    }
  }
}

TEST(ClaimIdTest, DependsOnTheCueAndElseOnTheContent) {
  const ArticleId article = MakeArticleId("news", "a.txt", "1");
  const std::vector<Span> content = {{1, 2}}, other_content = {{1, 3}};
  const Span cue{5, 6};
  auto id = [&](const std::optional<Span>& at, const std::vector<Span>& what) {
    return MakeClaimId(article, at, what, std::nullopt, "says", std::nullopt,
                       "");
  };
  EXPECT_EQ(id(cue, content), id(cue, other_content));
  EXPECT_NE(id(std::nullopt, content), id(std::nullopt, other_content));
  EXPECT_NE(id(cue, content), id(std::nullopt, {cue}));
}

}  // namespace
}  // namespace kg
