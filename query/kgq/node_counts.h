// NodeCounts: a number for each of many nodes whose ids lie close together, as
// those of a graph do: pages of counters by id, and a table for what lies far
// away. Not thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "query/kgq/node_table.h"

namespace kg {

class NodeCounts {
 public:
  void Add(uint64_t node) {
    uint32_t* counter = CounterOf(node);
    if (counter != nullptr && *counter != kMost) {
      ++*counter;
    } else {
      ++*far_.Insert(node).first;
    }
  }

  uint64_t Of(uint64_t node) {
    const uint64_t page = (node >> kPageBits) - first_page_;
    uint64_t count = 0;
    if (page < pages_.size() && pages_[page] != nullptr) {
      count = (*pages_[page])[node & kPageMask];
    }
    if (far_.size() == 0) return count;
    const uint64_t* more = far_.Find(node);
    return more == nullptr ? count : count + *more;
  }

  size_t bytes() const {
    return page_count_ * sizeof(Page) + pages_.size() * sizeof(void*) +
           far_.bytes();
  }

 private:
  static constexpr int kPageBits = 12;
  static constexpr uint64_t kPageMask = (uint64_t{1} << kPageBits) - 1;
  static constexpr uint64_t kMostPages = 1 << 16;  // chosen
  static constexpr uint32_t kMost = std::numeric_limits<uint32_t>::max();
  using Page = std::array<uint32_t, kPageMask + 1>;

  // Null where the node lies too far from the first.
  uint32_t* CounterOf(uint64_t node) {
    const uint64_t number = node >> kPageBits;
    uint64_t page = number - first_page_;
    if (page >= pages_.size()) {
      if (!Reach(number)) return nullptr;
      page = number - first_page_;
    }
    if (pages_[page] == nullptr) {
      pages_[page] = std::make_unique<Page>();
      ++page_count_;
    }
    return &(*pages_[page])[node & kPageMask];
  }

  // Widens what the pages cover, if it may, to twice as much or more.
  bool Reach(uint64_t number) {
    if (pages_.empty()) first_page_ = number;
    const uint64_t more = pages_.size();
    uint64_t first = std::min(first_page_, number);
    uint64_t last = std::max(first_page_ + more, number + 1);
    if (last - first > kMostPages) return false;
    const uint64_t room = kMostPages - (last - first);
    if (number < first_page_) {
      first -= std::min({more, room, first});
    } else {
      last += std::min(more, room);
    }
    const auto before = static_cast<size_t>(first_page_ - first);
    std::vector<std::unique_ptr<Page>> wider(static_cast<size_t>(last - first));
    std::move(pages_.begin(), pages_.end(),
              wider.begin() + static_cast<std::ptrdiff_t>(before));
    pages_ = std::move(wider);
    first_page_ = first;
    return true;
  }

  std::vector<std::unique_ptr<Page>> pages_;
  uint64_t first_page_ = 0;
  size_t page_count_ = 0;
  NodeTable<uint64_t> far_;
};

}  // namespace kg
