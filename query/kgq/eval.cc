#include "query/kgq/eval.h"

#include <array>

#include "query/kgq/functions.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

// true, false or nothing; an error for anything but a Boolean.
std::optional<bool> Truth(const Expr& expr, QueryRun& run) {
  const Value value = Evaluate(expr, run);
  if (value.is_boolean()) return value.boolean();
  if (!value.is_null()) {
    run.TypeError(expr.span, "InvalidArgumentType",
                  "expected a Boolean, got " + std::string(KindName(value)));
  }
  return std::nullopt;
}

// AND stops at the first false, OR at the first true.
Value EvaluateConnective(const Expr& expr, QueryRun& run) {
  const bool decisive = expr.kind == ExprKind::kOr;
  bool unknown = false;
  for (const ExprPtr& arg : expr.args) {
    const std::optional<bool> truth = Truth(*arg, run);
    if (run.failed()) return Value();
    if (!truth) unknown = true;
    if (truth && *truth == decisive) return Value::Boolean(decisive);
  }
  return unknown ? Value() : Value::Boolean(!decisive);
}

Value EvaluateXor(const Expr& expr, QueryRun& run) {
  bool result = false;
  bool unknown = false;
  for (const ExprPtr& arg : expr.args) {
    const std::optional<bool> truth = Truth(*arg, run);
    if (run.failed()) return Value();
    if (!truth) unknown = true;
    if (truth) result ^= *truth;
  }
  return unknown ? Value() : Value::Boolean(result);
}

// a < b < c is a < b AND b < c; each operand is computed once.
Value EvaluateCompare(const Expr& expr, QueryRun& run) {
  Value left = Evaluate(*expr.args[0], run);
  bool unknown = false;
  for (size_t i = 0; i < expr.ops.size(); ++i) {
    Value right = Evaluate(*expr.args[i + 1], run);
    if (run.failed()) return Value();
    const std::optional<bool> truth = CompareValues(left, expr.ops[i], right);
    if (!truth) unknown = true;
    if (truth && !*truth) return Value::Boolean(false);
    left = std::move(right);
  }
  return unknown ? Value() : Value::Boolean(true);
}

Value EvaluateList(const Expr& expr, QueryRun& run) {
  ValueList values;
  values.reserve(expr.args.size());
  for (const ExprPtr& arg : expr.args) values.push_back(Evaluate(*arg, run));
  return run.Bounded(expr.span, Value::List(std::move(values)));
}

Value EvaluateMap(const Expr& expr, QueryRun& run) {
  ValueMap values;
  for (size_t i = 0; i < expr.args.size(); ++i) {
    values.insert_or_assign(expr.names[i], Evaluate(*expr.args[i], run));
  }
  return run.Bounded(expr.span, Value::Map(std::move(values)));
}

Value EvaluateCase(const Expr& expr, QueryRun& run) {
  const bool simple = expr.args[0] != nullptr;
  const Value operand = simple ? Evaluate(*expr.args[0], run) : Value();
  for (size_t i = 2; i + 1 < expr.args.size(); i += 2) {
    if (run.failed()) return Value();
    const bool chosen =
        simple
            ? EqualValues(operand, Evaluate(*expr.args[i], run)).value_or(false)
            : IsTrue(*expr.args[i], run);
    if (chosen) return Evaluate(*expr.args[i + 1], run);
  }
  return expr.args[1] == nullptr ? Value() : Evaluate(*expr.args[1], run);
}

Value EvaluateParameter(const Expr& expr, QueryRun& run) {
  const auto found = run.parameters().find(expr.name);
  if (found != run.parameters().end()) return found->second;
  run.Fail(expr.span, "ParameterMissing", "MissingParameter",
           "no value was given for the parameter '$" + expr.name + "'");
  return Value();
}

Value EvaluateNot(const Expr& expr, QueryRun& run) {
  const std::optional<bool> truth = Truth(*expr.args[0], run);
  return truth ? Value::Boolean(!*truth) : Value();
}

