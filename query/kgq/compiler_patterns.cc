// MATCH: declares what its patterns bind, turns labels, properties and WHERE
// into conditions, and hands all of it to the planner.

#include <algorithm>

#include "query/kgq/compiler.h"
#include "query/kgq/compiler_state.h"
#include "query/kgq/suggest.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

StaticType Of(Kind kind) { return {kind, Kind::kAny}; }

bool MayBe(StaticType type, Kind kind) {
  return type.IsOpen() || type.Is(kind);
}

ExprPtr PropertyTest(SlotId slot, const std::string& name, std::string key,
                     std::optional<SymbolId> symbol, ExprPtr value) {
  auto variable = std::make_unique<Expr>();
  variable->kind = ExprKind::kVariable;
  variable->name = name;
  variable->slot = slot;
  auto property = std::make_unique<Expr>();
  property->kind = ExprKind::kProperty;
  property->name = std::move(key);
  property->key = symbol;
  property->args.push_back(std::move(variable));
  auto test = std::make_unique<Expr>();
  test->kind = ExprKind::kCompare;
  test->span = value->span;
  test->ops.push_back(CompareOp::kEqual);
  test->args.push_back(std::move(property));
  test->args.push_back(std::move(value));
  return test;
}

// all(x IN relationships(p) WHERE …), or of nodes(p), or of the list of a
// path's edges: its condition is one of each step.
struct StepTest {
  const std::string* list = nullptr;  // the variable
  std::string_view of;                // "relationships", "nodes" or ""
};

std::optional<StepTest> StepTestOf(const Expr& expr) {
  const bool all = expr.quantifier == QuantifierKind::kAll;
  if (expr.kind != ExprKind::kQuantifier || !all) return std::nullopt;
  const Expr& list = *expr.args[0];
  if (list.kind == ExprKind::kVariable) return StepTest{&list.name, ""};
  if (list.kind != ExprKind::kCall || list.args.size() != 1 ||
      list.args[0]->kind != ExprKind::kVariable) {
    return std::nullopt;
  }
  const bool edges = list.name == "relationships" || list.name == "rels";
  if (!edges && list.name != "nodes") return std::nullopt;
  return StepTest{&list.args[0]->name, edges ? "relationships" : "nodes"};
}

}  // namespace

void QueryCompiler::WarnUnknown(std::string_view what, const std::string& name,
                                const std::vector<std::string>& known) {
  std::string text = "no " + std::string(what) + " '" + name +
                     "' in this store" + NearestText(name, known);
  std::vector<std::string>& warnings = plan_.warnings;
  if (std::find(warnings.begin(), warnings.end(), text) == warnings.end()) {
    warnings.push_back(std::move(text));
  }
}

void QueryCompiler::WarnLabels(const PatternNode& node) {
  for (const std::string& label : node.labels) {
    if (!plan_.graph->Label(label)) {
      WarnUnknown("label", label, plan_.graph->LabelNames());
    }
  }
}

void QueryCompiler::WarnTypes(const PatternEdge& edge) {
  for (const std::string& type : edge.types) {
    if (!plan_.graph->EdgeType(type)) {
      WarnUnknown("predicate", type, plan_.graph->EdgeTypeNames());
    }
  }
}

void QueryCompiler::DeclareNode(PatternNode* node, MatchPattern* pattern) {
  if (failed()) return;
  const auto found =
      node->name.empty() ? scope_.end() : scope_.find(node->name);
  if (found != scope_.end()) {
    if (!MayBe(found->second.type, Kind::kNode)) {
      SyntaxFail(node->span, "VariableTypeConflict",
                 "'" + node->name + "' is no node but a " +
                     std::string(NameOf(found->second.type)));
      return;
    }
    node->slot = found->second.slot;
    if (reads_ != nullptr) reads_->insert(node->slot);
  } else {
    node->slot = NewSlot(node->name, Of(Kind::kNode));
    pattern->made.push_back(node->slot);
    if (!node->name.empty()) {
      scope_[node->name] = {node->slot, Of(Kind::kNode)};
    }
  }
  for (const MatchNode& other : pattern->nodes) {
    if (other.slot == node->slot) return;
  }
  pattern->nodes.push_back({node->slot});
}

