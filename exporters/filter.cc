#include "exporters/filter.h"

#include <algorithm>

namespace kg {

bool ExportFilter::InWindow(std::string_view date) const {
  if (!HasWindow()) return true;
  if (date.empty()) return false;
  // Months and years are compared as far as they go.
  const auto common = [&](const std::string& day) {
    return std::min(day.size(), date.size());
  };
  return (since.empty() ||
          date.substr(0, common(since)) >= since.substr(0, common(since))) &&
         (until.empty() ||
          date.substr(0, common(until)) <= until.substr(0, common(until)));
}

bool ExportFilter::WantsPredicate(const std::string& predicate) const {
  return predicates.empty() || std::find(predicates.begin(), predicates.end(),
                                         predicate) != predicates.end();
}

bool ExportFilter::WantsType(EntityType type) const {
  return types.empty() ||
         std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace kg
