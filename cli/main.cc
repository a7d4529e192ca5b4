// kg: news articles as a graph of who said and did what.
#include <CLI/CLI.hpp>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"

namespace kg {
namespace {

constexpr char kAbout[] =
    "kg turns news articles into a graph: who says, denies and does what, each "
    "fact with its quote.";
constexpr char kExamples[] =
    "Examples:\n"
    "  kg build data/                  articles to ./kg.db\n"
    "  kg find \"Ana Duarte\" denies ?   who denies what\n"
    "  kg show \"Ana Duarte\"            all that is known of one name\n"
    "  kg help find                    more about one command\n";

// `kg help` and `kg help COMMAND`.
int PrintHelp(const CLI::App& kg, const std::string& name) {
  if (name.empty()) {
    // App::help() would explain the chosen subcommand, which is this one.
    return PrintResult(
        kg.get_formatter()->make_help(&kg, "kg", CLI::AppFormatMode::Normal));
  }
  for (const CLI::App* app : kg.get_subcommands({})) {
    if (app->get_name() == name) return PrintResult(app->help("kg"));
  }
  PrintError("no command '" + name + "', kg help lists them");
  return kWrongCommand;
}

int Run(int argc, char** argv) {
  CLI::App kg(kAbout, "kg");
  kg.footer(kExamples);
  kg.require_subcommand(1);
  kg.get_formatter()->column_width(30);
  kg.set_version_flag("--version", VersionText, "print versions and exit");

  std::vector<Command> commands = {
      AddBuild(&kg),   AddFind(&kg),    AddQuery(&kg),      AddShell(&kg),
      AddShow(&kg),    AddStats(&kg),   AddEntities(&kg),   AddMerge(&kg),
      AddSplit(&kg),   AddRename(&kg),  AddPredicates(&kg), AddExport(&kg),
      AddLoad(&kg),    AddVerify(&kg),  AddCheck(&kg),      AddRepair(&kg),
      AddExtract(&kg), AddAnnotate(&kg)};
  std::string topic;
  CLI::App* help = kg.add_subcommand("help", "explain kg or a command");
  help->add_option("COMMAND", topic, "the command");
  commands.push_back({help, [&] { return PrintHelp(kg, topic); }});

  try {
    kg.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    kg.exit(asked);
    return kDone;
  } catch (const CLI::ParseError& error) {
    PrintError(std::string(error.what()) + ", see kg help");
    return kWrongCommand;
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return kWrongCommand;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  try {
    return kg::Run(argc, argv);
  } catch (const std::exception& error) {
    kg::PrintError(std::string("stopped: ") + error.what());
    return kg::kFailed;
  }
}
