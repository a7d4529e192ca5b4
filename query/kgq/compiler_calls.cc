// Calls of functions and aggregates, and what has a plan of its own inside an
// expression: patterns and subqueries.

#include <algorithm>

#include "query/kgq/aggregates.h"
#include "query/kgq/compiler.h"
#include "query/kgq/compiler_state.h"
#include "query/kgq/functions.h"
#include "query/kgq/suggest.h"
#include "query/temporal/functions.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

StaticType Of(Kind kind) { return {kind, Kind::kAny}; }

StaticType AggregateType(AggregateKind kind, StaticType argument) {
  switch (kind) {
    case AggregateKind::kCountAll:
    case AggregateKind::kCount:
      return Of(Kind::kInteger);
    case AggregateKind::kCollect:
      return ListOf(argument);
    case AggregateKind::kDeviation:
    case AggregateKind::kPopulationDeviation:
      return Of(Kind::kFloat);
    default:
      return {};
  }
}

std::string Arity(size_t min, size_t max) {
  if (max >= kManyArguments) return "at least " + std::to_string(min);
  if (min == max) return std::to_string(min);
  return std::to_string(min) + " to " + std::to_string(max);
}

// Of a call with arguments of these types.
StaticType ResultType(const QueryFunction& function,
                      const std::vector<StaticType>& types) {
  const std::string_view name = function.name;
  if (name == "nodes") return ListOf(Of(Kind::kNode));
  if (name == "relationships" || name == "rels") return ListOf(Of(Kind::kEdge));
  if (name == "labels" || name == "keys") return ListOf(Of(Kind::kString));
  if (name == "tail" || name == "reverse") return types[0];
  if (name == "head" || name == "last") {
    return types[0].Is(Kind::kList) ? types[0].Element() : StaticType{};
  }
  return Of(function.result);
}

}  // namespace

bool IsAggregate(const Expr& expr) {
  return expr.kind == ExprKind::kCountAll ||
         (expr.kind == ExprKind::kCall && FindAggregate(expr.name) != nullptr);
}

bool ContainsAggregate(const Expr& expr) {
  if (IsAggregate(expr)) return true;
  return std::any_of(expr.args.begin(), expr.args.end(),
                     [](const ExprPtr& arg) {
                       return arg != nullptr && ContainsAggregate(*arg);
                     });
}

StaticType QueryCompiler::CheckCall(Expr* expr) {
  if (IsAggregate(*expr)) return CheckAggregate(expr);
  std::vector<StaticType> types;
  for (const ExprPtr& arg : expr->args) types.push_back(Check(arg.get()));
  if (failed()) return {};
  size_t min = 0;
  size_t max = 0;
  expr->function = FindFunction(expr->name);
  if (expr->function != nullptr) {
    min = expr->function->min_args;
    max = expr->function->max_args;
  } else if ((expr->temporal = FindTemporalFunction(expr->name)) != nullptr) {
    min = MinArguments(*expr->temporal);
    max = MaxArguments(*expr->temporal);
  } else {
    SyntaxFail(expr->span, "UnknownFunction",
               "unknown function '" + expr->name + "'" +
                   NearestText(expr->name, FunctionNames()));
    return {};
  }
  if (expr->args.size() < min || expr->args.size() > max) {
    SyntaxFail(expr->span, "InvalidNumberOfArguments",
               expr->name + "() expects " + Arity(min, max) +
                   " arguments, got " + std::to_string(expr->args.size()));
    return {};
  }
  if (expr->distinct) {
    SyntaxFail(expr->span, "UnexpectedSyntax",
               "DISTINCT stands before the argument of an aggregate, and " +
                   expr->name + "() is none");
  }
  if (expr->function == nullptr) return Of(Kind::kTemporal);
  for (size_t i = 0; i < types.size(); ++i) {
    const std::string_view letters = expr->function->args;
    const char letter = letters[std::min(i, letters.size() - 1)];
    if (Accepts(letter, types[i])) continue;
    SyntaxFail(expr->args[i]->span, "InvalidArgumentType",
               expr->name + "() expects " + std::string(ArgumentName(letter)) +
                   ", got " + std::string(NameOf(types[i])));
  }
  if (expr->function->random && in_aggregate_) {
    SyntaxFail(expr->span, "NonConstantExpression",
               expr->name + "() cannot stand inside an aggregate");
  }
  return ResultType(*expr->function, types);
}

