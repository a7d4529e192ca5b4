// JSON Lines of scope `graph`: the resolved graph, one line a record, each
// fact with all its evidence. The same shapes as graph/facts/jsonl.h.
#pragma once

#include <memory>

#include "exporters/export.h"

namespace kg {

std::unique_ptr<Sink> MakeJsonLinesSink(SinkOptions options);

}  // namespace kg
