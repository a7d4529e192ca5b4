// The edge family: an edge's keys in every order, and facts by pattern through
// the order that fits. Pure functions over a database; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "graph/store/keys.h"
#include "graph/store/records.h"
#include "graph/store/rocks.h"

namespace kg {

// The edge's keys in all orders. An order whose first field is nobody (a null
// subject, a literal object) has none, so that every prefix that is asked for
// is somebody's.
std::vector<std::string> EdgeKeys(const Edge& edge);

// As FactPattern, in private ids: an empty field matches anything.
struct EdgePattern {
  FactKind kind = FactKind::kRelation;
  std::vector<PrivateId> subjects;
  std::optional<PredicateId> predicate;
  std::vector<PrivateId> objects;
};

// Facts of the pattern's edges, each once, ascending. At least one field must
// be bound.
Result<std::vector<PrivateId>> FactsOf(const Database& database,
                                       const EdgePattern& pattern);

}  // namespace kg
