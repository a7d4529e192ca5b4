// One query from its text to what is printed: for kg query and kg shell.
#pragma once

#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/query_output.h"
#include "graph/store/store.h"
#include "graph/view/view_graph.h"
#include "query/kgq/engine.h"

namespace kg {

struct QueryRequest {
  std::string name;  // of where the text is from, before errors
  std::string text;
  QueryParameters parameters;
  QueryOptions options;
  RowFormat format = RowFormat::kTable;
  bool explain = false;
  bool profile = false;
};

// Which store, and how much one query may take.
struct QueryArguments {
  StoreArguments store;
  double timeout = 0;      // seconds; 0: no limit
  uint64_t memory = 1024;  // MiB
};
void AddQueryArguments(CLI::App* app, QueryArguments* arguments);
QueryOptions OptionsOf(const QueryArguments& arguments,
                       const CancelToken* cancel);

// The graph of a store's newest state.
struct OpenedGraph {
  std::unique_ptr<Snapshot> snapshot;
  std::unique_ptr<ViewGraph> graph;  // borrows the snapshot
};
Result<OpenedGraph> OpenGraph(const QueryArguments& arguments);

// Prints rows on standard output, warnings, errors and the profile on standard
// error; the exit code.
int RunQueryRequest(const PropertyGraph& graph, QueryRequest request);

}  // namespace kg
