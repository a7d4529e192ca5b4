#include "graph/view/neighbours.h"

#include "graph/view/view_graph.h"

namespace kg {
namespace {

// Chosen: what a list may hold at most, so that a hub is walked along in the
// store and not copied.
constexpr size_t kLongestList = 1 << 18;
constexpr size_t kMostOfPredicate = 1 << 20;
constexpr size_t kListBytes = 160;  // of an empty one in its cache, roughly
constexpr size_t kMostIdleCursors = 8;

uint64_t EntityNode(uint64_t number) {
  return NodeOf(ThingKind::kEntity, number).id;
}

// Gives the cursor back where it goes out of scope.
class Lease {
 public:
  Lease(const Neighbourhood& owner, FactOrder order)
      : owner_(owner), order_(order), cursor_(owner.TakeCursor(order)) {}
  ~Lease() { owner_.GiveCursor(order_, std::move(cursor_)); }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  FactCursor* operator->() const { return cursor_.get(); }

 private:
  const Neighbourhood& owner_;
  FactOrder order_;
  std::unique_ptr<FactCursor> cursor_;
};

}  // namespace

void EdgeMaker::Restart() {
  last_ = FactEdge();
  emitted_ = 0;
}

bool EdgeMaker::Make(const FactEdge& fact, EdgeRef* edge) {
  if (fact.subject == 0 || fact.object == 0) return false;
  if (!fact.is_claim && !fact.plain) return false;
  edge->start = EntityNode(fact.subject);
  edge->end = EntityNode(fact.object);
  edge->type = kFirstPredicate + fact.predicate;
  edge->key = fact.fact;
  if (!fact.is_claim) return true;
  if (fact.predicate != last_.predicate || fact.subject != last_.subject ||
      fact.object != last_.object) {
    last_ = fact;
    emitted_ = 0;
  }
  const unsigned bit = fact.negated ? 2 : 1;
  if ((emitted_ & bit) != 0) return false;
  emitted_ |= bit;
  edge->key = kActKey | bit;
  return true;
}

size_t Neighbourhood::KeyHash::operator()(const Key& key) const {
  uint64_t mixed = key.entity * 0x9e3779b97f4a7c15ull;
  mixed ^= (uint64_t{key.predicate} << 2 | static_cast<uint64_t>(key.order)) *
           0xbf58476d1ce4e5b9ull;
  return static_cast<size_t>(mixed ^ (mixed >> 29));
}

std::unique_ptr<FactCursor> Neighbourhood::TakeCursor(FactOrder order) const {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    auto& idle = cursors_[static_cast<size_t>(order)];
    if (!idle.empty()) {
      std::unique_ptr<FactCursor> cursor = std::move(idle.back());
      idle.pop_back();
      return cursor;
    }
  }
  switch (order) {
    case FactOrder::kFrom:
      return index_.FactsFrom();
    case FactOrder::kTo:
      return index_.FactsTo();
    default:
      return index_.FactsOfPredicate();
  }
}

void Neighbourhood::GiveCursor(FactOrder order,
                               std::unique_ptr<FactCursor> cursor) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  auto& idle = cursors_[static_cast<size_t>(order)];
  if (idle.size() < kMostIdleCursors) idle.push_back(std::move(cursor));
}

Result<Neighbourhood::List> Neighbourhood::Read(const Key& key) const {
  const Lease cursor(*this, key.order);
  cursor->Seek(key.entity, key.predicate);
  auto list = std::make_shared<NeighbourList>();
  EdgeMaker maker;
  EdgeRef edge;
  const bool from = key.order == FactOrder::kFrom;
  for (FactEdge fact; cursor->Next(&fact);) {
    if (!maker.Make(fact, &edge)) continue;
    if (list->edges.size() == kLongestList) return List();
    list->edges.push_back({from ? edge.end : edge.start, edge.key, edge.type});
    if (edge.start == edge.end) ++list->loops;
  }
  KG_RETURN_IF_ERROR(cursor->status());
  list->edges.shrink_to_fit();
  return List(std::move(list));
}

Result<Neighbourhood::List> Neighbourhood::Of(uint64_t entity, FactOrder order,
                                              uint32_t predicate) const {
  const Key key = {entity, predicate, order};
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (const List* known = lists_.Find(key)) return *known;
  }
  KG_ASSIGN(List list, Read(key));
  // That a list would be too long is remembered as well.
  const size_t bytes =
      kListBytes +
      (list == nullptr ? 0 : list->edges.size() * sizeof(Neighbour));
  const std::lock_guard<std::mutex> lock(mutex_);
  if (const List* known = lists_.Find(key)) return *known;
  return *lists_.Put(key, std::move(list), bytes);
}

Result<Neighbourhood::Edges> Neighbourhood::OfPredicate(
    uint32_t predicate) const {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (const Edges* known = of_predicate_.Find(predicate)) return *known;
  }
  const Lease cursor(*this, FactOrder::kOfPredicate);
  cursor->Seek(0, predicate);
  auto edges = std::make_shared<std::vector<EdgeRef>>();
  EdgeMaker maker;
  EdgeRef edge;
  for (FactEdge fact; cursor->Next(&fact);) {
    if (!maker.Make(fact, &edge)) continue;
    if (edges->size() == kMostOfPredicate) {
      edges = nullptr;
      break;
    }
    edges->push_back(edge);
  }
  KG_RETURN_IF_ERROR(cursor->status());
  const size_t bytes =
      kListBytes + (edges == nullptr ? 0 : edges->size() * sizeof(EdgeRef));
  const std::lock_guard<std::mutex> lock(mutex_);
  if (const Edges* known = of_predicate_.Find(predicate)) return *known;
  return *of_predicate_.Put(predicate, std::move(edges), bytes);
}

}  // namespace kg
