// Load: JSON Lines of scope `articles` -> a store, some whole articles a
// commit. A group that breaks the schema is refused whole and reported; the
// rest is stored.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

struct LoadInput {
  std::string name;  // for messages
  std::istream* stream = nullptr;
};

// After an article's commit.
struct LoadProgress {
  uint64_t articles = 0;  // so far
  std::string place;      // "news/a.jsonl:12": root, path, record if it has one
};

struct LoadOptions {
  const Lexicon* lexicon = nullptr;
  const CancelToken* cancel = nullptr;            // may be null
  std::function<void(const Status&)> on_refused;  // "file:line: reason"
  std::function<void(const LoadProgress&)> on_progress = {};  // may be empty
};

struct LoadResult {
  uint64_t articles = 0;
  uint64_t replaced = 0;  // of those, in the place of an earlier version
  uint64_t decisions = 0;
  uint64_t refused = 0;
  bool interrupted = false;
};

// Publishes at the end, and after an interruption or a failure too.
Result<LoadResult> LoadFacts(Store* store, const std::vector<LoadInput>& inputs,
                             const LoadOptions& options);

}  // namespace kg
