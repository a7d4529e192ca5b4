// Every example of docs/kgq.md gives what the document says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "query/kgq/functions.h"
#include "tests/support/memory_graph.h"

namespace kg {
namespace {

std::string Document() {
  const Result<std::string> text =
      ReadFile(std::string(KG_SOURCE_DIR) + "/docs/kgq.md", 1 << 20);
  return text.ok() ? *text : "";
}

// The text between a fence with this word and the next fence.
std::string Fenced(const std::string& text, const std::string& word) {
  const std::string open = "```" + word + "\n";
  const size_t begin = text.find(open);
  if (begin == std::string::npos) return "";
  const size_t from = begin + open.size();
  return text.substr(from, text.find("```", from) - from);
}

std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells(1);
  for (size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cells.back() += line[++i];
    } else if (line[i] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  cells.pop_back();
  for (std::string& cell : cells) {
    cell.erase(0, cell.find_first_not_of(' '));
    cell.erase(cell.find_last_not_of(' ') + 1);
  }
  return cells;
}

bool IsCode(const std::string& cell) {
  return cell.size() > 2 && cell.front() == '`' && cell.back() == '`';
}

struct Example {
  std::string name;
  std::string query;
  std::string result;
};

std::vector<Example> Examples(const std::string& text) {
  std::vector<Example> examples;
  size_t at = text.find("## Examples");
  while (at != std::string::npos && at < text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line[0] != '|') continue;
    const std::vector<std::string> cells = Cells(line);
    if (cells.size() != 3 || !IsCode(cells[1]) || !IsCode(cells[2])) continue;
    examples.push_back({cells[0], cells[1].substr(1, cells[1].size() - 2),
                        cells[2].substr(1, cells[2].size() - 2)});
  }
  return examples;
}

std::string Answer(const MemoryGraph& graph, const std::string& query) {
  const QueryResult<QueryTable> table = RunQuery(graph, query);
  if (!table.ok()) return RenderError(table.error(), query);
  std::string text;
  for (const std::vector<Value>& row : table.value().rows) {
    if (!text.empty()) text += "; ";
    for (size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ", ") + ValueText(graph, row[i]);
    }
  }
  return text;
}

TEST(KgqDocsTest, ExamplesGiveWhatTheySay) {
  const std::string text = Document();
  MemoryGraph graph;
  ASSERT_EQ(LoadScript(Fenced(text, "create"), {}, &graph), "");
  const std::vector<Example> examples = Examples(text);
  EXPECT_GT(examples.size(), 70u);
  for (const Example& example : examples) {
    EXPECT_EQ(Answer(graph, example.query), example.result)
        << example.name << ": " << example.query;
  }
}

TEST(KgqDocsTest, EveryFunctionHasAnExample) {
  std::string queries;
  for (const Example& example : Examples(Document())) {
    queries += example.query + "\n";
  }
  std::transform(queries.begin(), queries.end(), queries.begin(), ::tolower);
  // Aliases of others, those of the knowledge graph, and the many of times.
  const std::vector<std::string> apart = {"ceiling", "lower",    "upper",
                                          "rels",    "evidence", "search"};
  for (const auto& table : {GraphFunctions(), ListFunctions(), MathFunctions(),
                            StringFunctions(), ConversionFunctions()}) {
    for (const QueryFunction& function : table) {
      const std::string name(function.name);
      if (std::count(apart.begin(), apart.end(), name) > 0) continue;
      EXPECT_THAT(queries, testing::HasSubstr(name + "("));
    }
  }
}

}  // namespace
}  // namespace kg
