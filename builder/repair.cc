#include "builder/repair.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "builder/commit.h"
#include "builder/deep_check.h"
#include "builder/graph_writer.h"
#include "graph/store/check_files.h"
#include "graph/store/files.h"
#include "graph/store/lock.h"
#include "graph/store/salvage.h"
#include "graph/store/store.h"

namespace kg {
namespace {

class Repairer {
 public:
  Repairer(const std::string& path, const RepairOptions& options)
      : path_(path), scratch_(path + "/repair"), options_(options) {}

  Result<RepairResult> Run() {
    KG_RETURN_IF_ERROR(FindDamage());
    KG_ASSIGN(salvage_, Salvage::Open(path_, scratch_));
    AddDamage(salvage_->damage());
    const Status made = MakeFresh();
    if (!made.ok()) {
      salvage_.reset();
      KG_RETURN_IF_ERROR(RemoveFolder(scratch_));
      return made;
    }
    KG_ASSIGN(result_.kept_at,
              salvage_->Replace(fresh_path(), !result_.lost.empty()));
    return std::move(result_);
  }

 private:
  std::string fresh_path() const { return scratch_ + "/store"; }

  void AddDamage(const std::vector<std::string>& found) {
    result_.damage.insert(result_.damage.end(), found.begin(), found.end());
  }

  Status FindDamage() {
    const Result<DeepReport> report = DeepCheckHeld(path_, *options_.lexicon);
    // Another format may be a damaged version file: Salvage looks further.
    if (!report.ok()) {
      AddDamage({report.status().message()});
      return Status();
    }
    for (const Violation& one : report->violations) {
      AddDamage({one.key + ": " + one.rule});
    }
    return Status();
  }

  bool Cancelled() const {
    return options_.cancel != nullptr && options_.cancel->cancelled();
  }

  Status MakeFresh() {
    KG_ASSIGN(const auto store,
              Store::Open(fresh_path(),
                          {.create = true, .command = options_.command}));
    KG_RETURN_IF_ERROR(AddArticles(store.get()));
    KG_RETURN_IF_ERROR(AddOthers(store.get()));
    KG_ASSIGN(const std::vector<Violation> broken, store->Check());
    if (!broken.empty()) {
      return Status::Corrupt(path_ + ": the repaired store breaks a rule (" +
                             broken[0].key + ": " + broken[0].rule +
                             "); the old one is left as it was");
    }
    // Syncs what the new database holds, before the old one goes.
    return store->Publish();
  }

  Status AddArticles(Store* store) {
    KG_ASSIGN(const auto writer, GraphWriter::Open(store, *options_.lexicon));
    for (const ArticleId& id : salvage_->Articles()) {
      if (Cancelled()) return Status::Cancelled();
      Result<SalvagedArticle> article = salvage_->Facts(id);
      if (!article.ok()) {
        doubtful_.insert(id);
        ++result_.lost_articles;
        result_.lost.push_back(salvage_->NameOf(id) + ": " +
                               article.status().message());
        continue;
      }
      if (!article->from.empty()) {
        doubtful_.insert(id);
        AddDamage({salvage_->NameOf(id) + ": read from " + article->from});
      }
      KG_RETURN_IF_ERROR(
          writer->Commit({MakeUpdate(std::move(article->facts))}));
      ++result_.articles;
    }
    for (const Decision& decision : salvage_->decisions()) {
      KG_RETURN_IF_ERROR(writer->Decide(decision));
      ++result_.decisions;
    }
    result_.lost.insert(result_.lost.end(), salvage_->lost().begin(),
                        salvage_->lost().end());
    return Status();
  }

  Status AddOthers(Store* store) {
    for (const Root& root : salvage_->roots()) {
      KG_RETURN_IF_ERROR(store->PutRoot(root));
    }
    for (FileState file : salvage_->files()) {
      const auto is_doubtful = [&](const ArticleId& id) {
        return doubtful_.contains(id);
      };
      // An unfinished state, so that the next build reads the file again.
      if (std::erase_if(file.articles, is_doubtful) > 0) {
        file.content_hash = Hash128();
      }
      KG_RETURN_IF_ERROR(store->PutFile(file));
    }
    if (!salvage_->manifest()) return Status();
    return store->PutManifest(*salvage_->manifest());
  }

  const std::string path_;
  const std::string scratch_;
  const RepairOptions& options_;
  std::unique_ptr<Salvage> salvage_;
  // Lost, or perhaps an earlier version.
  std::set<ArticleId> doubtful_;
  RepairResult result_;
};

}  // namespace

Result<RepairResult> Repair(const std::string& path,
                            const RepairOptions& options) {
  if (!IsStore(path)) return NoGraph(path);
  KG_ASSIGN(const FileLock lock,
            TakeWriterLock(path + "/writer.lock", path, options.command));
  return Repairer(path, options).Run();
}

}  // namespace kg
