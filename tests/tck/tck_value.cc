#include "tests/tck/tck_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace kg::tck {
namespace {

using Kind = TckValue::Kind;

bool EqualItems(const std::vector<TckValue>& a, const std::vector<TckValue>& b,
                ListOrder order) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [order](const TckValue& x, const TckValue& y) {
                      return EqualTckValues(x, y, order);
                    });
}

// Pairs each item with one of the other list; equality is transitive, so that
// the first free one does.
bool EqualBags(const std::vector<TckValue>& a, const std::vector<TckValue>& b) {
  if (a.size() != b.size()) return false;
  std::vector<bool> used(b.size(), false);
  for (const TckValue& item : a) {
    size_t i = 0;
    while (i < b.size() &&
           (used[i] || !EqualTckValues(item, b[i], ListOrder::kIgnored))) {
      ++i;
    }
    if (i == b.size()) return false;
    used[i] = true;
  }
  return true;
}

std::string FormatFloat(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  std::string out(text, end);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

std::string FormatEntries(const std::map<std::string, TckValue>& entries) {
  std::string out = "{";
  for (const auto& [name, value] : entries) {
    if (out.size() > 1) out += ", ";
    out += name + ": " + FormatTckValue(value);
  }
  return out + "}";
}

std::string FormatString(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string FormatList(const std::vector<TckValue>& items) {
  std::string out = "[";
  for (const TckValue& item : items) {
    if (out.size() > 1) out += ", ";
    out += FormatTckValue(item);
  }
  return out + "]";
}

std::string FormatNode(const TckValue& value) {
  std::string out = "(";
  for (const std::string& label : value.labels) out += ":" + label;
  if (!value.properties.empty()) {
    if (!value.labels.empty()) out += " ";
    out += FormatEntries(value.properties);
  }
  return out + ")";
}

std::string FormatRelationship(const TckValue& value) {
  std::string out = "[:" + value.text;
  if (!value.properties.empty()) out += " " + FormatEntries(value.properties);
  return out + "]";
}

std::string FormatPath(const TckValue& value) {
  std::string out = "<";
  for (size_t i = 0; i < value.items.size(); ++i) {
    if (i % 2 == 0) {
      out += FormatTckValue(value.items[i]);
      continue;
    }
    const bool forward = value.forward[i / 2];
    out += (forward ? "-" : "<-") + FormatTckValue(value.items[i]) +
           (forward ? "->" : "-");
  }
  return out + ">";
}

}  // namespace

bool EqualTckValues(const TckValue& a, const TckValue& b, ListOrder order) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::kFloat) {
    return a.number == b.number ||
           (std::isnan(a.number) && std::isnan(b.number));
  }
  if (a.boolean != b.boolean || a.integer != b.integer || a.text != b.text ||
      a.labels != b.labels || a.forward != b.forward ||
      a.properties.size() != b.properties.size()) {
    return false;
  }
  const bool properties_equal = std::equal(
      a.properties.begin(), a.properties.end(), b.properties.begin(),
      [order](const auto& x, const auto& y) {
        return x.first == y.first && EqualTckValues(x.second, y.second, order);
      });
  if (!properties_equal) return false;
  return a.kind == Kind::kList && order == ListOrder::kIgnored
             ? EqualBags(a.items, b.items)
             : EqualItems(a.items, b.items, order);
}

std::string FormatTckValue(const TckValue& value) {
  switch (value.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return value.boolean ? "true" : "false";
    case Kind::kInteger:
      return std::to_string(value.integer);
    case Kind::kFloat:
      return FormatFloat(value.number);
    case Kind::kString:
      return FormatString(value.text);
    case Kind::kList:
      return FormatList(value.items);
    case Kind::kMap:
      return FormatEntries(value.properties);
    case Kind::kNode:
      return FormatNode(value);
    case Kind::kRelationship:
      return FormatRelationship(value);
    default:
      return FormatPath(value);
  }
}

}  // namespace kg::tck
