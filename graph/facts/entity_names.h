// How several names became one entity: what resolution decides and the store
// keeps, so that each merge can be shown with its reason. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kg {

// One merge of an entity: two names that are its own.
struct MergedName {
  std::string name;
  std::string into;
  std::string reason;     // a phrase for people
  uint32_t decision = 0;  // the sequence number of a person's, from 1; 0: none
  auto operator<=>(const MergedName&) const = default;
};

struct EntityNames {
  std::string shown;               // empty: the name that most articles give
  bool renamed = false;            // `shown` is a person's decision
  std::vector<MergedName> merged;  // sorted
  bool operator==(const EntityNames&) const = default;
};

}  // namespace kg
