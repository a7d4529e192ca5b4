#include <re2/re2.h>

#include <cmath>
#include <limits>

#include "query/kgq/eval.h"
#include "query/kgq/temporal_value.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

Value Overflow(const Expr& expr, QueryRun& run) {
  run.Fail(expr.span, "ArithmeticError", "IntegerOverflow",
           "the result does not fit in 64 bits");
  return Value();
}

Value WrongOperands(const Expr& expr, const Value& a, const Value& b,
                    QueryRun& run) {
  run.TypeError(expr.span, "InvalidArgumentType",
                "cannot compute with " + std::string(KindName(a)) + " and " +
                    std::string(KindName(b)));
  return Value();
}

Value IntegerResult(const Expr& expr, int64_t a, int64_t b, QueryRun& run) {
  int64_t result = 0;
  bool overflow = false;
  switch (expr.kind) {
    case ExprKind::kAdd:
      overflow = __builtin_add_overflow(a, b, &result);
      break;
    case ExprKind::kSubtract:
      overflow = __builtin_sub_overflow(a, b, &result);
      break;
    case ExprKind::kMultiply:
      overflow = __builtin_mul_overflow(a, b, &result);
      break;
    default:
      if (b == 0) {
        run.Fail(expr.span, "ArithmeticError", "DivisionByZero",
                 "division by zero");
        return Value();
      }
      if (expr.kind == ExprKind::kModulo) {
        result = b == -1 ? 0 : a % b;
      } else {
        overflow = a == std::numeric_limits<int64_t>::min() && b == -1;
        if (!overflow) result = a / b;
      }
  }
  return overflow ? Overflow(expr, run) : Value::Integer(result);
}

double FloatResult(ExprKind kind, double a, double b) {
  switch (kind) {
    case ExprKind::kAdd:
      return a + b;
    case ExprKind::kSubtract:
      return a - b;
    case ExprKind::kMultiply:
      return a * b;
    case ExprKind::kDivide:
      return a / b;
    case ExprKind::kModulo:
      return std::fmod(a, b);
    default:
      return std::pow(a, b);
  }
}

std::string JoinedText(const Value& value) {
  if (value.is_string()) return value.string();
  if (value.is_integer()) return std::to_string(value.integer());
  if (value.is_float()) return FloatText(value.number());
  return TemporalText(value.temporal());
}

Value JoinLists(const Expr& expr, const Value& a, const Value& b,
                QueryRun& run) {
  ValueList list;
  const size_t left = a.is_list() ? a.list().size() : 1;
  const size_t right = b.is_list() ? b.list().size() : 1;
  if (!run.Fits(expr.span, (left + right) * sizeof(Value))) return Value();
  list.reserve(left + right);
  if (a.is_list()) {
    list.insert(list.end(), a.list().begin(), a.list().end());
  } else {
    list.push_back(a);
  }
  if (b.is_list()) {
    list.insert(list.end(), b.list().begin(), b.list().end());
  } else {
    list.push_back(b);
  }
  return run.Bounded(expr.span, Value::List(std::move(list)));
}

// + of lists, strings and temporal values; nothing is for others.
std::optional<Value> Join(const Expr& expr, const Value& a, const Value& b,
                          QueryRun& run) {
  if (expr.kind != ExprKind::kAdd) return std::nullopt;
  if (a.is_list() || b.is_list()) return JoinLists(expr, a, b, run);
  const auto joins = [](const Value& v) {
    return v.is_string() || v.is_number() || v.is_temporal();
  };
  if ((a.is_string() || b.is_string()) && joins(a) && joins(b)) {
    std::string text = JoinedText(a);
    const std::string rest = JoinedText(b);
    if (!run.Fits(expr.span, text.size() + rest.size())) return Value();
    return Value::String(text + rest);
  }
  return std::nullopt;
}

