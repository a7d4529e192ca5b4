// The steps by which a pattern can be matched, with the rows that each is
// estimated to leave: what the search for an order and the making of operators
// share. Borrows the pattern and the graph.
#pragma once

#include <algorithm>
#include <set>
#include <vector>

#include "query/kgq/compiler.h"
#include "query/kgq/match_costs.h"

namespace kg {

constexpr double kMostRows = 1e15;

struct MatchStep {
  // A node; all edges of an edge's types; an edge from a node that is bound.
  enum class Kind : uint8_t { kScan, kType, kEdge } kind = Kind::kScan;
  size_t index = 0;       // of the node or the edge
  bool reversed = false;  // the edge from its right end
};

// How far a pattern is matched.
struct MatchState {
  std::set<SlotId> bound;
  std::vector<SlotId> order;  // of those bound in this clause
  std::vector<bool> edge_done;
  std::vector<bool> conjunct_done;
  double rows = 1;
  double cost = 0;
  std::vector<MatchStep> steps;

  bool Bound(SlotId slot) const { return bound.count(slot) > 0; }
  bool Meets(const std::set<SlotId>& needs) const {
    return std::includes(bound.begin(), bound.end(), needs.begin(),
                         needs.end());
  }
  void Bind(SlotId slot) {
    if (bound.insert(slot).second) order.push_back(slot);
  }
};

class MatchSteps {
 public:
  MatchSteps(const MatchPattern& pattern, const PropertyGraph& graph)
      : pattern_(pattern), costs_(pattern, graph) {}

  // Before the first step, with these rows.
  MatchState Start(double rows) const;
  // Makes the step, with what becomes ready by it.
  void Apply(const MatchStep& step, MatchState* state) const;
  // As Apply() of an edge, without what becomes ready.
  void ApplyEdge(const MatchStep& step, MatchState* state) const;
  void BindEdge(const MatchStep& step, MatchState* state) const;
  // Paths whose parts are all bound, and conditions that are ready.
  void Settle(MatchState* state) const;

  // Steps along edges from what is bound, each from the end that is.
  std::vector<MatchStep> Edges(const MatchState& state) const;
  // Nodes that a name finds, which are few wherever the walk stands.
  void AddNamed(const MatchState& state, std::vector<MatchStep>* steps) const;
  // What can be done where nothing leads on from what is bound.
  std::vector<MatchStep> Starts(const MatchState& state) const;
  // Rows of one of these, for one row so far.
  double StartRows(const MatchState& state, const MatchStep& step) const;

  const MatchCosts& costs() const { return costs_; }

 private:
  const MatchPattern& pattern_;
  MatchCosts costs_;
};

}  // namespace kg
