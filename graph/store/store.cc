#include "graph/store/store.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "graph/store/check.h"
#include "graph/store/commit.h"
#include "graph/store/cursor_pool.h"
#include "graph/store/lock.h"
#include "graph/store/publish.h"
#include "graph/store/raw.h"
#include "graph/store/rocks.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr char kLockFile[] = "/writer.lock";
constexpr char kVersionFile[] = "/version";
constexpr char kDatabaseFolder[] = "/rocksdb";

Status FolderError(const std::string& path, const std::error_code& error) {
  return Status::Io(path + ": " + error.message());
}

bool Exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// Whether the folder holds nothing but what a store begins with, so that kg
// never writes among other files.
Result<bool> IsEmptyFolder(const std::string& path) {
  std::error_code error;
  for (fs::directory_iterator at(path, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = "/" + at->path().filename().string();
    if (name != kLockFile && name != kDatabaseFolder &&
        !name.starts_with(kVersionFile)) {
      return false;
    }
  }
  if (error) return FolderError(path, error);
  return true;
}

Status MakeFolder(const std::string& path, const StoreOptions& options) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Status();
  if (Exists(path)) {
    return Status::InvalidInput(path + ": expected a folder, got a file");
  }
  if (!options.create) return NoGraph(path);
  return MakeFolders(options.file_hook, path);
}

Status Discard(const std::string& path) {
  std::error_code error;
  // The version goes last, so that a half-discarded store is still one.
  for (const char* name : {kDatabaseFolder, kVersionFile}) {
    fs::remove_all(path + name, error);
    if (error) return FolderError(path + name, error);
  }
  return Status();
}

// Checks the format version, or makes the beginnings of a store. Tells whether
// a database must be there already.
Result<Database::Mode> Prepare(const std::string& path,
                               const StoreOptions& options) {
  const bool is_store = Exists(path + kVersionFile);
  if (!is_store && !Exists(path + "/published")) {
    KG_ASSIGN(const bool is_empty, IsEmptyFolder(path));
    if (!is_empty) {
      return Status::InvalidInput(
          path + ": not a store of kg, and not empty; give another --db");
    }
  }
  if (!is_store && !options.create) return NoGraph(path);
  if (is_store && options.discard) KG_RETURN_IF_ERROR(Discard(path));
  if (is_store && !options.discard) {
    KG_RETURN_IF_ERROR(ReadVersion(path + kVersionFile, path).status());
    return Database::Mode::kWrite;
  }
  return Database::Mode::kCreate;
}

}  // namespace

Status NoGraph(const std::string& path) {
  return Status::NotFound(
      path + ": no graph here; make one with kg build FOLDER --db " + path);
}

struct Store::State {
  std::string path;
  FileLock lock;  // outlives the database
  std::unique_ptr<Database> database;
  // A commit looks up some hundreds of prefixes of the index of names.
  std::unique_ptr<CursorPool> index_cursors;

  Status Write(const std::string& key, std::optional<std::string> value) {
    Changes changes;
    changes[static_cast<size_t>(Family::kRaw)].emplace(key, std::move(value));
    return database->Write(changes);
  }

