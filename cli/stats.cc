// kg stats: how much of what the store holds.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"
#include "cli/table.h"
#include "graph/store/store.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  kg stats\n"
    "  kg stats --db press.db\n";
constexpr size_t kShown = 20;  // of the commonest predicates and acts

using Count = std::pair<std::string, uint64_t>;

std::string CountsText(const std::string& title, std::vector<Count> counts) {
  std::stable_sort(
      counts.begin(), counts.end(),
      [](const Count& a, const Count& b) { return a.second > b.second; });
  TextTable table({title, ""}, {1});
  for (size_t i = 0; i < counts.size() && i < kShown; ++i) {
    table.AddRow({counts[i].first, std::to_string(counts[i].second)});
  }
  if (counts.size() > kShown) {
    table.AddNote("and " + std::to_string(counts.size() - kShown) + " more");
  }
  return "\n" + table.ToString();
}

Result<std::string> StatsText(const std::string& path) {
  KG_ASSIGN(auto snapshot, Snapshot::Open(path));
  KG_ASSIGN(const GraphStatistics graph, snapshot->Statistics());
  KG_ASSIGN(const auto roots, snapshot->Roots());
  KG_ASSIGN(const auto manifest, snapshot->GetManifest());
  TextTable table({"store", path});
  const auto add = [&](const char* name, uint64_t count) {
    table.AddRow({name, std::to_string(count)});
  };
  add("articles", graph.articles);
  if (!graph.first_date.empty()) {
    table.AddRow({"dates", graph.first_date + " to " + graph.last_date});
  }
  add("entities", graph.entities);
  add("relations", graph.relations);
  add("  plain", graph.plain_relations);
  add("claims", graph.claims);
  add("evidence", graph.evidence);
  for (const Root& root : roots) {
    table.AddRow({"root", root.label + " (" + root.path + ")"});
  }
  if (manifest) {
    table.AddRow({"model", manifest->model + ", " + manifest->precision});
  }
  return table.ToString() + CountsText("entity type", graph.entity_types) +
         CountsText("predicate", graph.predicates) +
         CountsText("act", graph.acts);
}

int Run(const StoreArguments& arguments) {
  const Result<std::string> text = StatsText(arguments.path);
  return text.ok() ? PrintResult(*text) : Fail(text.status());
}

}  // namespace

Command AddStats(CLI::App* kg) {
  auto arguments = std::make_shared<StoreArguments>();
  CLI::App* app = kg->add_subcommand("stats", "how much the store holds");
  app->footer(kExamples);
  AddStoreArguments(app, arguments.get());
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
