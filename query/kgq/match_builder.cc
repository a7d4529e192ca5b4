#include "query/kgq/match_builder.h"

#include <algorithm>

namespace kg {
namespace {

class MatchBuilder {
 public:
  MatchBuilder(const MatchPattern& pattern, const PropertyGraph& graph,
               const MatchSteps& steps)
      : pattern_(pattern), graph_(graph), steps_(steps) {}

  std::unique_ptr<PlanNode> Build(const std::vector<MatchStep>& order,
                                  std::unique_ptr<PlanNode> plan) {
    state_ = steps_.Start(plan->rows);
    plan = Conditions(std::move(plan));
    for (const MatchStep& step : order) {
      switch (step.kind) {
        case MatchStep::Kind::kScan:
          plan = Scan(pattern_.nodes[step.index].slot, std::move(plan));
          break;
        case MatchStep::Kind::kType:
          plan = Type(step, std::move(plan));
          break;
        case MatchStep::Kind::kEdge:
          plan = Edge(step, std::move(plan));
      }
      plan = Conditions(std::move(plan));
    }
    return plan;
  }

 private:
  // What has become ready: named paths, then conditions, until neither has.
  std::unique_ptr<PlanNode> Conditions(std::unique_ptr<PlanNode> plan) {
    auto project = std::make_unique<PlanNode>();
    project->kind = PlanKind::kProject;
    for (const MatchPath& path : pattern_.paths) {
      const std::vector<SlotId>& slots = path.expr->slots;
      const bool ready =
          std::all_of(slots.begin(), slots.end(),
                      [&](SlotId slot) { return state_.Bound(slot); });
      if (!ready || !state_.bound.insert(path.slot).second) continue;
      project->assignments.push_back({path.slot, path.expr});
    }
    if (!project->assignments.empty()) {
      project->rows = plan->rows;
      project->input = std::move(plan);
      plan = std::move(project);
    }
    auto filter = std::make_unique<PlanNode>();
    filter->kind = PlanKind::kFilter;
    for (size_t i = 0; i < pattern_.conjuncts.size(); ++i) {
      const Conjunct& conjunct = pattern_.conjuncts[i];
      if (state_.conjunct_done[i] || !state_.Meets(conjunct.needs)) continue;
      state_.conjunct_done[i] = true;
      state_.rows *= steps_.costs().Passes(*conjunct.expr);
      filter->filters.push_back(conjunct.expr);
    }
    if (filter->filters.empty()) return plan;
    filter->rows = state_.rows;
    filter->input = std::move(plan);
    return filter;
  }

  std::unique_ptr<PlanNode> Scan(SlotId slot, std::unique_ptr<PlanNode> plan) {
    const NodeAccess access = steps_.costs().AccessTo(state_.bound, slot);
    auto scan = std::make_unique<PlanNode>();
    scan->kind = access.kind;
    scan->to = slot;
    if (access.conjunct < pattern_.conjuncts.size()) {
      const Expr& expr = *pattern_.conjuncts[access.conjunct].expr;
      if (access.kind == PlanKind::kLabelled) scan->label = expr.symbols[0];
      if (access.kind == PlanKind::kNamed) scan->expr = expr.args[1].get();
      state_.conjunct_done[access.conjunct] = true;
    }
    state_.Bind(slot);
    state_.rows = std::min(kMostRows, state_.rows * access.rows);
    scan->rows = state_.rows;
    scan->input = std::move(plan);
    return scan;
  }

  static PlanKind KindOf(const MatchEdge& match) {
    const bool variable = match.edge->variable;
    if (match.edge->bound) {
      return variable ? PlanKind::kEndsOfEdges : PlanKind::kEndsOfEdge;
    }
    if (match.search != PatternPath::Search::kAll) return PlanKind::kShortest;
    return variable ? PlanKind::kExpandPaths : PlanKind::kExpand;
  }

