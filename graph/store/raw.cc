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

Result<ArticleFacts> ReadWhole(const Database& database, const ArticleId& id,
                               Article article) {
  KG_ASSIGN(ArticleText text, ReadPart<ArticleText>(database, tag::kText, id));
  KG_ASSIGN(ArticleFacts whole,
            ReadPart<ArticleFacts>(database, tag::kFacts, id));
  article.id = id;
  article.text = std::move(text.text);
  article.source_map = std::move(text.source_map);
  whole.facts.article = std::move(article);
  return whole;
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

Result<std::optional<Article>> ReadMeta(const Database& database,
                                        const ArticleId& id) {
  const std::string key = HashKey(tag::kArticle, id.hash);
  KG_ASSIGN(const auto bytes, database.Get(Family::kRaw, key));
  if (!bytes) return std::optional<Article>();
  KG_ASSIGN(ArticleMeta meta, DecodeRaw<ArticleMeta>(key, *bytes));
  meta.article.id = id;
  return std::optional<Article>(std::move(meta.article));
}

Result<ArticleFacts> ReadArticle(const Database& database,
                                 const ArticleId& id) {
  KG_ASSIGN(std::optional<Article> article, ReadMeta(database, id));
  if (!article) return Status::NotFound("article " + id.Hex() + ": not stored");
  return ReadWhole(database, id, std::move(*article));
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
              ReadWhole(database, {*hash}, std::move(meta.article)));
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