  Status MayDecide(const Decision& decision) const {
    const std::string key = NumberKey(tag::kDecision, decision.sequence);
    KG_ASSIGN(const auto stored, database->Get(Family::kRaw, key));
    if (!stored || *stored == Encode(decision)) return Status();
    return Status::InvalidInput(path + ": another decision has number " +
                                std::to_string(decision.sequence) + " already");
  }
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::Open(const std::string& path,
                                           const StoreOptions& options) {
  KG_RETURN_IF_ERROR(MakeFolder(path, options));
  KG_ASSIGN(FileLock lock,
            TakeWriterLock(path + kLockFile, path, options.command));
  KG_ASSIGN(const Database::Mode mode, Prepare(path, options));
  KG_ASSIGN(auto database, Database::Open(path + kDatabaseFolder, mode, path,
                                          options.file_hook));
  if (mode == Database::Mode::kCreate) {
    // Last, so that a folder with a version has a database.
    KG_RETURN_IF_ERROR(
        WriteVersion(options.file_hook, path + kVersionFile, "live"));
    KG_RETURN_IF_ERROR(SyncFolder(options.file_hook, path));
  }
  auto cursors =
      std::make_unique<CursorPool>(*database, Family::kRecord, tag::kIndex);
  return std::unique_ptr<Store>(new Store(std::make_unique<State>(
      State{path, std::move(lock), std::move(database), std::move(cursors)})));
}

Status Store::Commit(const std::vector<ArticleChange>& changes) {
  CommitBatch batch;
  batch.changes = changes;
  return Commit(batch);
}

Status Store::Commit(const CommitBatch& batch) {
  if (batch.decision) KG_RETURN_IF_ERROR(state_->MayDecide(*batch.decision));
  ArticleCommit commit(*state_->database);
  for (const ArticleChange& change : batch.changes) {
    KG_RETURN_IF_ERROR(commit.Apply(change));
  }
  for (const auto& [id, names] : batch.names) {
    KG_RETURN_IF_ERROR(commit.SetNames(id, names));
  }
  for (const auto& [key, value] : batch.index) commit.SetIndexRow(key, value);
  if (batch.decision) commit.PutDecision(*batch.decision);
  KG_ASSIGN(const Changes* all, commit.Finish());
  state_->index_cursors->Clear();
  return state_->database->Write(*all);
}

Result<std::optional<Hash128>> Store::ContentHash(const ArticleId& id) const {
  KG_ASSIGN(const auto article, ReadMeta(*state_->database, id));
  if (!article) return std::optional<Hash128>();
  return std::optional<Hash128>(article->article.content_hash);
}

Result<LocalFacts> Store::Facts(const ArticleId& id) const {
  KG_ASSIGN(ArticleFacts whole, ReadArticle(*state_->database, id));
  return std::move(whole.facts);
}

Result<std::optional<StoredArticle>> Store::Stored(const ArticleId& id) const {
  return ReadStored(*state_->database, id);
}

Result<Article> Store::ArticleOf(const ArticleId& id) const {
  return ReadText(*state_->database, id);
}

Result<std::vector<ArticleId>> Store::ArticleIds() const {
  return ReadArticleIds(*state_->database);
}

Result<std::optional<std::string>> Store::IndexRow(
    const std::string& key) const {
  return state_->database->Get(Family::kRecord, TextKey(tag::kIndex, key));
}

Status Store::ForEachIndexKey(
    const std::string& prefix,
    const std::function<bool(std::string_view key)>& visit) const {
  const std::string begin = TextKey(tag::kIndex, prefix);
  return state_->index_cursors->With([&](Cursor* cursor) {
    for (cursor->Seek(begin);
         cursor->Valid() && cursor->key().starts_with(begin); cursor->Next()) {
      if (!visit(cursor->key().substr(1))) return Status();
    }
    return cursor->status();
  });
}

Result<std::vector<EntityId>> Store::NamedEntities() const {
  return ReadNamedEntities(*state_->database);
}

Status Store::ForEachFacts(
    const std::function<Result<bool>(const LocalFacts&)>& visit) const {
  return ForEachStoredArticle(
      *state_->database,
      [&](const ArticleFacts& whole) { return visit(whole.facts); });
}

Result<std::optional<FileState>> Store::File(const std::string& root_label,
                                             const std::string& path) const {
  return ReadFileState(*state_->database, root_label, path);
}

Status Store::PutFile(const FileState& file) {
  return state_->Write(FileKey(file.root_label, file.path), Encode(file));
}

Status Store::RemoveFile(const std::string& root_label,
                         const std::string& path) {
  return state_->Write(FileKey(root_label, path), std::nullopt);
}

Result<std::vector<FileState>> Store::Files(
    const std::string& root_label) const {
  return ReadFiles(*state_->database, root_label);
}

Result<std::vector<Root>> Store::Roots() const {
  return ReadRoots(*state_->database);
}

Status Store::PutRoot(const Root& root) {
  return state_->Write(TextKey(tag::kRoot, root.label), EncodeText(root.path));
}

Status Store::RemoveRoot(const std::string& label) {
  return state_->Write(TextKey(tag::kRoot, label), std::nullopt);
}

Result<std::optional<Manifest>> Store::GetManifest() const {
  return ReadManifest(*state_->database);
}

Status Store::PutManifest(const Manifest& manifest) {
  return state_->Write(std::string(1, tag::kManifest), Encode(manifest));
}

Status Store::AddDecision(const Decision& decision) {
  CommitBatch batch;
  batch.decision = decision;
  return Commit(batch);
}

Result<std::vector<Decision>> Store::Decisions() const {
  return ReadDecisions(*state_->database);
}

Status Store::Publish() {
  return PublishCheckpoint(state_->path, state_->database.get());
}

Result<std::vector<Violation>> Store::Check() const {
  return CheckDatabase(*state_->database);
}

}  // namespace kg
