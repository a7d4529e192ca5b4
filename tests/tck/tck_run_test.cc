#include "tests/tck/tck_run.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace kg::tck {
namespace {

TckValue Parsed(const std::string& text) {
  const auto value = ParseTckValue(text);
  EXPECT_TRUE(value.ok()) << text;
  return value.ok() ? *value : TckValue();
}

EngineResult Rows(const std::vector<std::string>& values) {
  EngineResult result;
  result.columns = {"a"};
  for (const std::string& value : values) {
    result.rows.push_back({Parsed(value)});
  }
  return result;
}

EngineResult Error(const char* type, const char* phase, const char* detail) {
  EngineResult result;
  result.error = EngineError{type, phase, detail, "why"};
  return result;
}

// Answers every query alike and keeps what it was told.
class ParrotEngine : public Engine {
 public:
  explicit ParrotEngine(EngineResult answer) : answer_(std::move(answer)) {}
  void Clear() override { heard = {"clear"}; }
  Status SetUp(const std::string& statement, const TckParameters&) override {
    heard.push_back(statement);
    return statement == "bad" ? Status::InvalidInput("too bad") : Status();
  }
  EngineResult Run(const std::string& query, const TckParameters&) override {
    heard.push_back(query);
    return answer_;
  }

  std::vector<std::string> heard;

 private:
  EngineResult answer_;
};

ExpectedRows Expected(const std::vector<std::string>& values, bool ordered) {
  ExpectedRows expected;
  expected.columns = {"a"};
  expected.ordered = ordered;
  for (const std::string& value : values) {
    expected.rows.push_back({Parsed(value)});
  }
  return expected;
}

TEST(CheckTest, ComparesRowsAsBagsOrInOrder) {
  struct Case {
    std::vector<std::string> expected;
    std::vector<std::string> got;
    bool as_bag;
    bool in_order;
  };
  const Case kCases[] = {
      {{}, {}, true, true},
      {{"1", "2"}, {"1", "2"}, true, true},
      {{"1", "2"}, {"2", "1"}, true, false},
      {{"1", "2"}, {"1"}, false, false},
      {{"1"}, {"1", "1"}, false, false},
      {{"1", "1", "2"}, {"2", "1", "2"}, false, false},
      {{"[1, 2]"}, {"[2, 1]"}, false, false},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Check(Expected(c.expected, false), Rows(c.got)) == "", c.as_bag);
    EXPECT_EQ(Check(Expected(c.expected, true), Rows(c.got)) == "", c.in_order);
  }
  ExpectedRows loose = Expected({"[1, 2]"}, true);
  loose.list_order = ListOrder::kIgnored;
  EXPECT_EQ(Check(loose, Rows({"[2, 1]"})), "");
}

TEST(CheckTest, ComparesColumns) {
  EngineResult result = Rows({"1"});
  result.columns = {"b"};
  EXPECT_EQ(Check(Expected({"1"}, false), result), "| b |\n| 1 |");
  ExpectedRows none;
  none.any_columns = true;
  EXPECT_EQ(Check(none, result), "| b |\n| 1 |");
  result.rows.clear();
  EXPECT_EQ(Check(none, result), "");
}

TEST(CheckTest, ComparesErrorsByTypePhaseAndDetail) {
  const ExpectedError exact = {"TypeError", "runtime", "Odd"};
  const ExpectedError loose = {"TypeError", "any time", "*"};
  const EngineResult right = Error("TypeError", "runtime", "Odd");
  const EngineResult early = Error("TypeError", "compile time", "Even");
  const EngineResult other = Error("SyntaxError", "runtime", "Odd");
  EXPECT_EQ(Check(exact, right), "");
  EXPECT_EQ(Check(exact, early), "TypeError at compile time: Even (why)");
  EXPECT_EQ(Check(exact, other), "SyntaxError at runtime: Odd (why)");
  EXPECT_EQ(Check(exact, Rows({"1"})), "| a |\n| 1 |");
  EXPECT_EQ(Check(loose, right), "");
  EXPECT_EQ(Check(loose, early), "");
  EXPECT_NE(Check(loose, other), "");
  EXPECT_EQ(Check(Expected({}, false), right),
            "TypeError at runtime: Odd (why)");
}

TEST(RunCaseTest, SetsUpThenAsksThenCompares) {
  TckCase test;
  test.setups = {"one", "two"};
  test.queries = {{"ask", {Expected({"1"}, false)}},
                  {"ask again", {Expected({"2"}, true)}}};
  ParrotEngine engine(Rows({"1"}));
  const auto mismatch = RunCase(test, GraphScripts("."), &engine);
  EXPECT_EQ(engine.heard, (std::vector<std::string>{"clear", "one", "two",
                                                    "ask", "ask again"}));
  ASSERT_TRUE(mismatch.has_value());
  EXPECT_EQ(mismatch->query, "ask again");
  EXPECT_EQ(mismatch->expected, "| a |\n| 2 |\nin order");
  EXPECT_EQ(mismatch->got, "| a |\n| 1 |");
  test.queries.pop_back();
  EXPECT_FALSE(RunCase(test, GraphScripts("."), &engine).has_value());
}

TEST(RunCaseTest, TellsOfSetUpsThatFail) {
  TckCase test;
  test.setups = {"bad"};
  test.queries = {{"ask", {}}};
  ParrotEngine engine(Rows({}));
  const auto mismatch = RunCase(test, GraphScripts("."), &engine);
  ASSERT_TRUE(mismatch.has_value());
  EXPECT_EQ(mismatch->got, "set-up failed: too bad");
}

TEST(GraphScriptsTest, FindsStatementsInFoldersAbove) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(::testing::TempDir()) / "graph_scripts_test";
  fs::create_directories(root / "graphs" / "quay");
  fs::create_directories(root / "features" / "deep");
  std::ofstream(root / "graphs/quay/quay.json")
      << R"({"scripts": ["s1", "s2"]})";
  std::ofstream(root / "graphs/quay/s1.cypher")
      << "CREATE (:A {k: 'x;y'})\nCREATE (:B);\n\nCREATE (:C);\n";
  std::ofstream(root / "graphs/quay/s2.cypher") << "CREATE (:D)\n";
  const GraphScripts scripts((root / "features" / "deep").string());
  const auto statements = scripts.Statements("quay");
  ASSERT_TRUE(statements.ok()) << statements.status().message();
  EXPECT_EQ(*statements,
            (std::vector<std::string>{"CREATE (:A {k: 'x;y'})\nCREATE (:B)\n",
                                      "\nCREATE (:C)\n", "CREATE (:D)\n"}));
  EXPECT_EQ(scripts.Statements("moor").status().kind(), ErrorKind::kNotFound);
  fs::remove_all(root);
}

}  // namespace
}  // namespace kg::tck
