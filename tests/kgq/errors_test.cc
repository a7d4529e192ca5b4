// What people read where a query is wrong, whole.
#include <gtest/gtest.h>

#include "tests/support/memory_graph.h"

namespace kg {
namespace {

struct ErrorCase {
  std::string name;
  std::string query;
  std::string detail;
  std::string text;
};

class KgqErrorTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(KgqErrorTest, SaysWhereAndWhat) {
  MemoryGraph graph;
  ASSERT_EQ(LoadScript("CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person)", {},
                       &graph),
            "");
  const QueryResult<QueryTable> table = RunQuery(graph, GetParam().query);
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().detail, GetParam().detail);
  EXPECT_EQ(RenderError(table.error(), GetParam().query), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    All, KgqErrorTest,
    testing::Values(
        ErrorCase{"MisspeltKeyword", "MATCH (n)\nRETRUN n", "UnexpectedSyntax",
                  "2:1: unexpected 'RETRUN'; expected RETURN\n"
                  "  RETRUN n\n"
                  "  ^^^^^^"},
        ErrorCase{"Update", "CREATE (n)", "UnsupportedClause",
                  "1:1: CREATE is not supported; kgq only reads, and the graph "
                  "is changed by 'kg build' and 'kg load'\n"
                  "  CREATE (n)\n"
                  "  ^^^^^^"},
        ErrorCase{"UnknownVariable", "MATCH (person) RETURN persn.name",
                  "UndefinedVariable",
                  "1:23: the variable 'persn' is not defined; nearest: "
                  "'person'\n"
                  "  MATCH (person) RETURN persn.name\n"
                  "                        ^^^^^"},
        ErrorCase{"UnknownFunction", "RETURN lenght('a')", "UnknownFunction",
                  "1:8: unknown function 'lenght'; nearest: 'length'\n"
                  "  RETURN lenght('a')\n"
                  "         ^^^^^^^^^^^"},
        ErrorCase{"WideCharactersBeforeThePlace", "RETURN '東京' +",
                  "UnexpectedSyntax",
                  "1:14: unexpected end of the query; expected an expression\n"
                  "  RETURN '東京' +\n"
                  "                 ^"},
        ErrorCase{"MissingReturn", "MATCH (n)", "InvalidClauseComposition",
                  "1:10: the query ends without RETURN\n"
                  "  MATCH (n)\n"
                  "           ^"},
        ErrorCase{"UnclosedString", "RETURN 'a", "UnexpectedSyntax",
                  "1:8: a quotation that starts here is not closed\n"
                  "  RETURN 'a\n"
                  "         ^^"},
        ErrorCase{"WrongType", "MATCH (n) RETURN length(n)",
                  "InvalidArgumentType",
                  "1:25: length() expects a path, got Node\n"
                  "  MATCH (n) RETURN length(n)\n"
                  "                          ^"},
        ErrorCase{"Overflow", "RETURN 9223372036854775807 + 1",
                  "IntegerOverflow",
                  "1:8: the result does not fit in 64 bits\n"
                  "  RETURN 9223372036854775807 + 1\n"
                  "         ^^^^^^^^^^^^^^^^^^^^^^^"},
        ErrorCase{"MissingParameter", "RETURN $who", "MissingParameter",
                  "1:8: no value was given for the parameter '$who'\n"
                  "  RETURN $who\n"
                  "         ^^^^"}),
    [](const auto& row) { return row.param.name; });

TEST(KgqWarningTest, UnknownLabelsAndPredicatesAreNoErrors) {
  MemoryGraph graph;
  ASSERT_EQ(LoadScript("CREATE (:Person)-[:KNOWS]->(:Person)", {}, &graph), "");
  const QueryResult<PreparedQuery> query =
      PrepareQuery(graph, "MATCH (:Persn)-[:KNOWN]->(b) RETURN b");
  ASSERT_TRUE(query.ok());
  EXPECT_EQ(query.value().warnings(),
            (std::vector<std::string>{
                "no label 'Persn' in this store; nearest: 'Person'",
                "no predicate 'KNOWN' in this store; nearest: 'KNOWS'"}));
  RowStream rows = query.value().Run({}, {});
  EXPECT_FALSE(rows.Next());
  EXPECT_EQ(rows.error(), nullptr);
}

struct LimitCase {
  std::string name;
  std::string query;
  std::string detail;
};

class KgqLimitTest : public testing::TestWithParam<LimitCase> {};

TEST_P(KgqLimitTest, EndsWithAnError) {
  MemoryGraph graph;
  QueryOptions options;
  options.memory_bytes = 1 << 20;
  options.timeout_seconds = 0.2;
  const QueryResult<QueryTable> table =
      RunQuery(graph, GetParam().query, {}, options);
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().detail, GetParam().detail);
}

INSTANTIATE_TEST_SUITE_P(
    All, KgqLimitTest,
    testing::Values(
        LimitCase{"Range", "RETURN range(1, 9000000000)",
                  "MemoryLimitExceeded"},
        LimitCase{"WholeRange",
                  "RETURN range(-9223372036854775807, 9223372036854775807)",
                  "MemoryLimitExceeded"},
        LimitCase{"DoublingList",
                  "RETURN size(reduce(l = [1], x IN range(1, 60) | l + l))",
                  "MemoryLimitExceeded"},
        LimitCase{"SharedLists",
                  "RETURN reduce(l = [1], x IN range(1, 60) | [l, l]) = 1",
                  "MemoryLimitExceeded"},
        LimitCase{"DeepLists",
                  "RETURN reduce(l = [1], x IN range(1, 9000) | [l])",
                  "MemoryLimitExceeded"},
        LimitCase{"Sort",
                  "UNWIND range(1, 9000) AS x UNWIND range(1, 9000) AS y "
                  "RETURN x, y ORDER BY y",
                  "MemoryLimitExceeded"},
        LimitCase{"Groups",
                  "UNWIND range(1, 9000) AS x UNWIND range(1, 9000) AS y "
                  "RETURN x + y * 10000 AS z, count(*) AS n",
                  "MemoryLimitExceeded"},
        LimitCase{"Time",
                  "UNWIND range(1, 9000) AS x UNWIND range(1, 9000) AS y "
                  "UNWIND range(1, 9000) AS z RETURN count(*)",
                  "TimeLimitExceeded"}),
    [](const auto& row) { return row.param.name; });

TEST(KgqLimitTest, ACancelledRunStops) {
  MemoryGraph graph;
  CancelToken cancel;
  cancel.Cancel();
  QueryOptions options;
  options.cancel = &cancel;
  const QueryResult<QueryTable> table = RunQuery(
      graph, "UNWIND range(1, 9000) AS x RETURN count(*)", {}, options);
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().detail, "Interrupted");
}

TEST(KgqLimitTest, DeepNestingIsRefusedNotRun) {
  MemoryGraph graph;
  const size_t kDepth = 100000;
  for (const std::string open : {"(", "[", "NOT ", "-", "{a: ", "1 + ("}) {
    std::string query = "RETURN ";
    for (size_t i = 0; i < kDepth; ++i) query += open;
    EXPECT_FALSE(RunQuery(graph, query + "1").ok()) << open;
  }
}

TEST(KgqLimitTest, LongChainsOfConditionsRun) {
  MemoryGraph graph;
  std::string query = "RETURN false";
  for (size_t i = 0; i < 5000; ++i) query += " OR false";
  const QueryResult<QueryTable> table = RunQuery(graph, query + " AS x");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(ValueText(graph, table.value().rows[0][0]), "false");
}

}  // namespace
}  // namespace kg
