#include "query/kgq/static_type.h"

#include <array>

namespace kg {
namespace {

using Kind = StaticType::Kind;

struct ArgumentRow {
  char letter;
  std::string_view name;
  uint32_t kinds;  // bits of StaticType::Kind
};

constexpr uint32_t Bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr uint32_t kNumbers =
    Bit(Kind::kInteger) | Bit(Kind::kFloat) | Bit(Kind::kNumber);

constexpr ArgumentRow kArguments[] = {
    {'n', "a node", Bit(Kind::kNode)},
    {'r', "a relationship", Bit(Kind::kEdge)},
    {'e', "a node or a relationship", Bit(Kind::kNode) | Bit(Kind::kEdge)},
    {'g', "a node, a relationship or a map",
     Bit(Kind::kNode) | Bit(Kind::kEdge) | Bit(Kind::kMap)},
    {'p', "a path", Bit(Kind::kPath)},
    {'l', "a list", Bit(Kind::kList)},
    {'s', "a string", Bit(Kind::kString)},
    {'x', "a string or a list", Bit(Kind::kString) | Bit(Kind::kList)},
    {'c', "a string, a list or a map",
     Bit(Kind::kString) | Bit(Kind::kList) | Bit(Kind::kMap)},
    {'i', "an integer", Bit(Kind::kInteger) | Bit(Kind::kNumber)},
    {'f', "a number", kNumbers},
    {'m', "a map", Bit(Kind::kMap)},
};

const ArgumentRow* Find(char letter) {
  for (const ArgumentRow& row : kArguments) {
    if (row.letter == letter) return &row;
  }
  return nullptr;
}

// By Value::Kind.
constexpr std::array<Kind, 11> kKindOfValue = {
    Kind::kNull,   Kind::kBoolean, Kind::kInteger,  Kind::kFloat,
    Kind::kString, Kind::kNode,    Kind::kEdge,     Kind::kList,
    Kind::kMap,    Kind::kPath,    Kind::kTemporal,
};

}  // namespace

StaticType ListOf(StaticType element) {
  const bool open = element.kind == Kind::kNull;
  return {Kind::kList, open ? Kind::kAny : element.kind};
}

StaticType Join(StaticType a, StaticType b) {
  if (a.kind == Kind::kNull) return b;
  if (b.kind == Kind::kNull) return a;
  if (a == b) return a;
  if (a.IsNumber() && b.IsNumber()) return {Kind::kNumber, Kind::kAny};
  if (a.kind == Kind::kList && b.kind == Kind::kList) {
    return ListOf(Join(a.Element(), b.Element()));
  }
  return {};
}

std::string_view NameOf(StaticType type) {
  static constexpr std::array<std::string_view, 13> kNames = {
      "value",  "null",   "Boolean",        "Integer",      "Float",
      "Number", "String", "Node",           "Relationship", "Path",
      "Map",    "List",   "temporal value",
  };
  return kNames[static_cast<size_t>(type.kind)];
}

bool Accepts(char letter, StaticType type) {
  const ArgumentRow* row = Find(letter);
  return row == nullptr || type.IsOpen() || (row->kinds & Bit(type.kind)) != 0;
}

bool Accepts(char letter, const Value& value) {
  const ArgumentRow* row = Find(letter);
  if (row == nullptr || value.is_null()) return true;
  const Kind kind = kKindOfValue[static_cast<size_t>(value.kind())];
  return (row->kinds & Bit(kind)) != 0;
}

std::string_view ArgumentName(char letter) {
  const ArgumentRow* row = Find(letter);
  return row == nullptr ? "a value" : row->name;
}

}  // namespace kg
