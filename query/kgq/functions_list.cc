#include <algorithm>

#include "base/unicode.h"
#include "query/kgq/functions.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

Value Coalesce(const FunctionCall& call) {
  for (const Value& value : call.args) {
    if (!value.is_null()) return value;
  }
  return Value();
}

Value Head(const FunctionCall& call) {
  const ValueList& list = call.args[0].list();
  return list.empty() ? Value() : list.front();
}

Value Last(const FunctionCall& call) {
  const ValueList& list = call.args[0].list();
  return list.empty() ? Value() : list.back();
}

Value Tail(const FunctionCall& call) {
  const ValueList& list = call.args[0].list();
  if (list.empty()) return Value::List({});
  return Value::List(ValueList(list.begin() + 1, list.end()));
}

int64_t SizeOf(const Value& value) {
  if (value.is_list()) return static_cast<int64_t>(value.list().size());
  if (value.is_map()) return static_cast<int64_t>(value.map().size());
  return static_cast<int64_t>(CountCodePoints(value.string()));
}

Value Size(const FunctionCall& call) {
  return Value::Integer(SizeOf(call.args[0]));
}

Value IsEmpty(const FunctionCall& call) {
  return Value::Boolean(SizeOf(call.args[0]) == 0);
}

std::string Reversed(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = text.size(); at > 0;) {
    const CodePoint c = DecodeBefore(text, at);
    out += text.substr(at - c.bytes, c.bytes);
    at -= c.bytes;
  }
  return out;
}

Value Reverse(const FunctionCall& call) {
  const Value& x = call.args[0];
  if (x.is_string()) return Value::String(Reversed(x.string()));
  return Value::List(ValueList(x.list().rbegin(), x.list().rend()));
}

Value Range(const FunctionCall& call) {
  for (const Value& arg : call.args) {
    if (arg.is_integer()) continue;
    return call.Fail(
        "ArgumentError", "InvalidArgumentType",
        "range() expects integers, got " + std::string(KindName(arg)));
  }
  const int64_t from = call.args[0].integer();
  const int64_t to = call.args[1].integer();
  const int64_t step = call.args.size() > 2 ? call.args[2].integer() : 1;
  if (step == 0) {
    return call.Fail("ArgumentError", "NumberOutOfRange",
                     "range() with a step of 0");
  }
  if (step > 0 ? from > to : from < to) return Value::List({});
  // Unsigned: a range may span more than 63 bits.
  const uint64_t distance =
      step > 0 ? static_cast<uint64_t>(to) - static_cast<uint64_t>(from)
               : static_cast<uint64_t>(from) - static_cast<uint64_t>(to);
  const uint64_t stride =
      step > 0 ? static_cast<uint64_t>(step) : 0 - static_cast<uint64_t>(step);
  const uint64_t last = distance / stride;
  if (last >= (uint64_t{1} << 56) ||
      !call.run.Fits(call.expr.span, (last + 1) * sizeof(Value))) {
    call.run.Fits(call.expr.span, uint64_t{1} << 62);
    return Value();
  }
  ValueList list;
  list.reserve(last + 1);
  for (uint64_t i = 0; i <= last; ++i) {
    if (!call.run.Tick()) return Value();
    list.push_back(Value::Integer(static_cast<int64_t>(
        static_cast<uint64_t>(from) + i * static_cast<uint64_t>(step))));
  }
  return Value::List(std::move(list));
}

Value NullIf(const FunctionCall& call) {
  const bool equal = EqualValues(call.args[0], call.args[1]).value_or(false);
  return equal ? Value() : call.args[0];
}

constexpr QueryFunction kFunctions[] = {
    {"coalesce", 1, kManyArguments, "?", Kind::kAny, Coalesce, true},
    {"head", 1, 1, "l", Kind::kAny, Head},
    {"last", 1, 1, "l", Kind::kAny, Last},
    {"tail", 1, 1, "l", Kind::kList, Tail},
    {"size", 1, 1, "x", Kind::kInteger, Size},
    {"char_length", 1, 1, "s", Kind::kInteger, Size},
    {"character_length", 1, 1, "s", Kind::kInteger, Size},
    {"isempty", 1, 1, "c", Kind::kBoolean, IsEmpty},
    {"reverse", 1, 1, "x", Kind::kAny, Reverse},
    {"range", 2, 3, "?", Kind::kList, Range},
    {"nullif", 2, 2, "?", Kind::kAny, NullIf, true},
};

}  // namespace

std::span<const QueryFunction> ListFunctions() { return kFunctions; }

}  // namespace kg
