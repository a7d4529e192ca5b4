#include "query/kgq/functions.h"

#include <algorithm>
#include <array>

#include "query/kgq/aggregates.h"
#include "query/kgq/temporal_value.h"
#include "query/kgq/values.h"
#include "query/temporal/functions.h"

namespace kg {
namespace {

std::array<std::span<const QueryFunction>, 5> Tables() {
  return {GraphFunctions(), ListFunctions(), MathFunctions(), StringFunctions(),
          ConversionFunctions()};
}

char LetterOf(const QueryFunction& function, size_t index) {
  if (function.args.empty()) return '?';
  return function.args[std::min(index, function.args.size() - 1)];
}

}  // namespace

const QueryFunction* FindFunction(std::string_view name) {
  for (const std::span<const QueryFunction> table : Tables()) {
    for (const QueryFunction& function : table) {
      if (function.name == name) return &function;
    }
  }
  return nullptr;
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const std::span<const QueryFunction> table : Tables()) {
    for (const QueryFunction& function : table) {
      names.emplace_back(function.name);
    }
  }
  for (const std::string_view name : TemporalFunctionNames()) {
    names.emplace_back(name);
  }
  for (const std::string_view name : AggregateNames()) {
    names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Value CallFunction(const Expr& expr, QueryRun& run) {
  if (expr.temporal != nullptr) return CallTemporal(expr, run);
  const QueryFunction& function = *expr.function;
  constexpr size_t kInline = 4;
  std::array<Value, kInline> few;
  std::vector<Value> many;
  const size_t count = expr.args.size();
  if (count > kInline) many.resize(count);
  Value* args = count > kInline ? many.data() : few.data();
  bool has_null = false;
  for (size_t i = 0; i < count; ++i) {
    args[i] = Evaluate(*expr.args[i], run);
    if (run.failed()) return Value();
    if (args[i].is_null()) has_null = true;
    const char letter = LetterOf(function, i);
    if (!Accepts(letter, args[i])) {
      run.TypeError(expr.args[i]->span, "InvalidArgumentValue",
                    std::string(function.name) + "() expects " +
                        std::string(ArgumentName(letter)) + ", got " +
                        std::string(KindName(args[i])));
      return Value();
    }
  }
  if (has_null && !function.takes_null) return Value();
  return function.eval({run, expr, {args, count}});
}

}  // namespace kg
