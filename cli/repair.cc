// kg repair: a damaged store made whole from what can be read.
#include "builder/repair.h"

#include <memory>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Makes everything again that follows from the articles and decisions, in "
    "a\n"
    "new database beside the old one, which it replaces when it is complete.\n"
    "Says what was damaged and what was kept. Articles that cannot be read "
    "are\n"
    "named; kg build reads them again, where their files are there. Then the\n"
    "old database stays in a folder that is named too. Exit status 1 if\n"
    "anything was lost.\n"
    "\n"
    "Examples:\n"
    "  kg repair\n"
    "  kg repair --db press.db && kg build press/ --db press.db\n";

struct Arguments {
  StoreArguments store;
  LexiconArguments lexicon;
};

Result<RepairResult> RunRepair(const Arguments& arguments) {
  KG_ASSIGN(const std::string folder, FindLexicon(arguments.lexicon));
  KG_ASSIGN(const Lexicon lexicon, Lexicon::Load(folder));
  RepairOptions options;
  options.lexicon = &lexicon;
  options.cancel = InstallSignalHandlers();
  options.command = "kg repair";
  return Repair(arguments.store.path, options);
}

std::string Summary(const RepairResult& result) {
  std::string text;
  for (const std::string& damage : result.damage) {
    text += "damaged   " + damage + "\n";
  }
  if (result.damage.empty()) text += "damaged   nothing was found\n";
  for (const std::string& lost : result.lost)
    text += "lost      " + lost + "\n";
  text += "kept      " + Counted(result.articles, "article", "articles") +
          ", " + Counted(result.decisions, "decision", "decisions") +
          "; lost " + Counted(result.lost_articles, "article", "articles") +
          "\n";
  if (!result.kept_at.empty()) {
    text += "old       " + result.kept_at + "\n";
  }
  return text;
}

int Run(const Arguments& arguments) {
  const Result<RepairResult> result = RunRepair(arguments);
  if (!result.ok()) return Fail(result.status());
  const int printed = PrintResult(Summary(*result));
  if (printed != kDone) return printed;
  return result->lost.empty() ? kDone : kFailed;
}

}  // namespace

Command AddRepair(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app =
      kg->add_subcommand("repair", "make a damaged store whole again");
  app->footer(kExamples);
  AddStoreArguments(app, &arguments->store);
  AddLexiconArguments(app, &arguments->lexicon);
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
