// Estimates for the planner of patterns: how many rows a way to a node or along
// an edge makes, from the graph's counts. Borrows the pattern and the graph.
#pragma once

#include <set>

#include "query/kgq/compiler.h"

namespace kg {

// How a node is found where nothing leads to it.
struct NodeAccess {
  PlanKind kind = PlanKind::kAllNodes;
  size_t conjunct = 0;  // that it makes superfluous
  double rows = 0;
};

class MatchCosts {
 public:
  MatchCosts(const MatchPattern& pattern, const PropertyGraph& graph)
      : pattern_(pattern), graph_(graph), nodes_(graph.CountNodes()) {}

  double nodes() const { return nodes_; }
  // The part of the rows for which the condition is true.
  double Passes(const Expr& condition) const;
  // The access with the fewest rows, where these slots are bound.
  NodeAccess AccessTo(const std::set<SlotId>& bound, SlotId slot) const;
  // All edges of the types of a pattern's edge, and whether the graph can give
  // them at once.
  double EdgesOf(const PatternEdge& edge) const;
  bool CanScan(const PatternEdge& edge) const;
  // The label that the condition asks of the node alone, if it does.
  std::optional<SymbolId> LabelOf(const Conjunct& conjunct, SlotId node) const;
  // Rows for one, along the edge or path, from its right end if `reversed`.
  double FanOut(const PatternEdge& edge, bool reversed) const;

 private:
  double NamedRows(const Expr& name) const;
  double Degree(const PatternEdge& edge, bool reversed) const;

  const MatchPattern& pattern_;
  const PropertyGraph& graph_;
  double nodes_;
};

}  // namespace kg
