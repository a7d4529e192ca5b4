#include "exporters/plain_ends.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "graph/view/fact_index.h"

namespace kg {
namespace {

// The edges that leave one entity, in the order of Edges' keys: names of
// predicates and ids of entities sort as their places do.
struct End {
  uint32_t predicate = 0;  // place among all names
  uint32_t target = 0;
  bool negated = false;
  bool is_claim = false;
  auto operator<=>(const End&) const = default;
};

class Lister {
 public:
  Lister(const FactIndex& index, const ExportFilter& filter)
      : index_(index), filter_(filter), cursor_(index.FactsFrom()) {}

  Status Begin(std::span<const EntityId> entities) {
    KG_ASSIGN(const std::vector<PredicateCount> predicates,
              index_.Predicates());
    for (const PredicateCount& one : predicates) {
      if (!filter_.WantsPredicate(one.name)) continue;
      const auto place = static_cast<uint32_t>(predicates_.size());
      predicates_.emplace(one.number, place);
    }
    numbers_.reserve(entities.size());
    for (const EntityId& id : entities) {
      KG_ASSIGN(const uint64_t number,
                index_.NumberOf(ThingKind::kEntity, id.hash));
      places_.emplace(number, static_cast<uint32_t>(numbers_.size()));
      numbers_.push_back(number);
    }
    return Status();
  }

  Status Add(uint32_t from, std::vector<LayoutEdge>* edges) {
    ends_.clear();
    cursor_->Seek(numbers_[from], 0);
    for (FactEdge edge; cursor_->Next(&edge);) {
      if (!edge.is_claim && !edge.plain) continue;
      const auto predicate = predicates_.find(edge.predicate);
      const auto target = places_.find(edge.object);
      if (predicate == predicates_.end() || target == places_.end()) continue;
      ends_.push_back(
          {predicate->second, target->second, edge.negated, edge.is_claim});
    }
    KG_RETURN_IF_ERROR(cursor_->status());
    std::sort(ends_.begin(), ends_.end());
    ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
    for (const End& end : ends_) edges->push_back({from, end.target});
    return Status();
  }

 private:
  const FactIndex& index_;
  const ExportFilter& filter_;
  std::unique_ptr<FactCursor> cursor_;
  std::unordered_map<uint32_t, uint32_t> predicates_;  // those that are wanted
  std::vector<uint64_t> numbers_;
  std::unordered_map<uint64_t, uint32_t> places_;
  std::vector<End> ends_;
};

}  // namespace

Result<std::vector<LayoutEdge>> PlainEnds::List(
    const GraphView& view, const ExportFilter& filter,
    std::span<const EntityId> entities, const CancelToken* cancel) {
  KG_ASSIGN(const std::shared_ptr<const FactIndex> index, FactIndex::Of(view));
  Lister lister(*index, filter);
  KG_RETURN_IF_ERROR(lister.Begin(entities));
  std::vector<LayoutEdge> edges;
  for (uint32_t from = 0; from < entities.size(); ++from) {
    if (cancel != nullptr && cancel->cancelled()) return Status::Cancelled();
    KG_RETURN_IF_ERROR(lister.Add(from, &edges));
  }
  return edges;
}

}  // namespace kg
