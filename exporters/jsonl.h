// JSON Lines of scope `graph`: the resolved graph, one line a record, each
// fact with all its evidence. The same shapes as graph/facts/jsonl.h.
#pragma once

#include <memory>

#include "exporters/sink.h"

namespace kg {

std::unique_ptr<Sink> MakeJsonLinesSink(ByteSink out);

}  // namespace kg
