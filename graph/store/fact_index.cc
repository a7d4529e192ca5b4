#include "graph/store/fact_index.h"

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "graph/store/codec.h"
#include "graph/store/cursor_pool.h"
#include "graph/store/reader.h"
#include "graph/store/records.h"

namespace kg {
namespace {

constexpr size_t kIdBytes = 5;

PrivateId IdOf(uint64_t number) { return static_cast<PrivateId>(number); }
uint64_t Plain(PrivateId id) { return static_cast<uint64_t>(id); }

// One iterator over an order of the edge family, moved from entity to entity.
class StoredFacts : public FactCursor {
 public:
  StoredFacts(const Database& database, EdgeOrder order)
      : order_(order),
        cursor_(database.Scan(Family::kEdge,
                              std::string(1, static_cast<char>(order)))) {}

  void Seek(uint64_t entity, uint32_t predicate) override {
    Edge edge;
    edge.subject = IdOf(entity);
    edge.object = IdOf(entity);
    edge.predicate = static_cast<PredicateId>(predicate);
    const bool one_field = order_ == EdgeOrder::kByPredicate || predicate == 0;
    prefix_ = EdgePrefix(order_, edge, one_field ? 1 : 2);
    cursor_.Seek(prefix_);
    fresh_ = true;
    failure_ = Status();
  }

  bool Next(FactEdge* fact) override {
    if (!fresh_) cursor_.Next();
    fresh_ = false;
    if (!cursor_.Valid() ||
        cursor_.key().substr(0, prefix_.size()) != prefix_) {
      fresh_ = true;  // stays at the end
      return false;
    }
    const std::optional<Edge> edge = EdgeOfKey(cursor_.key());
    if (!edge) {
      failure_ =
          CorruptRecord(Family::kEdge, cursor_.key(), "it is no edge's key");
      return false;
    }
    const Result<EdgeMarks> marks =
        Decode<EdgeMarks>(Family::kEdge, cursor_.key(), cursor_.value());
    if (!marks.ok()) {
      failure_ = marks.status();
      return false;
    }
    fact->subject = Plain(edge->subject);
    fact->object = Plain(edge->object);
    fact->fact = Plain(edge->fact);
    fact->predicate = static_cast<uint32_t>(edge->predicate);
    fact->is_claim = marks->kind == FactKind::kClaim;
    fact->negated = marks->polarity == Polarity::kNegated;
    fact->plain = !fact->is_claim &&
                  IsPlain(marks->polarity, marks->modality, marks->standing,
                          edge->subject != PrivateId::kNone);
    return true;
  }

  Status status() const override {
    return failure_.ok() ? cursor_.status() : failure_;
  }

 private:
  EdgeOrder order_;
  Cursor cursor_;
  std::string prefix_;
  bool fresh_ = true;  // the cursor stands at what Next() gives
  Status failure_;
};

// The private ids of one kind, through the rows that say what ids stand for.
class StoredThings : public NumberCursor {
 public:
  StoredThings(const Database& database, IdKind kind)
      : kind_(kind),
        cursor_(database.Scan(Family::kRecord, std::string(1, tag::kId))) {}

  bool Next(uint64_t* number) override {
    for (; cursor_.Valid(); cursor_.Next()) {
      const Result<IdRow> row =
          Decode<IdRow>(Family::kRecord, cursor_.key(), cursor_.value());
      if (!row.ok()) {
        failure_ = row.status();
        return false;
      }
      if (row->kind != kind_) continue;
      const std::optional<PrivateId> id = IdOfKey(cursor_.key());
      cursor_.Next();
      if (!id) continue;
      *number = Plain(*id);
      return true;
    }
    return false;
  }

  Status status() const override {
    return failure_.ok() ? cursor_.status() : failure_;
  }

 private:
  IdKind kind_;
  Cursor cursor_;
  Status failure_;
};

class StoredFactIndex : public FactIndex {
 public:
  explicit StoredFactIndex(const Database& database)
      : database_(database),
        entities_(database, Family::kRecord, tag::kEntity),
        evidence_(database, Family::kEvidence, tag::kRelationEvidence),
        names_(database, Family::kText, tag::kName) {}

  Result<uint64_t> NumberOf(ThingKind kind,
                            const Hash128& hash) const override {
    switch (kind) {
      case ThingKind::kArticle:
        return RowId<PrivateId>(HashKey(tag::kDocument, hash));
      case ThingKind::kEntity:
        return RowId<EntityRow>(HashKey(tag::kEntity, hash));
      case ThingKind::kRelation:
        return RowId<RelationRow>(HashKey(tag::kRelation, hash));
      default:
        return RowId<ClaimRow>(HashKey(tag::kClaim, hash));
    }
  }

