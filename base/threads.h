// RunOrdered: work on a stream of items by several threads, results in input
// order. Bounded: at most 2 x workers items are in flight, so memory does not
// grow with the stream.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace kg {

// next(): the next item, or nothing at the end; called under a lock, never by
// two threads at once. work(worker, item): called by worker number
// 0..workers-1, in parallel. done(result): called in input order, never by two
// threads at once; returns false to stop early. workers >= 1.
template <typename Item, typename Output>
void RunOrdered(size_t workers, std::function<std::optional<Item>()> next,
                std::function<Output(size_t, Item)> work,
                std::function<bool(Output)> done) {
  std::mutex input_mutex, output_mutex;
  std::condition_variable changed;
  std::map<size_t, Output> waiting;
  size_t taken = 0, emitted = 0;
  bool ended = false, stopped = false;

  auto take = [&](size_t* index) -> std::optional<Item> {
    {
      std::unique_lock lock(output_mutex);
      changed.wait(lock,
                   [&] { return stopped || taken < emitted + 2 * workers; });
      if (stopped) return std::nullopt;
    }
    std::lock_guard lock(input_mutex);
    if (ended) return std::nullopt;
    std::optional<Item> item = next();
    if (!item) {
      ended = true;
      return std::nullopt;
    }
    std::lock_guard count_lock(output_mutex);
    *index = taken++;
    return item;
  };
  auto give = [&](size_t index, Output output) {
    std::lock_guard lock(output_mutex);
    waiting.emplace(index, std::move(output));
    while (!stopped && !waiting.empty() && waiting.begin()->first == emitted) {
      Output first = std::move(waiting.begin()->second);
      waiting.erase(waiting.begin());
      ++emitted;
      if (!done(std::move(first))) stopped = true;
    }
    changed.notify_all();
  };
  auto run = [&](size_t worker) {
    size_t index = 0;
    while (std::optional<Item> item = take(&index)) {
      give(index, work(worker, std::move(*item)));
    }
  };
  std::vector<std::jthread> threads;
  for (size_t w = 1; w < workers; ++w) threads.emplace_back(run, w);
  run(0);
}

}  // namespace kg
