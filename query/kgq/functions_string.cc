#include <algorithm>

#include "base/unicode.h"
#include "query/kgq/functions.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

// Bytes of the first `count` code points.
size_t BytesOf(std::string_view text, int64_t count) {
  size_t at = 0;
  for (; at < text.size() && count > 0; --count) at += DecodeAt(text, at).bytes;
  return at;
}

bool NotNegative(const FunctionCall& call, const Value& number) {
  if (number.integer() >= 0) return true;
  call.Fail("ArgumentError", "NumberOutOfRange",
            std::string(call.expr.function->name) +
                "() expects no negative number, got " +
                std::to_string(number.integer()));
  return false;
}

// Of code points, from 0.
Value Substring(const FunctionCall& call) {
  std::string_view text = call.args[0].string();
  if (!NotNegative(call, call.args[1])) return Value();
  text.remove_prefix(BytesOf(text, call.args[1].integer()));
  if (call.args.size() > 2) {
    if (!NotNegative(call, call.args[2])) return Value();
    text = text.substr(0, BytesOf(text, call.args[2].integer()));
  }
  return Value::String(std::string(text));
}

Value Left(const FunctionCall& call) {
  const std::string& text = call.args[0].string();
  if (!NotNegative(call, call.args[1])) return Value();
  return Value::String(text.substr(0, BytesOf(text, call.args[1].integer())));
}

Value Right(const FunctionCall& call) {
  const std::string& text = call.args[0].string();
  if (!NotNegative(call, call.args[1])) return Value();
  const auto size = static_cast<int64_t>(CountCodePoints(text));
  const int64_t skipped = std::max<int64_t>(0, size - call.args[1].integer());
  return Value::String(text.substr(BytesOf(text, skipped)));
}

Value Lower(const FunctionCall& call) {
  return Value::String(ToLower(call.args[0].string()));
}
Value Upper(const FunctionCall& call) {
  return Value::String(ToUpper(call.args[0].string()));
}

size_t BlanksBefore(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const CodePoint c = DecodeAt(text, at);
    if (!IsSpace(c.value)) break;
    at += c.bytes;
  }
  return at;
}

size_t BlanksAfter(std::string_view text) {
  size_t end = text.size();
  while (end > 0) {
    const CodePoint c = DecodeBefore(text, end);
    if (!IsSpace(c.value)) break;
    end -= c.bytes;
  }
  return text.size() - end;
}

Value TrimLeft(const FunctionCall& call) {
  const std::string& text = call.args[0].string();
  return Value::String(text.substr(BlanksBefore(text)));
}
Value TrimRight(const FunctionCall& call) {
  const std::string& text = call.args[0].string();
  return Value::String(text.substr(0, text.size() - BlanksAfter(text)));
}
Value Trim(const FunctionCall& call) {
  std::string_view text = call.args[0].string();
  text.remove_prefix(BlanksBefore(text));
  text.remove_suffix(BlanksAfter(text));
  return Value::String(std::string(text));
}

Value Replace(const FunctionCall& call) {
  const std::string& text = call.args[0].string();
  const std::string& search = call.args[1].string();
  const std::string& with = call.args[2].string();
  if (search.empty()) return call.args[0];
  std::string out;
  size_t at = 0;
  for (size_t found = text.find(search); found != std::string::npos;
       found = text.find(search, at)) {
    out += text.substr(at, found - at) + with;
    at = found + search.size();
    if (!call.run.Fits(call.expr.span, out.size())) return Value();
  }
  return Value::String(out + text.substr(at));
}

// An empty separator splits into characters.
Value Split(const FunctionCall& call) {
  const std::string& text = call.args[0].string();
  const std::string& by = call.args[1].string();
  ValueList parts;
  size_t at = 0;
  if (by.empty()) {
    while (at < text.size()) {
      const size_t bytes = DecodeAt(text, at).bytes;
      parts.push_back(Value::String(text.substr(at, bytes)));
      at += bytes;
    }
    return Value::List(std::move(parts));
  }
  for (size_t found = text.find(by); found != std::string::npos;
       found = text.find(by, at)) {
    parts.push_back(Value::String(text.substr(at, found - at)));
    at = found + by.size();
  }
  parts.push_back(Value::String(text.substr(at)));
  return Value::List(std::move(parts));
}

constexpr QueryFunction kFunctions[] = {
    {"substring", 2, 3, "si", Kind::kString, Substring},
    {"left", 2, 2, "si", Kind::kString, Left},
    {"right", 2, 2, "si", Kind::kString, Right},
    {"tolower", 1, 1, "s", Kind::kString, Lower},
    {"toupper", 1, 1, "s", Kind::kString, Upper},
    {"lower", 1, 1, "s", Kind::kString, Lower},
    {"upper", 1, 1, "s", Kind::kString, Upper},
    {"ltrim", 1, 1, "s", Kind::kString, TrimLeft},
    {"rtrim", 1, 1, "s", Kind::kString, TrimRight},
    {"trim", 1, 1, "s", Kind::kString, Trim},
    {"replace", 3, 3, "s", Kind::kString, Replace},
    {"split", 2, 2, "s", Kind::kList, Split},
};

}  // namespace

std::span<const QueryFunction> StringFunctions() { return kFunctions; }

}  // namespace kg
