// Any text as a query over a small graph of nodes and over one of facts.
// Whatever it says, it must end with rows or an error; what fits the grammar is
// run with tight limits.
#include "base/unicode.h"
#include "graph/view/view_graph.h"
#include "query/kgq/parser.h"
#include "tests/fuzz/target.h"
#include "tests/support/memory_graph.h"
#include "tests/support/small_graph.h"

namespace {

const kg::PropertyGraph& Graph() {
  static const kg::MemoryGraph* graph = [] {
    auto* made = new kg::MemoryGraph;
    const std::string problem = kg::LoadScript(
        "CREATE (a:A {name: 'a', num: 1}), (b:B {name: 'b', list: [1, 2]}), "
        "(c:A:B), (a)-[:T {num: 2}]->(b), (b)-[:T]->(c), (c)-[:S]->(a), "
        "(a)-[:S]->(a)",
        {}, made);
    kg::fuzz::Require(problem.empty());
    return made;
  }();
  return *graph;
}

const kg::PropertyGraph& Facts() {
  static const auto* view =
      new kg::testing::MemoryView(kg::testing::SmallGraph());
  static const auto* graph = [] {
    auto made = kg::ViewGraph::Make(*view);
    kg::fuzz::Require(made.ok());
    return made.value().release();
  }();
  return *graph;
}

void Ask(const kg::PropertyGraph& graph, const std::string& text) {
  kg::QueryOptions options;
  options.memory_bytes = 1 << 22;
  options.timeout_seconds = 0.5;
  const kg::QueryResult<kg::QueryTable> table =
      kg::RunQuery(graph, text, {{"p", kg::Value::Integer(1)}}, options);
  if (!table.ok()) {
    (void)kg::RenderError(table.error(), text);
    return;
  }
  for (const auto& row : table.value().rows) {
    for (const kg::Value& value : row) (void)kg::ValueText(graph, value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(kg::fuzz::TextOf(data, size));
  if (kg::IsValidUtf8(text)) (void)kg::ParseQuery(text);
  Ask(Graph(), text);
  Ask(Facts(), text);
  return 0;
}
