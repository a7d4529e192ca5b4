// Does what the store keeps of resolution follow from its articles and
// decisions? Everything is resolved afresh, in memory, and compared: entities
// and near-copies of every article, names, and the rows of the index.
#pragma once

#include <vector>

#include "base/status.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

struct ResolutionReport {
  std::vector<Violation> violations;  // stops after 100
  // The rows were made with other tables: the next writer makes them anew, and
  // there is nothing to compare.
  bool outdated = false;
};

Result<ResolutionReport> CheckResolution(const Snapshot& snapshot,
                                         const Lexicon& lexicon);

}  // namespace kg
