#include "graph/store/reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/store/codec.h"
#include "graph/store/raw.h"

namespace kg {
namespace {

constexpr size_t kIdPrefix = 1 + 5;  // tag and private id
constexpr Day kFirstDay = 1;

// The day of the row that the cursor is at, if the row begins with `prefix`.
std::string DateHere(const Cursor& cursor, const std::string& prefix) {
  if (!cursor.Valid() || cursor.key().substr(0, kIdPrefix) != prefix) return "";
  return DateOf(
      static_cast<Day>(ReadBigEndian(cursor.key().substr(kIdPrefix, 4))));
}

// As ReadDays(); with `one`, the last day is known to be the first.
Result<DayRange> FindDays(Cursor* cursor, const std::string& prefix, bool one) {
  DayRange days;
  cursor->Seek(prefix + NumberKey('\0', kFirstDay).substr(1));
  days.first = DateHere(*cursor, prefix);
  days.last = days.first;
  if (!one && !days.first.empty()) {
    cursor->SeekBack(PrefixEnd(prefix));
    days.last = DateHere(*cursor, prefix);
  }
  KG_RETURN_IF_ERROR(cursor->status());
  return days;
}

// The days of one fact after another.
class DateFinder {
 public:
  DateFinder(const Database& database, char tag)
      : tag_(tag),
        cursor_(database.Scan(Family::kEvidence, std::string(1, tag))) {}

  Result<DayRange> Of(PrivateId id, uint32_t articles) {
    return FindDays(&cursor_, IdKey(tag_, id), articles <= 1);
  }

 private:
  char tag_;
  Cursor cursor_;
};

// Collects an entity's own row and its counted parts, in key order.
class EntityBuilder {
 public:
  explicit EntityBuilder(const EntityId& id) { record_.id = id; }

  Status Add(std::string_view key, std::string_view value) {
    const std::optional<SplitPart> part = PartOfKey(key);
    if (!part) {
      KG_ASSIGN(row_, Decode<EntityRow>(Family::kRecord, key, value));
      return Status();
    }
    KG_ASSIGN(const uint64_t count,
              Decode<uint64_t>(Family::kRecord, key, value));
    const auto count32 = static_cast<uint32_t>(count);
    const std::string text(part->text);
    switch (part->part) {
      case EntityPart::kName:
        AddName(text, count32);
        break;
      case EntityPart::kAlias:
        record_.aliases.push_back({text, count32});
        break;
      case EntityPart::kDescription:
        record_.descriptions.push_back(text);
        break;
      case EntityPart::kExternal:
        return AddExternal(key, text, count32);
    }
    return Status();
  }

  // Of an entity of which all up to its names was added.
  EntityHead Head(const std::optional<EntityNames>& names) {
    const bool renamed = names && !names->shown.empty();
    return {MostCommon(row_.types).value_or(EntityType::kConcept),
            renamed ? names->shown : std::move(record_.name)};
  }

  // `names` are of the entity, if it has any of its own.
  Result<EntityRecord> Finish(const std::optional<EntityNames>& names,
                              DateFinder* dates) {
    if (names && !names->shown.empty()) record_.name = names->shown;
    record_.type = MostCommon(row_.types).value_or(EntityType::kConcept);
    record_.described = row_.described > 0;
    record_.mentions = row_.mentions;
    record_.articles = row_.articles;
    // Parts came sorted by text, which stays the order of equal counts.
    std::stable_sort(
        record_.aliases.begin(), record_.aliases.end(),
        [](const Alias& a, const Alias& b) { return a.count > b.count; });
    KG_ASSIGN(DayRange found, dates->Of(row_.id, row_.articles));
    record_.first_date = std::move(found.first);
    record_.last_date = std::move(found.last);
    return std::move(record_);
  }

 private:
  // The most frequent, then the longest, then the first.
  void AddName(const std::string& text, uint32_t count) {
    if (count > name_count_ ||
        (count == name_count_ && text.size() > record_.name.size())) {
      record_.name = text;
      name_count_ = count;
    }
  }

  Status AddExternal(std::string_view key, const std::string& text,
                     uint32_t count) {
    const std::optional<SplitTerm> split = ExternalOfPart(text);
    if (!split) {
      return CorruptRecord(Family::kRecord, key, "it names no scheme");
    }
    uint32_t& best = external_counts_[split->term];
    if (count > best) {
      best = count;
      record_.external[split->term] = split->rest;
    }
    return Status();
  }

