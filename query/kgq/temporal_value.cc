#include "query/kgq/temporal_value.h"

#include <chrono>

#include "query/kgq/run.h"
#include "query/kgq/values.h"
#include "query/temporal/arithmetic.h"
#include "query/temporal/compare.h"
#include "query/temporal/components.h"
#include "query/temporal/format.h"
#include "query/temporal/functions.h"

namespace kg {
namespace {

int SignOf(std::strong_ordering order) {
  return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

Value Failed(const Expr& expr, const Status& status, QueryRun& run) {
  run.Fail(expr.span, "ArgumentError", "InvalidArgumentValue",
           status.message());
  return Value();
}

Value Mismatch(const Expr& expr, const Value& a, const Value& b,
               QueryRun& run) {
  run.TypeError(expr.span, "InvalidArgumentType",
                "cannot compute with " + std::string(KindName(a)) + " and " +
                    std::string(KindName(b)));
  return Value();
}

const Duration* DurationOf(const Value& value) {
  return value.is_temporal() ? std::get_if<Duration>(&value.temporal().value)
                             : nullptr;
}

Result<Decimal> DecimalOfValue(const Value& value) {
  return value.is_integer() ? DecimalOf(value.integer())
                            : DecimalOf(value.number());
}

Result<Temporal> Scaled(const Duration& duration, const Value& number,
                        bool divide) {
  KG_ASSIGN(const Decimal factor, DecimalOfValue(number));
  KG_ASSIGN(const Duration scaled, divide ? DivideDuration(duration, factor)
                                          : MultiplyDuration(duration, factor));
  return Temporal(scaled);
}

ComponentValue ComponentOf(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kInteger:
      return value.integer();
    case Value::Kind::kFloat:
      return value.number();
    case Value::Kind::kString:
      return value.string();
    case Value::Kind::kTemporal:
      return value.temporal().value;
    default:
      return std::monostate();
  }
}

TemporalArgument ArgumentOf(const Value& value) {
  if (!value.is_map()) {
    return std::visit(
        [](auto component) { return TemporalArgument(std::move(component)); },
        ComponentOf(value));
  }
  ComponentMap map;
  for (const auto& [key, component] : value.map()) {
    map[key] = ComponentOf(component);
  }
  return map;
}

TemporalContext ContextOf(const QueryRun& run) {
  const int64_t nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(
                            run.started().time_since_epoch())
                            .count();
  TemporalContext context;
  context.now_epoch_seconds = nanos / kNanosPerSecond;
  context.now_nanos = static_cast<int32_t>(nanos % kNanosPerSecond);
  return context;
}

// Kinds that no temporal function takes.
bool IsForeign(const Value& value) {
  return value.is_boolean() || value.is_list() || value.is_node() ||
         value.is_edge() || value.is_path();
}

}  // namespace

Value OfTemporal(Temporal value) {
  return Value::OfTemporal(
      std::make_shared<const TemporalValue>(TemporalValue{std::move(value)}));
}

std::optional<bool> EqualTemporalValues(const TemporalValue& a,
                                        const TemporalValue& b) {
  return a.value == b.value;
}

std::optional<int> CompareTemporalValues(const TemporalValue& a,
                                         const TemporalValue& b) {
  const auto order = CompareTemporal(a.value, b.value);
  if (!order) return std::nullopt;
  return SignOf(*order);
}

int OrderTemporalValues(const TemporalValue& a, const TemporalValue& b) {
  return SignOf(OrderTemporal(a.value, b.value));
}

size_t HashTemporalValue(const TemporalValue& value) {
  return HashTemporal(value.value);
}

std::string TemporalText(const TemporalValue& value) {
  return FormatTemporal(value.value);
}

Value TemporalArithmetic(const Expr& expr, const Value& a, const Value& b,
                         QueryRun& run) {
  const Duration* left = DurationOf(a);
  const Duration* right = DurationOf(b);
  Result<Temporal> result = Status::NotFound("");
  if (expr.kind == ExprKind::kAdd && a.is_temporal() && right != nullptr) {
    result = AddDuration(a.temporal().value, *right);
  } else if (expr.kind == ExprKind::kAdd && b.is_temporal() &&
             left != nullptr) {
    result = AddDuration(b.temporal().value, *left);
  } else if (expr.kind == ExprKind::kSubtract && a.is_temporal() &&
             right != nullptr) {
    result = SubtractDuration(a.temporal().value, *right);
  } else if (expr.kind == ExprKind::kMultiply && left != nullptr &&
             b.is_number()) {
    result = Scaled(*left, b, false);
  } else if (expr.kind == ExprKind::kMultiply && right != nullptr &&
             a.is_number()) {
    result = Scaled(*right, a, false);
  } else if (expr.kind == ExprKind::kDivide && left != nullptr &&
             b.is_number()) {
    result = Scaled(*left, b, true);
  } else {
    return Mismatch(expr, a, b, run);
  }
  if (!result.ok()) return Failed(expr, result.status(), run);
  return OfTemporal(std::move(result).value());
}

Value NegatedTemporal(const Expr& expr, const Value& value, QueryRun& run) {
  const Duration* duration = DurationOf(value);
  if (duration == nullptr) return Mismatch(expr, value, value, run);
  Result<Temporal> result = Scaled(*duration, Value::Integer(-1), false);
  if (!result.ok()) return Failed(expr, result.status(), run);
  return OfTemporal(std::move(result).value());
}

Value TemporalComponent(const Expr& expr, const Value& value,
                        std::string_view name, QueryRun& run) {
  Result<Component> component = GetComponent(value.temporal().value, name);
  if (!component.ok()) {
    if (component.status().kind() == ErrorKind::kNotFound) return Value();
    return Failed(expr, component.status(), run);
  }
  if (const auto* number = std::get_if<int64_t>(&*component)) {
    return Value::Integer(*number);
  }
  return Value::String(std::get<std::string>(*component));
}

Value CallTemporal(const Expr& expr, QueryRun& run) {
  std::vector<TemporalArgument> arguments;
  for (const ExprPtr& arg : expr.args) {
    const Value value = Evaluate(*arg, run);
    if (IsForeign(value)) {
      run.TypeError(arg->span, "InvalidArgumentType",
                    expr.name + "() takes no " + std::string(KindName(value)));
    }
    arguments.push_back(ArgumentOf(value));
  }
  if (run.failed()) return Value();
  Result<std::optional<Temporal>> result =
      CallTemporalFunction(*expr.temporal, arguments, ContextOf(run));
  if (!result.ok()) return Failed(expr, result.status(), run);
  if (!result.value()) return Value();
  return OfTemporal(std::move(**result));
}

}  // namespace kg
