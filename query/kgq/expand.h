// Private to the operators that walk along edges: what they share.
#pragma once

#include <vector>

#include "query/kgq/operator.h"

namespace kg {

// Whether the edge is none of the edges, or of the lists of edges, in `slots`:
// within one MATCH an edge matches once (openCypher 9, "Uniqueness").
bool IsUnused(const EdgeRef& edge, const std::vector<SlotId>& slots,
              QueryRun& run);

inline NodeRef OtherEnd(const EdgeRef& edge, NodeRef node) {
  return {edge.start == node.id ? edge.end : edge.start};
}

// The edges that the node of the plan asks for; null where there are none.
std::unique_ptr<EdgeCursor> MakeEdgeCursor(const PlanNode& node, QueryRun& run);

// Whether the edge and the node at its end pass the tests of each step.
bool StepPasses(const PlanNode& node, const EdgeRef& edge, NodeRef reached,
                QueryRun& run);

}  // namespace kg
