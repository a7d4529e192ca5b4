// Store: the graph on disk, one RocksDB. A Store is its only writer; readers
// open Snapshots of published checkpoints, in any number of processes. Byte
// layouts: docs/format.md, keys.cc, records.cc.
//
// A Store is not thread-safe. A crash at any moment leaves the state after some
// whole number of commits.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "graph/facts/entity_names.h"
#include "graph/facts/facts.h"
#include "graph/store/files.h"
#include "graph/view/graph_view.h"

namespace kg {

// On disk. Another version's store is refused with advice.
inline constexpr uint32_t kStoreFormat = 2;

// What the facts of a store were made with; equal bytes are promised only for
// equal manifests.
struct Manifest {
  std::string program;    // version of kg
  std::string model;      // name and hash of the weights
  std::string precision;  // f32, bf16
  std::string kernels;    // oneDNN's kernel class
  std::string icu;
  std::string lexicon;  // hash of the tables
  bool operator==(const Manifest&) const = default;
};

// A folder (or file) that articles came from.
struct Root {
  std::string label;
  std::string path;  // absolute
};

// What is known of one source file, so that an unchanged one is not read again.
struct FileState {
  std::string root_label;
  std::string path;  // below the root
  Hash128 content_hash;
  std::vector<ArticleId> articles;  // sorted
};

// Replaces all that an article contributes: with its facts, or with nothing.
struct ArticleChange {
  ArticleId id;
  std::optional<LocalFacts> facts;  // canonical; absent: the article is removed
  // For each local entity, the resolved entity that it belongs to.
  std::vector<EntityId> entities;
  // Where the article is one of several near-copies: the earliest of them,
  // itself perhaps. They count as one source.
  std::optional<ArticleId> source;
};

// An article as it was committed.
struct StoredArticle {
  LocalFacts facts;
  std::vector<EntityId> entities;
  std::optional<ArticleId> source;
};

// Everything that one atomic batch changes.
struct CommitBatch {
  std::vector<ArticleChange> changes;
  // How names became these entities; nothing: no longer kept.
  std::map<EntityId, std::optional<EntityNames>> names;
  // Rows that the caller keeps in the store, opaque to it: new values, or
  // nothing where a row goes.
  std::map<std::string, std::optional<std::string>> index;
  std::optional<Decision> decision;  // as by AddDecision()
};

// One broken rule: the key (readable) and the rule.
struct Violation {
  std::string key;
  std::string rule;
};

// The error of a path where no store is.
Status NoGraph(const std::string& path);

struct StoreOptions {
  bool create = true;
  // Starts empty: what stood there goes, once the lock is taken. Readers keep
  // what was published until the next Publish().
  bool discard = false;
  std::string command;      // shown to whoever finds the store locked
  FileHook file_hook = {};  // of tests: files.h
};

class Store final {
 public:
  // Takes the lock first. InvalidInput "…: locked by process 12 on host x
  // (kg build data)" where another writer has it; Unsupported for another
  // format version; NotFound where there is none and create is false.
  static Result<std::unique_ptr<Store>> Open(const std::string& path,
                                             const StoreOptions& options);
  ~Store();

  // One atomic batch: the articles' own records and all that they change
  // elsewhere. Durable when it returns (write-ahead log; `sync` by Publish).
  Status Commit(const CommitBatch& batch);
  Status Commit(const std::vector<ArticleChange>& changes);

  // The content hash an article was stored with; nothing if it is not there.
  Result<std::optional<Hash128>> ContentHash(const ArticleId& id) const;
  Result<LocalFacts> Facts(const ArticleId& id) const;
  // Nothing where it is not there.
  Result<std::optional<StoredArticle>> Stored(const ArticleId& id) const;
  // The article alone, with its text. NotFound where it is not there.
  Result<Article> ArticleOf(const ArticleId& id) const;
  Result<std::vector<ArticleId>> ArticleIds() const;  // ascending
  // All local facts by ascending article id; false stops.
  Status ForEachFacts(
      const std::function<Result<bool>(const LocalFacts&)>& visit) const;

  Result<std::optional<FileState>> File(const std::string& root_label,
                                        const std::string& path) const;
  Status PutFile(const FileState& file);
  Status RemoveFile(const std::string& root_label, const std::string& path);
  // Files of a root by path.
  Result<std::vector<FileState>> Files(const std::string& root_label) const;

