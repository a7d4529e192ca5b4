#include "query/kgq/eval.h"

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

}  // namespace

Value Evaluate(const Expr& expr, QueryRun& run) {
  if (run.failed()) return Value();
  switch (expr.kind) {
    case ExprKind::kLiteral:
      return expr.value;
    case ExprKind::kParameter:
      return EvaluateParameter(expr, run);
    case ExprKind::kVariable:
      return run.slot(expr.slot);
    case ExprKind::kProperty:
      return EvaluateProperty(expr, run);
    case ExprKind::kIndex:
      return EvaluateIndex(expr, run);
    case ExprKind::kSlice:
      return EvaluateSlice(expr, run);
    case ExprKind::kList:
      return EvaluateList(expr, run);
    case ExprKind::kMap:
      return EvaluateMap(expr, run);
    case ExprKind::kProjection:
      return EvaluateProjection(expr, run);
    case ExprKind::kNot:
      return EvaluateNot(expr, run);
    case ExprKind::kAnd:
    case ExprKind::kOr:
      return EvaluateConnective(expr, run);
    case ExprKind::kXor:
      return EvaluateXor(expr, run);
    case ExprKind::kCompare:
      return EvaluateCompare(expr, run);
    case ExprKind::kNegate:
    case ExprKind::kAffirm:
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
    case ExprKind::kMultiply:
    case ExprKind::kDivide:
    case ExprKind::kModulo:
    case ExprKind::kPower:
      return EvaluateArithmetic(expr, run);
    case ExprKind::kIn:
      return EvaluateIn(expr, run);
    case ExprKind::kStartsWith:
    case ExprKind::kEndsWith:
    case ExprKind::kContains:
      return EvaluateStringPredicate(expr, run);
    case ExprKind::kRegex:
      return EvaluateRegex(expr, run);
    case ExprKind::kIsNull:
      return Value::Boolean(Evaluate(*expr.args[0], run).is_null());
    case ExprKind::kIsNotNull:
      return Value::Boolean(!Evaluate(*expr.args[0], run).is_null());
    case ExprKind::kHasLabels:
      return EvaluateHasLabels(expr, run);
    case ExprKind::kCall:
      return CallFunction(expr, run);
    case ExprKind::kCase:
      return EvaluateCase(expr, run);
    case ExprKind::kListFilter:
      return EvaluateListFilter(expr, run);
    case ExprKind::kQuantifier:
      return EvaluateQuantifier(expr, run);
    case ExprKind::kReduce:
      return EvaluateReduce(expr, run);
    case ExprKind::kPatternTest:
    case ExprKind::kPatternList:
    case ExprKind::kExists:
    case ExprKind::kCountOf:
    case ExprKind::kShortestPath:
      return EvaluateSubquery(expr, run);
    case ExprKind::kPathOfSlots:
      return EvaluatePathOfSlots(expr, run);
    case ExprKind::kNamed:
      return EvaluateNamed(expr, run);
    case ExprKind::kCountAll:  // replaced by the checker
      break;
  }
  return Value();
}

bool IsTrue(const Expr& expr, QueryRun& run) {
  return Truth(expr, run).value_or(false);
}

}  // namespace kg
