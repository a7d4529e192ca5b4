// The invariants of a database: all checksums, and every derived family made
// again from the raw one and compared, key by key. Reads all and holds the
// expected rows in memory; changes nothing.
#pragma once

#include <vector>

#include "base/status.h"
#include "graph/store/rocks.h"
#include "graph/store/store.h"

namespace kg {

// Empty when all rules hold; stops after 100.
Result<std::vector<Violation>> CheckDatabase(const Database& database);

}  // namespace kg