  Result<std::vector<Root>> Roots() const;
  Status PutRoot(const Root& root);
  // Forgets a root; its files and articles stay. Not there: nothing happens.
  Status RemoveRoot(const std::string& label);
  Result<std::optional<Manifest>> GetManifest() const;
  Status PutManifest(const Manifest& manifest);
  Status AddDecision(const Decision& decision);
  Result<std::vector<Decision>> Decisions() const;

  // The rows of CommitBatch::index: one by its key; the keys that begin with a
  // prefix, ascending, until false.
  Result<std::optional<std::string>> IndexRow(const std::string& key) const;
  Status ForEachIndexKey(
      const std::string& prefix,
      const std::function<bool(std::string_view key)>& visit) const;
  // Every entity with names of its own.
  Result<std::vector<EntityId>> NamedEntities() const;

  // Makes the present state visible to readers, and syncs it. Removes older
  // checkpoints that nobody holds.
  Status Publish();

  // Every checksum, and every rule between the families: all but `raw` is
  // made again from it and compared. Empty when all hold; stops after 100.
  Result<std::vector<Violation>> Check() const;

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A published state: stable for as long as it is held.
class Snapshot final : public GraphView {
 public:
  // NotFound names the path and says how to make one.
  static Result<std::unique_ptr<Snapshot>> Open(const std::string& path);
  // The live state, with what is not published, changing nothing: only for the
  // holder of the writer's lock, who has no Store open. Corrupt where
  // `whole_log` is set and the log of commits breaks off.
  static Result<std::unique_ptr<Snapshot>> OpenLive(const std::string& path,
                                                    bool whole_log);
  ~Snapshot() override;

  Status ForEachArticle(
      const std::function<bool(const ArticleRecord&)>& visit) const override;
  Status ForEachEntity(
      const std::function<bool(const EntityRecord&)>& visit) const override;
  Status ForEachRelation(
      const std::function<bool(const RelationRecord&)>& visit) const override;
  Status ForEachClaim(
      const std::function<bool(const ClaimRecord&)>& visit) const override;
  Result<ArticleRecord> Article(const ArticleId& id) const override;
  Result<EntityRecord> Entity(const EntityId& id) const override;
  Result<RelationRecord> Relation(const RelationId& id) const override;
  Result<ClaimRecord> Claim(const ClaimId& id) const override;
  Result<std::string> Text(const ArticleId& id) const override;
  Result<std::vector<EvidenceRecord>> EvidenceOf(
      const RelationId& id) const override;
  Result<std::vector<EvidenceRecord>> EvidenceOf(
      const ClaimId& id) const override;
  Result<std::vector<RelationRecord>> Relations(
      const FactPattern& pattern) const override;
  Result<std::vector<ClaimRecord>> Claims(
      const FactPattern& pattern) const override;
  Status ForEachRelationFrom(
      const EntityId& subject,
      const std::function<bool(const RelationRecord&,
                               const std::vector<EvidenceRecord>&)>& visit)
      const override;
  Result<std::vector<EntityId>> EntitiesNamed(
      std::string_view name) const override;
  Status ForEachName(
      const std::function<bool(std::string_view folded)>& visit) const override;
  Result<GraphStatistics> Statistics() const override;
  std::shared_ptr<const FactIndex> Index() const override;

  // As the Store's.
  Result<LocalFacts> Facts(const ArticleId& id) const;
  Status ForEachFacts(
      const std::function<Result<bool>(const LocalFacts&)>& visit) const;
  Result<std::vector<Decision>> Decisions() const;
  // How names became this entity; nothing where it has one name alone.
  Result<std::optional<EntityNames>> NamesOf(const EntityId& id) const;
  // The articles that mention it.
  Result<std::vector<ArticleId>> ArticlesOf(const EntityId& id) const;
  Result<std::optional<StoredArticle>> Stored(const ArticleId& id) const;
  Result<std::vector<Root>> Roots() const;
  Result<std::vector<FileState>> Files(const std::string& root_label) const;
  Result<std::optional<Manifest>> GetManifest() const;
  Result<std::vector<ArticleId>> ArticleIds() const;
  Result<std::vector<EntityId>> NamedEntities() const;
  // The rows of CommitBatch::index, ascending.
  Status ForEachIndexRow(
      const std::function<bool(std::string_view key, std::string_view value)>&
          visit) const;
  Result<std::vector<Violation>> Check() const;
  // Of every block of every table.
  Status VerifyChecksums() const;
  // Names the store and how many changes it has seen; the hash of every row.
  Result<std::string> ContentState() const;
  Result<Hash128> RowsHash() const;

 private:
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kg
