#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

#include "base/unicode.h"
#include "query/kgq/functions.h"
#include "query/kgq/temporal_value.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

Value Wrong(const FunctionCall& call, std::string_view target) {
  return call.Fail("TypeError", "InvalidArgumentValue",
                   "cannot convert " + std::string(KindName(call.args[0])) +
                       " to " + std::string(target));
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::optional<double> NumberIn(std::string_view text) {
  text = Trimmed(text);
  const bool plus = !text.empty() && text[0] == '+';
  if (plus) text.remove_prefix(1);
  // from_chars would also read "inf" and "nan".
  const size_t sign = !text.empty() && text[0] == '-' && !plus ? 1 : 0;
  if (text.size() <= sign) return std::nullopt;
  const char first = text[sign];
  if (first != '.' && (first < '0' || first > '9')) return std::nullopt;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return value;
}

// Cut towards 0; nothing where it does not fit.
Value Whole(double number) {
  if (!(number > -9223372036854775809.0 && number < 9223372036854775808.0)) {
    return Value();
  }
  return Value::Integer(static_cast<int64_t>(number));
}

Value ToInteger(const FunctionCall& call) {
  const Value& x = call.args[0];
  if (x.is_integer()) return x;
  if (x.is_float()) return Whole(x.number());
  if (x.is_boolean()) return Value::Integer(x.boolean() ? 1 : 0);
  if (!x.is_string()) return Wrong(call, "an integer");
  const std::string_view text = Trimmed(x.string());
  int64_t value = 0;
  const char* begin = text.data() + (!text.empty() && text[0] == '+' ? 1 : 0);
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(begin, end, value);
  if (parsed.ec == std::errc() && parsed.ptr == end && begin != end) {
    return Value::Integer(value);
  }
  const std::optional<double> number = NumberIn(text);
  return number ? Whole(*number) : Value();
}

Value ToFloat(const FunctionCall& call) {
  const Value& x = call.args[0];
  if (x.is_number()) return Value::Float(x.number());
  if (!x.is_string()) return Wrong(call, "a float");
  const std::optional<double> number = NumberIn(x.string());
  return number ? Value::Float(*number) : Value();
}

Value ToBoolean(const FunctionCall& call) {
  const Value& x = call.args[0];
  if (x.is_boolean()) return x;
  if (x.is_integer()) return Value::Boolean(x.integer() != 0);
  if (!x.is_string()) return Wrong(call, "a Boolean");
  const std::string text = ToLower(Trimmed(x.string()));
  if (text == "true") return Value::Boolean(true);
  if (text == "false") return Value::Boolean(false);
  return Value();
}

Value ToText(const FunctionCall& call) {
  const Value& x = call.args[0];
  switch (x.kind()) {
    case Value::Kind::kString:
      return x;
    case Value::Kind::kBoolean:
      return Value::String(x.boolean() ? "true" : "false");
    case Value::Kind::kInteger:
      return Value::String(std::to_string(x.integer()));
    case Value::Kind::kFloat:
      return Value::String(FloatText(x.number()));
    case Value::Kind::kTemporal:
      return Value::String(TemporalText(x.temporal()));
    default:
      return Wrong(call, "a string");
  }
}

// Null instead of an error for what cannot be converted.
template <Value (*Convert)(const FunctionCall&)>
Value OrNull(const FunctionCall& call) {
  const Value& x = call.args[0];
  const bool scalar = x.is_string() || x.is_boolean() || x.is_number() ||
                      (x.is_temporal() && Convert == ToText);
  if (!scalar || (Convert == ToFloat && x.is_boolean()) ||
      (Convert == ToBoolean && x.is_float())) {
    return Value();
  }
  return Convert(call);
}

Value Timestamp(const FunctionCall& call) {
  return Value::Integer(std::chrono::duration_cast<std::chrono::milliseconds>(
                            call.run.started().time_since_epoch())
                            .count());
}

constexpr QueryFunction kFunctions[] = {
    {"tointeger", 1, 1, "?", Kind::kInteger, ToInteger},
    {"tofloat", 1, 1, "?", Kind::kFloat, ToFloat},
    {"toboolean", 1, 1, "?", Kind::kBoolean, ToBoolean},
    {"tostring", 1, 1, "?", Kind::kString, ToText},
    {"tointegerornull", 1, 1, "?", Kind::kInteger, OrNull<ToInteger>},
    {"tofloatornull", 1, 1, "?", Kind::kFloat, OrNull<ToFloat>},
    {"tobooleanornull", 1, 1, "?", Kind::kBoolean, OrNull<ToBoolean>},
    {"tostringornull", 1, 1, "?", Kind::kString, OrNull<ToText>},
    {"timestamp", 0, 0, "", Kind::kInteger, Timestamp},
};

}  // namespace

std::span<const QueryFunction> ConversionFunctions() { return kFunctions; }

}  // namespace kg
