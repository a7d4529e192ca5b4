// kg load FILE…: local facts into the store.
#include "builder/load.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <vector>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Reads JSON Lines of scope 'articles', as kg extract and\n"
    "kg export --format facts write them; \"-\" is standard input. An article\n"
    "with a bad line is refused whole and named; the rest is stored.\n"
    "\n"
    "Examples:\n"
    "  kg load facts.jsonl --db press.db\n"
    "  kg extract news/*.html | kg load -\n";

struct Arguments {
  std::vector<std::string> files;
  std::string progress = "none";
  StoreArguments store;
  LexiconArguments lexicon;
};

void PrintProgress(const LoadProgress& progress) {
  std::fprintf(stderr, "[%llu] %s\n",
               static_cast<unsigned long long>(progress.articles),
               progress.place.c_str());
}

Result<LoadResult> RunLoad(const Arguments& arguments,
                           const CancelToken* cancel) {
  std::vector<std::unique_ptr<std::ifstream>> opened;
  std::vector<LoadInput> inputs;
  for (const std::string& file : arguments.files) {
    if (file == "-") {
      inputs.push_back({"standard input", &std::cin});
      continue;
    }
    opened.push_back(std::make_unique<std::ifstream>(file, std::ios::binary));
    // A folder opens; its first byte cannot be read.
    if (!*opened.back() || (opened.back()->peek(), opened.back()->bad())) {
      return Status::Io(file + ": cannot read: " + std::strerror(errno));
    }
    opened.back()->clear();
    inputs.push_back({file, opened.back().get()});
  }
  KG_ASSIGN(const std::string folder, FindLexicon(arguments.lexicon));
  KG_ASSIGN(const Lexicon lexicon, Lexicon::Load(folder));
  KG_ASSIGN(std::unique_ptr<Store> store,
            Store::Open(arguments.store.path,
                        {.create = true, .command = "kg load"}));
  LoadOptions options;
  options.lexicon = &lexicon;
  options.cancel = cancel;
  options.on_refused = [](const Status& status) {
    PrintError(status.message());
  };
  if (arguments.progress == "lines") options.on_progress = PrintProgress;
  return LoadFacts(store.get(), inputs, options);
}

int Run(const Arguments& arguments) {
  std::ios::sync_with_stdio(false);
  const Result<LoadResult> result = RunLoad(arguments, InstallSignalHandlers());
  if (!result.ok()) return Fail(result.status());
  const int printed = PrintResult(
      "loaded    " + Counted(result->articles, "article", "articles") + " (" +
      std::to_string(result->replaced) + " replaced), " +
      Counted(result->decisions, "decision", "decisions") + ", " +
      std::to_string(result->refused) + " refused\n");
  if (printed != kDone) return printed;
  if (result->interrupted) return kInterrupted;
  return result->refused > 0 ? kFailed : kDone;
}

}  // namespace

Command AddLoad(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("load", "local facts into the store");
  app->footer(kExamples);
  app->add_option("FILE", arguments->files, "JSON Lines of facts, or -")
      ->required();
  AddStoreArguments(app, &arguments->store);
  app->add_option("--progress", arguments->progress,
                  "lines: one after each article's commit")
      ->type_name("HOW")
      ->check(CLI::IsMember({"lines", "none"}))
      ->capture_default_str();
  AddLexiconArguments(app, &arguments->lexicon);
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
