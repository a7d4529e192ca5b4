// What the language says of its values (openCypher 9, "Equality",
// "Comparability and orderability"): ternary equality and comparison,
// equivalence for DISTINCT and grouping, and the order of ORDER BY. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "graph/view/value.h"
#include "query/kgq/ast.h"

namespace kg {

// a = b; nothing is null.
std::optional<bool> EqualValues(const Value& a, const Value& b);
// a < b and so on; nothing is null: not comparable.
std::optional<bool> CompareValues(const Value& a, CompareOp op, const Value& b);
// The same for DISTINCT: null is null, NaN is NaN.
bool EquivalentValues(const Value& a, const Value& b);
size_t HashValue(const Value& value);
// Below, at or above 0: the order of ORDER BY over all values.
int OrderValues(const Value& a, const Value& b);

// "Integer", "List"…, for messages.
std::string_view KindName(const Value& value);
// The shortest text that reads back as the same number, always with a point or
// an exponent: 1.0, 0.00001, 1e308.
std::string FloatText(double value);
std::string QuotedText(std::string_view text);

// Rows as keys of hash tables.
struct ValuesHash {
  size_t operator()(const std::vector<Value>& values) const;
};
struct ValuesEquivalent {
  bool operator()(const std::vector<Value>& a,
                  const std::vector<Value>& b) const;
};

}  // namespace kg