Value EvaluateIsNull(const Expr& expr, QueryRun& run) {
  const bool null = Evaluate(*expr.args[0], run).is_null();
  return Value::Boolean(null == (expr.kind == ExprKind::kIsNull));
}

using Evaluator = Value (*)(const Expr& expr, QueryRun& run);
struct EvaluatorRow {
  ExprKind kind;
  Evaluator evaluate;
};
constexpr EvaluatorRow kEvaluators[] = {
    {ExprKind::kParameter, EvaluateParameter},
    {ExprKind::kProperty, EvaluateProperty},
    {ExprKind::kIndex, EvaluateIndex},
    {ExprKind::kSlice, EvaluateSlice},
    {ExprKind::kList, EvaluateList},
    {ExprKind::kMap, EvaluateMap},
    {ExprKind::kProjection, EvaluateProjection},
    {ExprKind::kNot, EvaluateNot},
    {ExprKind::kAnd, EvaluateConnective},
    {ExprKind::kOr, EvaluateConnective},
    {ExprKind::kXor, EvaluateXor},
    {ExprKind::kCompare, EvaluateCompare},
    {ExprKind::kNegate, EvaluateArithmetic},
    {ExprKind::kAffirm, EvaluateArithmetic},
    {ExprKind::kAdd, EvaluateArithmetic},
    {ExprKind::kSubtract, EvaluateArithmetic},
    {ExprKind::kMultiply, EvaluateArithmetic},
    {ExprKind::kDivide, EvaluateArithmetic},
    {ExprKind::kModulo, EvaluateArithmetic},
    {ExprKind::kPower, EvaluateArithmetic},
    {ExprKind::kIn, EvaluateIn},
    {ExprKind::kStartsWith, EvaluateStringPredicate},
    {ExprKind::kEndsWith, EvaluateStringPredicate},
    {ExprKind::kContains, EvaluateStringPredicate},
    {ExprKind::kRegex, EvaluateRegex},
    {ExprKind::kIsNull, EvaluateIsNull},
    {ExprKind::kIsNotNull, EvaluateIsNull},
    {ExprKind::kHasLabels, EvaluateHasLabels},
    {ExprKind::kCall, CallFunction},
    {ExprKind::kCase, EvaluateCase},
    {ExprKind::kListFilter, EvaluateListFilter},
    {ExprKind::kQuantifier, EvaluateQuantifier},
    {ExprKind::kReduce, EvaluateReduce},
    {ExprKind::kPatternTest, EvaluateSubquery},
    {ExprKind::kPatternList, EvaluateSubquery},
    {ExprKind::kExists, EvaluateSubquery},
    {ExprKind::kCountOf, EvaluateSubquery},
    {ExprKind::kShortestPath, EvaluateSubquery},
    {ExprKind::kPathOfSlots, EvaluatePathOfSlots},
    {ExprKind::kNamed, EvaluateNamed},
};

using EvaluatorTable =
    std::array<Evaluator, static_cast<size_t>(ExprKind::kNamed) + 1>;
constexpr EvaluatorTable ByKind() {
  EvaluatorTable table = {};
  for (const EvaluatorRow& row : kEvaluators) {
    table[static_cast<size_t>(row.kind)] = row.evaluate;
  }
  return table;
}
constexpr EvaluatorTable kByKind = ByKind();

}  // namespace

Value Evaluate(const Expr& expr, QueryRun& run) {
  if (run.failed()) return Value();
  if (expr.kind == ExprKind::kVariable) return run.slot(expr.slot);
  if (expr.kind == ExprKind::kLiteral) return expr.value;
  const Evaluator evaluate = kByKind[static_cast<size_t>(expr.kind)];
  // None of count(*), which the checker has replaced.
  return evaluate == nullptr ? Value() : evaluate(expr, run);
}

bool IsTrue(const Expr& expr, QueryRun& run) {
  return Truth(expr, run).value_or(false);
}

}  // namespace kg
