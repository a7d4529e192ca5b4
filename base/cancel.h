// A flag that asks running work to stop soon. Set from a signal handler or
// another thread; looked at per window, per article and per row.
#pragma once

#include <atomic>

namespace kg {

class CancelToken {
 public:
  void Cancel() { flag_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return flag_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> flag_{false};
  static_assert(std::atomic<bool>::is_always_lock_free,
                "signal handlers may set only lock-free atomics");
};

}  // namespace kg