void QueryCompiler::DeclareEdge(PatternEdge* edge,
                                const std::set<std::string>& edges_before,
                                MatchPattern* pattern) {
  if (failed()) return;
  const Kind kind = edge->variable ? Kind::kList : Kind::kEdge;
  const auto found =
      edge->name.empty() ? scope_.end() : scope_.find(edge->name);
  if (found == scope_.end()) {
    const StaticType type =
        edge->variable ? ListOf(Of(Kind::kEdge)) : Of(Kind::kEdge);
    edge->slot = NewSlot(edge->name, type);
    pattern->made.push_back(edge->slot);
    if (!edge->name.empty()) scope_[edge->name] = {edge->slot, type};
    return;
  }
  const StaticType type = found->second.type;
  const bool edges =
      !type.Is(Kind::kList) || MayBe(type.Element(), Kind::kEdge);
  if (!MayBe(type, kind) || !edges) {
    SyntaxFail(edge->span, "VariableTypeConflict",
               "'" + edge->name + "' is no " +
                   (edge->variable ? "list of relationships" : "relationship") +
                   " but a " + std::string(NameOf(type)));
    return;
  }
  if (edges_before.count(edge->name) > 0) {
    SyntaxFail(edge->span, "RelationshipUniquenessViolation",
               "the relationship '" + edge->name +
                   "' stands twice in one MATCH, where each matches once");
    return;
  }
  edge->slot = found->second.slot;
  edge->bound = true;
  if (reads_ != nullptr) reads_->insert(edge->slot);
}

void QueryCompiler::NamePath(PatternPath* path, MatchPattern* pattern) {
  if (failed() || path->name.empty()) return;
  if (scope_.count(path->name) > 0) {
    SyntaxFail(path->span, "VariableAlreadyBound",
               "the variable '" + path->name + "' is bound already");
    return;
  }
  path->slot = NewSlot(path->name, Of(Kind::kPath));
  scope_[path->name] = {path->slot, Of(Kind::kPath)};
  pattern->made.push_back(path->slot);
  auto expr = std::make_unique<Expr>();
  expr->kind = ExprKind::kPathOfSlots;
  expr->slots.push_back(path->nodes[0].slot);
  for (size_t i = 0; i < path->edges.size(); ++i) {
    expr->slots.push_back(path->edges[i].slot);
    expr->slots.push_back(path->nodes[i + 1].slot);
  }
  pattern->paths.push_back({path->slot, Keep(std::move(expr))});
}

void QueryCompiler::DeclarePath(PatternPath* path,
                                const std::set<std::string>& edges_before,
                                MatchPattern* pattern) {
  std::set<std::string> before = edges_before;
  for (size_t i = 0; i < path->nodes.size(); ++i) {
    DeclareNode(&path->nodes[i], pattern);
    WarnLabels(path->nodes[i]);
    if (i == path->edges.size()) break;
    PatternEdge& edge = path->edges[i];
    DeclareEdge(&edge, before, pattern);
    WarnTypes(edge);
    if (!edge.name.empty()) before.insert(edge.name);
  }
  NamePath(path, pattern);
}

void QueryCompiler::AddConjunct(ExprPtr expr, MatchPattern* pattern) {
  ReadCollector reads(this);
  CheckCondition(expr.get());
  Conjunct conjunct;
  conjunct.needs = reads.InScope();
  // Hidden variables are in no scope, but they are of this clause.
  for (const SlotId slot : pattern->made) {
    if (reads.reads().count(slot) > 0) conjunct.needs.insert(slot);
  }
  PushIntoPath(*expr, conjunct.needs, pattern);
  conjunct.expr = Keep(std::move(expr));
  pattern->conjuncts.push_back(std::move(conjunct));
}

void QueryCompiler::NodeConditions(PatternNode* node, MatchPattern* pattern) {
  for (const std::string& label : node->labels) {
    auto test = std::make_unique<Expr>();
    test->kind = ExprKind::kHasLabels;
    test->span = node->span;
    test->names.push_back(label);
    test->args.push_back(VariableExpr(node->slot, node->name, node->span));
    AddConjunct(std::move(test), pattern);
  }
  if (node->properties == nullptr) return;
  const PropertyGraph& graph = *plan_.graph;
  for (size_t i = 0; i < node->properties->args.size(); ++i) {
    const std::string& key = node->properties->names[i];
    ExprPtr value = std::move(node->properties->args[i]);
    if (key != "name" || !graph.HasAliasIndex()) {
      AddConjunct(PropertyTest(node->slot, node->name, key, graph.Key(key),
                               std::move(value)),
                  pattern);
      continue;
    }
    auto test = std::make_unique<Expr>();
    test->kind = ExprKind::kNamed;
    test->span = value->span;
    test->key = graph.Key(key);
    test->args.push_back(VariableExpr(node->slot, node->name, node->span));
    test->args.push_back(std::move(value));
    AddConjunct(std::move(test), pattern);
  }
}

