#include "tests/tck/gherkin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kg::tck {
namespace {

using ::testing::ElementsAre;

constexpr char kFeature[] = R"(# about this file
Feature: Ships - what they carry
  In words that nobody reads.

  Background:
    Given an empty graph

  @tagged
  Scenario: [1] One ship
    # a remark
    And having executed:
      """
      CREATE (:Ship)

        CREATE (:Port)
      """
    When executing query:
      """
      MATCH (s:Ship) RETURN s AS a, 'x' AS b
      """
    Then the result should be, in any order:
      | a       | b     |
      | (:Ship) | 'x'   |
      | \| \\ \' | a\nb |

  Scenario Outline: [2] Ships of <kind>
    When executing query:
      """
      RETURN '<kind>' AS <name>
      """
    Then the result should be, in order:
      | <name>   |
      | '<kind>' |

    Examples:
      | kind | name |
      | oak  | a    |
      | iron | b    |

    Examples:
      | name | kind |
      | c    | reed |
)";

TEST(GherkinTest, ReadsScenariosWithTheirBackground) {
  const auto scenarios = ParseFeature(kFeature);
  ASSERT_TRUE(scenarios.ok()) << scenarios.status().message();
  ASSERT_EQ(scenarios->size(), 4u);
  const Scenario& first = (*scenarios)[0];
  EXPECT_EQ(first.feature, "Ships - what they carry");
  EXPECT_EQ(first.name, "[1] One ship");
  EXPECT_EQ(first.line, 9u);
  ASSERT_EQ(first.steps.size(), 4u);
  EXPECT_EQ(first.steps[0].text, "an empty graph");
  EXPECT_EQ(first.steps[1].text, "having executed:");
  EXPECT_EQ(first.steps[1].line, 11u);
  EXPECT_EQ(first.steps[1].doc_string, "CREATE (:Ship)\n\n  CREATE (:Port)");
  EXPECT_THAT(first.steps[3].table,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("(:Ship)", "'x'"),
                          ElementsAre("| \\ \\'", "a\nb")));
}

TEST(GherkinTest, ExpandsOutlinesByTheirExamples) {
  const auto scenarios = ParseFeature(kFeature);
  ASSERT_TRUE(scenarios.ok());
  const char* const kExpected[][2] = {
      {"[2] Ships of <kind> #1", "RETURN 'oak' AS a"},
      {"[2] Ships of <kind> #2", "RETURN 'iron' AS b"},
      {"[2] Ships of <kind> #3", "RETURN 'reed' AS c"},
  };
  for (size_t i = 0; i < 3; ++i) {
    const Scenario& scenario = (*scenarios)[i + 1];
    EXPECT_EQ(scenario.name, kExpected[i][0]);
    ASSERT_EQ(scenario.steps.size(), 3u);
    EXPECT_EQ(scenario.steps[0].text, "an empty graph");
    EXPECT_EQ(scenario.steps[1].doc_string, kExpected[i][1]);
  }
  EXPECT_THAT((*scenarios)[2].steps[2].table,
              ElementsAre(ElementsAre("b"), ElementsAre("'iron'")));
}

TEST(GherkinTest, SaysWhereAFileIsWrong) {
  struct Case {
    const char* text;
    const char* error;
  };
  const Case kCases[] = {
      {"Feature: F\nScenario: S\nGiven a\n\"\"\"\nx\n",
       "4: text without an end"},
      {"Feature: F\nScenario: S\n\"\"\"\n\"\"\"\n",
       "3: text that belongs to no step"},
      {"Feature: F\nScenario: S\nGiven a\n| x\n",
       "4: expected a row that ends with '|'"},
      {"Feature: F\nScenario: S\n| x |\n", "3: row that belongs to no step"},
      {"Feature: F\nScenario: S\nPerhaps a\n",
       "3: expected a step, got 'Perhaps a'"},
      {"Given a\n", "1: step outside a scenario"},
      {"Feature: F\nScenario: S\nExamples:\n",
       "3: examples without an outline"},
      {"Feature: F\nScenario Outline: S\nGiven a\n",
       "4: outline 'S' without examples"},
      {"Feature: F\nScenario Outline: S\nExamples:\n|a|b|\n|1|\n",
       "5: expected 2 cells"},
  };
  for (const Case& c : kCases) {
    const auto scenarios = ParseFeature(c.text);
    ASSERT_FALSE(scenarios.ok()) << c.text;
    EXPECT_EQ(scenarios.status().message(), c.error);
  }
}

}  // namespace
}  // namespace kg::tck
