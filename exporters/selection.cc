#include "exporters/selection.h"

#include <algorithm>
#include <utility>

#include "exporters/appearance.h"
#include "exporters/plain_ends.h"

namespace kg {
namespace {

// The nodes within `depth` steps of those set, in any direction.
void Widen(std::span<const LayoutEdge> edges, uint32_t depth,
           std::vector<bool>* kept) {
  std::vector<bool>& in = *kept;
  for (uint32_t step = 0; step < depth; ++step) {
    std::vector<uint32_t> reached;
    for (const LayoutEdge& edge : edges) {
      if (in[edge.from] != in[edge.to]) {
        reached.push_back(in[edge.from] ? edge.to : edge.from);
      }
    }
    if (reached.empty()) return;
    for (const uint32_t node : reached) in[node] = true;
  }
}

// The largest connected part; of equal ones, the one of the first node.
std::vector<bool> Giant(uint32_t nodes, std::span<const LayoutEdge> edges,
                        const std::vector<bool>& kept) {
  std::vector<LayoutEdge> inside;
  for (const LayoutEdge& edge : edges) {
    if (kept[edge.from] && kept[edge.to]) inside.push_back(edge);
  }
  const std::vector<uint32_t> parts = ConnectedParts(nodes, inside);
  std::vector<uint32_t> sizes(nodes, 0);
  for (uint32_t i = 0; i < nodes; ++i) {
    if (kept[i]) ++sizes[parts[i]];
  }
  const auto largest = static_cast<uint32_t>(
      std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
  std::vector<bool> out(nodes, false);
  for (uint32_t i = 0; i < nodes; ++i) out[i] = kept[i] && parts[i] == largest;
  return out;
}

}  // namespace

Result<Selection> Selection::Make(const GraphView& view,
                                  const ExportFilter& filter, bool positions,
                                  const CancelToken* cancel) {
  Selection selection;
  selection.everything_ = !filter.Any();
  if (selection.everything_ && !positions) return selection;
  selection.listed_ = true;
  std::vector<double> radii;
  KG_RETURN_IF_ERROR(selection.ListEntities(view, filter, &radii));
  KG_RETURN_IF_ERROR(selection.ListEdges(view, filter, cancel));
  if (filter.Any()) selection.Keep(selection.Choose(filter), &radii);
  if (positions) {
    KG_ASSIGN(selection.positions_,
              ComputeLayout(radii, selection.edges_, cancel));
  }
  std::vector<LayoutEdge>().swap(selection.edges_);
  return selection;
}

std::optional<uint32_t> Selection::IndexOf(const EntityId& id) const {
  const auto at = std::lower_bound(entities_.begin(), entities_.end(), id);
  if (at == entities_.end() || *at != id) return std::nullopt;
  return static_cast<uint32_t>(at - entities_.begin());
}

std::optional<Position> Selection::PositionOf(const EntityId& id) const {
  if (positions_.empty()) return std::nullopt;
  return positions_[IndexOf(id).value()];
}

Status Selection::ListEntities(const GraphView& view,
                               const ExportFilter& filter,
                               std::vector<double>* radii) {
  return view.ForEachEntity([&](const EntityRecord& entity) {
    if (filter.WantsType(entity.type)) {
      entities_.push_back(entity.id);
      radii->push_back(SizeOf(entity));
    }
    return true;
  });
}

Status Selection::ListEdges(const GraphView& view, const ExportFilter& filter,
                            const CancelToken* cancel) {
  if (PlainEnds::Serves(filter)) {
    KG_ASSIGN(edges_, PlainEnds::List(view, filter, entities_, cancel));
    return Status();
  }
  Edges edges(view, filter);
  EdgeCounts counts;
  for (uint32_t from = 0; from < entities_.size(); ++from) {
    if (cancel != nullptr && cancel->cancelled()) return Status::Cancelled();
    KG_RETURN_IF_ERROR(edges.ForEach(
        entities_[from], Edges::Detail::kEnds,
        [&](const EntityId& target) { return IndexOf(target).has_value(); },
        [&](const ExportedEdge& edge) {
          edges_.push_back({from, *IndexOf(edge.target)});
          return Status();
        },
        &counts));
  }
  return Status();
}

std::vector<bool> Selection::Choose(const ExportFilter& filter) const {
  const auto nodes = static_cast<uint32_t>(entities_.size());
  std::vector<bool> kept(nodes, filter.ego.empty());
  for (const EntityId& id : filter.ego) {
    if (const std::optional<uint32_t> at = IndexOf(id)) kept[*at] = true;
  }
  if (!filter.ego.empty()) Widen(edges_, filter.depth, &kept);
  if (filter.giant && nodes > 0) kept = Giant(nodes, edges_, kept);
  if (filter.ChoosesFacts()) {
    std::vector<bool> touched(nodes, false);
    for (const LayoutEdge& edge : edges_) {
      if (kept[edge.from] && kept[edge.to]) {
        touched[edge.from] = touched[edge.to] = true;
      }
    }
    kept = std::move(touched);
  }
  return kept;
}

void Selection::Keep(const std::vector<bool>& kept,
                     std::vector<double>* radii) {
  std::vector<uint32_t> number(entities_.size());
  uint32_t count = 0;
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    if (!kept[i]) continue;
    number[i] = count;
    entities_[count] = entities_[i];
    (*radii)[count++] = (*radii)[i];
  }
  entities_.resize(count);
  radii->resize(count);
  std::erase_if(edges_, [&](const LayoutEdge& edge) {
    return !kept[edge.from] || !kept[edge.to];
  });
  for (LayoutEdge& edge : edges_) {
    edge = {number[edge.from], number[edge.to]};
  }
}

}  // namespace kg
