#include "builder/load.h"

#include <utility>

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

FactsReader::Sink MakeSink(Store* store, GraphWriter* writer,
                           const LoadOptions& options, LoadResult* result) {
  FactsReader::Sink sink;
  sink.on_facts = [=](LocalFacts facts) -> Status {
    KG_ASSIGN(const std::optional<Hash128> before,
              store->ContentHash(facts.article.id));
    const std::string place = PlaceOf(facts.article);
    KG_RETURN_IF_ERROR(writer->Commit({MakeUpdate(std::move(facts))}));
    ++result->articles;
    if (before) ++result->replaced;
    if (options.on_progress) options.on_progress({result->articles, place});
    return Status();
  };
  sink.on_decision = [=](Decision decision) -> Status {
    const auto article_of = [&](const ArticleId& id) -> Result<Article> {
      return store->ArticleOf(id);
    };
    KG_ASSIGN(decision, DecisionToBytes(std::move(decision), article_of));
    KG_RETURN_IF_ERROR(writer->Decide(decision));
    ++result->decisions;
    return Status();
  };
  sink.on_refused = [=](const Status& status) {
    ++result->refused;
    if (options.on_refused) options.on_refused(status);
  };
  return sink;
}

Status LoadOne(Store* store, GraphWriter* writer, const LoadInput& input,
               const LoadOptions& options, LoadResult* result) {
  FactsReader reader(input.name, MakeSink(store, writer, options, result));
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
  Status status;
  for (const LoadInput& input : inputs) {
    status = LoadOne(store, writer.get(), input, options, &result);
    if (!status.ok() || result.interrupted) break;
  }
  const Status published = store->Publish();
  KG_RETURN_IF_ERROR(status);
  KG_RETURN_IF_ERROR(published);
  return result;
}

}  // namespace kg
