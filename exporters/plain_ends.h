// The ends of the edges of Edges::ForEach(), in its order, by the view's index
// of facts, which knows neither how sure a fact is nor who says so: many times
// faster than by the facts' records. Takes 40 bytes an entity beside the edges
// and what leaves one entity. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "exporters/filter.h"
#include "exporters/layout.h"
#include "graph/view/graph_view.h"

namespace kg {

struct PlainEnds {
  // Whether the index knows all that the filter asks of an edge.
  static bool Serves(const ExportFilter& filter) {
    return !filter.all && filter.min_confidence == 0 &&
           filter.min_sources <= 1 && !filter.HasWindow();
  }

  // Between these entities, which are ascending; ends are their indexes.
  static Result<std::vector<LayoutEdge>> List(
      const GraphView& view, const ExportFilter& filter,
      std::span<const EntityId> entities, const CancelToken* cancel);
};

}  // namespace kg