StaticType QueryCompiler::CheckAggregate(Expr* expr) {
  const bool nested = in_aggregate_;
  in_aggregate_ = true;
  std::vector<StaticType> types;
  for (const ExprPtr& arg : expr->args) types.push_back(Check(arg.get()));
  in_aggregate_ = nested;
  if (failed()) return {};
  if (nested) {
    SyntaxFail(expr->span, "NestedAggregation",
               "an aggregate cannot stand inside another");
    return {};
  }
  if (!aggregates_allowed_) {
    SyntaxFail(expr->span, "InvalidAggregation",
               "an aggregate cannot stand here; expected it in RETURN or WITH");
    return {};
  }
  if (expr->kind == ExprKind::kCountAll) return Of(Kind::kInteger);
  const AggregateInfo& info = *FindAggregate(expr->name);
  if (expr->args.size() != info.args) {
    SyntaxFail(expr->span, "InvalidNumberOfArguments",
               expr->name + "() expects " + Arity(info.args, info.args) +
                   " arguments, got " + std::to_string(expr->args.size()));
    return {};
  }
  return AggregateType(info.kind, types[0]);
}

// Inside, the variables of the outer query are bound; what the subquery binds
// stays inside.
StaticType QueryCompiler::CheckSubquery(Expr* expr) {
  ScopeKeeper keeper(this);
  aggregates_allowed_ = false;
  in_aggregate_ = false;
  constexpr uint32_t kMostNested = 50;  // chosen: operators call each other
  if (++nested_queries_ > kMostNested) {
    SyntaxFail(expr->span, "UnexpectedSyntax",
               "subqueries are nested too deeply");
    return {};
  }
  PlanPtr plan;
  if (expr->subquery->query) {
    plan = CompileUnion(&*expr->subquery->query, true);
  } else {
    plan =
        CompileMatch(&expr->subquery->match, NewNode(PlanKind::kOnce, nullptr));
  }
  --nested_queries_;
  expr->subplan = static_cast<uint32_t>(plan_.subplans.size());
  plan_.subplans.push_back(std::move(plan));
  return Of(expr->kind == ExprKind::kExists ? Kind::kBoolean : Kind::kInteger);
}

StaticType QueryCompiler::CheckPatternExpr(Expr* expr) {
  ScopeKeeper keeper(this);
  aggregates_allowed_ = false;
  in_aggregate_ = false;
  PatternPath& path = expr->subquery->match.paths[0];
  if (expr->kind != ExprKind::kPatternList) RequireBound(path);
  if (failed()) return {};
  if (expr->kind == ExprKind::kShortestPath && path.name.empty()) {
    path.name = " path";  // no name that a query can write
  }
  PlanPtr plan =
      CompileMatch(&expr->subquery->match, NewNode(PlanKind::kOnce, nullptr));
  expr->subplan = static_cast<uint32_t>(plan_.subplans.size());
  plan_.subplans.push_back(std::move(plan));
  if (failed()) return {};
  if (expr->kind == ExprKind::kPatternTest) return Of(Kind::kBoolean);
  if (expr->kind == ExprKind::kPatternList) {
    return ListOf(Check(expr->args[0].get()));
  }
  expr->slot = path.slot;
  return path.search == PatternPath::Search::kShortest
             ? Of(Kind::kPath)
             : ListOf(Of(Kind::kPath));
}

void QueryCompiler::RequireBound(const PatternPath& path) {
  const auto require = [this](const std::string& name, QuerySpan span) {
    if (name.empty() || scope_.count(name) > 0) return;
    Expr variable;
    variable.name = name;
    variable.span = span;
    FailUndefined(variable);
  };
  for (const PatternNode& node : path.nodes) require(node.name, node.span);
  for (const PatternEdge& edge : path.edges) require(edge.name, edge.span);
}

}  // namespace kg
