// The order in which a pattern's nodes and edges are matched. What is bound is
// expanded first, always by the edge that leaves the fewest rows; where nothing
// is bound, the start is the node from which this greedy walk costs least.
// Costs are rows made, estimated from the graph's counts.

#include <algorithm>
#include <limits>

#include "query/kgq/compiler.h"
#include "query/kgq/match_costs.h"

namespace kg {
namespace {

constexpr double kMostRows = 1e15;

struct Step {
  enum class Kind : uint8_t { kScan, kEdge } kind = Kind::kScan;
  size_t index = 0;       // of the node or the edge
  bool reversed = false;  // the edge from its right end
};

struct SearchState {
  std::set<SlotId> bound;
  std::vector<bool> edge_done;
  std::vector<bool> conjunct_done;
  double rows = 1;
  double cost = 0;
  std::vector<Step> steps;
};

class MatchPlanner {
 public:
  MatchPlanner(const MatchPattern& pattern, const PropertyGraph& graph)
      : pattern_(pattern), graph_(graph), costs_(pattern, graph) {}

  std::unique_ptr<PlanNode> Plan(std::unique_ptr<PlanNode> input) {
    SearchState state;
    state.bound = pattern_.bound;
    state.edge_done.resize(pattern_.edges.size());
    state.conjunct_done.resize(pattern_.conjuncts.size());
    state.rows = input->rows;
    Settle(&state);
    Search(&state);
    return Build(state.steps, std::move(input));
  }

 private:
  bool Bound(const SearchState& state, SlotId slot) const {
    return state.bound.count(slot) > 0;
  }
  bool Meets(const SearchState& state, const std::set<SlotId>& needs) const {
    return std::includes(state.bound.begin(), state.bound.end(), needs.begin(),
                         needs.end());
  }

  // Paths whose parts are all bound, and conditions that are ready.
  void Settle(SearchState* state) const {
    for (const MatchPath& path : pattern_.paths) {
      const std::vector<SlotId>& slots = path.expr->slots;
      const bool ready =
          std::all_of(slots.begin(), slots.end(),
                      [&](SlotId slot) { return Bound(*state, slot); });
      if (ready) state->bound.insert(path.slot);
    }
    for (size_t i = 0; i < pattern_.conjuncts.size(); ++i) {
      if (state->conjunct_done[i] ||
          !Meets(*state, pattern_.conjuncts[i].needs)) {
        continue;
      }
      state->conjunct_done[i] = true;
      state->rows *= costs_.Passes(*pattern_.conjuncts[i].expr);
    }
  }

  void Apply(const Step& step, SearchState* state) const {
    state->steps.push_back(step);
    if (step.kind == Step::Kind::kScan) {
      const SlotId slot = pattern_.nodes[step.index].slot;
      const NodeAccess access = costs_.AccessTo(state->bound, slot);
      state->rows *= std::max(1e-3, access.rows);
      if (access.conjunct < pattern_.conjuncts.size()) {
        state->conjunct_done[access.conjunct] = true;
      }
      state->bound.insert(slot);
    } else {
      ApplyEdge(step, state);
    }
    state->rows = std::min(state->rows, kMostRows);
    state->cost += state->rows;
    Settle(state);
  }

  void ApplyEdge(const Step& step, SearchState* state) const {
    const MatchEdge& edge = pattern_.edges[step.index];
    const bool both = Bound(*state, edge.from) && Bound(*state, edge.to);
    if (!edge.edge->bound && edge.search == PatternPath::Search::kAll) {
      const double fan_out = costs_.FanOut(*edge.edge, step.reversed);
      state->cost += state->rows * fan_out;
      state->rows *=
          both ? std::min(1.0, fan_out / std::max(1.0, costs_.nodes()))
               : fan_out;
    }
    state->edge_done[step.index] = true;
    state->bound.insert({edge.from, edge.to, edge.edge->slot});
  }

  // Steps that can be made along edges, each from the end that is bound.
  std::vector<Step> EdgeSteps(const SearchState& state) const {
    std::vector<Step> steps;
    for (size_t i = 0; i < pattern_.edges.size(); ++i) {
      const MatchEdge& edge = pattern_.edges[i];
      if (state.edge_done[i] || !Meets(state, edge.needs)) continue;
      const bool from = Bound(state, edge.from);
      const bool to = Bound(state, edge.to);
      const bool known = edge.edge->bound;
      const bool shortest = edge.search != PatternPath::Search::kAll;
      if (known ? true : (shortest ? from && to : from || to)) {
        steps.push_back({Step::Kind::kEdge, i, !known && !shortest && !from});
      }
    }
    return steps;
  }

  // Makes the steps along edges that can be made, the cheapest first.
  void Walk(SearchState* state) const {
    while (true) {
      const std::vector<Step> steps = EdgeSteps(*state);
      if (steps.empty()) return;
      const Step* best = nullptr;
      double best_rows = std::numeric_limits<double>::infinity();
      for (const Step& step : steps) {
        SearchState trial = *state;
        Apply(step, &trial);
        if (best != nullptr && trial.rows >= best_rows) continue;
        best = &step;
        best_rows = trial.rows;
      }
      Apply(*best, state);
    }
  }