  EntityRecord record_;
  EntityRow row_;
  uint32_t name_count_ = 0;
  std::map<std::string, uint32_t> external_counts_;
};

Result<RelationRecord> RelationOf(const RelationId& id, RelationRow row,
                                  DateFinder* dates) {
  KG_ASSIGN(DayRange days, dates->Of(row.id, row.articles));
  return RecordOf(id, std::move(row), std::move(days));
}

Result<RelationRecord> RelationAt(const Database& database,
                                  const RelationId& id, DateFinder* dates) {
  const std::string key = HashKey(tag::kRelation, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRecord, key));
  if (!bytes) {
    return Status::NotFound("relation " + id.Hex() + ": not there");
  }
  KG_ASSIGN(RelationRow row, Decode<RelationRow>(Family::kRecord, key, *bytes));
  return RelationOf(id, std::move(row), dates);
}

Result<Hash128> HashAt(std::string_view key) {
  const std::optional<Hash128> hash = HashOfKey(key);
  if (!hash) return CorruptRecord(Family::kRecord, key, "it holds no hash");
  return *hash;
}

}  // namespace

ArticleRecord RecordOf(const ArticleMeta& meta) {
  const Article& article = meta.article;
  ArticleRecord record;
  if (meta.source != article.id) record.near_copy_of = meta.source;
  record.id = article.id;
  record.root_label = article.root_label;
  record.path = article.path;
  record.record = article.record;
  record.url = article.url;
  record.title = article.title;
  record.date = article.date;
  record.authors = article.authors;
  record.publisher = article.publisher;
  record.language = article.language;
  record.model = article.model;
  record.extractor = article.extractor;
  record.body_begin = article.body_begin;
  record.has_text = article.has_text;
  return record;
}

RelationRecord RecordOf(const RelationId& id, RelationRow row, DayRange days) {
  RelationRecord record;
  record.id = id;
  record.subject = row.subject;
  record.predicate = std::move(row.predicate);
  record.object = std::move(row.object);
  record.polarity = row.polarity;
  record.modality = row.modality;
  record.standing = row.standing;
  record.derived = std::move(row.derived);
  record.property = MostCommon(row.properties).value_or("");
  if (!row.confidences.empty()) {
    record.confidence = row.confidences.rbegin()->first;
  }
  record.sources = row.articles - std::min(row.copies, row.articles);
  record.first_date = std::move(days.first);
  record.last_date = std::move(days.last);
  return record;
}

Result<EntityRecord> ReadEntity(const Database& database, const EntityId& id) {
  Cursor cursor =
      database.Scan(Family::kRecord, HashKey(tag::kEntity, id.hash));
  if (!cursor.Valid()) {
    KG_RETURN_IF_ERROR(cursor.status());
    return Status::NotFound("entity " + id.Hex() + ": not there");
  }
  EntityBuilder builder(id);
  for (; cursor.Valid(); cursor.Next()) {
    KG_RETURN_IF_ERROR(builder.Add(cursor.key(), cursor.value()));
  }
  KG_RETURN_IF_ERROR(cursor.status());
  KG_ASSIGN(const auto names, ReadNames(database, id));
  DateFinder dates(database, tag::kMentions);
  return builder.Finish(names, &dates);
}

Result<EntityHead> ReadEntityHead(const Database& database, Cursor* entities,
                                  const EntityId& id) {
  const std::string prefix = HashKey(tag::kEntity, id.hash);
  EntityBuilder builder(id);
  bool found = false;
  for (entities->Seek(prefix);
       entities->Valid() && entities->key().starts_with(prefix);
       entities->Next()) {
    const std::optional<SplitPart> part = PartOfKey(entities->key());
    if (part && part->part != EntityPart::kName) break;  // names come first
    KG_RETURN_IF_ERROR(builder.Add(entities->key(), entities->value()));
    found = true;
  }
  KG_RETURN_IF_ERROR(entities->status());
  if (!found) return Status::NotFound("entity " + id.Hex() + ": not there");
  KG_ASSIGN(const auto names, ReadNames(database, id));
  return builder.Head(names);
}

Result<DayRange> ReadDays(Cursor* evidence, PrivateId relation) {
  return FindDays(evidence, IdKey(tag::kRelationEvidence, relation), false);
}

