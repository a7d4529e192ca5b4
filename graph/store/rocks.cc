#include "graph/store/rocks.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <cstdarg>
#include <utility>
#include <vector>

#include "graph/store/hooked_env.h"

namespace kg {
namespace {

constexpr size_t kBlockBytes = 16 << 10;   // measured, docs/format.md
constexpr size_t kCacheBytes = 256 << 20;  // chosen
constexpr double kMetadataShare = 0.5;     // of it, for indexes and filters
// A commit mostly asks for rows that are not there yet: the filters tell so for
// what is not in files yet. Part of a write buffer; chosen.
constexpr double kFilterShare = 0.1;
constexpr size_t kWriteBufferBytes = 16 << 20;  // chosen
constexpr uint64_t kLogBytes = 64 << 20;        // chosen
constexpr int kOpenFiles = 512;                 // chosen
constexpr size_t kProtectionBytes = 8;          // the only size there is
constexpr size_t kHashedBytes = 1 << 20;        // at a time; chosen

// RocksDB's own log says nothing that kg could act on, and libraries of kg
// write no logs.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

rocksdb::Slice SliceOf(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

std::string_view ViewOf(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// A file that is not there is damage; what else the system refuses is not.
Status FromRocks(const std::string& name, const rocksdb::Status& status) {
  if (status.ok()) return Status();
  const std::string text = status.ToString();
  if (status.IsIOError() && !status.IsPathNotFound()) {
    return Status::Io(name + ": " + text);
  }
  return Status::Corrupt(name + ": damaged (" + text +
                         "); kg repair makes it again from what can be read");
}

rocksdb::CompressionType Compression() {
  const auto types = rocksdb::GetSupportedCompressions();
  for (auto wanted : {rocksdb::kZSTD, rocksdb::kLZ4Compression}) {
    if (std::find(types.begin(), types.end(), wanted) != types.end()) {
      return wanted;
    }
  }
  return rocksdb::kNoCompression;
}

bool Writes(Database::Mode mode) {
  return mode == Database::Mode::kCreate || mode == Database::Mode::kWrite;
}

// One for all families. One shard: a filter of a large file has megabytes, and
// what does not fit into a shard is read again at each look. Large enough for
// the relations of a graph of a million, which an export reads in the order of
// their ends.
std::shared_ptr<rocksdb::Cache> BlockCache() {
  rocksdb::LRUCacheOptions cache;
  cache.capacity = kCacheBytes;
  cache.num_shard_bits = 0;
  cache.high_pri_pool_ratio = kMetadataShare;
  return rocksdb::NewLRUCache(cache);
}

rocksdb::ColumnFamilyOptions FamilyOptions(Database::Mode mode) {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.block_cache = BlockCache();
  table.checksum = rocksdb::kXXH3;
  // Else opening reads them of every file, which a single query has no use for.
  table.cache_index_and_filter_blocks = mode == Database::Mode::kReadOnly;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = Compression();
  options.write_buffer_size = kWriteBufferBytes;
  options.level_compaction_dynamic_level_bytes = true;
  if (Writes(mode)) {
    options.memtable_whole_key_filtering = true;
    options.memtable_prefix_bloom_size_ratio = kFilterShare;
    // A batch comes in order: each row of a tag is looked for from the last.
    options.memtable_insert_with_hint_prefix_extractor.reset(
        rocksdb::NewCappedPrefixTransform(1));
  }
  return options;
}

rocksdb::DBOptions DatabaseOptions(Database::Mode mode) {
  rocksdb::DBOptions options;
  options.create_if_missing = mode == Database::Mode::kCreate;
  options.create_missing_column_families = options.create_if_missing;
  options.info_log = std::make_shared<NoLog>();
  options.max_open_files = kOpenFiles;
  options.max_total_wal_size = kLogBytes;
  options.max_background_jobs = 2;
  // With it, 7.8 refuses to open after some crashes.
  options.track_and_verify_wals_in_manifest = false;
  options.db_host_id.clear();  // a store says nothing of its machine
  if (mode == Database::Mode::kInspectWhole) {
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  }
  if (mode == Database::Mode::kReadOnly) {
    // Both read every file at opening; checks of the content come per block.
    options.skip_stats_update_on_db_open = true;
    options.skip_checking_sst_file_sizes_on_db_open = true;
    // Else each of the families opens its few files with 16 threads, whose
    // making takes longer than the whole rest of opening.
    options.max_file_opening_threads = 1;
  }
  return options;
}

rocksdb::ReadOptions ReadingOptions() {
  rocksdb::ReadOptions options;
  options.verify_checksums = true;
  options.total_order_seek = true;
  options.auto_prefix_mode = false;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> FamilyDescriptors(
    Database::Mode mode) {
  const rocksdb::ColumnFamilyOptions options = FamilyOptions(mode);
  std::vector<rocksdb::ColumnFamilyDescriptor> families = {
      {rocksdb::kDefaultColumnFamilyName, options}};
  for (Family family : kFamilies) {
    families.emplace_back(std::string(NameOf(family)), options);
  }
  return families;
}

}  // namespace

struct Cursor::State {
  std::string name;
  std::string prefix;
  std::string end;
  rocksdb::Slice end_slice;  // refers to `end`; read by the iterator
  std::unique_ptr<rocksdb::Iterator> iterator;
};

struct Database::State {
  std::string name;
  FileHook hook;
  std::unique_ptr<rocksdb::Env> env;  // outlives the database; null: default
  std::unique_ptr<rocksdb::DB> db;
  // Default, then families; null: not opened.
  std::vector<rocksdb::ColumnFamilyHandle*> handles;

  rocksdb::ColumnFamilyHandle* Of(Family family) const {
    return handles[1 + static_cast<size_t>(family)];
  }
  ~State() {
    if (db == nullptr) return;
    for (auto* handle : handles) {
      if (handle != nullptr) db->DestroyColumnFamilyHandle(handle);
    }
    db.reset();
  }
};

Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor::~Cursor() = default;

bool Cursor::Valid() const {
  return state_->iterator->Valid() &&
         state_->iterator->key().starts_with(state_->prefix);
}

std::string_view Cursor::key() const { return ViewOf(state_->iterator->key()); }

std::string_view Cursor::value() const {
  return ViewOf(state_->iterator->value());
}

void Cursor::Next() { state_->iterator->Next(); }

void Cursor::Seek(std::string_view key) {
  state_->iterator->Seek(SliceOf(key));
}

void Cursor::SeekBack(std::string_view key) {
  state_->iterator->SeekForPrev(SliceOf(key));
}

Status Cursor::status() const {
  return FromRocks(state_->name, state_->iterator->status());
}

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::Open(const std::string& path,
                                                 Mode mode,
                                                 const std::string& name,
                                                 const FileHook& hook) {
  const auto families = FamilyDescriptors(mode);
  auto state = std::make_unique<State>();
  state->name = name;
  state->hook = hook;
  rocksdb::DB* db = nullptr;
  rocksdb::DBOptions options = DatabaseOptions(mode);
  if (hook) {
    state->env = MakeHookedEnv(hook);
    options.env = state->env.get();
  }
  const rocksdb::Status opened =
      !Writes(mode)
          ? rocksdb::DB::OpenForReadOnly(options, path, families,
                                         &state->handles, &db)
          : rocksdb::DB::Open(options, path, families, &state->handles, &db);
  state->db.reset(db);
  KG_RETURN_IF_ERROR(FromRocks(name, opened));
  return std::unique_ptr<Database>(new Database(std::move(state)));
}

Result<std::unique_ptr<Database>> Database::OpenPart(
    const std::string& path, const std::vector<Family>& families,
    const std::string& name) {
  const auto all = FamilyDescriptors(Mode::kInspect);
  std::vector<rocksdb::ColumnFamilyDescriptor> some = {all[0]};
  for (Family family : families) {
    some.push_back(all[1 + static_cast<size_t>(family)]);
  }
  auto state = std::make_unique<State>();
  state->name = name;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::OpenForReadOnly(
      DatabaseOptions(Mode::kInspect), path, some, &handles, &db);
  state->db.reset(db);
  KG_RETURN_IF_ERROR(FromRocks(name, opened));
  state->handles.assign(all.size(), nullptr);
  state->handles[0] = handles[0];
  for (size_t i = 0; i < families.size(); ++i) {
    state->handles[1 + static_cast<size_t>(families[i])] = handles[1 + i];
  }
  return std::unique_ptr<Database>(new Database(std::move(state)));
}

bool Database::Has(Family family) const {
  return state_->Of(family) != nullptr;
}

Status Database::MakeFromTables(const std::string& path,
                                const std::string& name) {
  rocksdb::DBOptions options = DatabaseOptions(Mode::kCreate);
  return FromRocks(
      name, rocksdb::RepairDB(path, options, FamilyDescriptors(Mode::kCreate)));
}

const FileHook& Database::hook() const { return state_->hook; }

Result<std::optional<std::string>> Database::Get(Family family,
                                                 std::string_view key) const {
  std::string value;
  const rocksdb::Status got = state_->db->Get(
      ReadingOptions(), state_->Of(family), SliceOf(key), &value);
  if (got.IsNotFound()) return std::optional<std::string>();
  if (!got.ok()) return FromRocks(state_->name, got);
  return std::optional<std::string>(std::move(value));
}

Cursor Database::Scan(Family family, std::string_view prefix) const {
  auto state = std::make_unique<Cursor::State>();
  state->name = state_->name;
  state->prefix = prefix;
  state->end = PrefixEnd(prefix);
  rocksdb::ReadOptions options = ReadingOptions();
  if (!state->end.empty()) {
    state->end_slice = state->end;
    options.iterate_upper_bound = &state->end_slice;
  }
  state->iterator.reset(state_->db->NewIterator(options, state_->Of(family)));
  state->iterator->Seek(SliceOf(state->prefix));
  return Cursor(std::move(state));
}

Status Database::Write(const Changes& changes) {
  rocksdb::WriteOptions options;
  options.protection_bytes_per_key = kProtectionBytes;
  rocksdb::WriteBatch batch(0, 0, kProtectionBytes, 0);
  for (Family family : kFamilies) {
    for (const auto& [key, value] : changes[static_cast<size_t>(family)]) {
      const rocksdb::Status added =
          value ? batch.Put(state_->Of(family), key, *value)
                : batch.Delete(state_->Of(family), key);
      KG_RETURN_IF_ERROR(FromRocks(state_->name, added));
    }
  }
  return FromRocks(state_->name, state_->db->Write(options, &batch));
}

Status Database::Checkpoint(const std::string& path) {
  rocksdb::Checkpoint* raw = nullptr;
  KG_RETURN_IF_ERROR(FromRocks(
      state_->name, rocksdb::Checkpoint::Create(state_->db.get(), &raw)));
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(raw);
  return FromRocks(state_->name, checkpoint->CreateCheckpoint(path));
}

Status Database::VerifyChecksums() const {
  return FromRocks(state_->name, state_->db->VerifyChecksum(ReadingOptions()));
}

Result<std::string> Database::ContentState() const {
  std::string identity;
  KG_RETURN_IF_ERROR(
      FromRocks(state_->name, state_->db->GetDbIdentity(identity)));
  return identity + " " + std::to_string(state_->db->GetLatestSequenceNumber());
}

Result<Hash128> Database::RowsHash() const {
  std::string hashes;
  std::string block;
  const auto flush = [&] {
    hashes += Blake2b(block).View();
    block.clear();
  };
  for (Family family : kFamilies) {
    Cursor cursor = Scan(family, "");
    for (; cursor.Valid(); cursor.Next()) {
      for (std::string_view part : {cursor.key(), cursor.value()}) {
        block += std::to_string(part.size()) + " ";
        block += part;
      }
      if (block.size() >= kHashedBytes) flush();
    }
    KG_RETURN_IF_ERROR(cursor.status());
    flush();
  }
  return Blake2b(hashes);
}

}  // namespace kg
