// Selection: the entities that an export holds, and their positions. Made in
// one pass before anything is written. Takes 16 bytes an entity where it has to
// list them and 8 an edge; positions take layout.h's share on top. Borrows the
// view and the filter.
#pragma once

#include <optional>
#include <vector>

#include "base/cancel.h"
#include "exporters/edges.h"
#include "exporters/filter.h"
#include "exporters/layout.h"

namespace kg {

class Selection {
 public:
  // Everything, where the filter chooses nothing and no positions are asked
  // for: then no pass is made.
  static Result<Selection> Make(const GraphView& view,
                                const ExportFilter& filter, bool positions,
                                const CancelToken* cancel);

  bool Contains(const EntityId& id) const {
    return everything_ || IndexOf(id).has_value();
  }
  // Whether it knows what it contains: then entities(), ascending.
  bool IsListed() const { return listed_; }
  const std::vector<EntityId>& entities() const { return entities_; }
  // Absent without positions. `id` must be contained.
  std::optional<Position> PositionOf(const EntityId& id) const;

 private:
  std::optional<uint32_t> IndexOf(const EntityId& id) const;
  Status ListEntities(const GraphView& view, const ExportFilter& filter,
                      std::vector<double>* radii);
  Status ListEdges(const GraphView& view, const ExportFilter& filter,
                   const CancelToken* cancel);
  std::vector<bool> Choose(const ExportFilter& filter) const;
  void Keep(const std::vector<bool>& kept, std::vector<double>* radii);

  bool everything_ = false;
  bool listed_ = false;
  std::vector<EntityId> entities_;  // ascending
  std::vector<LayoutEdge> edges_;   // until the layout is made
  std::vector<Position> positions_;
};

}  // namespace kg
