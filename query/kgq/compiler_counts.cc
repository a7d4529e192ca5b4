// Counts without looking at what is counted: nodes of a label from the graph's
// statistics, matches of a pattern up to its last edge.

#include <algorithm>

#include "query/kgq/compiler.h"

namespace kg {
namespace {

// Whether the aggregate counts what a scan of all nodes, or of those of a
// label, gives: the graph knows that number.
bool CountsScan(const AggregateCall& call, const PlanNode& input) {
  const bool scan =
      input.kind == PlanKind::kAllNodes || input.kind == PlanKind::kLabelled;
  if (!scan || input.input->kind != PlanKind::kOnce) return false;
  if (call.kind == AggregateKind::kCountAll) return true;
  return call.kind == AggregateKind::kCount && !call.distinct &&
         call.call->args[0]->kind == ExprKind::kVariable &&
         call.call->args[0]->slot == input.to;
}

// Whether the expression may look at one of the slots.
bool Reads(const Expr& expr, const std::set<SlotId>& slots) {
  if (expr.subquery != nullptr) return true;
  if (expr.kind == ExprKind::kVariable) return slots.count(expr.slot) > 0;
  const auto in = [&](SlotId slot) { return slots.count(slot) > 0; };
  if (std::any_of(expr.slots.begin(), expr.slots.end(), in)) return true;
  return std::any_of(
      expr.args.begin(), expr.args.end(),
      [&](const ExprPtr& arg) { return arg != nullptr && Reads(*arg, slots); });
}

bool OnlyCounts(const AggregateCall& call) {
  if (call.kind == AggregateKind::kCountAll) return true;
  return call.kind == AggregateKind::kCount && !call.distinct &&
         call.call->args[0]->kind == ExprKind::kVariable;
}

// Whether the operator's matches can be counted, not made: the last edge, or
// path, of a pattern, of which only the number is left to find.
bool IsCountable(const PlanNode& node) {
  if (node.to_bound || node.from == node.to) return false;
  if (node.kind == PlanKind::kExpand) return true;
  return node.kind == PlanKind::kExpandPaths && node.max != kUnbounded &&
         node.edge_tests.empty() && node.node_tests.empty();
}

// Whether one pass over all edges of the types costs less than a look at the
// edges of each row's node.
bool ScanIsCheaper(const PlanNode& node, const PropertyGraph& graph) {
  if (node.types.empty() || node.label || !node.other_edges.empty() ||
      node.direction == EdgeDirection::kBoth) {
    return false;
  }
  double edges = 0;
  for (const SymbolId type : node.types) {
    if (!graph.CanScan(type)) return false;
    edges += graph.CountEdges(type);
  }
  // Measured: a look costs some four times what an edge of the pass does.
  constexpr double kEdgesOfLook = 4;
  return node.input->rows * kEdgesOfLook > edges;
}

}  // namespace

// Where only the number of matches is asked for, the last step of the pattern
// gives how many there are instead of each of them.
void QueryCompiler::CountMatches(PlanNode* group, PlanPtr* input) {
  std::set<SlotId> gone;
  PlanNode* last = input->get();
  const bool paths =
      last->kind == PlanKind::kProject &&
      std::all_of(last->assignments.begin(), last->assignments.end(),
                  [](const Assignment& assignment) {
                    return assignment.expr->kind == ExprKind::kPathOfSlots;
                  });
  if (paths) {
    for (const Assignment& assignment : last->assignments) {
      gone.insert(assignment.slot);
    }
    last = last->input.get();
  }
  if (!IsCountable(*last)) return;
  gone.insert({last->to, last->edge});
  for (const Assignment& key : group->assignments) {
    if (Reads(*key.expr, gone)) return;
  }
  for (const AggregateCall& call : group->aggregates) {
    if (!OnlyCounts(call)) return;
  }
  for (AggregateCall& call : group->aggregates) {
    // What a match binds is never null.
    if (call.kind == AggregateKind::kCount && Reads(*call.call, gone)) {
      call.kind = AggregateKind::kCountAll;
    }
  }
  if (paths) *input = std::move((*input)->input);
  const bool edge = last->kind == PlanKind::kExpand;
  last->kind = edge ? PlanKind::kCountEdges : PlanKind::kCountPaths;
  last->count = NewSlot("", {});
  last->count_by_scan = edge && ScanIsCheaper(*last, *plan_.graph);
  last->rows = std::min(last->rows, last->input->rows);
  group->count = last->count;
}

// The operators of a projection in a row: what computes or groups the items,
// then what comes after the groups.
QueryCompiler::PlanPtr QueryCompiler::JoinItems(PlanPtr input, PlanPtr group,
                                                PlanPtr after) {
  group->rows = input->rows;
  if (group->kind == PlanKind::kAggregate) {
    // Chosen: a tenth of the rows are groups of their own.
    constexpr double kGroups = 0.1;
    const bool keys = !group->assignments.empty();
    group->rows = keys ? std::max(1.0, input->rows * kGroups) : 1;
    if (!keys && group->aggregates.size() == 1 &&
        CountsScan(group->aggregates[0], *input)) {
      group->kind = PlanKind::kStoredCount;
      group->label = input->label;
      group->all_labels = input->kind == PlanKind::kAllNodes;
      group->to = group->aggregates[0].slot;
      group->aggregates.clear();
      input = nullptr;
    } else {
      CountMatches(group.get(), &input);
    }
  } else if (group->assignments.empty()) {
    return input;
  }
  group->input = std::move(input);
  if (after->assignments.empty()) return group;
  after->rows = group->rows;
  after->input = std::move(group);
  return after;
}

}  // namespace kg
