// Ctrl-C and termination as a cancel token.
#pragma once

#include "base/cancel.h"

namespace kg {

// The token that SIGINT and SIGTERM set; a second signal ends the program at
// once. Restores the default of SIGPIPE, so that a closed pipe ends kg quietly
// whatever its parent had set.
const CancelToken* InstallSignalHandlers();

}  // namespace kg
