// Evidence, patterns, names and statistics.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/lru.h"
#include "base/unicode.h"
#include "graph/store/codec.h"
#include "graph/store/commit.h"
#include "graph/store/edges.h"
#include "graph/store/reader.h"

namespace kg {
namespace {

Result<Hash128> HashOfId(const Database& database, PrivateId id, IdKind kind) {
  const std::string key = IdKey(tag::kId, id);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRecord, key));
  if (!bytes) return CorruptRecord(Family::kRecord, key, "it is missing");
  KG_ASSIGN(const IdRow row, Decode<IdRow>(Family::kRecord, key, *bytes));
  if (row.kind != kind) {
    return CorruptRecord(Family::kRecord, key, "it is of another kind");
  }
  return row.hash;
}

// Nothing where the key has no row.
template <typename T>
Result<std::optional<T>> Find(const Database& database,
                              const std::string& key) {
  KG_ASSIGN(const auto bytes, database.Get(Family::kRecord, key));
  if (!bytes) return std::optional<T>();
  KG_ASSIGN(T row, Decode<T>(Family::kRecord, key, *bytes));
  return std::optional<T>(std::move(row));
}

Result<std::vector<PrivateId>> IdsOf(const Database& database,
                                     const std::vector<EntityId>& entities) {
  std::vector<PrivateId> ids;
  for (const EntityId& entity : entities) {
    KG_ASSIGN(const auto row,
              Find<EntityRow>(database, HashKey(tag::kEntity, entity.hash)));
    if (row) ids.push_back(row->id);
  }
  return ids;
}

// The pattern in private ids; nothing where a bound field names nothing that
// is stored, so that nothing can match.
Result<std::optional<EdgePattern>> Resolve(const Database& database,
                                           const FactPattern& pattern,
                                           FactKind kind) {
  EdgePattern resolved;
  resolved.kind = kind;
  KG_ASSIGN(resolved.subjects, IdsOf(database, pattern.subjects));
  KG_ASSIGN(resolved.objects, IdsOf(database, pattern.objects));
  if (!pattern.predicate.empty()) {
    KG_ASSIGN(const auto row,
              Find<PredicateRow>(database,
                                 TextKey(tag::kPredicate, pattern.predicate)));
    if (!row) return std::optional<EdgePattern>();
    resolved.predicate = row->id;
  }
  if (resolved.subjects.empty() != pattern.subjects.empty() ||
      resolved.objects.empty() != pattern.objects.empty()) {
    return std::optional<EdgePattern>();
  }
  return std::optional<EdgePattern>(std::move(resolved));
}

bool MatchesAll(const FactPattern& pattern) {
  return pattern.subjects.empty() && pattern.predicate.empty() &&
         pattern.objects.empty();
}

// Public ids of the facts that match, ascending.
Result<std::vector<Hash128>> MatchingFacts(const Database& database,
                                           const FactPattern& pattern,
                                           FactKind kind) {
  std::vector<Hash128> hashes;
  KG_ASSIGN(const auto resolved, Resolve(database, pattern, kind));
  if (!resolved) return hashes;
  KG_ASSIGN(const std::vector<PrivateId> ids, FactsOf(database, *resolved));
  const IdKind id_kind =
      kind == FactKind::kRelation ? IdKind::kRelation : IdKind::kClaim;
  for (PrivateId id : ids) {
    KG_ASSIGN(const Hash128 hash, HashOfId(database, id, id_kind));
    hashes.push_back(hash);
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

// The evidence of relations, one after another.
class EvidenceFinder {
 public:
  explicit EvidenceFinder(const Database& database) : database_(database) {}

  // Of the relation whose rows the cursor is at the first of, if it has any: by
  // article date, article id, position. `days` become those of the evidence;
  // rows without a date have no say.
  Result<std::vector<EvidenceRecord>> At(PrivateId relation, Cursor* cursor,
                                         DayRange* days) {
    KG_ASSIGN(std::vector<Item> items, ItemsAt(relation, cursor));
    *days = DaysOf(items);
    // Keys sort a day's documents by private id, which must not show.
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) {
                       return std::tie(a.day, a.evidence.article) <
                              std::tie(b.day, b.evidence.article);
                     });
    std::vector<EvidenceRecord> evidence;
    for (Item& item : items) evidence.push_back(std::move(item.evidence));
    return evidence;
  }

 private:
  struct Item {
    Day day = 0;
    EvidenceRecord evidence;
  };

  // In key order: by day.
  Result<std::vector<Item>> ItemsAt(PrivateId relation, Cursor* cursor) {
    std::vector<Item> items;
    const std::string prefix = IdKey(tag::kRelationEvidence, relation);
    for (; cursor->Valid() && cursor->key().starts_with(prefix);
         cursor->Next()) {
      const std::optional<EvidencePlace> place = PlaceOfKey(cursor->key());
      if (!place) {
        return CorruptRecord(Family::kEvidence, cursor->key(),
                             "it is no evidence's key");
      }
      Item item;
      KG_ASSIGN(item.evidence,
                Decode<EvidenceRecord>(Family::kEvidence, cursor->key(),
                                       cursor->value()));
      item.day = place->day;
      KG_ASSIGN(item.evidence.article, ArticleOf(place->document));
      items.push_back(std::move(item));
    }
    KG_RETURN_IF_ERROR(cursor->status());
    return items;
  }

  static DayRange DaysOf(const std::vector<Item>& items) {
    const auto first =
        std::find_if(items.begin(), items.end(),
                     [](const Item& item) { return item.day > 0; });
    if (first == items.end()) return {};
    return {DateOf(first->day), DateOf(items.back().day)};
  }

  Result<ArticleId> ArticleOf(PrivateId document) {
    if (const ArticleId* known = articles_.Find(document)) return *known;
    KG_ASSIGN(const Hash128 hash,
              HashOfId(database_, document, IdKind::kArticle));
    return *articles_.Put(document, ArticleId{hash});
  }

  static constexpr size_t kArticles = 4096;  // chosen

  const Database& database_;
  LruCache<PrivateId, ArticleId> articles_{kArticles};
};

}  // namespace

