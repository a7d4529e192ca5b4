#include "graph/store/raw.h"

#include <utility>

#include "graph/store/records.h"

namespace kg {
namespace {

std::string Tag(char tag) { return std::string(1, tag); }

// A record that must be there, since the article's metadata are.
template <typename T>
Result<T> ReadPart(const Database& database, char tag, const ArticleId& id) {
  const std::string key = HashKey(tag, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRaw, key));
  if (!bytes) return CorruptRecord(Family::kRaw, key, "it is missing");
  return DecodeRaw<T>(key, *bytes);
}

Status AddText(const Database& database, Article* article) {
  KG_ASSIGN(ArticleText text,
            ReadPart<ArticleText>(database, tag::kText, article->id));
  article->text = std::move(text.text);
  article->source_map = std::move(text.source_map);
  return Status();
}

Result<ArticleFacts> ReadWhole(const Database& database, const ArticleId& id,
                               ArticleMeta meta) {
  KG_ASSIGN(ArticleFacts whole,
            ReadPart<ArticleFacts>(database, tag::kFacts, id));
  meta.article.id = id;
  KG_RETURN_IF_ERROR(AddText(database, &meta.article));
  whole.facts.article = std::move(meta.article);
  whole.source = meta.source;
  return whole;
}

// The hashes in the keys of a tag, ascending.
Result<std::vector<Hash128>> HashesOf(const Database& database, char tag) {
  std::vector<Hash128> hashes;
  Cursor cursor = database.Scan(Family::kRaw, Tag(tag));
  for (; cursor.Valid(); cursor.Next()) {
    const std::optional<Hash128> hash = HashOfKey(cursor.key());
    if (!hash) {
      return CorruptRecord(Family::kRaw, cursor.key(), "it holds no hash");
    }
    hashes.push_back(*hash);
  }
  KG_RETURN_IF_ERROR(cursor.status());
  return hashes;
}

Status NotStored(const ArticleId& id) {
  return Status::NotFound("article " + id.Hex() + ": not stored");
}

Result<FileState> FileOf(std::string_view key, std::string_view bytes) {
  KG_ASSIGN(FileState file, DecodeRaw<FileState>(key, bytes));
  std::optional<SplitTerm> split = TermOfKey(key);
  if (!split) return CorruptRecord(Family::kRaw, key, "it is no file's key");
  file.root_label = std::move(split->term);
  file.path = split->rest;
  return file;
}

}  // namespace

Result<std::optional<ArticleMeta>> ReadMeta(const Database& database,
                                            const ArticleId& id) {
  const std::string key = HashKey(tag::kArticle, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRaw, key));
  if (!bytes) return std::optional<ArticleMeta>();
  KG_ASSIGN(ArticleMeta meta, DecodeRaw<ArticleMeta>(key, *bytes));
  meta.article.id = id;
  return std::optional<ArticleMeta>(std::move(meta));
}

Result<Article> ReadText(const Database& database, const ArticleId& id) {
  KG_ASSIGN(std::optional<ArticleMeta> meta, ReadMeta(database, id));
  if (!meta) return NotStored(id);
  KG_RETURN_IF_ERROR(AddText(database, &meta->article));
  return std::move(meta->article);
}

Result<std::optional<StoredArticle>> ReadStored(const Database& database,
                                                const ArticleId& id) {
  KG_ASSIGN(std::optional<ArticleMeta> meta, ReadMeta(database, id));
  if (!meta) return std::optional<StoredArticle>();
  KG_ASSIGN(ArticleFacts whole, ReadWhole(database, id, std::move(*meta)));
  return std::optional<StoredArticle>(StoredArticle{
      std::move(whole.facts), std::move(whole.entities), whole.source});
}

Result<std::vector<ArticleId>> ReadArticleIds(const Database& database) {
  KG_ASSIGN(const auto hashes, HashesOf(database, tag::kArticle));
  std::vector<ArticleId> ids;
  for (const Hash128& hash : hashes) ids.push_back({hash});
  return ids;
}

