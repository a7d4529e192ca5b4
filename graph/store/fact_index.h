// The store's FactIndex: private ids are its numbers, the edge family its
// orders. Borrows the database.
#pragma once

#include <memory>

#include "graph/store/rocks.h"
#include "graph/view/fact_index.h"

namespace kg {

std::shared_ptr<const FactIndex> MakeFactIndex(const Database& database);

}  // namespace kg