Result<std::vector<ArticleId>> ReadArticlesOf(const Database& database,
                                              const EntityId& id) {
  const std::string key = HashKey(tag::kEntity, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRecord, key));
  if (!bytes) return Status::NotFound("entity " + id.Hex() + ": not there");
  KG_ASSIGN(const EntityRow row,
            Decode<EntityRow>(Family::kRecord, key, *bytes));
  std::vector<ArticleId> articles;
  Cursor cursor =
      database.Scan(Family::kEvidence, IdKey(tag::kMentions, row.id));
  for (; cursor.Valid(); cursor.Next()) {
    const auto document = static_cast<PrivateId>(
        ReadBigEndian(cursor.key().substr(cursor.key().size() - 5)));
    const std::string id_key = IdKey(tag::kId, document);
    KG_ASSIGN(const auto id_bytes, database.Get(Family::kRecord, id_key));
    if (!id_bytes)
      return CorruptRecord(Family::kRecord, id_key, "it is missing");
    KG_ASSIGN(const IdRow id_row,
              Decode<IdRow>(Family::kRecord, id_key, *id_bytes));
    articles.push_back({id_row.hash});
  }
  KG_RETURN_IF_ERROR(cursor.status());
  std::sort(articles.begin(), articles.end());
  return articles;
}

Status ForEachEntityRecord(
    const Database& database,
    const std::function<bool(const EntityRecord&)>& visit) {
  Cursor cursor = database.Scan(Family::kRecord, std::string(1, tag::kEntity));
  DateFinder dates(database, tag::kMentions);
  while (cursor.Valid()) {
    KG_ASSIGN(const Hash128 hash, HashAt(cursor.key()));
    const std::string prefix = HashKey(tag::kEntity, hash);
    EntityBuilder builder({hash});
    for (; cursor.Valid() && cursor.key().substr(0, prefix.size()) == prefix;
         cursor.Next()) {
      KG_RETURN_IF_ERROR(builder.Add(cursor.key(), cursor.value()));
    }
    KG_ASSIGN(const auto names, ReadNames(database, {hash}));
    KG_ASSIGN(const EntityRecord record, builder.Finish(names, &dates));
    if (!visit(record)) return Status();
  }
  return cursor.status();
}

Result<RelationRecord> ReadRelation(const Database& database,
                                    const RelationId& id) {
  DateFinder dates(database, tag::kRelationEvidence);
  return RelationAt(database, id, &dates);
}

Result<std::vector<RelationRecord>> ReadRelations(
    const Database& database, const std::vector<Hash128>& ids) {
  DateFinder dates(database, tag::kRelationEvidence);
  std::vector<RelationRecord> relations;
  for (const Hash128& id : ids) {
    KG_ASSIGN(RelationRecord relation, RelationAt(database, {id}, &dates));
    relations.push_back(std::move(relation));
  }
  return relations;
}

Status ForEachRelationRecord(
    const Database& database,
    const std::function<bool(const RelationRecord&)>& visit) {
  Cursor cursor =
      database.Scan(Family::kRecord, std::string(1, tag::kRelation));
  DateFinder dates(database, tag::kRelationEvidence);
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(const Hash128 hash, HashAt(cursor.key()));
    KG_ASSIGN(
        RelationRow row,
        Decode<RelationRow>(Family::kRecord, cursor.key(), cursor.value()));
    KG_ASSIGN(const RelationRecord record,
              RelationOf({hash}, std::move(row), &dates));
    if (!visit(record)) return Status();
  }
  return cursor.status();
}

Result<ClaimRecord> ReadClaim(const Database& database, const ClaimId& id) {
  const std::string key = HashKey(tag::kClaim, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRecord, key));
  if (!bytes) return Status::NotFound("claim " + id.Hex() + ": not there");
  KG_ASSIGN(ClaimRow row, Decode<ClaimRow>(Family::kRecord, key, *bytes));
  row.claim.id = id;
  return std::move(row.claim);
}

Status ForEachClaimRecord(
    const Database& database,
    const std::function<bool(const ClaimRecord&)>& visit) {
  Cursor cursor = database.Scan(Family::kRecord, std::string(1, tag::kClaim));
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(const Hash128 hash, HashAt(cursor.key()));
    KG_ASSIGN(ClaimRow row,
              Decode<ClaimRow>(Family::kRecord, cursor.key(), cursor.value()));
    row.claim.id = {hash};
    if (!visit(row.claim)) return Status();
  }
  return cursor.status();
}

}  // namespace kg
