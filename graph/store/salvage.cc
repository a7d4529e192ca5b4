#include "graph/store/salvage.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "graph/store/publish.h"
#include "graph/store/raw.h"
#include "graph/store/records.h"
#include "graph/store/scan_readable.h"
#include "graph/store/seal.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr char kDatabase[] = "/rocksdb";
constexpr size_t kIdentityBytes = 4096;

bool Exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

std::vector<std::string> NamesIn(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The numbers of the checkpoints that are there, newest first.
std::vector<uint64_t> Checkpoints(const std::string& store) {
  std::vector<uint64_t> numbers;
  for (const std::string& name : NamesIn(PublishedFolder(store))) {
    uint64_t number = 0;
    const char* end = name.data() + name.size();
    const auto [after, error] = std::from_chars(name.data(), end, number);
    if (error == std::errc() && after == end) numbers.push_back(number);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

// Unsupported only where no version file says that this kg wrote the store.
Status CheckFormat(const std::string& store) {
  const Status version = ReadVersion(store + "/version", store).status();
  if (version.ok() || version.kind() != ErrorKind::kUnsupported) {
    return Status();
  }
  for (uint64_t number : Checkpoints(store)) {
    const std::string path =
        PublishedFolder(store) + "/" + std::to_string(number) + "/version";
    if (ReadVersion(path, store).ok()) return Status();
  }
  return version;
}

// Tables and logs of `from` that are not in `to` yet.
void LinkTables(const std::string& from, const std::string& to) {
  for (const std::string& name : NamesIn(from)) {
    if (!name.ends_with(".sst") && !name.ends_with(".log")) continue;
    if (Exists(to + "/" + name)) continue;
    std::error_code error;
    fs::create_hard_link(from + "/" + name, to + "/" + name, error);
    if (error) fs::copy_file(from + "/" + name, to + "/" + name, error);
  }
}

// Databases of one identity give one number to one table.
bool AreOneDatabase(const std::string& a, const std::string& b) {
  const auto of_a = ReadFile(a + "/IDENTITY", kIdentityBytes);
  const auto of_b = ReadFile(b + "/IDENTITY", kIdentityBytes);
  return of_a.ok() && of_b.ok() && *of_a == *of_b;
}

struct Source {
  std::string what;
  std::unique_ptr<Database> database;
};

std::string PathOf(const Article& article) {
  std::string text = article.root_label + "/" + article.path;
  if (article.record) text += ":" + *article.record;
  return text;
}

}  // namespace

struct Salvage::State {
  std::string store;
  std::string scratch;
  std::vector<Source> sources;
  std::unique_ptr<Database> records;  // where no source has them
  std::vector<std::string> damage;
  std::vector<std::string> lost;
  std::set<ArticleId> articles;
  std::map<ArticleId, std::string> named;  // by the states of files
  std::vector<Decision> decisions;
  std::vector<FileState> files;
  std::vector<Root> roots;
  std::optional<Manifest> manifest;

  const Database& first() const { return *sources.front().database; }

  void OpenLive() {
    auto live =
        Database::Open(store + kDatabase, Database::Mode::kInspect, store);
    if (live.ok()) {
      sources.push_back({"rocksdb", std::move(live).value()});
      return;
    }
    damage.push_back("rocksdb does not open: " + live.status().message());
    AddPart(store + kDatabase, "rocksdb");
  }

  // A database of which some family is damaged: the one that counts, perhaps
  // with the records.
  void AddPart(const std::string& path, const std::string& name) {
    auto part =
        Database::OpenPart(path, {Family::kRaw, Family::kRecord}, store);
    if (!part.ok()) part = Database::OpenPart(path, {Family::kRaw}, store);
    if (part.ok()) sources.push_back({name, std::move(part).value()});
  }

  // Those whose seal holds come first.
  void OpenPublished(bool sealed) {
    for (uint64_t number : Checkpoints(store)) {
      const std::string name = "published/" + std::to_string(number);
      const std::string folder = store + "/" + name;
      const bool holds = HasSeal(folder) && VerifySeal(folder, store).ok();
      if (holds != sealed) continue;
      auto opened =
          Database::Open(folder + kDatabase, Database::Mode::kReadOnly, store);
      if (opened.ok()) {
        sources.push_back({name, std::move(opened).value()});
      } else {
        AddPart(folder + kDatabase, name);
      }
    }
  }

  // All tables that are left, of the live database and of its checkpoints.
  Status OpenTables() {
    const std::string folder = scratch + "/tables";
    KG_RETURN_IF_ERROR(MakeFolders({}, folder));
    const std::string live = store + kDatabase;
    LinkTables(live, folder);
    const bool any = !NamesIn(folder).empty();
    for (uint64_t number : Checkpoints(store)) {
      const std::string published =
          store + "/published/" + std::to_string(number) + kDatabase;
      if (any && !AreOneDatabase(live, published)) continue;
      LinkTables(published, folder);
    }
    KG_RETURN_IF_ERROR(Database::MakeFromTables(folder, store));
    KG_ASSIGN(auto opened,
              Database::Open(folder, Database::Mode::kCreate, store));
    sources.push_back({"the tables alone", std::move(opened)});
    return Status();
  }

  Status OpenSources() {
    OpenLive();
    OpenPublished(true);
    OpenPublished(false);
    if (sources.empty()) {
      const Status opened = OpenTables();
      if (!opened.ok()) {
        return Status::Corrupt(store + ": nothing can be read (" +
                               opened.message() + ")");
      }
    }
    if (!first().Has(Family::kRecord)) OpenRecords();
    if (sources.front().what != "rocksdb") {
      damage.push_back("read " + sources.front().what +
                       " instead; what was committed later is not there");
    }
    return Status();
  }

  // They name articles that raw does not any more.
  void OpenRecords() {
    std::vector<std::string> folders = {store + kDatabase};
    for (uint64_t number : Checkpoints(store)) {
      folders.push_back(store + "/published/" + std::to_string(number) +
                        kDatabase);
    }
    for (const std::string& folder : folders) {
      auto part = Database::OpenPart(folder, {Family::kRecord}, store);
      if (!part.ok()) continue;
      records = std::move(part).value();
      return;
    }
  }

  // Rows of a tag in the database that is read first.
  void ForEach(Family family, char tag,
               const std::function<void(std::string_view key,
                                        std::string_view value)>& visit) {
    const Database* database = &first();
    if (!database->Has(family)) database = records.get();
    if (database == nullptr) return;
    const ReadableRows rows =
        ScanReadable(*database, family, std::string(1, tag), visit);
    if (rows.gaps == 0) return;
    damage.push_back(std::string(kg::NameOf(family)) + "/" + tag + ": " +
                     std::to_string(rows.gaps) +
                     (rows.gaps == 1 ? " stretch" : " stretches") +
                     " of rows cannot be read: " + rows.first_why);
  }

  void Lose(std::string_view key) {
    lost.push_back(KeyText(Family::kRaw, key));
  }

  void ReadOthers() {
    ForEach(Family::kRaw, tag::kDecision, [&](auto key, auto value) {
      auto decision = DecodeRaw<Decision>(key, value);
      if (!decision.ok()) return Lose(key);
      decisions.push_back(std::move(decision).value());
    });
    ForEach(Family::kRaw, tag::kFile, [&](auto key, auto value) {
      auto file = DecodeRaw<FileState>(key, value);
      std::optional<SplitTerm> split = TermOfKey(key);
      if (!file.ok() || !split) return Lose(key);
      file->root_label = std::move(split->term);
      file->path = split->rest;
      files.push_back(std::move(file).value());
    });
    ForEach(Family::kRaw, tag::kRoot, [&](auto key, auto value) {
      auto path = Decode<std::string>(Family::kRaw, key, value);
      if (!path.ok()) return Lose(key);
      roots.push_back({std::string(key.substr(1)), std::move(path).value()});
    });
    const auto stored = ReadManifest(first());
    if (stored.ok()) {
      manifest = *stored;
    } else {
      Lose(std::string(1, tag::kManifest));
    }
  }

  void FindArticles() {
    const std::pair<Family, char> kTags[] = {{Family::kRaw, tag::kArticle},
                                             {Family::kRaw, tag::kText},
                                             {Family::kRaw, tag::kFacts},
                                             {Family::kRecord, tag::kDocument}};
    for (const auto& [family, tag] : kTags) {
      ForEach(family, tag, [&](auto key, auto) {
        const std::optional<Hash128> hash = HashOfKey(key);
        if (hash) articles.insert({*hash});
      });
    }
    for (const FileState& file : files) {
      for (const ArticleId& id : file.articles) {
        named[id] = file.root_label + "/" + file.path;
        // The state of a file that is being written may name what is gone.
        if (file.content_hash != Hash128()) articles.insert(id);
      }
    }
  }

  // Where a database was, the one that stood here before; else nothing.
  Status Exchange(const std::string& made) {
    const std::string live = store + kDatabase;
    if (!Exists(live)) return RenameFile({}, made, live);
    if (renameat2(AT_FDCWD, live.c_str(), AT_FDCWD, made.c_str(),
                  RENAME_EXCHANGE) != 0) {
      return Status::Io(live + ": cannot be exchanged for " + made + ": " +
                        std::strerror(errno));
    }
    return Status();
  }

  std::string FreeName() const {
    for (uint64_t number = 1;; ++number) {
      const std::string name = store + "/damaged-" + std::to_string(number);
      if (!Exists(name)) return name;
    }
  }
};

Salvage::Salvage(std::unique_ptr<State> state) : state_(std::move(state)) {}
Salvage::~Salvage() = default;

Result<std::unique_ptr<Salvage>> Salvage::Open(const std::string& store,
                                               const std::string& scratch) {
  KG_RETURN_IF_ERROR(CheckFormat(store));
  KG_RETURN_IF_ERROR(RemoveFolder(scratch));
  auto state = std::make_unique<State>();
  state->store = store;
  state->scratch = scratch;
  KG_RETURN_IF_ERROR(state->OpenSources());
  state->ReadOthers();
  state->FindArticles();
  return std::unique_ptr<Salvage>(new Salvage(std::move(state)));
}

const std::vector<std::string>& Salvage::damage() const {
  return state_->damage;
}

std::vector<ArticleId> Salvage::Articles() const {
  return {state_->articles.begin(), state_->articles.end()};
}

Result<SalvagedArticle> Salvage::Facts(const ArticleId& id) const {
  Status first;
  for (const Source& source : state_->sources) {
    Result<ArticleFacts> whole = ReadArticle(*source.database, id);
    const bool is_first = &source == &state_->sources.front();
    if (whole.ok()) {
      return SalvagedArticle{std::move(whole->facts),
                             is_first ? std::string() : source.what};
    }
    if (is_first) first = whole.status();
  }
  return first;
}

std::string Salvage::NameOf(const ArticleId& id) const {
  for (const Source& source : state_->sources) {
    const auto meta = ReadMeta(*source.database, id);
    if (meta.ok() && *meta) return PathOf((*meta)->article);
  }
  const auto named = state_->named.find(id);
  if (named != state_->named.end()) return named->second;
  return "article " + id.Hex();
}

const std::vector<Decision>& Salvage::decisions() const {
  return state_->decisions;
}
const std::vector<FileState>& Salvage::files() const { return state_->files; }
const std::vector<Root>& Salvage::roots() const { return state_->roots; }
const std::optional<Manifest>& Salvage::manifest() const {
  return state_->manifest;
}
const std::vector<std::string>& Salvage::lost() const { return state_->lost; }

Result<std::string> Salvage::Replace(const std::string& fresh, bool keep_old) {
  State& state = *state_;
  state.sources.clear();
  state.records.reset();
  const std::string made = fresh + kDatabase;
  KG_RETURN_IF_ERROR(SyncFolder({}, made));
  KG_RETURN_IF_ERROR(state.Exchange(made));
  KG_RETURN_IF_ERROR(SyncFolder({}, state.store));
  KG_RETURN_IF_ERROR(WriteVersion({}, state.store + "/version", "live"));
  {
    KG_ASSIGN(const auto database,
              Database::Open(state.store + kDatabase, Database::Mode::kWrite,
                             state.store));
    KG_RETURN_IF_ERROR(PublishCheckpoint(state.store, database.get()));
  }
  std::string kept;
  if (keep_old && Exists(made)) {
    kept = state.FreeName();
    KG_RETURN_IF_ERROR(RenameFile({}, made, kept));
  }
  KG_RETURN_IF_ERROR(RemoveFolder(state.scratch));
  KG_RETURN_IF_ERROR(SyncFolder({}, state.store));
  return kept;
}

}  // namespace kg
