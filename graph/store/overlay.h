// Changes in the making: reads see them over the database, which gets them all
// in one batch at the end. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "graph/store/rocks.h"

namespace kg {

class Overlay {
 public:
  // `base` outlives the overlay.
  explicit Overlay(const Database& base) : base_(base) {}

  Result<std::optional<std::string>> Get(Family family,
                                         const std::string& key) const;
  void Put(Family family, const std::string& key, std::string value);
  void Delete(Family family, const std::string& key);
  // Adds to a stored count, which is gone at 0. Corrupt below 0.
  Status Count(Family family, const std::string& key, int64_t difference);

  const Changes& changes() const { return changes_; }

 private:
  FamilyChanges& Of(Family family) {
    return changes_[static_cast<size_t>(family)];
  }

  const Database& base_;
  Changes changes_;
};

}  // namespace kg
