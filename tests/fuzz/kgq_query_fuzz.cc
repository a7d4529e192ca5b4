// libFuzzer: any text as a query over a small graph. Whatever it says, it must
// end with rows or an error; what fits the grammar is run with tight limits.
// Seeds: the queries of the TCK's feature files (tests/fuzz/kgq_seeds.py).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/unicode.h"
#include "query/kgq/parser.h"
#include "tests/support/memory_graph.h"

namespace {

const kg::MemoryGraph& Graph() {
  static const kg::MemoryGraph* graph = [] {
    auto* made = new kg::MemoryGraph;
    const std::string problem = kg::LoadScript(
        "CREATE (a:A {name: 'a', num: 1}), (b:B {name: 'b', list: [1, 2]}), "
        "(c:A:B), (a)-[:T {num: 2}]->(b), (b)-[:T]->(c), (c)-[:S]->(a), "
        "(a)-[:S]->(a)",
        {}, made);
    if (!problem.empty()) std::abort();
    return made;
  }();
  return *graph;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (kg::IsValidUtf8(text)) (void)kg::ParseQuery(text);
  kg::QueryOptions options;
  options.memory_bytes = 1 << 22;
  options.timeout_seconds = 0.5;
  const kg::QueryResult<kg::QueryTable> table =
      kg::RunQuery(Graph(), text, {{"p", kg::Value::Integer(1)}}, options);
  if (!table.ok()) {
    (void)kg::RenderError(table.error(), text);
    return 0;
  }
  for (const auto& row : table.value().rows) {
    for (const kg::Value& value : row) (void)kg::ValueText(Graph(), value);
  }
  return 0;
}
