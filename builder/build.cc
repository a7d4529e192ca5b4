#include "builder/build.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "base/threads.h"
#include "builder/commit.h"
#include "builder/graph_writer.h"
#include "builder/plan.h"
#include "builder/reader.h"
#include "builder/roots.h"
#include "builder/stream.h"

namespace kg {
namespace {

struct ManifestField {
  const char* name;
  std::string Manifest::*value;
};
constexpr ManifestField kManifestFields[] = {
    {"version of kg", &Manifest::program},
    {"model", &Manifest::model},
    {"precision", &Manifest::precision},
    {"kernels", &Manifest::kernels},
    {"ICU", &Manifest::icu},
    {"lexicon", &Manifest::lexicon},
};

void WarnOfManifest(const Manifest& stored, const BuildOptions& options) {
  if (!options.on_warning) return;
  std::string differences;
  for (const ManifestField& field : kManifestFields) {
    const std::string& before = stored.*field.value;
    const std::string& now = options.manifest.*field.value;
    if (before == now) continue;
    differences += differences.empty() ? "" : ", ";
    differences +=
        std::string(field.name) + " '" + before + "', now '" + now + "'";
  }
  options.on_warning("the store was built with another " + differences +
                     "; kg build --rebuild reads every article again");
}

// Do the scopes hold every root of the store?
bool CoversAll(const RootPlan& roots, const std::vector<Root>& known) {
  return std::all_of(known.begin(), known.end(), [&](const Root& root) {
    return std::any_of(
        roots.scopes.begin(), roots.scopes.end(), [&](const Scope& scope) {
          return IsWithin(root.path, JoinPath(scope.root.path, scope.below));
        });
  });
}

// Everything of an article but what says by which program it was read.
auto SourceFields(const Article& a) {
  return std::tie(a.id, a.root_label, a.path, a.record, a.url, a.title, a.date,
                  a.authors, a.publisher, a.language, a.text, a.has_text,
                  a.body_begin, a.content_hash, a.source_map);
}

// Facts stay right as long as the text and what dates are read against do.
bool MayReuse(const Article& stored, const Article& read) {
  return std::tie(stored.text, stored.has_text, stored.title, stored.date) ==
         std::tie(read.text, read.has_text, read.title, read.date);
}

class Builder {
 public:
  Builder(Store* store, const BuildOptions& options) : options_(options) {
    store_.store = store;
  }

  Result<BuildResult> Run() {
    KG_RETURN_IF_ERROR(Begin());
    KG_ASSIGN(const auto writer,
              GraphWriter::Open(store_.store, *options_.lexicon));
    Committer committer(&store_, writer.get(), &plan_, &options_, &result_);
    KG_RETURN_IF_ERROR(committer.RemoveGone());
    const Status status = ReadAll(&committer);
    result_.interrupted = Cancelled();
    if (status.ok() && !result_.interrupted) KG_RETURN_IF_ERROR(End());
    const Status published = store_.store->Publish();
    KG_RETURN_IF_ERROR(status);
    KG_RETURN_IF_ERROR(published);
    return std::move(result_);
  }

 private:
  Status Begin() {
    Store* store = store_.store;
    KG_ASSIGN(known_roots_, store->Roots());
    KG_ASSIGN(roots_,
              PlanRoots(options_.roots, options_.root_label, known_roots_));
    KG_ASSIGN(plan_, PlanFiles(roots_, *store));
    result_.kept = plan_.kept;
    result_.skipped = plan_.skipped;
    KG_ASSIGN(std::optional<Manifest> manifest, store->GetManifest());
    if (!manifest) {
      KG_RETURN_IF_ERROR(store->PutManifest(options_.manifest));
    } else if (!(*manifest == options_.manifest) && !options_.rebuild) {
      WarnOfManifest(*manifest, options_);
    }
    for (const Root& root : roots_.new_roots) {
      KG_RETURN_IF_ERROR(store->PutRoot(root));
    }
    return Status();
  }

  // After the last file: roots that were taken over, and the manifest.
  Status End() {
    Store* store = store_.store;
    for (const Root& inner : roots_.inner) {
      KG_ASSIGN(std::vector<FileState> left, store->Files(inner.label));
      if (left.empty()) KG_RETURN_IF_ERROR(store->RemoveRoot(inner.label));
    }
    if (!options_.rebuild) return Status();
    if (CoversAll(roots_, known_roots_)) {
      return store->PutManifest(options_.manifest);
    }
    KG_ASSIGN(std::optional<Manifest> manifest, store->GetManifest());
    if (manifest && !(*manifest == options_.manifest)) {
      WarnOfManifest(*manifest, options_);
    }
    return Status();
  }

