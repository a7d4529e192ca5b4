#include "builder/export_facts.h"

#include <utility>

#include "graph/facts/jsonl.h"

namespace kg {

Status ExportFacts(const Snapshot& snapshot, const ExportFactsOptions& options,
                   const std::function<Status(std::string_view)>& write) {
  KG_RETURN_IF_ERROR(write(JsonLinesHeader("articles")));
  const Status groups =
      snapshot.ForEachFacts([&](const LocalFacts& facts) -> Result<bool> {
        if (options.cancel != nullptr && options.cancel->cancelled()) {
          return Status::Cancelled();
        }
        KG_RETURN_IF_ERROR(
            write(WriteFacts(facts, {.with_text = options.with_text})));
        return true;
      });
  KG_RETURN_IF_ERROR(groups);
  KG_ASSIGN(const std::vector<Decision> decisions, snapshot.Decisions());
  const auto article_of = [&](const ArticleId& id) -> Result<Article> {
    KG_ASSIGN(LocalFacts facts, snapshot.Facts(id));
    return std::move(facts.article);
  };
  for (const Decision& decision : decisions) {
    KG_ASSIGN(const std::string line, WriteDecision(decision, article_of));
    KG_RETURN_IF_ERROR(write(line));
  }
  return Status();
}

}  // namespace kg
