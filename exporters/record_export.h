// Pushes records into a sink: articles, entities, relations, claims. Private to
// Export().
#pragma once

#include "exporters/export.h"
#include "exporters/selection.h"

namespace kg {

Status PushRecords(const GraphView& view, const ExportOptions& options,
                   const Selection& selection, Sink* sink,
                   ExportCounts* counts);

}  // namespace kg
