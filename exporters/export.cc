#include "exporters/export.h"

#include <functional>
#include <utility>

#include "exporters/edges.h"
#include "exporters/record_export.h"
#include "exporters/selection.h"

namespace kg {
namespace {

bool Cancelled(const ExportOptions& options) {
  return options.cancel != nullptr && options.cancel->cancelled();
}

// Calls push(entity) for each entity of the selection, by id; the first failure
// stops.
Status EachEntity(const GraphView& view, const ExportOptions& options,
                  const Selection& selection,
                  const std::function<Status(const EntityRecord&)>& push) {
  Status pushed;
  KG_RETURN_IF_ERROR(view.ForEachEntity([&](const EntityRecord& entity) {
    if (Cancelled(options)) {
      pushed = Status::Cancelled();
    } else if (selection.Contains(entity.id)) {
      pushed = push(entity);
    }
    return pushed.ok();
  }));
  return pushed;
}

Status PushEdges(const EntityId& source, const Selection& selection,
                 Edges* edges, Sink* sink, ExportCounts* counts) {
  EdgeCounts here;
  KG_RETURN_IF_ERROR(edges->ForEach(
      source, Edges::Detail::kFull,
      [&](const EntityId& target) { return selection.Contains(target); },
      [&](const ExportedEdge& edge) {
        ++counts->edges;
        return sink->Edge(edge);
      },
      &here));
  counts->relations += here.relations;
  counts->claims += here.claims;
  return Status();
}

Status PushGraph(const GraphView& view, const ExportOptions& options,
                 const Selection& selection, Sink* sink, ExportCounts* counts) {
  KG_RETURN_IF_ERROR(
      EachEntity(view, options, selection, [&](const EntityRecord& entity) {
        ++counts->entities;
        return sink->Entity({entity, {}, selection.PositionOf(entity.id)});
      }));
  Edges edges(view, options.filter);
  const auto push = [&](const EntityId& source) {
    return PushEdges(source, selection, &edges, sink, counts);
  };
  if (selection.IsListed()) {
    for (const EntityId& source : selection.entities()) {
      if (Cancelled(options)) return Status::Cancelled();
      KG_RETURN_IF_ERROR(push(source));
    }
  } else {
    KG_RETURN_IF_ERROR(EachEntity(
        view, options, selection,
        [&](const EntityRecord& entity) { return push(entity.id); }));
  }
  if (options.filter.Any()) return Status();
  KG_ASSIGN(const GraphStatistics statistics, view.Statistics());
  counts->undrawn_claims = statistics.claims - counts->claims;
  counts->claims = statistics.claims;
  return Status();
}

}  // namespace

Result<ExportCounts> Export(const GraphView& view, const ExportOptions& options,
                            Sink* sink) {
  KG_ASSIGN(const Selection selection,
            Selection::Make(view, options.filter, options.needs.positions,
                            options.cancel));
  ExportCounts counts;
  KG_RETURN_IF_ERROR(sink->Begin());
  KG_RETURN_IF_ERROR(
      options.needs.edges
          ? PushGraph(view, options, selection, sink, &counts)
          : PushRecords(view, options, selection, sink, &counts));
  KG_ASSIGN(counts.sink, sink->End());
  return counts;
}

}  // namespace kg
