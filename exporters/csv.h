// CSV (RFC 4180, lines end with a line feed) with the headers of Gephi's data
// laboratory: a table of edges and, as part `nodes`, one of nodes.
#pragma once

#include <memory>

#include "exporters/export.h"

namespace kg {

inline constexpr std::string_view kCsvParts[] = {"nodes"};
std::unique_ptr<Sink> MakeCsvSink(SinkOptions options);

}  // namespace kg