Result<std::vector<EvidenceRecord>> ReadEvidence(const Database& database,
                                                 const RelationId& id) {
  KG_ASSIGN(const auto row,
            Find<RelationRow>(database, HashKey(tag::kRelation, id.hash)));
  if (!row) return Status::NotFound("relation " + id.Hex() + ": not there");
  Cursor cursor =
      database.Scan(Family::kEvidence, IdKey(tag::kRelationEvidence, row->id));
  DayRange days;
  return EvidenceFinder(database).At(row->id, &cursor, &days);
}

Result<std::vector<EvidenceRecord>> ReadEvidence(const Database& database,
                                                 const ClaimId& id) {
  KG_ASSIGN(const auto row,
            Find<ClaimRow>(database, HashKey(tag::kClaim, id.hash)));
  if (!row) return Status::NotFound("claim " + id.Hex() + ": not there");
  const std::string key = IdKey(tag::kClaimEvidence, row->id);
  KG_ASSIGN(const auto bytes, database.Get(Family::kEvidence, key));
  if (!bytes) return CorruptRecord(Family::kEvidence, key, "it is missing");
  KG_ASSIGN(EvidenceRecord evidence,
            Decode<EvidenceRecord>(Family::kEvidence, key, *bytes));
  evidence.article = row->claim.article;
  return std::vector<EvidenceRecord>{std::move(evidence)};
}

Result<std::vector<RelationRecord>> ReadRelations(const Database& database,
                                                  const FactPattern& pattern) {
  std::vector<RelationRecord> relations;
  if (MatchesAll(pattern)) {
    KG_RETURN_IF_ERROR(
        ForEachRelationRecord(database, [&](const RelationRecord& relation) {
          relations.push_back(relation);
          return true;
        }));
    return relations;
  }
  KG_ASSIGN(const std::vector<Hash128> hashes,
            MatchingFacts(database, pattern, FactKind::kRelation));
  return ReadRelations(database, hashes);
}

Result<std::vector<ClaimRecord>> ReadClaims(const Database& database,
                                            const FactPattern& pattern) {
  std::vector<ClaimRecord> claims;
  if (MatchesAll(pattern)) {
    KG_RETURN_IF_ERROR(
        ForEachClaimRecord(database, [&](const ClaimRecord& claim) {
          claims.push_back(claim);
          return true;
        }));
    return claims;
  }
  KG_ASSIGN(const std::vector<Hash128> hashes,
            MatchingFacts(database, pattern, FactKind::kClaim));
  for (const Hash128& hash : hashes) {
    KG_ASSIGN(ClaimRecord claim, ReadClaim(database, {hash}));
    claims.push_back(std::move(claim));
  }
  return claims;
}

Status ForEachRelationFrom(
    const Database& database, const EntityId& subject,
    const std::function<bool(const RelationRecord&,
                             const std::vector<EvidenceRecord>&)>& visit) {
  KG_ASSIGN(const std::vector<Hash128> hashes,
            MatchingFacts(database, {{subject}, "", {}}, FactKind::kRelation));
  if (hashes.empty()) return Status();
  EvidenceFinder finder(database);
  Cursor cursor =
      database.Scan(Family::kEvidence, std::string(1, tag::kRelationEvidence));
  for (const Hash128& hash : hashes) {
    const std::string key = HashKey(tag::kRelation, hash);
    KG_ASSIGN(auto row, Find<RelationRow>(database, key));
    if (!row) return Status::NotFound("relation " + hash.Hex() + ": not there");
    DayRange days;
    cursor.Seek(IdKey(tag::kRelationEvidence, row->id));
    KG_ASSIGN(const std::vector<EvidenceRecord> evidence,
              finder.At(row->id, &cursor, &days));
    const RelationRecord relation =
        RecordOf(RelationId{hash}, std::move(*row), std::move(days));
    if (!visit(relation, evidence)) break;
  }
  return Status();
}

