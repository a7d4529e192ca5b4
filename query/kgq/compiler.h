// From the syntax tree to the plan: resolves names to slots, checks types as
// far as they are known, checks where aggregates and patterns may stand, and
// plans clause after clause. The first error sticks.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/kgq/plan.h"
#include "query/kgq/query_error.h"
#include "query/kgq/static_type.h"

namespace kg {

// The variables that an expression sees.
struct ScopedVariable {
  SlotId slot = kNoSlot;
  StaticType type;
};
using VariableScope = std::map<std::string, ScopedVariable, std::less<>>;

// A part of a MATCH's condition, with the slots that it needs.
struct Conjunct {
  const Expr* expr = nullptr;
  std::set<SlotId> needs;
};

// A shared edge or node of the patterns of one MATCH.
struct MatchNode {
  SlotId slot = kNoSlot;
};
struct MatchEdge {
  const PatternEdge* edge = nullptr;
  PatternPath::Search search = PatternPath::Search::kAll;
  SlotId from = kNoSlot;
  SlotId to = kNoSlot;
  bool keep_edges = true;
  std::vector<const Expr*> edge_tests;
  std::vector<const Expr*> node_tests;
  std::vector<SlotId> edge_test_slots;
  std::vector<SlotId> node_test_slots;
  std::set<SlotId> needs;  // of the tests
};
struct MatchPath {
  SlotId slot = kNoSlot;
  const Expr* expr = nullptr;  // a path of slots
};

// All that MATCH asks for, ready to be planned.
struct MatchPattern {
  std::vector<MatchNode> nodes;  // each variable once
  std::vector<MatchEdge> edges;
  std::vector<MatchPath> paths;
  std::vector<Conjunct> conjuncts;
  std::set<SlotId> bound;    // before the clause
  std::vector<SlotId> made;  // by the clause
};

class QueryCompiler {
 public:
  explicit QueryCompiler(QueryPlan* plan) : plan_(*plan) {}

  // Plans plan->ast. Nothing where it went well.
  std::optional<QueryError> Compile();

 private:
  using PlanPtr = std::unique_ptr<PlanNode>;
  class ReadCollector;
  class ScopeKeeper;

  // compiler.cc: queries and clauses.
  PlanPtr CompileUnion(QueryAst* query, bool nested);
  PlanPtr CompileSingle(SingleQuery* query);
  PlanPtr CompileMatch(MatchClause* clause, PlanPtr input);
  PlanPtr CompileUnwind(UnwindClause* clause, PlanPtr input);
  bool SameColumns(const std::vector<ProjectedItem>& first, SingleQuery* part);
  void Fail(QuerySpan span, std::string type, std::string detail,
            std::string message);
  void SyntaxFail(QuerySpan span, std::string detail, std::string message);
  bool failed() const { return error_.has_value(); }
  SlotId NewSlot(std::string_view name, StaticType type);
  const Expr* Keep(ExprPtr expr);
  static PlanPtr NewNode(PlanKind kind, PlanPtr input);
  static ExprPtr VariableExpr(SlotId slot, std::string_view name,
                              QuerySpan span);

  // compiler_projection.cc and compiler_counts.cc.
  PlanPtr CompileProjection(ProjectionClause* clause, PlanPtr input);
  void ExpandStar(ProjectionClause* clause);
  void NameItems(ProjectionClause* clause);
  void CheckGrouping(const Expr& expr, const ProjectionClause& clause,
                     std::vector<std::string>* locals, bool ordering);
  void Substitute(ExprPtr* expr, const ProjectionClause& clause,
                  bool keys_only);
  PlanPtr JoinItems(PlanPtr input, PlanPtr group, PlanPtr after);
  void CountMatches(PlanNode* group, PlanPtr* input);
  PlanPtr PlanItems(ProjectionClause* clause, PlanPtr input, bool aggregating);
  void ExtractAggregates(ExprPtr* expr, PlanNode* group);
  PlanPtr PlanOrder(ProjectionClause* clause, PlanPtr input,
                    const std::set<SlotId>& kept);
  void CheckRowCount(Expr* expr);

  // compiler_patterns.cc.
  void DeclarePath(PatternPath* path, const std::set<std::string>& edges_before,
                   MatchPattern* pattern);
  void DeclareNode(PatternNode* node, MatchPattern* pattern);
  void DeclareEdge(PatternEdge* edge, const std::set<std::string>& edges_before,
                   MatchPattern* pattern);
  void NamePath(PatternPath* path, MatchPattern* pattern);
  void NodeConditions(PatternNode* node, MatchPattern* pattern);
  void EdgeConditions(PatternEdge* edge, MatchEdge* match,
                      MatchPattern* pattern);
  void AddConjuncts(ExprPtr where, MatchPattern* pattern);
  void PushIntoPath(const Expr& conjunct, std::set<SlotId> needs,
                    MatchPattern* pattern);
  void AddConjunct(ExprPtr expr, MatchPattern* pattern);
  PlanPtr PlanPattern(MatchClause* clause, PlanPtr input,
                      std::vector<SlotId>* made);
  void RequireBound(const PatternPath& path);
  void WarnLabels(const PatternNode& node);
  void WarnTypes(const PatternEdge& edge);
  void WarnUnknown(std::string_view what, const std::string& name,
                   const std::vector<std::string>& known);

  // compiler_expressions.cc and compiler_calls.cc.
  StaticType Check(Expr* expr);
  StaticType CheckOther(Expr* expr);
  StaticType CheckVariable(Expr* expr);
  StaticType CheckProperty(Expr* expr);
  StaticType CheckIndex(Expr* expr);
  StaticType CheckConnective(Expr* expr);
  StaticType CheckArithmetic(Expr* expr);
  StaticType CheckIn(Expr* expr);
  StaticType CheckList(Expr* expr);
  StaticType CheckCase(Expr* expr);
  StaticType CheckLabels(Expr* expr);
  StaticType CheckListFilter(Expr* expr);
  StaticType CheckQuantifier(Expr* expr);
  StaticType CheckReduce(Expr* expr);
  StaticType CheckCall(Expr* expr);
  StaticType CheckAggregate(Expr* expr);
  StaticType CheckSubquery(Expr* expr);
  StaticType CheckPatternExpr(Expr* expr);
  void CheckCondition(Expr* expr);  // must be Boolean, or unknown
  void RequireBoolean(const Expr& expr, StaticType type);
  StaticType ElementOf(Expr* list);
  void FailUndefined(const Expr& expr);

  QueryPlan& plan_;
  std::optional<QueryError> error_;
  VariableScope scope_;
  std::vector<StaticType> slot_types_;
  std::set<SlotId>* reads_ = nullptr;  // slots that expressions look at
  bool aggregates_allowed_ = false;
  bool in_aggregate_ = false;
  uint32_t nested_queries_ = 0;
};

// Whether the expression, not yet checked, aggregates (outside of subqueries).
bool ContainsAggregate(const Expr& expr);
bool IsAggregate(const Expr& expr);

// match_planner.cc: orders and makes the operators of a pattern.
std::unique_ptr<PlanNode> PlanMatch(const MatchPattern& pattern,
                                    const PropertyGraph& graph,
                                    JoinOrder* forced,
                                    std::unique_ptr<PlanNode> input);

}  // namespace kg
