// kg check: the store's own rules.
#include <memory>
#include <utility>
#include <vector>

#include "builder/deep_check.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"
#include "graph/store/store.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Reads all of the store: checksums, and every rule between its parts, as\n"
    "docs/format.md has them. While a build runs, its newest published state.\n"
    "--deep also reads every other file, what is published, and resolves all\n"
    "names and near-copies again to compare. Nothing is changed. Exit status "
    "1\n"
    "if a rule is broken; kg repair makes such a store whole.\n"
    "\n"
    "Examples:\n"
    "  kg check\n"
    "  kg check --deep --db press.db\n";

struct Arguments {
  StoreArguments store;
  LexiconArguments lexicon;
  bool deep = false;
};

// The store itself, with what a build that died left unpublished; where it
// cannot be had (another process writes it, it is read-only), its newest
// published state.
Result<DeepReport> RunCheck(const Arguments& arguments) {
  const std::string& path = arguments.store.path;
  if (arguments.deep) {
    KG_ASSIGN(const std::string folder, FindLexicon(arguments.lexicon));
    KG_ASSIGN(const Lexicon lexicon, Lexicon::Load(folder));
    return DeepCheck(path, lexicon, "kg check");
  }
  DeepReport report;
  const auto store =
      Store::Open(path, {.create = false, .command = "kg check"});
  if (store.ok()) {
    KG_ASSIGN(report.violations, (*store)->Check());
    return report;
  }
  const ErrorKind kind = store.status().kind();
  if (kind != ErrorKind::kInvalidInput && kind != ErrorKind::kIo) {
    return store.status();
  }
  KG_ASSIGN(auto snapshot, Snapshot::Open(path));
  KG_ASSIGN(report.violations, snapshot->Check());
  return report;
}

int Run(const Arguments& arguments) {
  const Result<DeepReport> report = RunCheck(arguments);
  if (!report.ok()) return Fail(report.status());
  for (const std::string& note : report->notes) PrintError(note);
  const std::vector<Violation>& broken = report->violations;
  if (broken.empty()) return PrintResult("all rules hold\n");
  for (const Violation& one : broken) PrintError(one.key + ": " + one.rule);
  PrintError(Counted(broken.size(), "rule is", "rules are") +
             " broken; kg repair makes the store again from what can be read");
  return kFailed;
}

}  // namespace

Command AddCheck(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("check", "do the store's rules hold");
  app->footer(kExamples);
  AddStoreArguments(app, &arguments->store);
  app->add_flag("--deep", arguments->deep,
                "every file, and all that is derived from the articles");
  AddLexiconArguments(app, &arguments->lexicon);
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
