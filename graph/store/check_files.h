// The files of a store around its databases: versions, the number of the newest
// checkpoint, its seal. Reads alone; opens no database.
#pragma once

#include <string>
#include <vector>

#include "graph/store/store.h"

namespace kg {

// Is there something at this path that kg made, or part of it?
bool IsStore(const std::string& store);

// Unsupported for a store of another format version.
Result<std::vector<Violation>> CheckFiles(const std::string& store);

}  // namespace kg
