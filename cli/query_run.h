// One query from its text to what is printed: for kg query and kg shell.
#pragma once

#include <string>

#include "cli/query_output.h"
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

// Prints rows on standard output, warnings, errors and the profile on standard
// error; the exit code.
int RunQueryRequest(const PropertyGraph& graph, QueryRequest request);

}  // namespace kg
