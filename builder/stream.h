// Stream: values that one thread of its own produces and others pull, through a
// bounded queue. Turns ingest's callbacks into what RunOrdered asks for, so
// that a file of a million records never stands in memory.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace kg {

template <typename T>
class Stream {
 public:
  // Hands a value over, waiting while the queue is full; false: nobody wants
  // more, so produce() should return.
  using Emit = std::function<bool(T)>;

  // `produce` runs on the stream's thread and ends the stream by returning.
  Stream(size_t capacity, std::function<void(const Emit&)> produce)
      : capacity_(capacity), thread_([this, produce = std::move(produce)] {
          produce([this](T value) { return Push(std::move(value)); });
          std::lock_guard lock(mutex_);
          ended_ = true;
          changed_.notify_all();
        }) {}

  // Stops the producer at its next value and waits for it.
  ~Stream() {
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
      changed_.notify_all();
    }
    thread_.join();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // The next value, or nothing at the end. Thread-safe.
  std::optional<T> Next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || !queue_.empty(); });
    if (queue_.empty()) return std::nullopt;
    T value = std::move(queue_.front());
    queue_.pop_front();
    changed_.notify_all();
    return value;
  }

 private:
  bool Push(T value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock,
                  [this] { return stopped_ || queue_.size() < capacity_; });
    if (stopped_) return false;
    queue_.push_back(std::move(value));
    changed_.notify_all();
    return true;
  }

  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> queue_;
  bool ended_ = false;
  bool stopped_ = false;
  std::thread thread_;  // last: starts when all else stands
};

}  // namespace kg
