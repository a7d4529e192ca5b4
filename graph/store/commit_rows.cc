// The rows that articles share: entities, relations, predicates, private ids.
// Held while the commit runs, written once at its end.
#include <utility>

#include "graph/store/commit.h"
#include "graph/store/edges.h"

namespace kg {

Result<ArticleCommit::EntityState*> ArticleCommit::EntityAt(
    const EntityId& id) {
  const auto at = entities_.find(id);
  if (at != entities_.end()) return &at->second;
  const std::string key = HashKey(tag::kEntity, id.hash);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  EntityState state;
  if (bytes) {
    KG_ASSIGN(state.row, Decode<EntityRow>(Family::kRecord, key, *bytes));
    state.shown = MostCommon(state.row.types);
  }
  return &entities_.emplace(id, std::move(state)).first->second;
}

Result<ArticleCommit::RelationState*> ArticleCommit::RelationAt(
    const RelationId& id, const RelationShare& share) {
  const auto at = relations_.find(id);
  if (at != relations_.end()) return &at->second;
  const std::string key = HashKey(tag::kRelation, id.hash);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  RelationState state;
  if (bytes) {
    state.existed = true;
    KG_ASSIGN(state.row, Decode<RelationRow>(Family::kRecord, key, *bytes));
  } else {
    KG_ASSIGN(state.row.id, NewId(IdKind::kRelation, id.hash));
    state.row.subject = share.subject;
    state.row.predicate = share.predicate;
    state.row.object = share.object;
    state.row.polarity = share.polarity;
    state.row.modality = share.modality;
    state.row.standing = share.standing;
    state.row.derived = share.derived;
  }
  return &relations_.emplace(id, std::move(state)).first->second;
}

Result<PredicateRow*> ArticleCommit::PredicateAt(const std::string& name) {
  const auto at = predicates_.find(name);
  if (at != predicates_.end()) return &at->second;
  const std::string key = TextKey(tag::kPredicate, name);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  PredicateRow row;
  if (bytes) {
    KG_ASSIGN(row, Decode<PredicateRow>(Family::kRecord, key, *bytes));
  } else {
    KG_ASSIGN(NextIds * next, Next());
    row.id = next->predicate;
    next->predicate =
        static_cast<PredicateId>(static_cast<uint32_t>(next->predicate) + 1);
  }
  return &predicates_.emplace(name, row).first->second;
}

Result<NextIds*> ArticleCommit::Next() {
  if (next_) return &*next_;
  const std::string key(1, tag::kNextIds);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  next_.emplace();
  if (bytes) {
    KG_ASSIGN(*next_, Decode<NextIds>(Family::kRecord, key, *bytes));
  }
  return &*next_;
}

Result<PrivateId> ArticleCommit::NewId(IdKind kind, const Hash128& hash) {
  PrivateId id = PrivateId::kNone;
  const auto freed = freed_.find(hash);
  if (freed != freed_.end()) {
    id = freed->second;
  } else {
    KG_ASSIGN(NextIds * next, Next());
    id = next->id;
    next->id = static_cast<PrivateId>(static_cast<uint64_t>(id) + 1);
  }
  overlay_.Put(Family::kRecord, IdKey(tag::kId, id), Encode(IdRow{kind, hash}));
  return id;
}

Result<Edge> ArticleCommit::EdgeOf(const std::optional<EntityId>& subject,
                                   const std::string& predicate,
                                   const std::optional<EntityId>& object,
                                   PrivateId fact) {
  Edge edge;
  edge.fact = fact;
  KG_ASSIGN(const PredicateRow* row, PredicateAt(predicate));
  edge.predicate = row->id;
  if (subject) {
    KG_ASSIGN(const EntityState* state, EntityAt(*subject));
    edge.subject = state->row.id;
  }
  if (object) {
    KG_ASSIGN(const EntityState* state, EntityAt(*object));
    edge.object = state->row.id;
  }
  return edge;
}

void ArticleCommit::OwnEdge(const Edge& edge, const EdgeMarks& marks,
                            Sign sign) {
  for (const std::string& key : EdgeKeys(edge)) {
    Own(Family::kEdge, key, Encode(marks), sign);
  }
}

Status ArticleCommit::FinishRelation(const RelationId& id,
                                     const RelationState& state) {
  const RelationRow& row = state.row;
  const bool exists = row.articles > 0;
  Own(Family::kRecord, HashKey(tag::kRelation, id.hash), Encode(row),
      exists ? Sign::kAdd : Sign::kRemove);
  if (!exists) overlay_.Delete(Family::kRecord, IdKey(tag::kId, row.id));
  if (exists == state.existed) return Status();

  const Sign sign = exists ? Sign::kAdd : Sign::kRemove;
  const auto difference = static_cast<int64_t>(sign);
  const auto* object = std::get_if<EntityId>(&row.object);
  KG_ASSIGN(
      const Edge edge,
      EdgeOf(row.subject, row.predicate,
             object ? std::optional<EntityId>(*object) : std::nullopt, row.id));
  OwnEdge(edge, MarksOf(row), sign);
  KG_ASSIGN(PredicateRow * predicate, PredicateAt(row.predicate));
  if (exists) {
    ++predicate->relations;
  } else if (predicate->relations > 0) {
    --predicate->relations;
  } else {
    return CorruptRecord(Family::kRecord,
                         TextKey(tag::kPredicate, row.predicate),
                         "a count would leave its range");
  }
  if (IsPlain(row.polarity, row.modality, row.standing,
              row.subject.has_value())) {
    KG_RETURN_IF_ERROR(CountThe(counter::kPlainRelations, difference));
  }
  return CountThe(counter::kRelations, difference);
}

Status ArticleCommit::FinishEntity(const EntityId& id,
                                   const EntityState& state) {
  const EntityRow& row = state.row;
  const bool exists = row.articles > 0;
  Own(Family::kRecord, HashKey(tag::kEntity, id.hash), Encode(row),
      exists ? Sign::kAdd : Sign::kRemove);
  if (!exists) overlay_.Delete(Family::kRecord, IdKey(tag::kId, row.id));

  const std::optional<EntityType> shown = MostCommon(row.types);
  if (state.shown == shown) return Status();
  if (state.shown) {
    KG_RETURN_IF_ERROR(CountThe(counter::OfType(*state.shown), -1));
  }
  if (shown) KG_RETURN_IF_ERROR(CountThe(counter::OfType(*shown), 1));
  if (!state.shown) return CountThe(counter::kEntities, 1);
  if (!shown) return CountThe(counter::kEntities, -1);
  return Status();
}

void ArticleCommit::FinishPredicates() {
  for (const auto& [name, row] : predicates_) {
    const Sign sign =
        row.relations + row.claims > 0 ? Sign::kAdd : Sign::kRemove;
    Own(Family::kRecord, TextKey(tag::kPredicate, name), Encode(row), sign);
    Own(Family::kRecord,
        NumberKey(tag::kPredicateId, static_cast<uint32_t>(row.id)),
        EncodeText(name), sign);
  }
}

Result<const Changes*> ArticleCommit::Finish() {
  // Relations first: their edges take the private ids of entities that go.
  for (const auto& [id, state] : relations_) {
    KG_RETURN_IF_ERROR(FinishRelation(id, state));
  }
  for (const auto& [id, state] : entities_) {
    KG_RETURN_IF_ERROR(FinishEntity(id, state));
  }
  FinishPredicates();
  if (next_) {
    overlay_.Put(Family::kRecord, std::string(1, tag::kNextIds),
                 Encode(*next_));
  }
  return &overlay_.changes();
}

}  // namespace kg
