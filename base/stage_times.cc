#include "base/stage_times.h"

#include <time.h>

#include <utility>

namespace kg {
namespace {

// Of this thread, so that what else the machine does is not counted.
uint64_t ThreadNanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1000000000u +
         static_cast<uint64_t>(time.tv_nsec);
}

}  // namespace

double StageTimes::Seconds(Stage stage) const {
  return 1e-9 * static_cast<double>(nanoseconds_[static_cast<size_t>(stage)]);
}

void StageTimes::Add(const StageTimes& other) {
  for (size_t i = 0; i < kStages; ++i) nanoseconds_[i] += other.nanoseconds_[i];
}

// Outside all stages another thread may have come: its clock starts anew.
size_t StageTimes::Switch(size_t next) {
  const uint64_t now = ThreadNanoseconds();
  if (current_ != kNone) nanoseconds_[current_] += now - since_;
  since_ = now;
  return std::exchange(current_, next);
}

}  // namespace kg