Value Compute(const Expr& expr, const Value& a, const Value& b, QueryRun& run) {
  if (a.is_null() || b.is_null()) return Value();
  if (std::optional<Value> joined = Join(expr, a, b, run)) return *joined;
  if (a.is_temporal() || b.is_temporal()) {
    return TemporalArithmetic(expr, a, b, run);
  }
  if (!a.is_number() || !b.is_number()) return WrongOperands(expr, a, b, run);
  if (a.is_integer() && b.is_integer() && expr.kind != ExprKind::kPower) {
    return IntegerResult(expr, a.integer(), b.integer(), run);
  }
  return Value::Float(FloatResult(expr.kind, a.number(), b.number()));
}

Value Signed(const Expr& expr, QueryRun& run) {
  const Value value = Evaluate(*expr.args[0], run);
  if (value.is_null()) return value;
  if (value.is_temporal()) {
    const bool negate = expr.kind == ExprKind::kNegate;
    return negate ? NegatedTemporal(expr, value, run) : value;
  }
  if (!value.is_number()) {
    run.TypeError(expr.span, "InvalidArgumentType",
                  "expected a number, got " + std::string(KindName(value)));
    return Value();
  }
  if (expr.kind == ExprKind::kAffirm) return value;
  if (value.is_float()) return Value::Float(-value.number());
  if (value.integer() == std::numeric_limits<int64_t>::min()) {
    return Overflow(expr, run);
  }
  return Value::Integer(-value.integer());
}

}  // namespace

Value EvaluateArithmetic(const Expr& expr, QueryRun& run) {
  if (expr.args.size() == 1) return Signed(expr, run);
  const Value a = Evaluate(*expr.args[0], run);
  const Value b = Evaluate(*expr.args[1], run);
  if (run.failed()) return Value();
  return Compute(expr, a, b, run);
}

Value EvaluateStringPredicate(const Expr& expr, QueryRun& run) {
  const Value a = Evaluate(*expr.args[0], run);
  const Value b = Evaluate(*expr.args[1], run);
  if (!a.is_string() || !b.is_string()) return Value();
  const std::string_view text = a.string();
  const std::string_view part = b.string();
  switch (expr.kind) {
    case ExprKind::kStartsWith:
      return Value::Boolean(text.substr(0, part.size()) == part);
    case ExprKind::kEndsWith:
      return Value::Boolean(text.size() >= part.size() &&
                            text.substr(text.size() - part.size()) == part);
    default:
      return Value::Boolean(text.find(part) != std::string_view::npos);
  }
}

// The whole text must match. RE2: its time is linear in the text.
Value EvaluateRegex(const Expr& expr, QueryRun& run) {
  const Value a = Evaluate(*expr.args[0], run);
  const Value b = Evaluate(*expr.args[1], run);
  if (!a.is_string() || !b.is_string()) return Value();
  RE2::Options options;
  options.set_log_errors(false);
  // A pattern is compiled once as long as it does not change.
  static thread_local std::unique_ptr<RE2> last;
  if (last == nullptr || last->pattern() != b.string()) {
    last = std::make_unique<RE2>(b.string(), options);
  }
  if (!last->ok()) {
    run.Fail(expr.span, "SyntaxError", "InvalidRegularExpression",
             "invalid regular expression: " + last->error());
    return Value();
  }
  return Value::Boolean(RE2::FullMatch(a.string(), *last));
}

Value EvaluateIn(const Expr& expr, QueryRun& run) {
  const Value element = Evaluate(*expr.args[0], run);
  const Value list = Evaluate(*expr.args[1], run);
  if (list.is_null() || run.failed()) return Value();
  if (!list.is_list()) {
    run.TypeError(
        expr.span, "InvalidArgumentType",
        "expected a list after IN, got " + std::string(KindName(list)));
    return Value();
  }
  bool unknown = false;
  for (const Value& other : list.list()) {
    const std::optional<bool> equal = EqualValues(element, other);
    if (!equal) unknown = true;
    if (equal && *equal) return Value::Boolean(true);
    if (!run.Tick()) return Value();
  }
  return unknown ? Value() : Value::Boolean(false);
}

}  // namespace kg
