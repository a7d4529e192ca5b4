// LruCache: the values that were used last, up to a number. Not thread-safe.
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

namespace kg {

template <typename Key, typename Value>
class LruCache {
 public:
  // Holds at least one value.
  explicit LruCache(size_t capacity) : capacity_(capacity) {}

  // The value, or null. Lives until another one is put in.
  const Value* Find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->second;
  }

  // Puts in a value whose key is not there; the one that was used longest ago
  // goes where there are too many.
  const Value* Put(const Key& key, Value value) {
    if (index_.size() >= capacity_ && !order_.empty()) {
      index_.erase(order_.back().first);
      order_.pop_back();
    }
    order_.emplace_front(key, std::move(value));
    index_[key] = order_.begin();
    return &order_.front().second;
  }

 private:
  using Order = std::list<std::pair<Key, Value>>;
  size_t capacity_;
  Order order_;  // the last used first
  std::unordered_map<Key, typename Order::iterator> index_;
};

}  // namespace kg
