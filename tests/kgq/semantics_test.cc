// Every row of semantics.txt: a query, and what it must give over one small
// graph. The expectations were derived by hand from the reference of
// openCypher.
#include <gtest/gtest.h>

#include "base/file.h"
#include "tests/support/memory_graph.h"

namespace kg {
namespace {

// Three nodes and four edges: a chain, its way back, and a loop.
constexpr char kGraph[] =
    "CREATE (a:A {name: 'a', v: 1}), (b:B {name: 'b', v: 2}), (c:C {name: "
    "'c'}), (a)-[:R {w: 1}]->(b), (b)-[:R {w: 2}]->(c), (c)-[:S]->(a), "
    "(a)-[:S]->(a)";

struct Row {
  std::string query;
  std::string result;
};

std::vector<Row> Rows() {
  constexpr std::string_view kArrow = " => ";
  const Result<std::string> text = ReadFile(
      std::string(KG_SOURCE_DIR) + "/tests/kgq/semantics.txt", 1 << 20);
  std::vector<Row> rows;
  if (!text.ok()) return rows;
  for (size_t at = 0; at < text->size();) {
    const size_t end = std::min(text->find('\n', at), text->size());
    const std::string line = text->substr(at, end - at);
    at = end + 1;
    const size_t arrow = line.rfind(kArrow);
    if (line.starts_with('#') || arrow == std::string::npos) continue;
    rows.push_back({line.substr(0, arrow), line.substr(arrow + kArrow.size())});
  }
  return rows;
}

// "'a', 1; 'b', 2", "none" without rows, or "error UndefinedVariable".
std::string Answer(const MemoryGraph& graph, const std::string& query) {
  const QueryResult<QueryTable> table = RunQuery(graph, query);
  if (!table.ok()) return "error " + table.error().detail;
  if (table.value().rows.empty()) return "none";
  std::string text;
  for (const std::vector<Value>& row : table.value().rows) {
    if (!text.empty()) text += "; ";
    for (size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ", ") + ValueText(graph, row[i]);
    }
  }
  return text;
}

TEST(KgqSemanticsTest, EveryRowGivesWhatItSays) {
  MemoryGraph graph;
  ASSERT_EQ(LoadScript(kGraph, {}, &graph), "");
  const std::vector<Row> rows = Rows();
  EXPECT_GT(rows.size(), 600u);
  for (const Row& row : rows) {
    EXPECT_EQ(Answer(graph, row.query), row.result) << row.query;
  }
}

}  // namespace
}  // namespace kg
