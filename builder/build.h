// Build: articles under roots -> a store, commit by commit. Unchanged files are
// left alone, changed ones replaced, missing ones removed. Prints nothing:
// progress and warnings go through callbacks, which are called from one thread
// at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "builder/pipeline.h"
#include "extractor/ingest/ingest.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

struct BuildCounts {
  uint64_t read = 0;       // articles extracted in this run
  uint64_t replaced = 0;   // of those, in the place of an earlier version
  uint64_t unchanged = 0;  // articles that stayed as they were
  uint64_t removed = 0;    // articles that are gone
};

// The state after a commit, or after a file that needed none.
struct BuildProgress {
  size_t files_done = 0;
  size_t files_total = 0;
  BuildCounts counts;
  std::string place;       // the file
  bool committed = false;  // its articles, or some of them, just now
};

struct BuildOptions {
  std::vector<std::string> roots;
  std::string root_label;  // of the one new root; empty: the folder's name
  size_t jobs = 1;
  bool rebuild = false;  // extract unchanged articles too
  IngestLimits limits;
  const Lexicon* lexicon = nullptr;
  ExtractFunction extract;
  Manifest manifest;  // of `extract`
  std::chrono::milliseconds publish_every{2000};
  const CancelToken* cancel = nullptr;                    // may be null
  std::function<void(const BuildProgress&)> on_progress;  // may be empty
  std::function<void(const std::string&)> on_warning;     // may be empty
};

struct BuildResult {
  BuildCounts counts;
  std::vector<Skipped> skipped;  // could not be used
  std::vector<Skipped> kept;     // cannot be read now, but could before
  bool interrupted = false;
};

// On failure what was committed stays, and is published with the next build.
Result<BuildResult> Build(Store* store, const BuildOptions& options);

}  // namespace kg
