// The edges between entities, from lists in memory (neighbours.h) where they
// are short enough, and else as a stream from the store.

#include <algorithm>

#include "graph/view/view_graph_state.h"

namespace kg {
namespace {

// Edges between entities only. Without types, those of all predicates.
class EntityEdges : public EdgeCursor {
 public:
  EntityEdges(const ViewGraph::State& state, EdgeDirection direction,
              const std::vector<SymbolId>& types)
      : state_(state), direction_(direction), types_(types) {}

  void Seek(NodeRef node) override {
    Load(node);
    for (Part& part : parts_) {
      part.at = part.list->edges.data();
      part.end = part.at + part.list->edges.size();
    }
  }

  void SeekBetween(NodeRef node, NodeRef other) override {
    Load(node);
    for (Part& part : parts_) {
      const std::vector<Neighbour>& edges = part.list->edges;
      part.at = edges.data();
      part.end = part.at + edges.size();
      if (types_.empty()) continue;  // sorted by type first
      const auto before = [](const Neighbour& edge, uint64_t end) {
        return edge.other < end;
      };
      part.at = std::lower_bound(part.at, part.end, other.id, before);
      part.end = std::lower_bound(part.at, part.end, other.id + 1, before);
    }
  }

  bool Next(EdgeRef* edge) override {
    for (; part_ < parts_.size(); ++part_) {
      Part& part = parts_[part_];
      while (part.at != part.end) {
        const Neighbour& next = *part.at++;
        if (Twice(part) && next.other == node_.id) continue;
        edge->start = part.from ? node_.id : next.other;
        edge->end = part.from ? next.other : node_.id;
        edge->key = next.key;
        edge->type = next.type;
        return true;
      }
    }
    return streaming_ && NextOfStream(edge);
  }

  uint64_t CountRest() override {
    uint64_t count = 0;
    for (; part_ < parts_.size(); ++part_) {
      Part& part = parts_[part_];
      const bool whole = part.at == part.list->edges.data();
      if (Twice(part) && part.list->loops > 0 && !whole) {
        return count + EdgeCursor::CountRest();
      }
      count += static_cast<uint64_t>(part.end - part.at);
      if (Twice(part)) count -= part.list->loops;
      part.at = part.end;
    }
    return streaming_ ? count + EdgeCursor::CountRest() : count;
  }

  Status status() const override {
    return status_.ok() && streaming_ ? stream_->status() : status_;
  }

 private:
  struct Part {
    Neighbourhood::List list;
    bool from = false;
    const Neighbour* at = nullptr;
    const Neighbour* end = nullptr;
  };

  // A loop is in both lists of its entity: it counts in the first.
  bool Twice(const Part& part) const {
    return !part.from && direction_ == EdgeDirection::kBoth;
  }

  // The lists of the node, unless they are there already.
  void Load(NodeRef node) {
    part_ = 0;
    if (loaded_ && node == node_ && !streaming_) return;
    node_ = node;
    loaded_ = true;
    streaming_ = false;
    status_ = Status();
    parts_.clear();
    if (KindOf(node) != ThingKind::kEntity) {
      if (types_.empty()) StartStream();
      return;
    }
    if (direction_ != EdgeDirection::kIn) AddParts(FactOrder::kFrom);
    if (direction_ != EdgeDirection::kOut) AddParts(FactOrder::kTo);
    loaded_ = status_.ok();
  }

  void AddParts(FactOrder order) {
    const size_t count = std::max<size_t>(1, types_.size());
    for (size_t i = 0; i < count && status_.ok() && !streaming_; ++i) {
      const uint32_t predicate =
          types_.empty() ? 0 : types_[i] - kFirstPredicate;
      auto list = state_.neighbours->Of(NumberOf(node_), order, predicate);
      if (!list.ok()) {
        status_ = list.status();
        parts_.clear();
      } else if (*list == nullptr) {
        StartStream();
      } else {
        parts_.push_back(
            {std::move(*list), order == FactOrder::kFrom, nullptr, nullptr});
      }
    }
  }

  void StartStream() {
    parts_.clear();
    if (stream_ == nullptr) stream_ = state_.StreamEdges(direction_, types_);
    stream_->Seek(node_);
    streaming_ = true;
  }

  bool NextOfStream(EdgeRef* edge) {
    while (stream_->Next(edge)) {
      const uint64_t other = edge->start == node_.id ? edge->end : edge->start;
      if (KindOf(NodeRef{other}) == ThingKind::kEntity) return true;
    }
    return false;
  }

  const ViewGraph::State& state_;
  EdgeDirection direction_;
  std::vector<SymbolId> types_;
  NodeRef node_;
  bool loaded_ = false;
  std::vector<Part> parts_;
  size_t part_ = 0;
  std::unique_ptr<EdgeCursor> stream_;
  bool streaming_ = false;
  Status status_;
};

class PredicateEdges : public EdgeScan {
 public:
  PredicateEdges(const Neighbourhood& neighbours, uint32_t predicate)
      : neighbours_(neighbours) {
    auto edges = neighbours.OfPredicate(predicate);
    if (!edges.ok()) {
      status_ = edges.status();
      return;
    }
    listed_ = std::move(*edges);
    if (listed_ != nullptr) return;
    cursor_ = neighbours.TakeCursor(FactOrder::kOfPredicate);
    cursor_->Seek(0, predicate);
  }
  ~PredicateEdges() override {
    if (cursor_ == nullptr) return;
    neighbours_.GiveCursor(FactOrder::kOfPredicate, std::move(cursor_));
  }

  bool Next(EdgeRef* edge) override {
    if (listed_ != nullptr) {
      if (at_ == listed_->size()) return false;
      *edge = (*listed_)[at_++];
      return true;
    }
    if (cursor_ == nullptr) return false;
    for (FactEdge fact; cursor_->Next(&fact);) {
      if (maker_.Make(fact, edge)) return true;
    }
    return false;
  }

  Status status() const override {
    return status_.ok() && cursor_ != nullptr ? cursor_->status() : status_;
  }

 private:
  const Neighbourhood& neighbours_;
  Neighbourhood::Edges listed_;
  size_t at_ = 0;
  std::unique_ptr<FactCursor> cursor_;
  EdgeMaker maker_;
  Status status_;
};

bool OnlyPredicates(const std::vector<SymbolId>& types) {
  return std::all_of(types.begin(), types.end(),
                     [](SymbolId type) { return type > kFirstPredicate; });
}

}  // namespace

std::unique_ptr<EdgeCursor> ViewGraph::Edges(
    EdgeDirection direction, const std::vector<SymbolId>& types) const {
  if (types.empty() || !OnlyPredicates(types)) {
    return state_->StreamEdges(direction, types);
  }
  return std::make_unique<EntityEdges>(*state_, direction, types);
}

bool ViewGraph::CanLeadTo(const std::vector<SymbolId>& types,
                          SymbolId label) const {
  return label == Label("Entity") && OnlyPredicates(types);
}

std::unique_ptr<EdgeCursor> ViewGraph::EdgesLeadingTo(
    EdgeDirection direction, const std::vector<SymbolId>& types,
    SymbolId /*label*/) const {
  return std::make_unique<EntityEdges>(*state_, direction, types);
}

bool ViewGraph::CanScan(SymbolId type) const { return type > kFirstPredicate; }

std::unique_ptr<EdgeScan> ViewGraph::ScanEdges(SymbolId type) const {
  return std::make_unique<PredicateEdges>(*state_->neighbours,
                                          type - kFirstPredicate);
}

}  // namespace kg
