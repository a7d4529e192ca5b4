// GEXF 1.3 (https://gexf.net) for Gephi, with a time line: each node and edge
// is there on the days on which it was reported.
#pragma once

#include <memory>

#include "exporters/export.h"

namespace kg {

std::unique_ptr<Sink> MakeGexfSink(SinkOptions options);

}  // namespace kg
