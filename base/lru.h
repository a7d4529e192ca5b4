// LruCache: the values that were used last, up to a number of them, or up to a
// sum of their weights. Not thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

namespace kg {

template <typename Key, typename Value, typename Hash = std::hash<Key>>
class LruCache {
 public:
  // Holds at least one value, whatever it weighs.
  explicit LruCache(size_t capacity) : capacity_(capacity) {}

  // The value, or null. Lives until another one is put in.
  const Value* Find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->value;
  }

  // Puts in a value whose key is not there; those that were used longest ago
  // go where there are too many.
  const Value* Put(const Key& key, Value value, size_t weight = 1) {
    while (weight_ + weight > capacity_ && !order_.empty()) {
      weight_ -= order_.back().weight;
      index_.erase(order_.back().key);
      order_.pop_back();
    }
    order_.push_front({key, std::move(value), weight});
    weight_ += weight;
    index_[key] = order_.begin();
    return &order_.front().value;
  }

 private:
  struct Entry {
    Key key;
    Value value;
    size_t weight = 1;
  };
  using Order = std::list<Entry>;
  size_t capacity_;
  size_t weight_ = 0;
  Order order_;  // the last used first
  std::unordered_map<Key, typename Order::iterator, Hash> index_;
};

}  // namespace kg