  void Search(SearchState* state) const {
    // Chosen: a bound on the work for large patterns.
    const size_t most = pattern_.edges.size() > 40 ? 1 : 12;
    Walk(state);
    while (true) {
      std::vector<std::pair<double, size_t>> starts;
      for (size_t i = 0; i < pattern_.nodes.size(); ++i) {
        const SlotId slot = pattern_.nodes[i].slot;
        if (Bound(*state, slot)) continue;
        starts.emplace_back(costs_.AccessTo(state->bound, slot).rows, i);
      }
      if (starts.empty()) return;
      std::sort(starts.begin(), starts.end());
      starts.resize(std::min(starts.size(), most));
      SearchState best;
      double best_cost = std::numeric_limits<double>::infinity();
      for (const auto& [rows, index] : starts) {
        SearchState trial = *state;
        Apply({Step::Kind::kScan, index, false}, &trial);
        Walk(&trial);
        // A start that leaves more of the pattern to do is judged by what it
        // has done so far, and by the rows that the rest begins with.
        const double cost = trial.cost + trial.rows;
        if (cost >= best_cost) continue;
        best_cost = cost;
        best = std::move(trial);
      }
      *state = std::move(best);
    }
  }

  std::unique_ptr<PlanNode> Build(const std::vector<Step>& steps,
                                  std::unique_ptr<PlanNode> plan) {
    state_.bound = pattern_.bound;
    state_.edge_done.resize(pattern_.edges.size());
    state_.conjunct_done.resize(pattern_.conjuncts.size());
    state_.rows = plan->rows;
    plan = Conditions(std::move(plan));
    for (const Step& step : steps) {
      plan = step.kind == Step::Kind::kScan
                 ? Scan(pattern_.nodes[step.index].slot, std::move(plan))
                 : Edge(step, std::move(plan));
      plan = Conditions(std::move(plan));
    }
    return plan;
  }

  // What has become ready: named paths, then conditions, until neither has.
  std::unique_ptr<PlanNode> Conditions(std::unique_ptr<PlanNode> plan) {
    auto project = std::make_unique<PlanNode>();
    project->kind = PlanKind::kProject;
    for (const MatchPath& path : pattern_.paths) {
      const std::vector<SlotId>& slots = path.expr->slots;
      const bool ready =
          std::all_of(slots.begin(), slots.end(),
                      [&](SlotId slot) { return Bound(state_, slot); });
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
      if (state_.conjunct_done[i] || !Meets(state_, conjunct.needs)) continue;
      state_.conjunct_done[i] = true;
      state_.rows *= costs_.Passes(*conjunct.expr);
      filter->filters.push_back(conjunct.expr);
    }
    if (filter->filters.empty()) return plan;
    filter->rows = state_.rows;
    filter->input = std::move(plan);
    return filter;
  }

  std::unique_ptr<PlanNode> Scan(SlotId slot, std::unique_ptr<PlanNode> plan) {
    const NodeAccess access = costs_.AccessTo(state_.bound, slot);
    auto scan = std::make_unique<PlanNode>();
    scan->kind = access.kind;
    scan->to = slot;
    if (access.conjunct < pattern_.conjuncts.size()) {
      const Expr& expr = *pattern_.conjuncts[access.conjunct].expr;
      if (access.kind == PlanKind::kLabelled) scan->label = expr.symbols[0];
      if (access.kind == PlanKind::kNamed) scan->expr = expr.args[1].get();
      state_.conjunct_done[access.conjunct] = true;
    }
    state_.bound.insert(slot);
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

  std::unique_ptr<PlanNode> Edge(const Step& step,
                                 std::unique_ptr<PlanNode> plan) {
    const MatchEdge& match = pattern_.edges[step.index];
    const PatternEdge& edge = *match.edge;
    auto node = std::make_unique<PlanNode>();
    node->kind = KindOf(match);
    node->reversed = step.reversed;
    node->from = step.reversed ? match.to : match.from;
    node->to = step.reversed ? match.from : match.to;
    node->edge = edge.slot;
    node->from_bound = Bound(state_, node->from);
    node->to_bound = Bound(state_, node->to);
    node->direction = edge.direction;
    if (step.reversed && edge.direction != EdgeDirection::kBoth) {
      node->direction = edge.direction == EdgeDirection::kOut
                            ? EdgeDirection::kIn
                            : EdgeDirection::kOut;
    }
    node->min = edge.min;
    node->max = edge.max;
    node->search = match.search;
    node->keep_edges = match.keep_edges;
    node->edge_tests = match.edge_tests;
    node->node_tests = match.node_tests;
    node->edge_test_slots = match.edge_test_slots;
    node->node_test_slots = match.node_test_slots;
    for (const std::string& name : edge.types) {
      const std::optional<SymbolId> type = graph_.EdgeType(name);
      if (type) node->types.push_back(*type);
    }
    std::sort(node->types.begin(), node->types.end());
    node->types.erase(std::unique(node->types.begin(), node->types.end()),
                      node->types.end());
    node->no_type = !edge.types.empty() && node->types.empty();
    for (size_t i = 0; i < pattern_.edges.size(); ++i) {
      if (state_.edge_done[i] && MayShare(edge, *pattern_.edges[i].edge)) {
        node->other_edges.push_back(pattern_.edges[i].edge->slot);
      }
    }
    ApplyEdge(step, &state_);
    state_.rows = std::min(kMostRows, state_.rows);
    node->rows = state_.rows;
    node->input = std::move(plan);
    return node;
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
  MatchCosts costs_;
  SearchState state_;  // of Build()
};

}  // namespace

std::unique_ptr<PlanNode> PlanMatch(const MatchPattern& pattern,
                                    const PropertyGraph& graph,
                                    std::unique_ptr<PlanNode> input) {
  return MatchPlanner(pattern, graph).Plan(std::move(input));
}

}  // namespace kg
