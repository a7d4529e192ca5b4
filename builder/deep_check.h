// Deep check: every file of a store, whether its database opens or not, and all
// that is derived from the articles made again and compared, resolution too.
// Changes nothing. Holds the expected rows in memory.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

struct DeepReport {
  std::vector<Violation> violations;
  std::vector<std::string> notes;  // what could not be compared, and why
};

// Takes the writer's lock; where that cannot be had, looks at what is published
// alone. NotFound where there is no store, Unsupported for another format.
Result<DeepReport> DeepCheck(const std::string& path, const Lexicon& lexicon,
                             const std::string& command);

// The same for the holder of the lock.
Result<DeepReport> DeepCheckHeld(const std::string& path,
                                 const Lexicon& lexicon);

}  // namespace kg