Result<std::vector<EntityId>> ReadNamed(const Database& database,
                                        std::string_view name) {
  std::vector<EntityId> entities;
  const std::string prefix = TermKey(tag::kName, FoldTerm(name));
  Cursor cursor = database.Scan(Family::kText, prefix);
  for (; cursor.Valid(); cursor.Next()) {
    const auto id = static_cast<PrivateId>(
        ReadBigEndian(cursor.key().substr(prefix.size())));
    KG_ASSIGN(const Hash128 hash, HashOfId(database, id, IdKind::kEntity));
    entities.push_back({hash});
  }
  KG_RETURN_IF_ERROR(cursor.status());
  std::sort(entities.begin(), entities.end());
  return entities;
}

Status ForEachStoredName(const Database& database,
                         const std::function<bool(std::string_view)>& visit) {
  Cursor cursor = database.Scan(Family::kText, std::string(1, tag::kName));
  std::optional<std::string> last;
  for (; cursor.Valid(); cursor.Next()) {
    std::optional<SplitTerm> split = TermOfKey(cursor.key());
    if (!split) {
      return CorruptRecord(Family::kText, cursor.key(), "it holds no term");
    }
    if (last == split->term) continue;
    last = std::move(split->term);
    if (!visit(*last)) return Status();
  }
  return cursor.status();
}

namespace {

Status ReadCounters(const Database& database, GraphStatistics* statistics) {
  const std::pair<std::string_view, uint64_t*> fields[] = {
      {counter::kArticles, &statistics->articles},
      {counter::kEntities, &statistics->entities},
      {counter::kRelations, &statistics->relations},
      {counter::kPlainRelations, &statistics->plain_relations},
      {counter::kClaims, &statistics->claims},
      {counter::kEvidence, &statistics->evidence},
  };
  std::map<std::string, uint64_t> stored;
  Cursor cursor = database.Scan(Family::kRecord, std::string(1, tag::kCounter));
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(stored[std::string(cursor.key().substr(1))],
              Decode<uint64_t>(Family::kRecord, cursor.key(), cursor.value()));
  }
  for (const auto& [name, field] : fields) {
    *field = stored[std::string(name)];
  }
  for (uint8_t number = 1; number < 0xff; ++number) {
    const std::optional<EntityType> type = FromNumber<EntityType>(number);
    if (!type) break;
    const uint64_t count = stored[counter::OfType(*type)];
    if (count > 0) statistics->entity_types.emplace_back(NameOf(*type), count);
  }
  std::sort(statistics->entity_types.begin(), statistics->entity_types.end());
  return cursor.status();
}

Status ReadPredicates(const Database& database, GraphStatistics* statistics) {
  Cursor cursor =
      database.Scan(Family::kRecord, std::string(1, tag::kPredicate));
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(
        const PredicateRow row,
        Decode<PredicateRow>(Family::kRecord, cursor.key(), cursor.value()));
    const std::string name(cursor.key().substr(1));
    if (row.relations > 0) {
      statistics->predicates.emplace_back(name, row.relations);
    }
    if (row.claims > 0) statistics->acts.emplace_back(name, row.claims);
  }
  return cursor.status();
}

Status ReadDays(const Database& database, GraphStatistics* statistics) {
  const std::string prefix(1, tag::kDay);
  Cursor cursor = database.Scan(Family::kRecord, prefix);
  if (!cursor.Valid()) return cursor.status();
  auto date_here = [&cursor] {
    return DateOf(static_cast<Day>(ReadBigEndian(cursor.key().substr(1))));
  };
  statistics->first_date = date_here();
  cursor.SeekBack(PrefixEnd(prefix));
  if (cursor.Valid()) statistics->last_date = date_here();
  return cursor.status();
}

}  // namespace

Result<GraphStatistics> ReadStatistics(const Database& database) {
  GraphStatistics statistics;
  KG_RETURN_IF_ERROR(ReadCounters(database, &statistics));
  KG_RETURN_IF_ERROR(ReadPredicates(database, &statistics));
  KG_RETURN_IF_ERROR(ReadDays(database, &statistics));
  return statistics;
}

}  // namespace kg
