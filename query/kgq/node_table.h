// NodeTable: values by node, in one array by open addressing; for the operators
// that meet the same nodes millions of times. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace kg {

template <typename T>
class NodeTable {
 public:
  // The value, or null. Lives until the next Insert().
  T* Find(uint64_t node) {
    if (places_.empty()) return nullptr;
    Place& place = places_[PlaceOf(node)];
    return place.node == node ? &place.value : nullptr;
  }

  // The node's value, and whether it is new.
  std::pair<T*, bool> Insert(uint64_t node) {
    if (2 * (size_ + 1) > places_.size()) Grow();
    Place& place = places_[PlaceOf(node)];
    const bool fresh = place.node != node;
    if (fresh) {
      place.node = node;
      ++size_;
    }
    return {&place.value, fresh};
  }

  void Clear() {
    places_.clear();
    size_ = 0;
  }
  size_t size() const { return size_; }
  size_t bytes() const { return places_.size() * sizeof(Place); }
  // What bytes() would be after one more Insert().
  size_t bytes_with_one_more() const {
    return 2 * (size_ + 1) > places_.size() ? GrownSize() * sizeof(Place)
                                            : bytes();
  }

 private:
  static constexpr uint64_t kNobody = std::numeric_limits<uint64_t>::max();
  struct Place {
    uint64_t node = kNobody;
    T value{};
  };

  size_t GrownSize() const { return places_.empty() ? 16 : 2 * places_.size(); }

  // Where the node is, or would be.
  size_t PlaceOf(uint64_t node) const {
    const size_t mask = places_.size() - 1;
    uint64_t mixed = node * 0x9e3779b97f4a7c15ull;
    mixed ^= mixed >> 32;
    size_t at = static_cast<size_t>(mixed) & mask;
    while (places_[at].node != node && places_[at].node != kNobody) {
      at = (at + 1) & mask;
    }
    return at;
  }

  void Grow() {
    std::vector<Place> old = std::exchange(places_, {});
    places_.resize(old.empty() ? 16 : 2 * old.size());
    for (Place& place : old) {
      if (place.node != kNobody)
        places_[PlaceOf(place.node)] = std::move(place);
    }
  }

  std::vector<Place> places_;
  size_t size_ = 0;
};

}  // namespace kg
