// kg check: the store's own rules.
#include <memory>
#include <vector>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"
#include "graph/store/store.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Reads all of the store: checksums, and every rule between its parts, as\n"
    "docs/format.md has them. While a build runs, its newest published state.\n"
    "Exit status 1 if a rule is broken.\n"
    "\n"
    "Examples:\n"
    "  kg check\n"
    "  kg check --db press.db\n";

// The store itself, with what a build that died left unpublished; where it
// cannot be had (another process writes it, it is read-only), its newest
// published state.
Result<std::vector<Violation>> RunCheck(const StoreArguments& arguments) {
  const auto store =
      Store::Open(arguments.path, {.create = false, .command = "kg check"});
  if (store.ok()) return (*store)->Check();
  const ErrorKind kind = store.status().kind();
  if (kind != ErrorKind::kInvalidInput && kind != ErrorKind::kIo) {
    return store.status();
  }
  KG_ASSIGN(auto snapshot, Snapshot::Open(arguments.path));
  return snapshot->Check();
}

int Run(const StoreArguments& arguments) {
  const Result<std::vector<Violation>> broken = RunCheck(arguments);
  if (!broken.ok()) return Fail(broken.status());
  if (broken->empty()) return PrintResult("all rules hold\n");
  for (const Violation& one : *broken) PrintError(one.key + ": " + one.rule);
  PrintError(Counted(broken->size(), "rule is", "rules are") +
             " broken; kg build into another --db reads the articles again");
  return kFailed;
}

}  // namespace

Command AddCheck(CLI::App* kg) {
  auto arguments = std::make_shared<StoreArguments>();
  CLI::App* app = kg->add_subcommand("check", "do the store's rules hold");
  app->footer(kExamples);
  AddStoreArguments(app, arguments.get());
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
