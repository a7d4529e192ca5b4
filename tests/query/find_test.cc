#include "query/find.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "tests/support/small_graph.h"

namespace kg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MemoryView;
using testing::SmallGraph;

Lexicon TestLexicon() {
  auto text = [](const std::string& name) {
    const auto bytes =
        ReadFile(KG_SOURCE_DIR "/lexicon/en/" + name + ".tsv", 1 << 20);
    EXPECT_TRUE(bytes.ok());
    return std::pair(name, *bytes);
  };
  Result<Lexicon> lexicon = Lexicon::FromTexts(
      {text("inflections"),
       text("inflections_endings"),
       text("inflections_irregular"),
       {"predicates",
        "surface\tpredicate\tflags\nshut|close\tcloses\towner\n"
        "own\towns\t\nbe_owned_by\towns\tswap\n"},
       {"acts", "word\tact\ndeny|refute\tdenies\nsay\tsays\n"}});
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
  return std::move(lexicon).value();
}

FindResult Ask(const FindQuery& query) {
  static const Lexicon lexicon = TestLexicon();
  static const MemoryView view = SmallGraph();
  Result<FindResult> result = Find(view, lexicon, query);
  EXPECT_TRUE(result.ok()) << result.status().message();
  return std::move(result).value();
}

std::string NameOfEnd(
    const std::variant<std::monostate, FoundEntity, Literal>& end) {
  if (const auto* entity = std::get_if<FoundEntity>(&end)) return entity->name;
  if (const auto* literal = std::get_if<Literal>(&end)) return literal->text;
  return "-";
}

// "[not] [planned] Ada Holm closes Port Anselm (2)"
std::string Show(const FoundRow& row) {
  std::string out;
  if (row.polarity == Polarity::kNegated) out += "not ";
  if (row.modality != Modality::kAsserted) {
    out += std::string(NameOf(row.modality)) + " ";
  }
  if (row.standing == Standing::kAttributed) out += "attributed ";
  if (!row.derived.empty()) out += row.derived + " ";
  out += (row.subject ? row.subject->name : "-") + " " + row.predicate + " " +
         NameOfEnd(row.object) + " (" + std::to_string(row.sources) + ")";
  return out;
}

