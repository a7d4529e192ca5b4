// Cursors over the rows of one tag, kept for the next who asks: making one
// looks into every file of its family, moving one only where it goes. They see
// the database as it was when each was made, and keep that state from being
// freed. Thread-safe; outlived by the database.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "graph/store/rocks.h"

namespace kg {

class CursorPool {
 public:
  CursorPool(const Database& database, Family family, char tag)
      : database_(database), family_(family), prefix_(1, tag) {}

  // What `use` gives; it gets a cursor that stands anywhere.
  template <typename Use>
  auto With(const Use& use) const {
    std::unique_ptr<Cursor> cursor = Take();
    auto result = use(cursor.get());
    const std::lock_guard<std::mutex> lock(mutex_);
    if (idle_.size() < kMostIdle) idle_.push_back(std::move(cursor));
    return result;
  }

  // Before the rows change; no cursor may be in use.
  void Clear() {
    const std::lock_guard<std::mutex> lock(mutex_);
    idle_.clear();
  }

 private:
  static constexpr size_t kMostIdle = 8;

  std::unique_ptr<Cursor> Take() const {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<Cursor> cursor = std::move(idle_.back());
        idle_.pop_back();
        return cursor;
      }
    }
    return std::make_unique<Cursor>(database_.Scan(family_, prefix_));
  }

  const Database& database_;
  Family family_;
  std::string prefix_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Cursor>> idle_;
};

}  // namespace kg
