#include "builder/deep_check.h"

#include <memory>
#include <utility>

#include "builder/check_resolution.h"
#include "graph/store/check_files.h"
#include "graph/store/lock.h"

namespace kg {
namespace {

// "DATABASE 17": which database, and how many changes it has seen.
struct State {
  std::string database;
  uint64_t changes = 0;
};

State TakeApart(const std::string& text) {
  const size_t space = text.rfind(' ');
  if (space == text.npos) return {text, 0};
  State state{text.substr(0, space), 0};
  for (char c : text.substr(space + 1)) {
    state.changes = state.changes * 10 + static_cast<uint64_t>(c - '0');
  }
  return state;
}

class DeepChecker {
 public:
  DeepChecker(const std::string& path, const Lexicon& lexicon)
      : path_(path), lexicon_(lexicon) {}

  Result<DeepReport> Run(bool with_live) {
    KG_ASSIGN(report_.violations, CheckFiles(path_));
    const bool files_hold = report_.violations.empty();
    if (with_live) OpenLive();
    OpenPublished(files_hold);
    const bool equal = live_ != nullptr && published_ != nullptr && Compare();
    if (live_ != nullptr) CheckAll("", *live_);
    if (published_ != nullptr && !equal) CheckAll(Published(), *published_);
    return std::move(report_);
  }

  void Note(std::string text) { report_.notes.push_back(std::move(text)); }

 private:
  static std::string Published() { return "published: "; }

  void Broken(std::string key, std::string rule) {
    report_.violations.push_back({std::move(key), std::move(rule)});
  }

  void OpenLive() {
    auto live = Snapshot::OpenLive(path_, true);
    if (!live.ok()) {
      Broken("rocksdb", live.status().message());
      live = Snapshot::OpenLive(path_, false);
    }
    if (live.ok()) live_ = std::move(live).value();
  }

  void OpenPublished(bool files_hold) {
    auto published = Snapshot::Open(path_);
    if (published.ok()) {
      published_ = std::move(published).value();
    } else if (published.status().kind() != ErrorKind::kNotFound) {
      if (files_hold) Broken("published", published.status().message());
    } else if (files_hold && live_ != nullptr) {
      const auto articles = live_->ArticleIds();
      if (articles.ok() && articles->empty()) return;
      Broken("published", "nothing is; kg build publishes what is there");
    }
  }

  // Are the two the same state? Then they must hold the same rows.
  bool Compare() {
    const auto live = live_->ContentState();
    const auto published = published_->ContentState();
    if (!live.ok() || !published.ok()) return false;
    const State of_live = TakeApart(*live);
    const State of_published = TakeApart(*published);
    if (of_live.database != of_published.database) return false;
    if (of_live.changes < of_published.changes) {
      Broken("rocksdb", "commits are missing that were published");
    }
    if (of_live.changes != of_published.changes) return false;
    const auto rows = live_->RowsHash();
    const auto published_rows = published_->RowsHash();
    for (const auto* hash : {&rows, &published_rows}) {
      if (hash->ok()) continue;
      Broken(hash == &rows ? "rocksdb" : "published", hash->status().message());
      return false;
    }
    const Status checksums = published_->VerifyChecksums();
    if (!checksums.ok()) Broken("published", checksums.message());
    if (*rows == *published_rows) return checksums.ok();
    Broken("published", "its rows are not those of the same live state");
    return false;
  }

  void CheckAll(const std::string& where, const Snapshot& snapshot) {
    Result<std::vector<Violation>> broken = snapshot.Check();
    if (!broken.ok()) return Broken(where + "rows", broken.status().message());
    for (Violation& one : *broken) {
      Broken(where + one.key, std::move(one.rule));
    }
    if (!broken->empty()) return;
    Result<ResolutionReport> resolution = CheckResolution(snapshot, lexicon_);
    if (!resolution.ok()) {
      return Broken(where + "resolution", resolution.status().message());
    }
    for (Violation& one : resolution->violations) {
      Broken(where + one.key, std::move(one.rule));
    }
    if (resolution->outdated) {
      Note(path_ +
           ": names were resolved with other tables and not compared; kg "
           "build resolves them again");
    }
  }

  const std::string& path_;
  const Lexicon& lexicon_;
  std::unique_ptr<Snapshot> live_;
  std::unique_ptr<Snapshot> published_;
  DeepReport report_;
};

}  // namespace

Result<DeepReport> DeepCheckHeld(const std::string& path,
                                 const Lexicon& lexicon) {
  return DeepChecker(path, lexicon).Run(true);
}

Result<DeepReport> DeepCheck(const std::string& path, const Lexicon& lexicon,
                             const std::string& command) {
  if (!IsStore(path)) return NoGraph(path);
  const Result<FileLock> lock =
      TakeWriterLock(path + "/writer.lock", path, command);
  if (lock.ok()) return DeepCheckHeld(path, lexicon);
  DeepChecker checker(path, lexicon);
  checker.Note(lock.status().message() +
               "; what is published was looked at alone");
  return checker.Run(false);
}

}  // namespace kg
