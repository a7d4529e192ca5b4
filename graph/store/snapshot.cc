// GraphView over a published checkpoint.
#include <optional>
#include <utility>

#include "graph/store/check.h"
#include "graph/store/fact_index.h"
#include "graph/store/publish.h"
#include "graph/store/raw.h"
#include "graph/store/reader.h"
#include "graph/store/rocks.h"
#include "graph/store/store.h"

namespace kg {

struct Snapshot::State {
  // Outlives the database; none of a live one.
  std::optional<FileLock> hold;
  // Of a checkpoint: the state that it was made as, since it has no identity.
  std::string state;
  std::unique_ptr<Database> database;
};

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::~Snapshot() = default;

Result<std::unique_ptr<Snapshot>> Snapshot::Open(const std::string& path) {
  KG_ASSIGN(HeldCheckpoint held, HoldNewest(path));
  KG_ASSIGN(auto database,
            Database::Open(held.database, Database::Mode::kReadOnly, path));
  return std::unique_ptr<Snapshot>(new Snapshot(std::make_unique<State>(State{
      std::move(held.hold), std::move(held.state), std::move(database)})));
}

Result<std::unique_ptr<Snapshot>> Snapshot::OpenLive(const std::string& path,
                                                     bool whole_log) {
  KG_ASSIGN(auto database,
            Database::Open(path + "/rocksdb",
                           whole_log ? Database::Mode::kInspectWhole
                                     : Database::Mode::kInspect,
                           path));
  return std::unique_ptr<Snapshot>(new Snapshot(
      std::make_unique<State>(State{std::nullopt, "", std::move(database)})));
}

Status Snapshot::ForEachArticle(
    const std::function<bool(const ArticleRecord&)>& visit) const {
  Cursor cursor =
      state_->database->Scan(Family::kRaw, std::string(1, tag::kArticle));
  for (; cursor.Valid(); cursor.Next()) {
    const std::optional<Hash128> hash = HashOfKey(cursor.key());
    if (!hash) {
      return CorruptRecord(Family::kRaw, cursor.key(), "it holds no hash");
    }
    KG_ASSIGN(ArticleMeta meta,
              DecodeRaw<ArticleMeta>(cursor.key(), cursor.value()));
    meta.article.id = {*hash};
    if (!visit(RecordOf(meta))) return Status();
  }
  return cursor.status();
}

Status Snapshot::ForEachEntity(
    const std::function<bool(const EntityRecord&)>& visit) const {
  return ForEachEntityRecord(*state_->database, visit);
}

Status Snapshot::ForEachRelation(
    const std::function<bool(const RelationRecord&)>& visit) const {
  return ForEachRelationRecord(*state_->database, visit);
}

Status Snapshot::ForEachClaim(
    const std::function<bool(const ClaimRecord&)>& visit) const {
  return ForEachClaimRecord(*state_->database, visit);
}

Result<ArticleRecord> Snapshot::Article(const ArticleId& id) const {
  KG_ASSIGN(const auto article, ReadMeta(*state_->database, id));
  if (!article) return Status::NotFound("article " + id.Hex() + ": not there");
  return RecordOf(*article);
}

Result<EntityRecord> Snapshot::Entity(const EntityId& id) const {
  return ReadEntity(*state_->database, id);
}

Result<RelationRecord> Snapshot::Relation(const RelationId& id) const {
  return ReadRelation(*state_->database, id);
}

Result<ClaimRecord> Snapshot::Claim(const ClaimId& id) const {
  return ReadClaim(*state_->database, id);
}

Result<std::string> Snapshot::Text(const ArticleId& id) const {
  const std::string key = HashKey(tag::kText, id.hash);
  KG_ASSIGN(const auto bytes, state_->database->Get(Family::kRaw, key));
  if (!bytes) return Status::NotFound("article " + id.Hex() + ": not there");
  KG_ASSIGN(ArticleText text, DecodeRaw<ArticleText>(key, *bytes));
  return std::move(text.text);
}

Result<std::vector<EvidenceRecord>> Snapshot::EvidenceOf(
    const RelationId& id) const {
  return ReadEvidence(*state_->database, id);
}

Result<std::vector<EvidenceRecord>> Snapshot::EvidenceOf(
    const ClaimId& id) const {
  return ReadEvidence(*state_->database, id);
}

Result<std::vector<RelationRecord>> Snapshot::Relations(
    const FactPattern& pattern) const {
  return ReadRelations(*state_->database, pattern);
}

Result<std::vector<ClaimRecord>> Snapshot::Claims(
    const FactPattern& pattern) const {
  return ReadClaims(*state_->database, pattern);
}

Status Snapshot::ForEachRelationFrom(
    const EntityId& subject,
    const std::function<bool(const RelationRecord&,
                             const std::vector<EvidenceRecord>&)>& visit)
    const {
  return kg::ForEachRelationFrom(*state_->database, subject, visit);
}

Result<std::vector<EntityId>> Snapshot::EntitiesNamed(
    std::string_view name) const {
  return ReadNamed(*state_->database, name);
}

Status Snapshot::ForEachName(
    const std::function<bool(std::string_view folded)>& visit) const {
  return ForEachStoredName(*state_->database, visit);
}

std::shared_ptr<const FactIndex> Snapshot::Index() const {
  return MakeFactIndex(*state_->database);
}

Result<GraphStatistics> Snapshot::Statistics() const {
  return ReadStatistics(*state_->database);
}

Result<LocalFacts> Snapshot::Facts(const ArticleId& id) const {
  KG_ASSIGN(ArticleFacts whole, ReadArticle(*state_->database, id));
  return std::move(whole.facts);
}

Status Snapshot::ForEachFacts(
    const std::function<Result<bool>(const LocalFacts&)>& visit) const {
  return ForEachStoredArticle(
      *state_->database,
      [&](const ArticleFacts& whole) { return visit(whole.facts); });
}

Result<std::vector<Decision>> Snapshot::Decisions() const {
  return ReadDecisions(*state_->database);
}

Result<std::optional<EntityNames>> Snapshot::NamesOf(const EntityId& id) const {
  return ReadNames(*state_->database, id);
}

Result<std::vector<ArticleId>> Snapshot::ArticlesOf(const EntityId& id) const {
  return ReadArticlesOf(*state_->database, id);
}

Result<std::optional<StoredArticle>> Snapshot::Stored(
    const ArticleId& id) const {
  return ReadStored(*state_->database, id);
}

Result<std::vector<Root>> Snapshot::Roots() const {
  return ReadRoots(*state_->database);
}

Result<std::vector<FileState>> Snapshot::Files(
    const std::string& root_label) const {
  return ReadFiles(*state_->database, root_label);
}

Result<std::optional<Manifest>> Snapshot::GetManifest() const {
  return ReadManifest(*state_->database);
}

Result<std::vector<ArticleId>> Snapshot::ArticleIds() const {
  return ReadArticleIds(*state_->database);
}

Result<std::vector<EntityId>> Snapshot::NamedEntities() const {
  return ReadNamedEntities(*state_->database);
}

Status Snapshot::ForEachIndexRow(
    const std::function<bool(std::string_view key, std::string_view value)>&
        visit) const {
  Cursor cursor =
      state_->database->Scan(Family::kRecord, std::string(1, tag::kIndex));
  for (; cursor.Valid(); cursor.Next()) {
    if (!visit(cursor.key().substr(1), cursor.value())) return Status();
  }
  return cursor.status();
}

Result<std::vector<Violation>> Snapshot::Check() const {
  return CheckDatabase(*state_->database);
}

Status Snapshot::VerifyChecksums() const {
  return state_->database->VerifyChecksums();
}

Result<std::string> Snapshot::ContentState() const {
  if (!state_->state.empty()) return state_->state;
  return state_->database->ContentState();
}

Result<Hash128> Snapshot::RowsHash() const {
  return state_->database->RowsHash();
}

}  // namespace kg
