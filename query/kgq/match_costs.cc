#include "query/kgq/match_costs.h"

#include <algorithm>

namespace kg {
namespace {

// Chosen, where counts say nothing.
constexpr double kEqualPasses = 0.05;
constexpr double kOtherPasses = 0.3;
constexpr double kRowsOfName = 2;
constexpr uint32_t kLongestGuess = 5;  // edges of a path without a bound
constexpr double kMostRows = 1e15;

bool IsOf(const Expr& expr, ExprKind kind, SlotId slot) {
  return expr.kind == kind && expr.args[0]->kind == ExprKind::kVariable &&
         expr.args[0]->slot == slot;
}

}  // namespace

double MatchCosts::Passes(const Expr& expr) const {
  if (expr.kind == ExprKind::kHasLabels) {
    const std::optional<SymbolId>& label = expr.symbols[0];
    return label ? graph_.CountLabelled(*label) / std::max(1.0, nodes_) : 0;
  }
  if (expr.kind == ExprKind::kNamed) {
    return std::min(1.0, kRowsOfName / std::max(1.0, nodes_));
  }
  const bool equal =
      expr.kind == ExprKind::kCompare && expr.ops[0] == CompareOp::kEqual;
  return equal ? kEqualPasses : kOtherPasses;
}

NodeAccess MatchCosts::AccessTo(const std::set<SlotId>& bound,
                                SlotId slot) const {
  NodeAccess best;
  best.rows = nodes_;
  best.conjunct = pattern_.conjuncts.size();
  for (size_t i = 0; i < pattern_.conjuncts.size(); ++i) {
    const Conjunct& conjunct = pattern_.conjuncts[i];
    NodeAccess access;
    access.conjunct = i;
    if (IsOf(*conjunct.expr, ExprKind::kHasLabels, slot)) {
      const std::optional<SymbolId>& label = conjunct.expr->symbols[0];
      access.kind = PlanKind::kLabelled;
      access.rows = label ? graph_.CountLabelled(*label) : 0;
    } else if (IsOf(*conjunct.expr, ExprKind::kNamed, slot)) {
      std::set<SlotId> needs = conjunct.needs;
      needs.erase(slot);
      if (!std::includes(bound.begin(), bound.end(), needs.begin(),
                         needs.end()))
        continue;
      access.kind = PlanKind::kNamed;
      access.rows = NamedRows(*conjunct.expr->args[1]);
    } else {
      continue;
    }
    if (access.rows < best.rows || best.kind == PlanKind::kAllNodes) {
      best = access;
    }
  }
  return best;
}

double MatchCosts::EdgesOf(const PatternEdge& edge) const {
  double edges = 0;
  for (const std::string& name : edge.types) {
    const std::optional<SymbolId> type = graph_.EdgeType(name);
    if (type) edges += graph_.CountEdges(type);
  }
  return edges;
}

bool MatchCosts::CanScan(const PatternEdge& edge) const {
  if (edge.types.empty() || edge.variable || edge.bound ||
      edge.direction == EdgeDirection::kBoth) {
    return false;
  }
  return std::all_of(
      edge.types.begin(), edge.types.end(), [this](const std::string& name) {
        const std::optional<SymbolId> type = graph_.EdgeType(name);
        return !type || graph_.CanScan(*type);
      });
}

std::optional<SymbolId> MatchCosts::LabelOf(const Conjunct& conjunct,
                                            SlotId node) const {
  const Expr& expr = *conjunct.expr;
  if (!IsOf(expr, ExprKind::kHasLabels, node) || expr.symbols.size() != 1) {
    return std::nullopt;
  }
  return expr.symbols[0];
}

double MatchCosts::NamedRows(const Expr& name) const {
  if (name.kind != ExprKind::kLiteral || !name.value.is_string()) {
    return kRowsOfName;
  }
  const Result<std::vector<NodeRef>> nodes =
      graph_.NodesNamed(name.value.string());
  return nodes.ok() ? static_cast<double>(nodes->size()) : kRowsOfName;
}

// Edges of the pattern edge's types that a node has on average.
double MatchCosts::Degree(const PatternEdge& edge, bool reversed) const {
  EdgeDirection direction = edge.direction;
  if (reversed && direction != EdgeDirection::kBoth) {
    direction = direction == EdgeDirection::kOut ? EdgeDirection::kIn
                                                 : EdgeDirection::kOut;
  }
  if (edge.types.empty()) return graph_.Degree(std::nullopt, direction);
  double degree = 0;
  for (const std::string& name : edge.types) {
    const std::optional<SymbolId> type = graph_.EdgeType(name);
    if (type) degree += graph_.Degree(type, direction);
  }
  return degree;
}

double MatchCosts::FanOut(const PatternEdge& edge, bool reversed) const {
  const double degree = Degree(edge, reversed);
  if (!edge.variable) return degree;
  const uint32_t longest =
      std::min(edge.max, std::max(edge.min, kLongestGuess));
  double total = 0;
  double paths = 1;
  for (uint32_t length = 0; length <= longest; ++length) {
    if (length >= edge.min) total += paths;
    paths = std::min(kMostRows, paths * degree);
    if (length > 64) break;
  }
  return total;
}

}  // namespace kg
