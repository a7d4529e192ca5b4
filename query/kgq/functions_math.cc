#include <cmath>
#include <limits>
#include <numbers>

#include "query/kgq/functions.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

template <double (*Function)(double)>
Value OfFloat(const FunctionCall& call) {
  return Value::Float(Function(call.args[0].number()));
}

Value Abs(const FunctionCall& call) {
  const Value& x = call.args[0];
  if (x.is_float()) return Value::Float(std::fabs(x.number()));
  if (x.integer() == std::numeric_limits<int64_t>::min()) {
    return call.Fail("ArithmeticError", "IntegerOverflow",
                     "the result does not fit in 64 bits");
  }
  return Value::Integer(std::abs(x.integer()));
}

Value SignOfNumber(const FunctionCall& call) {
  const double x = call.args[0].number();
  return Value::Integer(x > 0 ? 1 : (x < 0 ? -1 : 0));
}

// Halves are rounded up, as in java.lang.Math.round; with digits, away from 0.
Value Round(const FunctionCall& call) {
  const double x = call.args[0].number();
  if (call.args.size() == 1) return Value::Float(std::floor(x + 0.5));
  const int64_t digits = call.args[1].integer();
  if (digits < 0 || digits > 300) {
    return call.Fail("ArgumentError", "NumberOutOfRange",
                     "round() to a number of digits below 0 or above 300");
  }
  const double scale = std::pow(10.0, static_cast<double>(digits));
  const double scaled = x * scale;
  if (!std::isfinite(scaled)) return Value::Float(x);
  return Value::Float(std::round(scaled) / scale);
}

Value Atan2(const FunctionCall& call) {
  return Value::Float(std::atan2(call.args[0].number(), call.args[1].number()));
}

double Cot(double x) { return 1 / std::tan(x); }
double Haversin(double x) { return (1 - std::cos(x)) / 2; }
double Degrees(double x) { return x * 180 / std::numbers::pi; }
double Radians(double x) { return x * std::numbers::pi / 180; }

Value Pi(const FunctionCall&) { return Value::Float(std::numbers::pi); }
Value E(const FunctionCall&) { return Value::Float(std::numbers::e); }

// 53 bits, below 1.
Value Rand(const FunctionCall& call) {
  return Value::Float(static_cast<double>(call.run.Random() >> 11) * 0x1p-53);
}

Value IsNan(const FunctionCall& call) {
  return Value::Boolean(std::isnan(call.args[0].number()));
}

constexpr QueryFunction kFunctions[] = {
    {"abs", 1, 1, "f", Kind::kNumber, Abs},
    {"sign", 1, 1, "f", Kind::kInteger, SignOfNumber},
    {"ceil", 1, 1, "f", Kind::kFloat, OfFloat<std::ceil>},
    {"ceiling", 1, 1, "f", Kind::kFloat, OfFloat<std::ceil>},
    {"floor", 1, 1, "f", Kind::kFloat, OfFloat<std::floor>},
    {"round", 1, 2, "fi", Kind::kFloat, Round},
    {"sqrt", 1, 1, "f", Kind::kFloat, OfFloat<std::sqrt>},
    {"exp", 1, 1, "f", Kind::kFloat, OfFloat<std::exp>},
    {"log", 1, 1, "f", Kind::kFloat, OfFloat<std::log>},
    {"log10", 1, 1, "f", Kind::kFloat, OfFloat<std::log10>},
    {"sin", 1, 1, "f", Kind::kFloat, OfFloat<std::sin>},
    {"cos", 1, 1, "f", Kind::kFloat, OfFloat<std::cos>},
    {"tan", 1, 1, "f", Kind::kFloat, OfFloat<std::tan>},
    {"cot", 1, 1, "f", Kind::kFloat, OfFloat<Cot>},
    {"asin", 1, 1, "f", Kind::kFloat, OfFloat<std::asin>},
    {"acos", 1, 1, "f", Kind::kFloat, OfFloat<std::acos>},
    {"atan", 1, 1, "f", Kind::kFloat, OfFloat<std::atan>},
    {"atan2", 2, 2, "f", Kind::kFloat, Atan2},
    {"haversin", 1, 1, "f", Kind::kFloat, OfFloat<Haversin>},
    {"degrees", 1, 1, "f", Kind::kFloat, OfFloat<Degrees>},
    {"radians", 1, 1, "f", Kind::kFloat, OfFloat<Radians>},
    {"pi", 0, 0, "", Kind::kFloat, Pi},
    {"e", 0, 0, "", Kind::kFloat, E},
    {"rand", 0, 0, "", Kind::kFloat, Rand, false, true},
    {"isnan", 1, 1, "f", Kind::kBoolean, IsNan},
};

}  // namespace

std::span<const QueryFunction> MathFunctions() { return kFunctions; }

}  // namespace kg
