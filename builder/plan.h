// Plan: which files a build reads, which are gone, from the file system and
// what the store knows. Reads the store; changes nothing.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "builder/roots.h"
#include "extractor/ingest/ingest.h"
#include "graph/store/store.h"

namespace kg {

struct PlannedFile {
  std::string path;  // where it is
  std::string root_label;
  std::string name;  // below its root
  // What the store holds of it: its own state, and, where its root takes over
  // narrower ones, theirs.
  std::vector<FileState> known;
};

struct FilePlan {
  std::vector<PlannedFile> present;  // by label and name
  std::vector<PlannedFile> gone;     // known, and no longer there
  std::vector<Skipped> kept;         // known, there, but cannot be read now
  std::vector<Skipped> skipped;      // folders that cannot be listed now
};

// The content hash of a file whose articles are being written: a build that was
// stopped leaves it behind, and the next one looks for its articles.
bool IsUnfinished(const FileState& file);

Result<FilePlan> PlanFiles(const RootPlan& roots, const Store& store);

}  // namespace kg