  Result<Thing> ThingOf(uint64_t number) const override {
    const std::string key = IdKey(tag::kId, IdOf(number));
    KG_ASSIGN(const auto bytes, database_.Get(Family::kRecord, key));
    if (!bytes) return CorruptRecord(Family::kRecord, key, "it is missing");
    KG_ASSIGN(const IdRow row, Decode<IdRow>(Family::kRecord, key, *bytes));
    return Thing{static_cast<ThingKind>(row.kind), row.hash};
  }

  Result<std::vector<PredicateCount>> Predicates() const override {
    std::vector<PredicateCount> counts;
    Cursor cursor =
        database_.Scan(Family::kRecord, std::string(1, tag::kPredicate));
    for (; cursor.Valid(); cursor.Next()) {
      KG_ASSIGN(
          const PredicateRow row,
          Decode<PredicateRow>(Family::kRecord, cursor.key(), cursor.value()));
      counts.push_back({std::string(cursor.key().substr(1)),
                        static_cast<uint32_t>(row.id), row.relations,
                        row.claims});
    }
    KG_RETURN_IF_ERROR(cursor.status());
    return counts;
  }

  std::unique_ptr<FactCursor> FactsFrom() const override {
    return std::make_unique<StoredFacts>(database_, EdgeOrder::kOut);
  }
  std::unique_ptr<FactCursor> FactsTo() const override {
    return std::make_unique<StoredFacts>(database_, EdgeOrder::kIn);
  }
  std::unique_ptr<FactCursor> FactsOfPredicate() const override {
    return std::make_unique<StoredFacts>(database_, EdgeOrder::kByPredicate);
  }
  Result<EntityHead> HeadOf(uint64_t entity) const override {
    KG_ASSIGN(const Thing thing, ThingOf(entity));
    return entities_.With([&](Cursor* cursor) {
      return ReadEntityHead(database_, cursor, EntityId{thing.hash});
    });
  }
  Result<DayRange> DaysOf(uint64_t relation) const override {
    return evidence_.With(
        [&](Cursor* cursor) { return ReadDays(cursor, IdOf(relation)); });
  }
  std::unique_ptr<NumberCursor> Things(ThingKind kind) const override {
    return std::make_unique<StoredThings>(database_, static_cast<IdKind>(kind));
  }

  Result<std::vector<uint64_t>> EntitiesNamed(
      std::string_view name) const override {
    const std::string prefix = TermKey(tag::kName, FoldTerm(name));
    using Numbers = std::vector<uint64_t>;
    return names_.With([&](Cursor* cursor) -> Result<Numbers> {
      Numbers numbers;
      for (cursor->Seek(prefix);
           cursor->Valid() && cursor->key().starts_with(prefix);
           cursor->Next()) {
        numbers.push_back(ReadBigEndian(cursor->key().substr(prefix.size())));
      }
      KG_RETURN_IF_ERROR(cursor->status());
      return numbers;
    });
  }

  Result<std::vector<Mentions>> MentionsOf(uint64_t entity) const override {
    std::vector<Mentions> mentions;
    Cursor cursor =
        database_.Scan(Family::kEvidence, IdKey(tag::kMentions, IdOf(entity)));
    for (; cursor.Valid(); cursor.Next()) {
      KG_ASSIGN(
          const uint64_t count,
          Decode<uint64_t>(Family::kEvidence, cursor.key(), cursor.value()));
      const std::string_view key = cursor.key();
      mentions.push_back(
          {ReadBigEndian(key.substr(key.size() - kIdBytes)), count});
    }
    KG_RETURN_IF_ERROR(cursor.status());
    return mentions;
  }

  Result<std::vector<uint64_t>> ArticlesOf(uint64_t relation) const override {
    std::set<uint64_t> articles;
    Cursor cursor = database_.Scan(
        Family::kEvidence, IdKey(tag::kRelationEvidence, IdOf(relation)));
    for (; cursor.Valid(); cursor.Next()) {
      const std::optional<EvidencePlace> place = PlaceOfKey(cursor.key());
      if (place) articles.insert(Plain(place->document));
    }
    KG_RETURN_IF_ERROR(cursor.status());
    return std::vector<uint64_t>(articles.begin(), articles.end());
  }

 private:
  static PrivateId IdIn(PrivateId id) { return id; }
  template <typename Row>
  static PrivateId IdIn(const Row& row) {
    return row.id;
  }

  template <typename Row>
  Result<uint64_t> RowId(const std::string& key) const {
    KG_ASSIGN(const auto bytes, database_.Get(Family::kRecord, key));
    if (!bytes) return Status::NotFound(KeyText(Family::kRecord, key));
    KG_ASSIGN(const Row row, Decode<Row>(Family::kRecord, key, *bytes));
    return Plain(IdIn(row));
  }

  const Database& database_;
  CursorPool entities_;
  CursorPool evidence_;
  CursorPool names_;
};

}  // namespace

std::shared_ptr<const FactIndex> MakeFactIndex(const Database& database) {
  return std::make_shared<StoredFactIndex>(database);
}

}  // namespace kg
