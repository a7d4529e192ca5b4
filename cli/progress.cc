#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/places.h"

namespace kg {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kBarColumns = 30;
constexpr std::chrono::milliseconds kBarEvery{100};

}  // namespace

ProgressPrinter::ProgressPrinter(const std::string& name)
    : begun_(Clock::now()) {
  if (name == "lines") style_ = ProgressStyle::kLines;
  if (name == "auto" && isatty(STDERR_FILENO)) style_ = ProgressStyle::kBar;
}

ProgressPrinter::~ProgressPrinter() { Clear(); }

void ProgressPrinter::Show(const BuildProgress& progress) {
  switch (style_) {
    case ProgressStyle::kNone:
      return;
    case ProgressStyle::kLines:
      if (!progress.committed) return;
      std::fprintf(stderr, "[%zu/%zu] %s: %llu read, %llu unchanged\n",
                   progress.files_done, progress.files_total,
                   DisplayPath(progress.place).c_str(),
                   static_cast<unsigned long long>(progress.counts.read),
                   static_cast<unsigned long long>(progress.counts.unchanged));
      return;
    case ProgressStyle::kBar:
      ShowBar(progress);
      return;
  }
}

void ProgressPrinter::ShowBar(const BuildProgress& progress) {
  const Clock::time_point now = Clock::now();
  if (visible_ && now - shown_ < kBarEvery) return;
  shown_ = now;
  visible_ = true;
  const size_t total = std::max<size_t>(progress.files_total, 1);
  const size_t filled = progress.files_done * kBarColumns / total;
  const std::string bar =
      std::string(filled, '#') + std::string(kBarColumns - filled, '.');
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::fprintf(
      stderr, "\r\x1b[K[%s] %zu/%zu files, %llu articles, %.1f/s", bar.c_str(),
      progress.files_done, progress.files_total,
      static_cast<unsigned long long>(progress.counts.read),
      static_cast<double>(progress.counts.read) / std::max(seconds, 0.001));
}

void ProgressPrinter::Clear() {
  if (!visible_) return;
  std::fputs("\r\x1b[K", stderr);
  visible_ = false;
}

}  // namespace kg
