// kg build ROOT…: articles to graph.
#include "builder/build.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/open_pipeline.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/progress.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Roots are remembered by their folder's name. Unchanged files are left\n"
    "alone, changed ones replaced; articles whose files are gone are removed,\n"
    "but only below the roots given.\n"
    "Reads .txt, .md, .html, .json and .jsonl, each also as .gz.\n"
    "\n"
    "Examples:\n"
    "  kg build data/\n"
    "  kg build news/2024 news/2025 --db press.db --jobs 2\n"
    "  kg build /mnt/b/news --root-label news-b --strict\n";

struct Arguments {
  std::vector<std::string> roots;
  std::string root_label;
  StoreArguments store;
  PipelineArguments pipeline;
  std::string progress = "auto";
  bool strict = false;
  bool rebuild = false;
};

std::string JoinRoots(const std::vector<std::string>& roots) {
  std::string text = "kg build";
  for (const std::string& root : roots) text += " " + root;
  return text;
}

std::string Formatted(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof(buffer), format, value);
  return buffer;
}

Result<GraphStatistics> GraphOf(const std::string& path) {
  KG_ASSIGN(auto snapshot, Snapshot::Open(path));
  return snapshot->Statistics();
}

std::string Summary(const BuildResult& result, const GraphStatistics& graph,
                    double seconds) {
  const BuildCounts& counts = result.counts;
  std::string text = "articles  " + std::to_string(counts.read) + " read, " +
                     std::to_string(counts.unchanged) + " unchanged, " +
                     std::to_string(counts.replaced) + " replaced, " +
                     std::to_string(counts.removed) + " removed, " +
                     std::to_string(result.skipped.size()) + " skipped\n";
  for (const Skipped& one : result.skipped) {
    text += "skipped   " + DisplayPath(one.place) + ": " + one.reason + "\n";
  }
  for (const Skipped& one : result.kept) {
    text += "kept      " + DisplayPath(one.place) + ": " + one.reason + "\n";
  }
  text += "graph     " + Counted(graph.articles, "article", "articles") + ", " +
          Counted(graph.entities, "entity", "entities") + ", " +
          Counted(graph.relations, "relation", "relations") + " (" +
          std::to_string(graph.plain_relations) + " plain), " +
          Counted(graph.claims, "claim", "claims") + "\n";
  text += "time      " + Formatted("%.1f s", seconds) + ", " +
          Formatted("%.1f articles/s\n",
                    static_cast<double>(counts.read) / seconds);
  return text;
}

// --rebuild starts afresh where the store is damaged, and only there: a healthy
// one holds decisions, which no article could give back.
Result<std::unique_ptr<Store>> OpenForBuild(const Arguments& arguments) {
  StoreOptions options;
  options.command = JoinRoots(arguments.roots);
  auto store = Store::Open(arguments.store.path, options);
  if (store.ok() || !arguments.rebuild ||
      store.status().kind() != ErrorKind::kCorrupt) {
    return store;
  }
  PrintError(store.status().message());
  PrintError("the damaged store is left behind and made anew");
  options.discard = true;
  return Store::Open(arguments.store.path, options);
}

Result<BuildResult> RunBuild(const Arguments& arguments,
                             const CancelToken* cancel) {
  KG_ASSIGN(OpenedPipeline opened, OpenPipeline(arguments.pipeline, cancel));
  KG_ASSIGN(std::unique_ptr<Store> store, OpenForBuild(arguments));
  ProgressPrinter progress(arguments.progress);
  BuildOptions options;
  options.roots = arguments.roots;
  options.root_label = arguments.root_label;
  options.jobs = arguments.pipeline.jobs;
  options.rebuild = arguments.rebuild;
  options.lexicon = opened.lexicon.get();
  options.extract = opened.pipeline->Extractor();
  options.manifest = opened.pipeline->MakeManifest();
  options.cancel = cancel;
  options.on_progress = [&](const BuildProgress& at) { progress.Show(at); };
  options.on_warning = [&](const std::string& warning) {
    progress.Clear();
    PrintError(warning);
  };
  return Build(store.get(), options);
}

int Run(const Arguments& arguments) {
  const auto begun = std::chrono::steady_clock::now();
  const CancelToken* cancel = InstallSignalHandlers();
  const Result<BuildResult> result = RunBuild(arguments, cancel);
  if (!result.ok()) return Fail(result.status());
  const Result<GraphStatistics> graph = GraphOf(arguments.store.path);
  if (!graph.ok()) return Fail(graph.status());
  const std::chrono::duration<double> seconds =
      std::chrono::steady_clock::now() - begun;
  const int printed = PrintResult(Summary(*result, *graph, seconds.count()));
  if (printed != kDone) return printed;
  if (result->interrupted) {
    PrintError(
        "interrupted, what was read is stored; the same command goes on");
    return kInterrupted;
  }
  const bool complete = result->skipped.empty() && result->kept.empty();
  return arguments.strict && !complete ? kFailed : kDone;
}

}  // namespace

Command AddBuild(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("build", "articles to graph");
  app->footer(kExamples);
  app->add_option("ROOT", arguments->roots, "folders or files of articles")
      ->required();
  AddStoreArguments(app, &arguments->store);
  AddPipelineArguments(app, &arguments->pipeline);
  app->add_option("--root-label", arguments->root_label,
                  "what a new root is called, if not by its folder's name")
      ->type_name("NAME");
  app->add_option("--progress", arguments->progress,
                  "auto: a bar on a terminal; lines: one after each commit")
      ->type_name("HOW")
      ->check(CLI::IsMember({"auto", "lines", "none"}))
      ->capture_default_str();
  app->add_flag("--strict", arguments->strict,
                "exit status 1 if anything was skipped");
  app->add_flag("--rebuild", arguments->rebuild,
                "read unchanged articles again too");
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
