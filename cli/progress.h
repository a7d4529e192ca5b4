// How far a build is, on standard error: a bar on a terminal, or a line after
// each commit. Not thread-safe.
#pragma once

#include <chrono>
#include <string>

#include "builder/build.h"

namespace kg {

enum class ProgressStyle { kNone, kLines, kBar };

class ProgressPrinter {
 public:
  // "auto": a bar if standard error is a terminal, else nothing.
  explicit ProgressPrinter(const std::string& name);
  ~ProgressPrinter();
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;

  void Show(const BuildProgress& progress);
  // Takes the bar away, for a line that is to stay.
  void Clear();

 private:
  void ShowBar(const BuildProgress& progress);

  ProgressStyle style_ = ProgressStyle::kNone;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point shown_;
  bool visible_ = false;
};

}  // namespace kg
