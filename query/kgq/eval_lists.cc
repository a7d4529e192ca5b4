#include "query/kgq/eval.h"
#include "query/kgq/operator.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

// The list to walk through; nothing where it is null, or after an error.
std::optional<Value> ListOperand(const Expr& expr, QueryRun& run) {
  Value list = Evaluate(expr, run);
  if (list.is_null() || run.failed()) return std::nullopt;
  if (list.is_list()) return list;
  run.TypeError(expr.span, "InvalidArgumentType",
                "expected a list, got " + std::string(KindName(list)));
  return std::nullopt;
}

struct QuantifierCounts {
  size_t yes = 0;
  size_t no = 0;
  size_t unknown = 0;
};

Value Verdict(QuantifierKind kind, const QuantifierCounts& counts) {
  switch (kind) {
    case QuantifierKind::kAll:
      if (counts.no > 0) return Value::Boolean(false);
      return counts.unknown > 0 ? Value() : Value::Boolean(true);
    case QuantifierKind::kAny:
      if (counts.yes > 0) return Value::Boolean(true);
      return counts.unknown > 0 ? Value() : Value::Boolean(false);
    case QuantifierKind::kNone:
      if (counts.yes > 0) return Value::Boolean(false);
      return counts.unknown > 0 ? Value() : Value::Boolean(true);
    default:
      if (counts.yes > 1) return Value::Boolean(false);
      return counts.unknown > 0 ? Value() : Value::Boolean(counts.yes == 1);
  }
}

Value PatternListOf(const Expr& expr, QueryOperator& plan, QueryRun& run) {
  ValueList values;
  uint64_t bytes = 0;
  while (plan.Next()) {
    values.push_back(Evaluate(*expr.args[0], run));
    bytes += ValueBytes(values.back());
    if (!run.Fits(expr.span, bytes)) return Value();
  }
  return run.Bounded(expr.span, Value::List(std::move(values)));
}

}  // namespace

Value EvaluateListFilter(const Expr& expr, QueryRun& run) {
  const std::optional<Value> list = ListOperand(*expr.args[0], run);
  if (!list) return Value();
  ValueList out;
  for (const Value& element : list->list()) {
    if (!run.Tick()) return Value();
    run.slot(expr.slot) = element;
    if (expr.args[1] != nullptr && !IsTrue(*expr.args[1], run)) continue;
    out.push_back(expr.args[2] == nullptr ? element
                                          : Evaluate(*expr.args[2], run));
  }
  return run.Bounded(expr.span, Value::List(std::move(out)));
}

Value EvaluateQuantifier(const Expr& expr, QueryRun& run) {
  const std::optional<Value> list = ListOperand(*expr.args[0], run);
  if (!list) return Value();
  QuantifierCounts counts;
  for (const Value& element : list->list()) {
    if (!run.Tick()) return Value();
    run.slot(expr.slot) = element;
    const Value truth = Evaluate(*expr.args[1], run);
    if (truth.is_null()) {
      ++counts.unknown;
    } else if (truth.is_boolean()) {
      ++(truth.boolean() ? counts.yes : counts.no);
    } else {
      run.TypeError(expr.args[1]->span, "InvalidArgumentType",
                    "expected a Boolean, got " + std::string(KindName(truth)));
    }
  }
  return Verdict(expr.quantifier, counts);
}

Value EvaluateReduce(const Expr& expr, QueryRun& run) {
  Value total = Evaluate(*expr.args[0], run);
  const std::optional<Value> list = ListOperand(*expr.args[1], run);
  if (!list) return Value();
  for (const Value& element : list->list()) {
    if (!run.Tick()) return Value();
    run.slot(expr.second_slot) = total;
    run.slot(expr.slot) = element;
    total = Evaluate(*expr.args[2], run);
  }
  return total;
}

Value EvaluateSubquery(const Expr& expr, QueryRun& run) {
  QueryOperator& plan = run.Subplan(expr.subplan);
  plan.Open();
  switch (expr.kind) {
    case ExprKind::kPatternList:
      return PatternListOf(expr, plan, run);
    case ExprKind::kCountOf: {
      int64_t count = 0;
      while (plan.Next()) ++count;
      return Value::Integer(count);
    }
    case ExprKind::kShortestPath: {
      if (expr.subquery->match.paths[0].search ==
          PatternPath::Search::kShortest) {
        return plan.Next() ? run.slot(expr.slot) : Value();
      }
      ValueList paths;
      while (plan.Next()) paths.push_back(run.slot(expr.slot));
      return run.Bounded(expr.span, Value::List(std::move(paths)));
    }
    default:
      return Value::Boolean(plan.Next());
  }
}

}  // namespace kg
