// Reader: the files of a plan as a stream of events, each file's articles and
// skipped records between its begin and its end. The store is asked which
// articles of a changed file are known already.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "builder/plan.h"
#include "extractor/ingest/ingest.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

// The store, shared by the threads of a build: every use holds the mutex.
struct SharedStore {
  Store* store = nullptr;
  std::mutex mutex;
};

// Content hashes of the articles that the store holds of one file.
using KnownArticles = std::unordered_map<Hash128, ArticleId>;

struct FileEnd {
  Status status;           // failed: the file cannot be read
  bool unchanged = false;  // as the store knows it: no events before this one
  Hash128 content_hash;
};

struct ReadArticle {
  Article article;
  std::shared_ptr<const KnownArticles> known;
};

struct ReadEvent {
  size_t file = 0;  // index in the plan's `present`
  std::variant<ReadArticle, Skipped, FileEnd> what;
};

struct ReadOptions {
  IngestLimits limits;
  const Lexicon* lexicon = nullptr;
  bool rebuild = false;  // unchanged files too
};

// Emits the events of one file; false where `emit` no longer wants any.
bool ReadPlannedFile(const PlannedFile& file, size_t index,
                     const ReadOptions& options, SharedStore* store,
                     const std::function<bool(ReadEvent)>& emit);

// The hash that a file's state keeps: of its bytes, and, so that skipped
// records are reported again by every build, whether there were any.
Hash128 StateHash(const Hash128& bytes, bool has_skipped);

}  // namespace kg
