// Every construction of constructions.conllu gives exactly the facts that its
// "# expect = " lines name. Trees are mended by hand where the parser erred.
#include "extractor/rules/extract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "extractor/language/conllu.h"
#include "tests/rules/fact_text.h"
#include "tests/rules/story.h"

namespace kg {
namespace {

using ::testing::Contains;
using ::testing::ElementsAreArray;
using ::testing::SizeIs;

struct Case {
  ConlluArticle article;
  std::vector<std::string> expected;
};

std::vector<Case> ReadCases() {
  const std::string text = ConstructionsText();
  auto articles = ReadConllu("constructions", text);
  EXPECT_TRUE(articles.ok()) << articles.status().message();
  std::vector<Case> cases;
  for (ConlluArticle& article : *articles) {
    cases.push_back({std::move(article), {}});
  }
  const std::string kDocument = "# newdoc id = ";
  const std::string kExpect = "# expect = ";
  size_t next = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kDocument)) ++next;
    if (line.starts_with(kExpect)) {
      cases[next - 1].expected.push_back(line.substr(kExpect.size()));
    }
  }
  EXPECT_EQ(next, cases.size());
  return cases;
}

const ConlluArticle& CaseNamed(const std::string& name) {
  static const auto* const kCases = new std::vector<Case>(ReadCases());
  for (const Case& c : *kCases) {
    if (c.article.id == name) return c.article;
  }
  ADD_FAILURE() << "no case '" << name << "'";
  return kCases->front().article;
}

Extraction ExtractFrom(const ConlluArticle& source) {
  Article article;
  article.text = source.text;
  article.date = "2019-02-28";
  article.path = source.id;
  return Extract(std::move(article), source.document, EnglishLexicon(),
                 {.keep_doubtful = true});
}

TEST(Extract, GivesTheFactsOfEachConstruction) {
  const std::vector<Case> cases = ReadCases();
  EXPECT_GE(cases.size(), 60u);
  for (const Case& c : cases) {
    EXPECT_THAT(FactLines(ExtractFrom(c.article).facts),
                ElementsAreArray(c.expected))
        << c.article.id << ": " << c.article.text;
  }
}

bool InsideText(const Span& span, const std::string& text) {
  return span.begin < span.end && span.end <= text.size();
}

TEST(Extract, EvidenceStandsInTheText) {
  for (const Case& c : ReadCases()) {
    const LocalFacts facts = ExtractFrom(c.article).facts;
    const std::string& text = facts.article.text;
    for (const LocalRelation& relation : facts.relations) {
      ASSERT_FALSE(relation.evidence.empty()) << c.article.id;
      for (const Evidence& evidence : relation.evidence) {
        EXPECT_EQ(evidence.quote, QuoteOf(text, evidence.spans));
        ASSERT_TRUE(evidence.object && InsideText(*evidence.object, text));
        EXPECT_LT(evidence.claim.value_or(0), facts.claims.size() + 1);
        EXPECT_LE(evidence.confidence, 100);
      }
    }
    for (const LocalClaim& claim : facts.claims) {
      EXPECT_EQ(claim.quote, QuoteOf(text, claim.spans)) << c.article.id;
      EXPECT_FALSE(claim.content.empty()) << c.article.id;
    }
  }
}

TEST(Extract, AttributedRelationsAreProposedByTheirClaim) {
  const LocalFacts facts = ExtractFrom(CaseNamed("SaidThat")).facts;
  ASSERT_THAT(facts.claims, SizeIs(1));
  ASSERT_THAT(facts.relations, SizeIs(1));
  EXPECT_EQ(facts.relations[0].standing, Standing::kAttributed);
  EXPECT_EQ(facts.relations[0].evidence[0].claim, 0u);
  EXPECT_THAT(facts.claims[0].propositions, SizeIs(1));
}

TEST(Extract, NestedSpeechNamesItsParent) {
  const LocalFacts facts = ExtractFrom(CaseNamed("NestedSpeech")).facts;
  ASSERT_THAT(facts.claims, SizeIs(2));
  const bool first_is_inner = facts.claims[0].parent.has_value();
  const LocalClaim& inner = facts.claims[first_is_inner ? 0 : 1];
  ASSERT_TRUE(inner.parent.has_value());
  EXPECT_EQ(*inner.parent, first_is_inner ? 1u : 0u);
  EXPECT_EQ(inner.act, "says");
}

