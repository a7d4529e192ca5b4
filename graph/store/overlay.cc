#include "graph/store/overlay.h"

#include <utility>

#include "graph/store/records.h"

namespace kg {

Result<std::optional<std::string>> Overlay::Get(Family family,
                                                const std::string& key) const {
  const FamilyChanges& changed = changes_[static_cast<size_t>(family)];
  const auto at = changed.find(key);
  if (at != changed.end()) return at->second;
  return base_.Get(family, key);
}

void Overlay::Put(Family family, const std::string& key, std::string value) {
  Of(family)[key] = std::move(value);
}

void Overlay::Delete(Family family, const std::string& key) {
  Of(family)[key] = std::nullopt;
}

Status Overlay::Count(Family family, const std::string& key,
                      int64_t difference) {
  if (difference == 0) return Status();
  KG_ASSIGN(const std::optional<std::string> stored, Get(family, key));
  uint64_t count = 0;
  if (stored) {
    KG_ASSIGN(count, Decode<uint64_t>(family, key, *stored));
  }
  // Modulo 2^64, so that a difference of either sign is exact.
  const uint64_t sum = count + static_cast<uint64_t>(difference);
  if (difference < 0 && sum > count) {
    return CorruptRecord(family, key, "its count would fall below zero");
  }
  if (sum == 0) {
    Delete(family, key);
  } else {
    Put(family, key, EncodeCount(sum));
  }
  return Status();
}

}  // namespace kg