  // What all operators along the edge know of it.
  std::unique_ptr<PlanNode> NodeOf(const MatchStep& step, PlanKind kind) const {
    const MatchEdge& match = pattern_.edges[step.index];
    const PatternEdge& edge = *match.edge;
    auto node = std::make_unique<PlanNode>();
    node->kind = kind;
    node->reversed = step.reversed;
    node->from = step.reversed ? match.to : match.from;
    node->to = step.reversed ? match.from : match.to;
    node->edge = edge.slot;
    node->direction = step.reversed ? Turned(edge.direction) : edge.direction;
    node->keep_edges = match.keep_edges;
    for (const std::string& name : edge.types) {
      const std::optional<SymbolId> type = graph_.EdgeType(name);
      if (type) node->types.push_back(*type);
    }
    std::sort(node->types.begin(), node->types.end());
    node->types.erase(std::unique(node->types.begin(), node->types.end()),
                      node->types.end());
    node->no_type = !edge.types.empty() && node->types.empty();
    for (size_t i = 0; i < pattern_.edges.size(); ++i) {
      if (i == step.index || !MayShare(edge, *pattern_.edges[i].edge)) continue;
      // Each edge is compared with those before it.
      if (state_.edge_done[i]) {
        node->other_edges.push_back(pattern_.edges[i].edge->slot);
      } else {
        node->keep_edges = true;
      }
    }
    return node;
  }

  std::unique_ptr<PlanNode> Type(const MatchStep& step,
                                 std::unique_ptr<PlanNode> plan) {
    auto node = NodeOf(step, PlanKind::kEdgesOfType);
    state_.rows = std::min(
        kMostRows,
        state_.rows * steps_.costs().EdgesOf(*pattern_.edges[step.index].edge));
    steps_.BindEdge(step, &state_);
    node->rows = state_.rows;
    node->input = std::move(plan);
    return node;
  }

  std::unique_ptr<PlanNode> Edge(MatchStep step,
                                 std::unique_ptr<PlanNode> plan) {
    const MatchEdge& match = pattern_.edges[step.index];
    const PlanKind kind = KindOf(match);
    if (kind == PlanKind::kExpand) step.reversed = FromSteadyEnd(step);
    auto node = NodeOf(step, kind);
    node->from_bound = state_.Bound(node->from);
    node->to_bound = state_.Bound(node->to);
    node->min = match.edge->min;
    node->max = match.edge->max;
    node->search = match.search;
    node->edge_tests = match.edge_tests;
    node->node_tests = match.node_tests;
    node->edge_test_slots = match.edge_test_slots;
    node->node_test_slots = match.node_test_slots;
    if (kind == PlanKind::kExpand && !node->to_bound) TakeLabel(node.get());
    steps_.ApplyEdge(step, &state_);
    state_.rows = std::min(kMostRows, state_.rows);
    node->rows = state_.rows;
    node->input = std::move(plan);
    return node;
  }

  // Between two known nodes, whether from the right one: from that which has
  // been known longer, and so stays the same for more rows.
  bool FromSteadyEnd(const MatchStep& step) const {
    const MatchEdge& match = pattern_.edges[step.index];
    if (!state_.Bound(match.from) || !state_.Bound(match.to)) {
      return step.reversed;
    }
    const auto age = [this](SlotId slot) {
      const auto at = std::find(state_.order.begin(), state_.order.end(), slot);
      return at == state_.order.end() ? -1 : at - state_.order.begin();
    };
    return age(match.to) < age(match.from);
  }

  // A label that the graph finds with the edges needs no test of its own.
  void TakeLabel(PlanNode* node) {
    for (size_t i = 0; i < pattern_.conjuncts.size(); ++i) {
      const std::optional<SymbolId> label =
          steps_.costs().LabelOf(pattern_.conjuncts[i], node->to);
      if (!label || state_.conjunct_done[i] || node->no_type ||
          !graph_.CanLeadTo(node->types, *label)) {
        continue;
      }
      state_.conjunct_done[i] = true;
      node->label = label;
      return;
    }
  }

  // Edges of different types are different anyway.
  static bool MayShare(const PatternEdge& a, const PatternEdge& b) {
    if (a.types.empty() || b.types.empty()) return true;
    return std::any_of(
        a.types.begin(), a.types.end(), [&](const std::string& type) {
          return std::find(b.types.begin(), b.types.end(), type) !=
                 b.types.end();
        });
  }

  const MatchPattern& pattern_;
  const PropertyGraph& graph_;
  const MatchSteps& steps_;
  MatchState state_;
};

}  // namespace

std::unique_ptr<PlanNode> BuildMatch(const MatchPattern& pattern,
                                     const PropertyGraph& graph,
                                     const MatchSteps& steps,
                                     const std::vector<MatchStep>& order,
                                     std::unique_ptr<PlanNode> input) {
  return MatchBuilder(pattern, graph, steps).Build(order, std::move(input));
}

}  // namespace kg
