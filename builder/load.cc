#include "builder/load.h"

#include <utility>

#include "builder/commit.h"
#include "graph/facts/jsonl.h"

namespace kg {
namespace {

FactsReader::Sink MakeSink(Store* store, const LoadOptions& options,
                           LoadResult* result) {
  FactsReader::Sink sink;
  sink.on_facts = [=](LocalFacts facts) -> Status {
    KG_ASSIGN(const std::optional<Hash128> before,
              store->ContentHash(facts.article.id));
    KG_RETURN_IF_ERROR(store->Commit({MakeChange(std::move(facts))}));
    ++result->articles;
    if (before) ++result->replaced;
    return Status();
  };
  sink.on_decision = [=](Decision decision) -> Status {
    const auto article_of = [&](const ArticleId& id) -> Result<Article> {
      KG_ASSIGN(LocalFacts facts, store->Facts(id));
      return std::move(facts.article);
    };
    KG_ASSIGN(decision, DecisionToBytes(std::move(decision), article_of));
    KG_RETURN_IF_ERROR(store->AddDecision(decision));
    ++result->decisions;
    return Status();
  };
  sink.on_refused = [=](const Status& status) {
    ++result->refused;
    if (options.on_refused) options.on_refused(status);
  };
  return sink;
}

Status LoadOne(Store* store, const LoadInput& input, const LoadOptions& options,
               LoadResult* result) {
  FactsReader reader(input.name, MakeSink(store, options, result));
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
  Status status;
  for (const LoadInput& input : inputs) {
    status = LoadOne(store, input, options, &result);
    if (!status.ok() || result.interrupted) break;
  }
  const Status published = store->Publish();
  KG_RETURN_IF_ERROR(status);
  KG_RETURN_IF_ERROR(published);
  return result;
}

}  // namespace kg
