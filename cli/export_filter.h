// The options of `kg export` that choose a part of the graph.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/status.h"
#include "cli/home.h"
#include "exporters/filter.h"
#include "graph/view/graph_view.h"

namespace kg {

struct FilterArguments {
  ExportFilter filter;  // what needs no look-up
  double min_confidence = 0;
  std::vector<std::string> types;
  std::vector<std::string> predicates;
  std::string ego;
  LexiconArguments lexicon;
};

void AddFilterArguments(CLI::App* app, FilterArguments* arguments);

// Looks up names and predicates; NotFound offers the nearest ones.
Result<ExportFilter> ResolveFilter(const FilterArguments& arguments,
                                   const GraphView& view);

}  // namespace kg
