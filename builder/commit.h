// Committer: takes the events of a build in order and brings the store from one
// whole set of articles to the next: one batch an article, the last of a file
// together with the removal of what the file no longer holds. Not thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "builder/build.h"
#include "builder/graph_writer.h"
#include "builder/plan.h"
#include "builder/reader.h"

namespace kg {

// An article, ready to be stored.
struct PreparedArticle {
  ArticleId id;
  bool unchanged = false;
  bool extracted = false;  // in this run, rather than taken from the store
  bool in_store = false;   // an earlier version has this id
  ArticleUpdate update;
};

struct PreparedEvent {
  size_t file = 0;
  Status failed;  // the store could not be read: the build ends
  std::variant<PreparedArticle, Skipped, FileEnd> what;
};

// The update that stores these facts.
ArticleUpdate MakeUpdate(LocalFacts facts);

// The file whose events are coming in.
struct OpenFile {
  size_t index = 0;
  std::set<ArticleId> known;  // before this build
  std::set<ArticleId> seen;   // in it now
  std::optional<ArticleUpdate> pending;
  uint64_t changed = 0;  // articles with an earlier version of the same id
  uint64_t added = 0;
  bool has_skipped = false;
};

class Committer {
 public:
  // All outlive the committer. The writer is the store's.
  Committer(SharedStore* store, GraphWriter* writer, const FilePlan* plan,
            const BuildOptions* options, BuildResult* result);

  // Removes what the plan says is gone.
  Status RemoveGone();
  Status Take(PreparedEvent event);

 private:
  OpenFile& Open(size_t index);
  Status TakeArticle(OpenFile* file, PreparedArticle article);
  Status Finish(OpenFile file, const FileEnd& end);
  // What was read before the failure counts; the rest stays as it was.
  Status FinishUnreadable(OpenFile file, const FileEnd& end);
  // Commits what is pending, with the removal of `gone`.
  Status Flush(OpenFile* file, const std::vector<ArticleId>& gone);
  Status CommitAndPublish(std::vector<ArticleUpdate> updates);
  void Report(const PlannedFile& file, bool committed);

  SharedStore* store_;
  GraphWriter* writer_;
  const FilePlan* plan_;
  const BuildOptions* options_;
  BuildResult* result_;
  std::optional<OpenFile> open_;
  size_t files_done_ = 0;
  std::chrono::steady_clock::time_point published_;
};

}  // namespace kg
