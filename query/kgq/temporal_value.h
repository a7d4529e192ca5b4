// Temporal values as values of the language: their operators, components and
// functions, over query/temporal. Errors go to the run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/view/value.h"
#include "query/temporal/temporal.h"

namespace kg {

class QueryRun;
struct Expr;

struct TemporalValue {
  Temporal value;
};

Value OfTemporal(Temporal value);

std::optional<bool> EqualTemporalValues(const TemporalValue& a,
                                        const TemporalValue& b);
// Below, at or above 0; nothing where they are not comparable.
std::optional<int> CompareTemporalValues(const TemporalValue& a,
                                         const TemporalValue& b);
int OrderTemporalValues(const TemporalValue& a, const TemporalValue& b);
size_t HashTemporalValue(const TemporalValue& value);
std::string TemporalText(const TemporalValue& value);

// One of the two is temporal; neither is null.
Value TemporalArithmetic(const Expr& expr, const Value& a, const Value& b,
                         QueryRun& run);
Value NegatedTemporal(const Expr& expr, const Value& value, QueryRun& run);
Value TemporalComponent(const Expr& expr, const Value& value,
                        std::string_view name, QueryRun& run);
Value CallTemporal(const Expr& expr, QueryRun& run);

}  // namespace kg
