// kg verify: every quote still stands where its evidence says.
#include "builder/verify.h"

#include <memory>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Compares every quote with the stored text at its place. Exit status 1 if\n"
    "one does not stand there.\n"
    "\n"
    "Examples:\n"
    "  kg verify\n"
    "  kg verify --db press.db && kg export --format jsonl -o press.jsonl\n";

Result<VerifyResult> RunVerify(const StoreArguments& arguments) {
  KG_ASSIGN(auto snapshot, Snapshot::Open(arguments.path));
  return Verify(*snapshot, InstallSignalHandlers());
}

int Run(const StoreArguments& arguments) {
  const Result<VerifyResult> result = RunVerify(arguments);
  if (!result.ok()) return Fail(result.status());
  for (const std::string& wrong : result->wrong) PrintError(wrong);
  std::string text = Counted(result->quotes, "quote", "quotes") +
                     " verified, " + std::to_string(result->wrong_count) +
                     " wrong";
  if (result->without_text > 0) {
    text += ", " + std::to_string(result->without_text) +
            " not verifiable (articles stored without text)";
  }
  const int printed = PrintResult(text + "\n");
  if (printed != kDone) return printed;
  return result->wrong_count > 0 ? kFailed : kDone;
}

}  // namespace

Command AddVerify(CLI::App* kg) {
  auto arguments = std::make_shared<StoreArguments>();
  CLI::App* app =
      kg->add_subcommand("verify", "does every quote stand in its article");
  app->footer(kExamples);
  AddStoreArguments(app, arguments.get());
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
