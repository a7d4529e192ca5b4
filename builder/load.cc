#include "builder/load.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "builder/commit.h"
#include "builder/graph_writer.h"
#include "graph/facts/jsonl.h"

namespace kg {
namespace {

std::string PlaceOf(const Article& article) {
  std::string place = article.root_label + "/" + article.path;
  if (article.record) place += ":" + *article.record;
  return place;
}

// Articles that go into one commit: what they share, and the popular names of
// the news, are then looked up and written once. The first commits hold one
// article each and the later ones more, so that little is lost by a stop early
// on, and a second or so later.
class Loader {
 public:
  Loader(Store* store, GraphWriter* writer, const LoadOptions& options,
         LoadResult* result)
      : store_(store), writer_(writer), options_(options), result_(result) {}

  Status Add(LocalFacts facts) {
    const ArticleId id = facts.article.id;
    // A later version replaces the earlier one, as if by a commit of its own.
    if (waiting_.contains(id)) KG_RETURN_IF_ERROR(Commit());
    KG_ASSIGN(const std::optional<Hash128> before, store_->ContentHash(id));
    if (before) ++replaced_;
    waiting_.insert(id);
    places_.push_back(PlaceOf(facts.article));
    updates_.push_back(MakeUpdate(std::move(facts)));
    const size_t most = 1 + result_->articles / kArticlesPerStep;
    return updates_.size() < std::min(most, kMostArticles) ? Status()
                                                           : Commit();
  }

  Status Decide(Decision decision) {
    KG_RETURN_IF_ERROR(Commit());
    const auto article_of = [&](const ArticleId& id) -> Result<Article> {
      return store_->ArticleOf(id);
    };
    KG_ASSIGN(decision, DecisionToBytes(std::move(decision), article_of));
    KG_RETURN_IF_ERROR(writer_->Decide(decision));
    ++result_->decisions;
    return Status();
  }

  void Refuse(const Status& status) {
    ++result_->refused;
    if (options_.on_refused) options_.on_refused(status);
  }

  // What waits.
  Status Commit() {
    if (updates_.empty()) return Status();
    KG_RETURN_IF_ERROR(writer_->Commit(std::exchange(updates_, {})));
    result_->replaced += std::exchange(replaced_, 0);
    waiting_.clear();
    for (std::string& place : std::exchange(places_, {})) {
      ++result_->articles;
      if (!options_.on_progress) continue;
      options_.on_progress({result_->articles, std::move(place)});
    }
    return Status();
  }

 private:
  // Measured with the articles of 60 relations of bench/peers.py: more make
  // little difference.
  static constexpr size_t kMostArticles = 32;
  static constexpr size_t kArticlesPerStep = 32;  // chosen

  Store* store_;
  GraphWriter* writer_;
  const LoadOptions& options_;
  LoadResult* result_;
  std::set<ArticleId> waiting_;
  std::vector<ArticleUpdate> updates_;
  std::vector<std::string> places_;
  uint64_t replaced_ = 0;  // by what waits
};

FactsReader::Sink SinkOf(Loader* loader) {
  FactsReader::Sink sink;
  sink.on_facts = [=](LocalFacts facts) {
    return loader->Add(std::move(facts));
  };
  sink.on_decision = [=](Decision decision) {
    return loader->Decide(std::move(decision));
  };
  sink.on_refused = [=](const Status& status) { loader->Refuse(status); };
  return sink;
}

Status LoadOne(const LoadInput& input, const LoadOptions& options,
               Loader* loader, LoadResult* result) {
  FactsReader reader(input.name, SinkOf(loader));
  std::string line;
  while (std::getline(*input.stream, line)) {
    if (options.cancel != nullptr && options.cancel->cancelled()) {
      result->interrupted = true;
      return Status();
    }
    KG_RETURN_IF_ERROR(reader.Line(line));
  }
  if (input.stream->bad()) return Status::Io(input.name + ": cannot read");
  return reader.Finish();
}

}  // namespace

Result<LoadResult> LoadFacts(Store* store, const std::vector<LoadInput>& inputs,
                             const LoadOptions& options) {
  LoadResult result;
  KG_ASSIGN(const auto writer, GraphWriter::Open(store, *options.lexicon));
  Loader loader(store, writer.get(), options, &result);
  Status status;
  for (const LoadInput& input : inputs) {
    status = LoadOne(input, options, &loader, &result);
    if (!status.ok() || result.interrupted) break;
  }
  // What was read whole is stored, whatever came after it.
  const Status committed = loader.Commit();
  if (status.ok()) status = committed;
  const Status published = store->Publish();
  KG_RETURN_IF_ERROR(status);
  KG_RETURN_IF_ERROR(published);
  return result;
}

}  // namespace kg