// Properties of a path of any length are conditions of each of its edges.
void QueryCompiler::EdgeConditions(PatternEdge* edge, MatchEdge* match,
                                   MatchPattern* pattern) {
  if (edge->properties == nullptr) return;
  for (size_t i = 0; i < edge->properties->args.size(); ++i) {
    const std::string& key = edge->properties->names[i];
    ExprPtr value = std::move(edge->properties->args[i]);
    const std::optional<SymbolId> symbol = plan_.graph->Key(key);
    if (!edge->variable) {
      AddConjunct(
          PropertyTest(edge->slot, edge->name, key, symbol, std::move(value)),
          pattern);
      continue;
    }
    const SlotId step = NewSlot("", Of(Kind::kEdge));
    ExprPtr test = PropertyTest(step, "", key, symbol, std::move(value));
    ReadCollector reads(this);
    Check(test.get());
    match->needs.merge(reads.InScope());
    match->edge_tests.push_back(Keep(std::move(test)));
    match->edge_test_slots.push_back(step);
  }
}

// A condition of all edges or nodes of a path of any length prunes the walk, if
// it looks at nothing that is bound only after it. The condition itself stays:
// the start of the path is no step.
void QueryCompiler::PushIntoPath(const Expr& conjunct, std::set<SlotId> needs,
                                 MatchPattern* pattern) {
  const std::optional<StepTest> step = StepTestOf(conjunct);
  if (!step || failed()) return;
  const auto found = scope_.find(*step->list);
  if (found == scope_.end()) return;
  const SlotId list = found->second.slot;
  MatchEdge* target = nullptr;
  for (MatchEdge& edge : pattern->edges) {
    if (!edge.edge->variable || edge.edge->bound) continue;
    if (step->of.empty() && edge.edge->slot == list) target = &edge;
    for (const MatchPath& path : pattern->paths) {
      const bool whole = path.slot == list && path.expr->slots.size() == 3 &&
                         path.expr->slots[1] == edge.edge->slot;
      if (whole && !step->of.empty()) target = &edge;
    }
  }
  needs.erase(list);
  if (target == nullptr ||
      !std::includes(pattern->bound.begin(), pattern->bound.end(),
                     needs.begin(), needs.end())) {
    return;
  }
  const bool nodes = step->of == "nodes";
  (nodes ? target->node_tests : target->edge_tests)
      .push_back(conjunct.args[1].get());
  (nodes ? target->node_test_slots : target->edge_test_slots)
      .push_back(conjunct.slot);
}

void QueryCompiler::AddConjuncts(ExprPtr where, MatchPattern* pattern) {
  if (where == nullptr || failed()) return;
  if (where->kind == ExprKind::kAnd) {
    for (ExprPtr& arg : where->args) AddConjuncts(std::move(arg), pattern);
    return;
  }
  // n:A:B as two conditions: a scan takes the place of one of them.
  const bool labels = where->kind == ExprKind::kHasLabels &&
                      where->args[0]->kind == ExprKind::kVariable;
  for (size_t i = 1; labels && i < where->names.size(); ++i) {
    ExprPtr one = VariableExpr(kNoSlot, where->args[0]->name, where->span);
    auto test = std::make_unique<Expr>();
    test->kind = ExprKind::kHasLabels;
    test->span = where->span;
    test->names.push_back(where->names[i]);
    test->args.push_back(std::move(one));
    AddConjunct(std::move(test), pattern);
  }
  if (labels) where->names.resize(1);
  AddConjunct(std::move(where), pattern);
}

QueryCompiler::PlanPtr QueryCompiler::PlanPattern(MatchClause* clause,
                                                  PlanPtr input,
                                                  std::vector<SlotId>* made) {
  MatchPattern pattern;
  aggregates_allowed_ = false;
  for (const auto& [name, variable] : scope_) {
    pattern.bound.insert(variable.slot);
  }
  std::set<std::string> edges_before;
  for (PatternPath& path : clause->paths) {
    DeclarePath(&path, edges_before, &pattern);
    for (const PatternEdge& edge : path.edges) {
      if (!edge.name.empty()) edges_before.insert(edge.name);
    }
  }
  for (PatternPath& path : clause->paths) {
    for (PatternNode& node : path.nodes) NodeConditions(&node, &pattern);
    for (size_t i = 0; i < path.edges.size(); ++i) {
      PatternEdge& edge = path.edges[i];
      MatchEdge match;
      match.edge = &edge;
      match.search = path.search;
      match.from = path.nodes[i].slot;
      match.to = path.nodes[i + 1].slot;
      match.keep_edges = !edge.name.empty() || !path.name.empty() ||
                         edge.properties != nullptr;
      EdgeConditions(&edge, &match, &pattern);
      pattern.edges.push_back(std::move(match));
    }
  }
  if (!failed()) AddConjuncts(std::move(clause->where), &pattern);
  *made = pattern.made;
  if (failed()) return input;
  return PlanMatch(pattern, *plan_.graph, plan_.forced, std::move(input));
}

}  // namespace kg