  Status ReadAll(Committer* committer) {
    const ReadOptions read{options_.limits, options_.lexicon, options_.rebuild};
    Stream<ReadEvent> events(4 * options_.jobs, [&](const auto& emit) {
      for (size_t i = 0; i < plan_.present.size() && !Cancelled(); ++i) {
        if (!ReadPlannedFile(plan_.present[i], i, read, &store_, emit)) return;
      }
    });
    Status status;
    RunOrdered<ReadEvent, PreparedEvent>(
        options_.jobs,
        [&]() -> std::optional<ReadEvent> {
          if (Cancelled()) return std::nullopt;
          return events.Next();
        },
        [&](size_t worker, ReadEvent event) {
          return Prepare(worker, std::move(event));
        },
        [&](PreparedEvent event) {
          if (Cancelled()) return false;
          status = committer->Take(std::move(event));
          return status.ok();
        });
    return status;
  }

  PreparedEvent Prepare(size_t worker, ReadEvent event) {
    PreparedEvent prepared;
    prepared.file = event.file;
    if (auto* read = std::get_if<ReadArticle>(&event.what)) {
      Result<PreparedEvent> result =
          PrepareArticle(worker, event.file, std::move(*read));
      if (result.ok()) return std::move(result).value();
      prepared.failed = result.status();
    } else if (auto* skipped = std::get_if<Skipped>(&event.what)) {
      prepared.what = std::move(*skipped);
    } else {
      prepared.what = std::move(std::get<FileEnd>(event.what));
    }
    return prepared;
  }

  Result<PreparedEvent> PrepareArticle(size_t worker, size_t file,
                                       ReadArticle read) {
    PreparedEvent prepared;
    prepared.file = file;
    PreparedArticle out;
    KG_ASSIGN(std::optional<LocalFacts> stored, FindStored(read));
    {
      std::lock_guard lock(store_.mutex);
      KG_ASSIGN(auto hash, store_.store->ContentHash(read.article.id));
      out.in_store = hash.has_value();
    }
    out.id = read.article.id;
    if (stored && !options_.rebuild &&
        MayReuse(stored->article, read.article)) {
      out.unchanged =
          SourceFields(stored->article) == SourceFields(read.article);
      read.article.model = stored->article.model;
      read.article.extractor = stored->article.extractor;
      stored->article = std::move(read.article);
      if (!out.unchanged) out.update = MakeUpdate(std::move(*stored));
      prepared.what = std::move(out);
      return prepared;
    }
    const std::string place = plan_.present[file].path;
    Result<LocalFacts> facts =
        options_.extract(worker, std::move(read.article));
    if (!facts.ok()) {
      prepared.what = Skipped{place, facts.status().message()};
      return prepared;
    }
    out.extracted = true;
    out.update = MakeUpdate(std::move(facts).value());
    prepared.what = std::move(out);
    return prepared;
  }

  // The stored facts of the same record, under this id or under another one of
  // its file.
  Result<std::optional<LocalFacts>> FindStored(const ReadArticle& read) {
    std::lock_guard lock(store_.mutex);
    std::optional<ArticleId> id;
    KG_ASSIGN(auto hash, store_.store->ContentHash(read.article.id));
    if (hash == read.article.content_hash) {
      id = read.article.id;
    } else if (const auto found = read.known->find(read.article.content_hash);
               found != read.known->end()) {
      id = found->second;
    }
    if (!id) return std::optional<LocalFacts>();
    // An article that another record of this file has replaced meanwhile.
    KG_ASSIGN(auto still, store_.store->ContentHash(*id));
    if (still != read.article.content_hash) return std::optional<LocalFacts>();
    KG_ASSIGN(LocalFacts facts, store_.store->Facts(*id));
    return std::optional<LocalFacts>(std::move(facts));
  }

  bool Cancelled() const {
    return options_.cancel != nullptr && options_.cancel->cancelled();
  }

  const BuildOptions& options_;
  SharedStore store_;
  std::vector<Root> known_roots_;
  RootPlan roots_;
  FilePlan plan_;
  BuildResult result_;
};

}  // namespace

Result<BuildResult> Build(Store* store, const BuildOptions& options) {
  return Builder(store, options).Run();
}

}  // namespace kg
