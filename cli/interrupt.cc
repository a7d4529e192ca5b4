#include "cli/interrupt.h"

#include <csignal>

namespace kg {
namespace {

CancelToken token;

extern "C" void OnInterrupt(int) { token.Cancel(); }

}  // namespace

const CancelToken* InstallSignalHandlers() {
  struct sigaction action {};
  action.sa_handler = OnInterrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction by_default {};
  by_default.sa_handler = SIG_DFL;
  sigaction(SIGPIPE, &by_default, nullptr);
  return &token;
}

}  // namespace kg
