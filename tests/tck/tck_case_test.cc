#include "tests/tck/tck_case.h"

#include <gtest/gtest.h>

namespace kg::tck {
namespace {

Result<TckCase> CaseOf(const std::string& steps) {
  const auto scenarios = ParseFeature("Feature: F\nScenario: S\n" + steps);
  if (!scenarios.ok()) return scenarios.status();
  return ReadCase(scenarios->front());
}

TEST(TckCaseTest, ReadsWhatToDo) {
  const auto test = CaseOf(R"(
    Given the harbour-2 graph
    And having executed:
      """
      CREATE (:Ship)
      """
    And parameters are:
      | names | ['a', 'b'] |
      | limit | 3          |
    When executing query:
      """
      MATCH (n) RETURN n
      """
    Then the result should be, in order:
      | n       | m   |
      | (:Ship) | 1.0 |
    And no side effects
    When executing control query:
      """
      RETURN 1
      """
    Then the result should be empty
  )");
  ASSERT_TRUE(test.ok()) << test.status().message();
  EXPECT_EQ(test->named_graph, "harbour-2");
  EXPECT_EQ(test->setups, std::vector<std::string>{"CREATE (:Ship)"});
  EXPECT_EQ(FormatTckValue(test->parameters.at("names")), "['a', 'b']");
  EXPECT_EQ(FormatTckValue(test->parameters.at("limit")), "3");
  ASSERT_EQ(test->queries.size(), 2u);
  EXPECT_EQ(test->queries[0].text, "MATCH (n) RETURN n");
  const auto& rows = std::get<ExpectedRows>(test->queries[0].expectations[0]);
  EXPECT_EQ(rows.columns, (std::vector<std::string>{"n", "m"}));
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(FormatTckValue(rows.rows[0][1]), "1.0");
  const auto& none = std::get<ExpectedRows>(test->queries[1].expectations[0]);
  EXPECT_TRUE(none.any_columns);
}

TEST(TckCaseTest, ReadsHowRowsAndErrorsAreExpected) {
  const std::string query =
      "Given any graph\nWhen executing query:\n\"\"\"\nx\n"
      "\"\"\"\nThen ";
  struct Case {
    const char* step;
    bool ordered;
    ListOrder list_order;
  };
  const Case kCases[] = {
      {"the result should be, in any order:", false, ListOrder::kMatters},
      {"the result should be, in order:", true, ListOrder::kMatters},
      {"the result should be (ignoring element order for lists):", false,
       ListOrder::kIgnored},
      {"the result should be, in order (ignoring element order for lists):",
       true, ListOrder::kIgnored},
  };
  for (const Case& c : kCases) {
    const auto test = CaseOf(query + c.step + "\n| a |\n");
    ASSERT_TRUE(test.ok()) << test.status().message();
    const auto& rows = std::get<ExpectedRows>(test->queries[0].expectations[0]);
    EXPECT_EQ(rows.ordered, c.ordered) << c.step;
    EXPECT_EQ(rows.list_order, c.list_order) << c.step;
  }
  const auto test = CaseOf(
      query + "a SyntaxError should be raised at compile time: UnknownThing");
  ASSERT_TRUE(test.ok());
  const auto& error = std::get<ExpectedError>(test->queries[0].expectations[0]);
  EXPECT_EQ(error.type, "SyntaxError");
  EXPECT_EQ(error.phase, "compile time");
  EXPECT_EQ(error.detail, "UnknownThing");
}

TEST(TckCaseTest, RefusesWhatItDoesNotKnow) {
  const char* const kCases[][2] = {
      {"Given an odd graph of sorts\n",
       "line 3: unknown step 'an odd graph of sorts'"},
      {"Given any graph\n", "scenario without a query"},
      {"Then the result should be empty\n", "line 3: no query before"},
      {"When executing query:\nThen the result should be, in order:\n",
       "line 4: expected a table"},
      {"When executing query:\nThen the result should be, in order:\n"
       "| a |\n| 1 | 2 |\n",
       "line 4: row 1 has another number of cells"},
      {"Given parameters are:\n| a |\n", "line 3: expected a name and a value"},
  };
  for (const auto& c : kCases) {
    const auto test = CaseOf(c[0]);
    ASSERT_FALSE(test.ok()) << c[0];
    EXPECT_EQ(test.status().message(), c[1]);
  }
}

}  // namespace
}  // namespace kg::tck
