// What is known of an expression's value before the query runs. Only what is
// sure: kAny says nothing. Plain values.
#pragma once

#include <cstdint>
#include <string_view>

#include "graph/view/value.h"

namespace kg {

struct StaticType {
  enum class Kind : uint8_t {
    kAny,
    kNull,
    kBoolean,
    kInteger,
    kFloat,
    kNumber,  // either
    kString,
    kNode,
    kEdge,
    kPath,
    kMap,
    kList,
    kTemporal,
  };
  Kind kind = Kind::kAny;
  Kind element = Kind::kAny;  // of a list

  bool Is(Kind other) const { return kind == other; }
  // Nothing is known, or it may be null.
  bool IsOpen() const { return kind == Kind::kAny || kind == Kind::kNull; }
  bool IsNumber() const {
    return kind == Kind::kInteger || kind == Kind::kFloat ||
           kind == Kind::kNumber;
  }
  StaticType Element() const { return {element, Kind::kAny}; }
  bool operator==(const StaticType&) const = default;
};

StaticType ListOf(StaticType element);
// What is sure of a value that is one of the two.
StaticType Join(StaticType a, StaticType b);
// "a List of Strings" would be too fine: "List".
std::string_view NameOf(StaticType type);

// Classes of arguments, by a letter: n node, r relationship, e either, g either
// or a map, p path, l list, s string, x string or list, c string, list or map,
// i integer, f number, m map, t temporal or string, ? anything.
bool Accepts(char letter, StaticType type);
bool Accepts(char letter, const Value& value);
// "a node", for messages.
std::string_view ArgumentName(char letter);

}  // namespace kg