std::vector<std::string> Rows(const std::string& subject,
                              const std::string& predicate,
                              const std::string& object, bool all = false) {
  std::vector<std::string> rows;
  for (const FoundRow& row : Ask({subject, predicate, object, all}).rows) {
    rows.push_back(Show(row));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(Find, MatchesNamesByAnyAliasAndCase) {
  for (const char* name : {"Ada Holm", "ada holm", "ADA  HOLM", "She"}) {
    EXPECT_THAT(Rows(name, "closes", "?"),
                ElementsAre("Ada Holm closes Port Anselm (2)"))
        << name;
  }
}

TEST(Find, MatchesPredicatesByAnyInflectionAndSynonym) {
  struct Case {
    const char* predicate;
    const char* row;
  };
  const Case kCases[] = {
      {"close", "Ada Holm closes Port Anselm (2)"},
      {"closed", "Ada Holm closes Port Anselm (2)"},
      {"closing", "Ada Holm closes Port Anselm (2)"},
      {"shut", "Ada Holm closes Port Anselm (2)"},
      {"shutting", "Ada Holm closes Port Anselm (2)"},
      {"speaks_at", "Ada Holm speaks_at Port Anselm (1)"},
      {"speak at", "Ada Holm speaks_at Port Anselm (1)"},
      {"spoke at", "Ada Holm speaks_at Port Anselm (1)"},
      {"Speaking  At", "Ada Holm speaks_at Port Anselm (1)"},
      {"deny", "Ada Holm denies leak (2)"},
      {"denied", "Ada Holm denies leak (2)"},
      {"denying", "Ada Holm denies leak (2)"},
      {"refuted", "Ada Holm denies leak (2)"},
      {"paid", "Vale Bank pays $5 million (1)"},
  };
  for (const Case& c : kCases) {
    EXPECT_THAT(Rows("?", c.predicate, "?"), ElementsAre(c.row)) << c.predicate;
  }
}

TEST(Find, WordsThatRunAgainstThePredicateSwapTheEnds) {
  EXPECT_THAT(Rows("Port Anselm", "is owned by", "Ada Holm"),
              ElementsAre("owner Ada Holm owns Port Anselm (1)"));
  EXPECT_THAT(Rows("Ada Holm", "is owned by", "Port Anselm"), IsEmpty());
}

TEST(Find, AnythingMatchesAQuestionMark) {
  EXPECT_THAT(
      Rows("?", "?", "?"),
      ElementsAre("Ada Holm closes Port Anselm (2)", "Ada Holm denies leak (2)",
                  "Ada Holm says - (1)", "Ada Holm speaks_at Port Anselm (1)",
                  "Vale Bank pays $5 million (1)",
                  "owner Ada Holm owns Port Anselm (1)"));
  EXPECT_EQ(Ask({"?", "?", "?"}).hidden_rows, 2u);
}

TEST(Find, ShowsWhatIsNotPlainOnDemandAlone) {
  EXPECT_THAT(Rows("Vale Bank", "fund", "?"), IsEmpty());
  EXPECT_EQ(Ask({"Vale Bank", "fund", "?"}).hidden_rows, 1u);
  EXPECT_THAT(Rows("Vale Bank", "fund", "?", true),
              ElementsAre("not planned Vale Bank funds Port Anselm (1)"));
  EXPECT_THAT(Rows("?", "says", "Port Anselm", true),
              ElementsAre("- says Port Anselm (1)"));
}

TEST(Find, FindsLiteralsByTextAndValue) {
  for (const char* literal : {"$5 million", "5000000", "$5 MILLION"}) {
    EXPECT_THAT(Rows("?", "?", literal),
                ElementsAre("Vale Bank pays $5 million (1)"))
        << literal;
  }
}

TEST(Find, SortsBySourcesAndCutsAtTheLimit) {
  const FindResult result = Ask({.max_rows = 2});
  ASSERT_EQ(result.rows.size(), 2u);
  EXPECT_EQ(result.total_rows, 6u);
  EXPECT_EQ(result.rows[0].sources, 2u);
  EXPECT_EQ(result.rows[1].sources, 2u);
}

TEST(Find, ARowHasItsEvidenceTheEarliestFirst) {
  const FindResult result = Ask({"ada holm", "close", "port anselm"});
  ASSERT_EQ(result.rows.size(), 1u);
  const FoundRow& row = result.rows[0];
  EXPECT_EQ(row.kind, FoundRow::Kind::kRelation);
  EXPECT_TRUE(row.plain);
  EXPECT_EQ(row.confidence, 90);
  EXPECT_EQ(row.first_date, "2021-03-01");
  EXPECT_EQ(row.last_date, "2021-03-04");
  ASSERT_EQ(row.evidence.size(), 2u);
  EXPECT_EQ(row.evidence[0].path, "a.txt");
  EXPECT_EQ(row.evidence[0].quote, "Ada Holm closed Port Anselm");
  EXPECT_EQ(row.evidence[0].line, 3u);
  // The letter é before it takes two bytes and is one character.
  EXPECT_EQ(row.evidence[0].span, (Span{24, 51}));
  EXPECT_EQ(row.evidence[1].path, "b.txt");
  EXPECT_THAT(
      Ask({.subject = "ada holm", .predicate = "close", .max_evidence = 1})
          .rows.at(0)
          .evidence,
      ::testing::SizeIs(1));
}

TEST(Find, JoinsDerivedAndSpokenClaimsOfOneTopic) {
  const FindResult result = Ask({"?", "denies", "leak"});
  ASSERT_EQ(result.rows.size(), 1u);
  const FoundRow& row = result.rows[0];
  EXPECT_EQ(row.kind, FoundRow::Kind::kClaim);
  EXPECT_EQ(row.derived, "");
  EXPECT_EQ(row.ids.size(), 2u);
  EXPECT_EQ(row.first_date, "2021-02");
  EXPECT_EQ(row.last_date, "2021-03-01");
}

TEST(Find, OffersTheNearestNamesAndPredicates) {
  struct Case {
    FindQuery query;
    std::string part;
    std::vector<std::string> nearest;
  };
  const Case kCases[] = {
      {{"Ada Hlom", "?", "?"}, "subject", {"Ada Holm"}},
      {{"Ada", "?", "?"}, "subject", {"Ada Holm"}},
      {{"Vale Bnk", "?", "?"}, "subject", {"Vale Bank"}},
      {{"Zzyzx", "?", "?"}, "subject", {}},
      {{"?", "clsoe", "?"}, "predicate", {"closes"}},
      {{"?", "speaks", "?"}, "predicate", {"speaks_at"}},
      {{"?", "?", "Port Ansel"}, "object", {"Port Anselm"}},
  };
  for (const Case& c : kCases) {
    const FindResult result = Ask(c.query);
    EXPECT_THAT(result.rows, IsEmpty());
    ASSERT_EQ(result.unknown.size(), 1u) << c.part;
    EXPECT_EQ(result.unknown[0].part, c.part);
    EXPECT_EQ(result.unknown[0].nearest, c.nearest) << c.part;
  }
}

TEST(Find, NamesAllPartsThatAreUnknown) {
  EXPECT_EQ(Ask({"Zzyzx", "xyzzy", "?"}).unknown.size(), 2u);
}

TEST(Find, KnownWordsThatMatchNothingAreNotUnknown) {
  const FindResult result = Ask({"Vale Bank", "close", "?"});
  EXPECT_THAT(result.rows, IsEmpty());
  EXPECT_THAT(result.unknown, IsEmpty());
}

TEST(Find, StopsWhenCancelled) {
  CancelToken cancel;
  cancel.Cancel();
  const Lexicon lexicon = TestLexicon();
  const MemoryView view = SmallGraph();
  const Result<FindResult> result = Find(view, lexicon, {.cancel = &cancel});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.status().kind(), ErrorKind::kCancelled);
}

}  // namespace
}  // namespace kg
