#include "query/kgq/match_steps.h"

namespace kg {

MatchState MatchSteps::Start(double rows) const {
  MatchState state;
  state.bound = pattern_.bound;
  state.edge_done.resize(pattern_.edges.size());
  state.conjunct_done.resize(pattern_.conjuncts.size());
  state.rows = rows;
  return state;
}

void MatchSteps::Settle(MatchState* state) const {
  for (const MatchPath& path : pattern_.paths) {
    const std::vector<SlotId>& slots = path.expr->slots;
    const bool ready =
        std::all_of(slots.begin(), slots.end(),
                    [&](SlotId slot) { return state->Bound(slot); });
    if (ready) state->bound.insert(path.slot);
  }
  for (size_t i = 0; i < pattern_.conjuncts.size(); ++i) {
    if (state->conjunct_done[i] || !state->Meets(pattern_.conjuncts[i].needs)) {
      continue;
    }
    state->conjunct_done[i] = true;
    state->rows *= costs_.Passes(*pattern_.conjuncts[i].expr);
  }
}

void MatchSteps::Apply(const MatchStep& step, MatchState* state) const {
  state->steps.push_back(step);
  if (step.kind == MatchStep::Kind::kScan) {
    const SlotId slot = pattern_.nodes[step.index].slot;
    const NodeAccess access = costs_.AccessTo(state->bound, slot);
    state->rows *= std::max(1e-3, access.rows);
    if (access.conjunct < pattern_.conjuncts.size()) {
      state->conjunct_done[access.conjunct] = true;
    }
    state->Bind(slot);
  } else if (step.kind == MatchStep::Kind::kType) {
    state->rows *= costs_.EdgesOf(*pattern_.edges[step.index].edge);
    BindEdge(step, state);
  } else {
    ApplyEdge(step, state);
  }
  state->rows = std::min(state->rows, kMostRows);
  state->cost += state->rows;
  Settle(state);
}

void MatchSteps::ApplyEdge(const MatchStep& step, MatchState* state) const {
  const MatchEdge& edge = pattern_.edges[step.index];
  const bool both = state->Bound(edge.from) && state->Bound(edge.to);
  if (!edge.edge->bound && edge.search == PatternPath::Search::kAll) {
    const double fan_out = costs_.FanOut(*edge.edge, step.reversed);
    // A single edge between known nodes is looked up.
    const bool looked_up = both && !edge.edge->variable;
    state->cost += looked_up ? state->rows : state->rows * fan_out;
    state->rows *=
        both ? std::min(1.0, fan_out / std::max(1.0, costs_.nodes())) : fan_out;
  }
  BindEdge(step, state);
}

void MatchSteps::BindEdge(const MatchStep& step, MatchState* state) const {
  const MatchEdge& edge = pattern_.edges[step.index];
  state->edge_done[step.index] = true;
  for (const SlotId slot : {edge.from, edge.to, edge.edge->slot}) {
    state->Bind(slot);
  }
}

std::vector<MatchStep> MatchSteps::Edges(const MatchState& state) const {
  std::vector<MatchStep> steps;
  for (size_t i = 0; i < pattern_.edges.size(); ++i) {
    const MatchEdge& edge = pattern_.edges[i];
    if (state.edge_done[i] || !state.Meets(edge.needs)) continue;
    const bool from = state.Bound(edge.from);
    const bool to = state.Bound(edge.to);
    const bool known = edge.edge->bound;
    const bool shortest = edge.search != PatternPath::Search::kAll;
    if (known ? true : (shortest ? from && to : from || to)) {
      steps.push_back(
          {MatchStep::Kind::kEdge, i, !known && !shortest && !from});
    }
  }
  return steps;
}

void MatchSteps::AddNamed(const MatchState& state,
                          std::vector<MatchStep>* steps) const {
  for (size_t i = 0; i < pattern_.nodes.size(); ++i) {
    const SlotId slot = pattern_.nodes[i].slot;
    if (!state.Bound(slot) &&
        costs_.AccessTo(state.bound, slot).kind == PlanKind::kNamed) {
      steps->push_back({MatchStep::Kind::kScan, i, false});
    }
  }
}

std::vector<MatchStep> MatchSteps::Starts(const MatchState& state) const {
  std::vector<MatchStep> steps;
  for (size_t i = 0; i < pattern_.nodes.size(); ++i) {
    if (!state.Bound(pattern_.nodes[i].slot)) {
      steps.push_back({MatchStep::Kind::kScan, i, false});
    }
  }
  for (size_t i = 0; i < pattern_.edges.size(); ++i) {
    const MatchEdge& edge = pattern_.edges[i];
    const bool free = !state.edge_done[i] && !state.Bound(edge.from) &&
                      !state.Bound(edge.to) && state.Meets(edge.needs);
    if (free && edge.search == PatternPath::Search::kAll &&
        costs_.CanScan(*edge.edge)) {
      steps.push_back({MatchStep::Kind::kType, i, false});
    }
  }
  return steps;
}

double MatchSteps::StartRows(const MatchState& state,
                             const MatchStep& step) const {
  if (step.kind == MatchStep::Kind::kType) {
    return costs_.EdgesOf(*pattern_.edges[step.index].edge);
  }
  return costs_.AccessTo(state.bound, pattern_.nodes[step.index].slot).rows;
}

}  // namespace kg
