#include "query/kgq/ast.h"

#include "query/kgq/values.h"

namespace kg {
namespace {

bool SamePointers(const ExprPtr& a, const ExprPtr& b) {
  if (a == nullptr || b == nullptr) return a == b;
  return SameExpr(*a, *b);
}

bool SameNode(const PatternNode& a, const PatternNode& b) {
  return a.name == b.name && a.labels == b.labels &&
         SamePointers(a.properties, b.properties);
}

bool SameEdge(const PatternEdge& a, const PatternEdge& b) {
  return a.name == b.name && a.types == b.types && a.direction == b.direction &&
         a.variable == b.variable && a.min == b.min && a.max == b.max &&
         SamePointers(a.properties, b.properties);
}

bool SamePath(const PatternPath& a, const PatternPath& b) {
  if (a.name != b.name || a.search != b.search ||
      a.nodes.size() != b.nodes.size()) {
    return false;
  }
  for (size_t i = 0; i < a.nodes.size(); ++i) {
    if (!SameNode(a.nodes[i], b.nodes[i])) return false;
  }
  for (size_t i = 0; i < a.edges.size(); ++i) {
    if (!SameEdge(a.edges[i], b.edges[i])) return false;
  }
  return true;
}

// Whole queries are never taken for the same.
bool SameSubquery(const SubqueryAst& a, const SubqueryAst& b) {
  if (a.query || b.query) return false;
  if (a.match.paths.size() != b.match.paths.size()) return false;
  for (size_t i = 0; i < a.match.paths.size(); ++i) {
    if (!SamePath(a.match.paths[i], b.match.paths[i])) return false;
  }
  return SamePointers(a.match.where, b.match.where);
}

}  // namespace

bool SameExpr(const Expr& a, const Expr& b) {
  if (a.kind != b.kind || a.name != b.name || a.names != b.names ||
      a.ops != b.ops || a.distinct != b.distinct ||
      a.quantifier != b.quantifier || a.args.size() != b.args.size()) {
    return false;
  }
  if (a.kind == ExprKind::kLiteral && (a.value.kind() != b.value.kind() ||
                                       !EquivalentValues(a.value, b.value))) {
    return false;
  }
  if ((a.subquery == nullptr) != (b.subquery == nullptr)) return false;
  if (a.subquery != nullptr && !SameSubquery(*a.subquery, *b.subquery)) {
    return false;
  }
  for (size_t i = 0; i < a.args.size(); ++i) {
    if (!SamePointers(a.args[i], b.args[i])) return false;
  }
  return true;
}

}  // namespace kg
