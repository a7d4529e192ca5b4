// Verify: does every quote of the resolved graph still stand in the stored text
// at the place that its evidence names? Reads a snapshot; changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "graph/store/store.h"

namespace kg {

struct VerifyResult {
  uint64_t quotes = 0;        // looked at
  uint64_t without_text = 0;  // of articles stored without their text
  // "path: relation ID: expected 'x' at 3..4, got 'y'"; at most 100.
  std::vector<std::string> wrong;
  uint64_t wrong_count = 0;
};

Result<VerifyResult> Verify(const Snapshot& snapshot,
                            const CancelToken* cancel);

}  // namespace kg
