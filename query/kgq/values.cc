#include "query/kgq/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

#include "query/kgq/temporal_value.h"

namespace kg {
namespace {

// Compares exactly, also where the integer has more than 53 bits. The float is
// no NaN.
int CompareIntegerFloat(int64_t a, double b) {
  if (b >= 9223372036854775808.0) return -1;
  if (b < -9223372036854775808.0) return 1;
  const double floor = std::floor(b);
  const auto whole = static_cast<int64_t>(floor);
  if (a != whole) return a < whole ? -1 : 1;
  return floor < b ? -1 : 0;
}

template <typename T>
int Sign(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

bool IsNan(const Value& value) {
  return value.is_float() && std::isnan(value.number());
}

// Neither is NaN.
int CompareNumbers(const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) return Sign(a.integer(), b.integer());
  if (a.is_integer()) return CompareIntegerFloat(a.integer(), b.number());
  if (b.is_integer()) return -CompareIntegerFloat(b.integer(), a.number());
  return Sign(a.number(), b.number());
}

std::optional<bool> EqualLists(const ValueList& a, const ValueList& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (size_t i = 0; i < a.size(); ++i) {
    const std::optional<bool> equal = EqualValues(a[i], b[i]);
    if (!equal) unknown = true;
    if (equal && !*equal) return false;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

std::optional<bool> EqualMaps(const ValueMap& a, const ValueMap& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  auto other = b.begin();
  for (const auto& [key, value] : a) {
    if (other->first != key) return false;
    ++other;
  }
  other = b.begin();
  for (const auto& [key, value] : a) {
    const std::optional<bool> equal = EqualValues(value, other->second);
    ++other;
    if (!equal) unknown = true;
    if (equal && !*equal) return false;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

// The sign of a to b, or nothing. Lists by their first different elements.
std::optional<int> CompareSame(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Value::Kind::kBoolean:
      return Sign(a.boolean(), b.boolean());
    case Value::Kind::kString:
      return Sign(a.string(), b.string());
    case Value::Kind::kTemporal:
      return CompareTemporalValues(a.temporal(), b.temporal());
    case Value::Kind::kList: {
      const size_t size = std::min(a.list().size(), b.list().size());
      for (size_t i = 0; i < size; ++i) {
        const std::optional<bool> equal = EqualValues(a.list()[i], b.list()[i]);
        if (!equal) return std::nullopt;
        if (!*equal) return CompareSame(a.list()[i], b.list()[i]);
      }
      return Sign(a.list().size(), b.list().size());
    }
    default:
      return std::nullopt;
  }
}

// The place of a kind in the order of ORDER BY, by Value::Kind.
constexpr std::array<int, 11> kOrderOfKinds = {
    10,  // null
    7,   // boolean
    8,   // integer
    8,   // float
    6,   // string
    1,   // node
    2,   // edge
    3,   // list
    0,   // map
    4,   // path
    5,   // temporal
};

int RankOf(const Value& value) {
  if (IsNan(value)) return 9;
  return kOrderOfKinds[static_cast<size_t>(value.kind())];
}

int OrderLists(const ValueList& a, const ValueList& b) {
  const size_t size = std::min(a.size(), b.size());
  for (size_t i = 0; i < size; ++i) {
    const int order = OrderValues(a[i], b[i]);
    if (order != 0) return order;
  }
  return Sign(a.size(), b.size());
}

int OrderMaps(const ValueMap& a, const ValueMap& b) {
  auto x = a.begin();
  auto y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y) {
    if (const int order = Sign(x->first, y->first); order != 0) return order;
  }
  if (a.size() != b.size()) return Sign(a.size(), b.size());
  for (x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    const int order = OrderValues(x->second, y->second);
    if (order != 0) return order;
  }
  return 0;
}

void Mix(size_t* seed, size_t hash) {
  *seed ^= hash + 0x9e3779b97f4a7c15ull + (*seed << 6) + (*seed >> 2);
}

// Equal numbers of both kinds hash the same.
size_t HashNumber(const Value& value) {
  if (value.is_integer()) return std::hash<int64_t>()(value.integer());
  const double number = value.number();
  if (std::isnan(number)) return 7;
  if (number >= -9223372036854775808.0 && number < 9223372036854775808.0 &&
      std::floor(number) == number) {
    return std::hash<int64_t>()(static_cast<int64_t>(number));
  }
  return std::hash<double>()(number);
}

size_t HashEdge(const EdgeRef& edge) {
  size_t seed = std::hash<uint64_t>()(edge.start);
  Mix(&seed, std::hash<uint64_t>()(edge.end));
  Mix(&seed, std::hash<uint64_t>()(edge.key));
  Mix(&seed, edge.type);
  return seed;
}

}  // namespace

std::optional<bool> EqualValues(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) {
    if (IsNan(a) || IsNan(b)) return false;
    return CompareNumbers(a, b) == 0;
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Value::Kind::kBoolean:
      return a.boolean() == b.boolean();
    case Value::Kind::kString:
      return a.string() == b.string();
    case Value::Kind::kNode:
      return a.node() == b.node();
    case Value::Kind::kEdge:
      return a.edge() == b.edge();
    case Value::Kind::kList:
      return EqualLists(a.list(), b.list());
    case Value::Kind::kMap:
      return EqualMaps(a.map(), b.map());
    case Value::Kind::kPath:
      return a.path() == b.path();
    case Value::Kind::kTemporal:
      return EqualTemporalValues(a.temporal(), b.temporal());
    default:
      return std::nullopt;
  }
}

std::optional<bool> CompareValues(const Value& a, CompareOp op,
                                  const Value& b) {
  if (op == CompareOp::kEqual || op == CompareOp::kUnequal) {
    const std::optional<bool> equal = EqualValues(a, b);
    if (!equal) return std::nullopt;
    return *equal == (op == CompareOp::kEqual);
  }
  if (a.is_number() && b.is_number() && (IsNan(a) || IsNan(b))) return false;
  const std::optional<int> sign = CompareSame(a, b);
  if (!sign) return std::nullopt;
  switch (op) {
    case CompareOp::kLess:
      return *sign < 0;
    case CompareOp::kLessEqual:
      return *sign <= 0;
    case CompareOp::kGreater:
      return *sign > 0;
    default:
      return *sign >= 0;
  }
}

bool EquivalentValues(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (IsNan(a) || IsNan(b)) return IsNan(a) && IsNan(b);
  if (a.is_list() && b.is_list()) {
    return std::equal(a.list().begin(), a.list().end(), b.list().begin(),
                      b.list().end(), EquivalentValues);
  }
  if (a.is_map() && b.is_map()) {
    return std::equal(a.map().begin(), a.map().end(), b.map().begin(),
                      b.map().end(), [](const auto& x, const auto& y) {
                        return x.first == y.first &&
                               EquivalentValues(x.second, y.second);
                      });
  }
  return EqualValues(a, b).value_or(false);
}

size_t HashValue(const Value& value) {
  size_t seed =
      static_cast<size_t>(kOrderOfKinds[static_cast<size_t>(value.kind())]);
  switch (value.kind()) {
    case Value::Kind::kNull:
      break;
    case Value::Kind::kBoolean:
      Mix(&seed, value.boolean() ? 1 : 2);
      break;
    case Value::Kind::kInteger:
    case Value::Kind::kFloat:
      Mix(&seed, HashNumber(value));
      break;
    case Value::Kind::kString:
      Mix(&seed, std::hash<std::string>()(value.string()));
      break;
    case Value::Kind::kNode:
      Mix(&seed, std::hash<uint64_t>()(value.node().id));
      break;
    case Value::Kind::kEdge:
      Mix(&seed, HashEdge(value.edge()));
      break;
    case Value::Kind::kList:
      for (const Value& element : value.list()) Mix(&seed, HashValue(element));
      break;
    case Value::Kind::kMap:
      for (const auto& [key, element] : value.map()) {
        Mix(&seed, std::hash<std::string>()(key));
        Mix(&seed, HashValue(element));
      }
      break;
    case Value::Kind::kPath:
      for (const NodeRef node : value.path().nodes) {
        Mix(&seed, std::hash<uint64_t>()(node.id));
      }
      for (const EdgeRef& edge : value.path().edges) Mix(&seed, HashEdge(edge));
      break;
    case Value::Kind::kTemporal:
      Mix(&seed, HashTemporalValue(value.temporal()));
      break;
  }
  return seed;
}

int OrderValues(const Value& a, const Value& b) {
  const int rank_a = RankOf(a);
  const int rank_b = RankOf(b);
  if (rank_a != rank_b) return Sign(rank_a, rank_b);
  if (a.is_null() || IsNan(a)) return 0;
  if (a.is_number()) return CompareNumbers(a, b);
  switch (a.kind()) {
    case Value::Kind::kBoolean:
      return Sign(a.boolean(), b.boolean());
    case Value::Kind::kString:
      return Sign(a.string(), b.string());
    case Value::Kind::kNode:
      return Sign(a.node(), b.node());
    case Value::Kind::kEdge:
      return Sign(a.edge(), b.edge());
    case Value::Kind::kList:
      return OrderLists(a.list(), b.list());
    case Value::Kind::kMap:
      return OrderMaps(a.map(), b.map());
    case Value::Kind::kPath:
      return Sign(a.path(), b.path());
    default:
      return OrderTemporalValues(a.temporal(), b.temporal());
  }
}

std::string_view KindName(const Value& value) {
  static constexpr std::string_view kNames[] = {
      "null",         "Boolean", "Integer", "Float", "String",         "Node",
      "Relationship", "List",    "Map",     "Path",  "temporal value",
  };
  return kNames[static_cast<size_t>(value.kind())];
}

std::string FloatText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::array<char, 64> buffer;
  const double size = std::fabs(value);
  // Plain digits where they are not many; chosen so that dates in seconds and
  // small fractions read well.
  const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
  const auto format =
      plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format)
          .ptr;
  std::string text(buffer.data(), end);
  if (plain) {
    return text.find('.') == std::string::npos ? text + ".0" : text;
  }
  // to_chars writes e+308 and e-07; the language e308 and e-7.
  const size_t e = text.find('e');
  std::string exponent = text.substr(e + 1);
  const bool negative = exponent[0] == '-';
  exponent.erase(0, exponent.find_first_not_of("+-0"));
  return text.substr(0, e) + (negative ? "e-" : "e") + exponent;
}

std::string QuotedText(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\\' || c == '\'') out += '\\';
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
  return out + "'";
}

size_t ValuesHash::operator()(const std::vector<Value>& values) const {
  size_t seed = values.size();
  for (const Value& value : values) Mix(&seed, HashValue(value));
  return seed;
}

bool ValuesEquivalent::operator()(const std::vector<Value>& a,
                                  const std::vector<Value>& b) const {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), EquivalentValues);
}

}  // namespace kg
