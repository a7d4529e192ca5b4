#include "builder/commit.h"

#include <algorithm>
#include <utility>

#include "builder/roots.h"

namespace kg {

using Clock = std::chrono::steady_clock;

ArticleUpdate MakeUpdate(LocalFacts facts) {
  const ArticleId id = facts.article.id;
  return {id, std::move(facts)};
}

Committer::Committer(SharedStore* store, GraphWriter* writer,
                     const FilePlan* plan, const BuildOptions* options,
                     BuildResult* result)
    : store_(store),
      writer_(writer),
      plan_(plan),
      options_(options),
      result_(result),
      published_(Clock::now()) {}

Status Committer::RemoveGone() {
  for (const PlannedFile& file : plan_->gone) {
    std::vector<ArticleUpdate> updates;
    for (const FileState& state : file.known) {
      for (const ArticleId& id : state.articles) {
        updates.push_back({id, std::nullopt});
      }
    }
    result_->counts.removed += updates.size();
    KG_RETURN_IF_ERROR(CommitAndPublish(std::move(updates)));
    std::lock_guard lock(store_->mutex);
    for (const FileState& state : file.known) {
      KG_RETURN_IF_ERROR(
          store_->store->RemoveFile(state.root_label, state.path));
    }
  }
  return Status();
}

Status Committer::Take(PreparedEvent event) {
  KG_RETURN_IF_ERROR(event.failed);
  OpenFile& file = Open(event.file);
  if (auto* article = std::get_if<PreparedArticle>(&event.what)) {
    return TakeArticle(&file, std::move(*article));
  }
  if (auto* skipped = std::get_if<Skipped>(&event.what)) {
    file.has_skipped = true;
    result_->skipped.push_back(std::move(*skipped));
    return Status();
  }
  OpenFile ended = std::move(*open_);
  open_.reset();
  return Finish(std::move(ended), std::get<FileEnd>(event.what));
}

OpenFile& Committer::Open(size_t index) {
  if (open_ && open_->index == index) return *open_;
  open_.emplace();
  open_->index = index;
  for (const FileState& state : plan_->present[index].known) {
    open_->known.insert(state.articles.begin(), state.articles.end());
  }
  return *open_;
}

Status Committer::TakeArticle(OpenFile* file, PreparedArticle article) {
  file->seen.insert(article.id);
  if (article.unchanged) {
    ++result_->counts.unchanged;
    return Status();
  }
  ++(article.in_store ? file->changed : file->added);
  if (article.extracted) ++result_->counts.read;
  KG_RETURN_IF_ERROR(Flush(file, {}));
  file->pending = std::move(article.update);
  return Status();
}

Status Committer::Finish(OpenFile file, const FileEnd& end) {
  ++files_done_;
  const PlannedFile& planned = plan_->present[file.index];
  if (end.unchanged) {
    result_->counts.unchanged += file.known.size();
    Report(planned, false);
    return Status();
  }
  if (!end.status.ok()) return FinishUnreadable(std::move(file), end);

  std::vector<ArticleId> gone;
  std::set_difference(file.known.begin(), file.known.end(), file.seen.begin(),
                      file.seen.end(), std::back_inserter(gone));
  KG_RETURN_IF_ERROR(Flush(&file, gone));
  const uint64_t exchanged = std::min<uint64_t>(file.added, gone.size());
  result_->counts.replaced += file.changed + exchanged;
  result_->counts.removed += gone.size() - exchanged;
  {
    std::lock_guard lock(store_->mutex);
    for (const FileState& state : planned.known) {
      if (state.root_label == planned.root_label) continue;
      KG_RETURN_IF_ERROR(
          store_->store->RemoveFile(state.root_label, state.path));
    }
    KG_RETURN_IF_ERROR(
        store_->store->PutFile({planned.root_label,
                                planned.name,
                                StateHash(end.content_hash, file.has_skipped),
                                {file.seen.begin(), file.seen.end()}}));
  }
  Report(planned, false);
  return Status();
}

Status Committer::FinishUnreadable(OpenFile file, const FileEnd& end) {
  const PlannedFile& planned = plan_->present[file.index];
  const bool was_known = !planned.known.empty();
  // The file's state stays an unfinished one, so that the next build reads it
  // again.
  KG_RETURN_IF_ERROR(Flush(&file, {}));
  result_->counts.replaced += file.changed;
  if (was_known) {
    result_->kept.push_back(SkippedBecause(end.status, planned.path));
    for (const ArticleId& id : file.known) {
      result_->counts.unchanged += file.seen.contains(id) ? 0 : 1;
    }
  } else {
    result_->skipped.push_back(SkippedBecause(end.status, planned.path));
  }
  Report(planned, false);
  return Status();
}

Status Committer::Flush(OpenFile* file, const std::vector<ArticleId>& gone) {
  std::vector<ArticleUpdate> updates;
  if (file->pending) updates.push_back(std::move(*file->pending));
  file->pending.reset();
  for (const ArticleId& id : gone) updates.push_back({id, std::nullopt});
  if (updates.empty()) return Status();
  const PlannedFile& planned = plan_->present[file->index];
  {
    // Written first, so that a build that dies leaves a trace of the file.
    std::lock_guard lock(store_->mutex);
    FileState unfinished{planned.root_label, planned.name, Hash128(), {}};
    for (const FileState& state : planned.known) {
      if (state.root_label != planned.root_label) continue;
      unfinished.articles = state.articles;
    }
    KG_RETURN_IF_ERROR(store_->store->PutFile(unfinished));
  }
  KG_RETURN_IF_ERROR(CommitAndPublish(std::move(updates)));
  Report(planned, true);
  return Status();
}

Status Committer::CommitAndPublish(std::vector<ArticleUpdate> updates) {
  std::lock_guard lock(store_->mutex);
  KG_RETURN_IF_ERROR(writer_->Commit(std::move(updates)));
  if (Clock::now() - published_ < options_->publish_every) return Status();
  KG_RETURN_IF_ERROR(store_->store->Publish());
  published_ = Clock::now();
  return Status();
}

void Committer::Report(const PlannedFile& file, bool committed) {
  if (!options_->on_progress) return;
  options_->on_progress({files_done_, plan_->present.size(), result_->counts,
                         file.path, committed});
}

}  // namespace kg
