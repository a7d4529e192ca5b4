// What a ViewGraph reads of its view, by number, and keeps for a while.

#include "graph/view/view_graph_state.h"

namespace kg {
namespace {

// The record from the cache, or read by `read` and put there.
template <typename Record, typename CacheType, typename Read>
Result<std::shared_ptr<const Record>> Cached(const CacheType& cache,
                                             uint64_t number,
                                             const Read& read) {
  {
    const std::lock_guard<std::mutex> lock(cache.mutex);
    if (const auto* known = cache.records.Find(number)) return *known;
  }
  KG_ASSIGN(Record record, read());
  auto shared = std::make_shared<const Record>(std::move(record));
  const std::lock_guard<std::mutex> lock(cache.mutex);
  if (const auto* known = cache.records.Find(number)) return *known;
  return *cache.records.Put(number, std::move(shared));
}

}  // namespace

Result<std::shared_ptr<const EntityValues>> ViewGraph::State::Head(
    uint64_t number) const {
  return Cached<EntityValues>(heads, number, [&]() -> Result<EntityValues> {
    KG_ASSIGN(EntityHead head, index->HeadOf(number));
    return EntityValues{head.type, Value::String(std::move(head.name)),
                        Value::String(std::string(NameOf(head.type)))};
  });
}

Result<std::shared_ptr<const DayValues>> ViewGraph::State::Days(
    uint64_t relation) const {
  return Cached<DayValues>(days, relation, [&]() -> Result<DayValues> {
    KG_ASSIGN(DayRange range, index->DaysOf(relation));
    DayValues values;
    if (range.first.empty()) return values;
    const bool same = range.first == range.last;
    values.first = Value::String(std::move(range.first));
    values.last = same ? values.first : Value::String(std::move(range.last));
    return values;
  });
}

Result<std::vector<NodeRef>> ViewGraph::State::Named(
    const std::string& name) const {
  {
    const std::lock_guard<std::mutex> lock(names_mutex);
    if (const std::vector<NodeRef>* known = names.Find(name)) return *known;
  }
  KG_ASSIGN(const std::vector<uint64_t> numbers, index->EntitiesNamed(name));
  std::vector<NodeRef> nodes;
  for (const uint64_t number : numbers) {
    nodes.push_back(NodeOf(ThingKind::kEntity, number));
  }
  const std::lock_guard<std::mutex> lock(names_mutex);
  if (names.Find(name) == nullptr) names.Put(name, nodes);
  return nodes;
}

Result<std::shared_ptr<const EntityRecord>> ViewGraph::State::Entity(
    uint64_t number) const {
  return Cached<EntityRecord>(entities, number, [&]() -> Result<EntityRecord> {
    KG_ASSIGN(const Thing thing, index->ThingOf(number));
    return view->Entity(EntityId{thing.hash});
  });
}

Result<std::shared_ptr<const RelationRecord>> ViewGraph::State::Relation(
    uint64_t number) const {
  return Cached<RelationRecord>(
      relations, number, [&]() -> Result<RelationRecord> {
        KG_ASSIGN(const Thing thing, index->ThingOf(number));
        return view->Relation(RelationId{thing.hash});
      });
}

Result<std::shared_ptr<const ClaimRecord>> ViewGraph::State::Claim(
    uint64_t number) const {
  return Cached<ClaimRecord>(claims, number, [&]() -> Result<ClaimRecord> {
    KG_ASSIGN(const Thing thing, index->ThingOf(number));
    return view->Claim(ClaimId{thing.hash});
  });
}

Result<std::shared_ptr<const ArticleRecord>> ViewGraph::State::Article(
    uint64_t number) const {
  return Cached<ArticleRecord>(
      articles, number, [&]() -> Result<ArticleRecord> {
        KG_ASSIGN(const Thing thing, index->ThingOf(number));
        return view->Article(ArticleId{thing.hash});
      });
}

Result<NodeRef> ViewGraph::State::NodeOfEntity(const EntityId& id) const {
  KG_ASSIGN(const uint64_t number,
            index->NumberOf(ThingKind::kEntity, id.hash));
  return NodeOf(ThingKind::kEntity, number);
}

Result<std::vector<std::shared_ptr<const ClaimRecord>>>
ViewGraph::State::ClaimsOf(const EdgeRef& edge) const {
  std::vector<std::shared_ptr<const ClaimRecord>> found;
  const std::unique_ptr<FactCursor> facts = index->FactsFrom();
  const bool negated = (edge.key & 2) != 0;
  facts->Seek(NumberOf(NodeRef{edge.start}), edge.type - kFirstPredicate);
  FactEdge fact;
  while (facts->Next(&fact)) {
    if (!fact.is_claim || fact.negated != negated ||
        fact.object != NumberOf(NodeRef{edge.end})) {
      continue;
    }
    KG_ASSIGN(auto claim, Claim(fact.fact));
    found.push_back(std::move(claim));
  }
  KG_RETURN_IF_ERROR(facts->status());
  return found;
}

Result<Value> ViewGraph::IdOf(NodeRef node) const {
  KG_ASSIGN(const Thing thing, state_->index->ThingOf(NumberOf(node)));
  return Value::String(thing.hash.Hex());
}

// The relation's, of a plain one; others are named by what they join.
Result<Value> ViewGraph::IdOf(const EdgeRef& edge) const {
  if (edge.type > kFirstPredicate && !state_->IsActEdge(edge)) {
    KG_ASSIGN(const Thing thing, state_->index->ThingOf(edge.key));
    return Value::String(thing.hash.Hex());
  }
  KG_ASSIGN(const Value start, IdOf(NodeRef{edge.start}));
  KG_ASSIGN(const Value end, IdOf(NodeRef{edge.end}));
  return Value::String(start.string() + " " + EdgeTypeName(edge.type) + " " +
                       end.string());
}

}  // namespace kg