TEST(Extract, QualifiersKeepTimeAndPlace) {
  const LocalFacts facts =
      ExtractFrom(CaseNamed("ActiveClauseWithQualifiers")).facts;
  ASSERT_THAT(facts.relations, SizeIs(1));
  const auto& qualifiers = facts.relations[0].evidence[0].qualifiers;
  EXPECT_THAT(qualifiers,
              Contains(Qualifier{"time", "In March 2018", "2018-03"}));
  EXPECT_THAT(qualifiers, Contains(Qualifier{"place", "in Oslo", ""}));
}

TEST(Extract, TuplesKeepTheWordsAsTheyStand) {
  const Extraction got = ExtractFrom(CaseNamed("PlansTo"));
  ASSERT_THAT(got.tuples, SizeIs(1));
  const OpenTuple& tuple = got.tuples[0];
  EXPECT_EQ(tuple.predicate.text, "plans to ban");
  EXPECT_EQ(tuple.modality, Modality::kPlanned);
  ASSERT_THAT(tuple.args, SizeIs(2));
  EXPECT_EQ(tuple.args[0].role, "subject");
  EXPECT_EQ(tuple.args[0].text, "Japan");
  EXPECT_EQ(tuple.args[1].role, "object");
  EXPECT_EQ(tuple.args[1].text, "Telora");
}

TEST(Extract, AppositionTupleUnderstandsItsVerb) {
  const Extraction got = ExtractFrom(CaseNamed("AppositionTitle"));
  const bool found = std::any_of(
      got.tuples.begin(), got.tuples.end(), [](const OpenTuple& tuple) {
        return tuple.predicate.spans.empty() &&
               tuple.args[0].text == "Ivan Petrov" &&
               tuple.args[1].text == "Telora's rotating chairman";
      });
  EXPECT_TRUE(found);
}

TEST(Extract, AttributionsNameSourceCueAndContent) {
  const Extraction got = ExtractFrom(CaseNamed("SaidThat"));
  ASSERT_THAT(got.attributions, SizeIs(1));
  const Attribution& said = got.attributions[0];
  EXPECT_EQ(QuoteOf(got.facts.article.text, said.source), "Ivan Petrov");
  EXPECT_EQ(QuoteOf(got.facts.article.text, said.cue), "said");
  EXPECT_EQ(QuoteOf(got.facts.article.text, said.content),
            "that Telora acquired Nordix");
  EXPECT_EQ(said.act, "says");
}

TEST(Extract, EmptyDocumentGivesNothing) {
  const Extraction got =
      Extract(Article(), Document(), EnglishLexicon(), {.keep_doubtful = true});
  EXPECT_TRUE(got.facts.relations.empty());
  EXPECT_TRUE(got.facts.claims.empty());
  EXPECT_TRUE(got.tuples.empty());
}

// Trees come from a model: any heads and labels must do.
TEST(Extract, SurvivesAnyTree) {
  const std::vector<std::string> kRelations = {
      "nsubj",      "obj",   "conj",      "xcomp",   "ccomp",
      "acl:relcl",  "advcl", "appos",     "mark",    "parataxis",
      "aux",        "cop",   "obl",       "nmod",    "case",
      "nsubj:pass", "acl",   "nmod:desc", "compound"};
  std::mt19937 random(7);
  std::vector<Case> cases = ReadCases();
  for (int round = 0; round < 20; ++round) {
    for (Case& c : cases) {
      for (Sentence& sentence : c.article.document.sentences) {
        for (Token& token : sentence.tokens) {
          token.head =
              static_cast<int32_t>(random() % (sentence.tokens.size() + 3)) - 2;
          token.deprel = kRelations[random() % kRelations.size()];
        }
      }
      const LocalFacts facts = ExtractFrom(c.article).facts;
      for (const LocalRelation& relation : facts.relations) {
        ASSERT_FALSE(relation.evidence.empty());
      }
    }
  }
}

TEST(Extract, EqualInputGivesEqualFacts) {
  for (const Case& c : ReadCases()) {
    EXPECT_EQ(FactLines(ExtractFrom(c.article).facts),
              FactLines(ExtractFrom(c.article).facts));
  }
}

}  // namespace
}  // namespace kg
