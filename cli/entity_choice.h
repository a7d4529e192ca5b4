// Which entity a person means by a name or an id on the command line.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "graph/store/store.h"

namespace kg {

// The entities that have the name or alias, or the one with the id. NotFound,
// with the nearest names, where there is none.
Result<std::vector<EntityRecord>> EntitiesFor(const Snapshot& snapshot,
                                              const std::string& given);

// The one entity: the only one that has the name, or the only one called so.
// InvalidInput lists the candidates with their ids where there are several.
Result<EntityRecord> EntityFor(const Snapshot& snapshot,
                               const std::string& given);

}  // namespace kg
