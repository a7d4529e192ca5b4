// The subcommands of kg: each file of cli/ adds one to the command line. Only
// cli/ prints, and only main() exits.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/interrupt.h"

namespace kg {

// Exit codes.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongCommand = 2;
inline constexpr int kInterrupted = 130;

// A subcommand; `run` is called, and gives the exit code, if it was chosen.
struct Command {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

Command AddBuild(CLI::App* kg);
Command AddExtract(CLI::App* kg);
Command AddLoad(CLI::App* kg);
Command AddExport(CLI::App* kg);
Command AddAnnotate(CLI::App* kg);
Command AddFind(CLI::App* kg);
Command AddQuery(CLI::App* kg);
Command AddShell(CLI::App* kg);
Command AddShow(CLI::App* kg);
Command AddStats(CLI::App* kg);
Command AddEntities(CLI::App* kg);
Command AddMerge(CLI::App* kg);
Command AddSplit(CLI::App* kg);
Command AddRename(CLI::App* kg);
Command AddPredicates(CLI::App* kg);
Command AddVerify(CLI::App* kg);
Command AddCheck(CLI::App* kg);
Command AddRepair(CLI::App* kg);

// What is printed by `kg --version`.
std::string VersionText();

}  // namespace kg