Result<std::optional<EntityNames>> ReadNames(const Database& database,
                                             const EntityId& id) {
  const std::string key = HashKey(tag::kNames, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRaw, key));
  if (!bytes) return std::optional<EntityNames>();
  KG_ASSIGN(EntityNames names, DecodeRaw<EntityNames>(key, *bytes));
  return std::optional<EntityNames>(std::move(names));
}

Result<std::vector<EntityId>> ReadNamedEntities(const Database& database) {
  KG_ASSIGN(const auto hashes, HashesOf(database, tag::kNames));
  std::vector<EntityId> ids;
  for (const Hash128& hash : hashes) ids.push_back({hash});
  return ids;
}

Result<ArticleFacts> ReadArticle(const Database& database,
                                 const ArticleId& id) {
  KG_ASSIGN(std::optional<ArticleMeta> meta, ReadMeta(database, id));
  if (!meta) return NotStored(id);
  return ReadWhole(database, id, std::move(*meta));
}

Status ForEachStoredArticle(
    const Database& database,
    const std::function<Result<bool>(const ArticleFacts&)>& visit) {
  Cursor cursor = database.Scan(Family::kRaw, Tag(tag::kArticle));
  for (; cursor.Valid(); cursor.Next()) {
    const std::optional<Hash128> hash = HashOfKey(cursor.key());
    if (!hash) {
      return CorruptRecord(Family::kRaw, cursor.key(),
                           "it is no article's key");
    }
    KG_ASSIGN(ArticleMeta meta,
              DecodeRaw<ArticleMeta>(cursor.key(), cursor.value()));
    KG_ASSIGN(const ArticleFacts whole,
              ReadWhole(database, {*hash}, std::move(meta)));
    KG_ASSIGN(const bool more, visit(whole));
    if (!more) return Status();
  }
  return cursor.status();
}

Result<std::optional<FileState>> ReadFileState(const Database& database,
                                               const std::string& root_label,
                                               const std::string& path) {
  const std::string key = FileKey(root_label, path);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRaw, key));
  if (!bytes) return std::optional<FileState>();
  KG_ASSIGN(FileState file, FileOf(key, *bytes));
  return std::optional<FileState>(std::move(file));
}

Result<std::vector<FileState>> ReadFiles(const Database& database,
                                         const std::string& root_label) {
  std::vector<FileState> files;
  Cursor cursor = database.Scan(Family::kRaw, TermKey(tag::kFile, root_label));
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(FileState file, FileOf(cursor.key(), cursor.value()));
    files.push_back(std::move(file));
  }
  KG_RETURN_IF_ERROR(cursor.status());
  return files;
}

Result<std::vector<Root>> ReadRoots(const Database& database) {
  std::vector<Root> roots;
  Cursor cursor = database.Scan(Family::kRaw, Tag(tag::kRoot));
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(std::string path,
              Decode<std::string>(Family::kRaw, cursor.key(), cursor.value()));
    roots.push_back({std::string(cursor.key().substr(1)), std::move(path)});
  }
  KG_RETURN_IF_ERROR(cursor.status());
  return roots;
}

Result<std::optional<Manifest>> ReadManifest(const Database& database) {
  const std::string key = Tag(tag::kManifest);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRaw, key));
  if (!bytes) return std::optional<Manifest>();
  KG_ASSIGN(Manifest manifest, DecodeRaw<Manifest>(key, *bytes));
  return std::optional<Manifest>(std::move(manifest));
}

Result<std::vector<Decision>> ReadDecisions(const Database& database) {
  std::vector<Decision> decisions;
  Cursor cursor = database.Scan(Family::kRaw, Tag(tag::kDecision));
  for (; cursor.Valid(); cursor.Next()) {
    KG_ASSIGN(Decision decision,
              DecodeRaw<Decision>(cursor.key(), cursor.value()));
    decisions.push_back(std::move(decision));
  }
  KG_RETURN_IF_ERROR(cursor.status());
  return decisions;
}

}  // namespace kg
