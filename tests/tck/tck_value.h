// Values as openCypher's TCK writes them in its tables, apart from any engine:
// 1, 1.5, NaN, true, null, 'text', [1, 2], {k: 1}, (:Label {k: 1}), [:TYPE {k:
// 1}],
// <(:A)-[:T]->(:B)<-[:U]-()>.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace kg::tck {

struct TckValue {
  enum class Kind {
    kNull,
    kBoolean,
    kInteger,
    kFloat,
    kString,
    kList,
    kMap,
    kNode,
    kRelationship,
    kPath,
  };

  Kind kind = Kind::kNull;
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;
  std::string text;                 // of a string; the type of a relationship
  std::vector<std::string> labels;  // sorted, each once
  // Of a list; of a path: its node, relationship, node …
  std::vector<TckValue> items;
  std::vector<bool> forward;  // of a path: the direction of each relationship
  std::map<std::string, TckValue> properties;  // also of a map
};

// Fails (InvalidInput) on text that is no value as a whole.
Result<TckValue> ParseTckValue(std::string_view text);

std::string FormatTckValue(const TckValue& value);

// Whether a result is what a table expects: NaN is NaN, 1 is not 1.0.
enum class ListOrder { kMatters, kIgnored };
bool EqualTckValues(const TckValue& a, const TckValue& b, ListOrder order);

}  // namespace kg::tck
