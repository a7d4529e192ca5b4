#include "cli/shell_interrupt.h"

#include <atomic>
#include <csignal>
#include <deque>

namespace kg {
namespace {

// Queries may still look at an earlier one: a deque never moves them.
std::deque<CancelToken> tokens;
std::atomic<CancelToken*> token = nullptr;
volatile std::sig_atomic_t terminated = 0;

extern "C" void OnShellSignal(int signal) {
  if (signal == SIGTERM) terminated = 1;
  token.load()->Cancel();
}

}  // namespace

void CatchShellSignals() {
  token = &tokens.emplace_back();
  struct sigaction action {};
  action.sa_handler = OnShellSignal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_DFL);
}

const CancelToken* ShellToken() { return token.load(); }

bool TakeInterrupt() {
  if (!ShellToken()->cancelled() || terminated != 0) return false;
  CatchShellSignals();
  return true;
}

}  // namespace kg
