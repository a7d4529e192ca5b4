// The functions of the language, as a table; aggregates are in aggregates.h.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "query/kgq/run.h"
#include "query/kgq/static_type.h"

namespace kg {

struct FunctionCall {
  QueryRun& run;
  const Expr& expr;
  std::span<const Value> args;

  Value Fail(std::string type, std::string detail, std::string message) const {
    run.Fail(expr.span, std::move(type), std::move(detail), std::move(message));
    return Value();
  }
};

struct QueryFunction {
  std::string_view name;  // lower case
  size_t min_args = 1;
  size_t max_args = 1;
  // A letter an argument (static_type.h); the last one holds for the rest.
  std::string_view args;
  StaticType::Kind result = StaticType::Kind::kAny;
  Value (*eval)(const FunctionCall& call) = nullptr;
  // Otherwise the result is null where an argument is.
  bool takes_null = false;
  bool random = false;  // not the same for the same arguments
};

constexpr size_t kManyArguments = 1000;

// Null where there is none. `name` in lower case.
const QueryFunction* FindFunction(std::string_view name);
// All names, of aggregates and temporal functions too, sorted.
std::vector<std::string> FunctionNames();

Value CallFunction(const Expr& expr, QueryRun& run);

// The tables, by file.
std::span<const QueryFunction> GraphFunctions();
std::span<const QueryFunction> ListFunctions();
std::span<const QueryFunction> MathFunctions();
std::span<const QueryFunction> StringFunctions();
std::span<const QueryFunction> ConversionFunctions();

}  // namespace kg
