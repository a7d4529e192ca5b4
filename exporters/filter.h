// Which part of the graph an export holds. Plain values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/view/records.h"

namespace kg {

struct ExportFilter {
  bool all = false;  // edges also of what is not plain
  uint32_t min_sources = 0;
  uint8_t min_confidence = 0;  // hundredths
  // Days, months or years, inclusive; empty: open. Only what articles of these
  // days say counts.
  std::string since;
  std::string until;
  std::vector<EntityType> types;        // empty: all
  std::vector<std::string> predicates;  // and acts; empty: all
  std::vector<EntityId> ego;            // empty: everybody
  uint32_t depth = 1;                   // steps from them, in any direction
  bool giant = false;                   // the largest connected part alone

  bool HasWindow() const { return !since.empty() || !until.empty(); }
  // Where it chooses among facts, entities without any are left out.
  bool ChoosesFacts() const {
    return min_sources > 1 || min_confidence > 0 || HasWindow() ||
           !predicates.empty();
  }
  bool Any() const {
    return ChoosesFacts() || !types.empty() || !ego.empty() || giant;
  }

  // A day, month or year that meets the days wanted. An unknown date meets
  // only an open window.
  bool InWindow(std::string_view date) const;
  bool WantsPredicate(const std::string& predicate) const;
  bool WantsType(EntityType type) const;
};

}  // namespace kg
