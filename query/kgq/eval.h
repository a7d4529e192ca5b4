// Private to the evaluator: the pieces of Evaluate() by file.
#pragma once

#include "query/kgq/run.h"

namespace kg {

// eval_operators.cc
Value EvaluateArithmetic(const Expr& expr, QueryRun& run);
Value EvaluateStringPredicate(const Expr& expr, QueryRun& run);
Value EvaluateRegex(const Expr& expr, QueryRun& run);
Value EvaluateIn(const Expr& expr, QueryRun& run);
// eval_access.cc
Value EvaluateProperty(const Expr& expr, QueryRun& run);
Value EvaluateIndex(const Expr& expr, QueryRun& run);
Value EvaluateSlice(const Expr& expr, QueryRun& run);
Value EvaluateHasLabels(const Expr& expr, QueryRun& run);
Value EvaluateNamed(const Expr& expr, QueryRun& run);
Value EvaluatePathOfSlots(const Expr& expr, QueryRun& run);
Value EvaluateProjection(const Expr& expr, QueryRun& run);
// eval_lists.cc
Value EvaluateListFilter(const Expr& expr, QueryRun& run);
Value EvaluateQuantifier(const Expr& expr, QueryRun& run);
Value EvaluateReduce(const Expr& expr, QueryRun& run);
Value EvaluateSubquery(const Expr& expr, QueryRun& run);

// The value of `key` of a node, an edge, a map or a temporal value.
Value PropertyOf(const Value& target, const std::string& key,
                 std::optional<SymbolId> symbol, const Expr& expr,
                 QueryRun& run);

}  // namespace kg
