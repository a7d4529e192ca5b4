// Ctrl-C in kg shell: it stops the query or forgets the line, and the shell
// goes on; twice at once, or a termination, ends the program. One thread asks.
#pragma once

#include "base/cancel.h"

namespace kg {

// Instead of InstallSignalHandlers().
void CatchShellSignals();
// Set by Ctrl-C and by a termination. Lives as long as the program.
const CancelToken* ShellToken();
// Whether Ctrl-C, and nothing more, was caught; ShellToken() is then a new one.
bool TakeInterrupt();

}  // namespace kg
