// tck_runner DIR [--filter TEXT]: runs the feature files below DIR on kgq.
// Prints each failure and "N passed, N failed". With --filter, only scenarios
// whose "FEATURE / SCENARIO" has the text. Exit status 0 if all passed, 1 if
// not, 2 if the command is wrong or nothing was run.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "tests/tck/gherkin.h"
#include "tests/tck/runner/kgq_engine.h"
#include "tests/tck/tck_case.h"
#include "tests/tck/tck_run.h"

namespace kg::tck {
namespace {

namespace fs = std::filesystem;

struct Tally {
  size_t passed = 0;
  size_t failed = 0;
};

struct Options {
  std::string folder;
  std::string filter;
};

std::optional<Options> ReadOptions(int argc, char** argv) {
  Options options;
  if (argc != 2 && argc != 4) return std::nullopt;
  options.folder = argv[1];
  if (argc == 4) {
    if (std::string(argv[2]) != "--filter") return std::nullopt;
    options.filter = argv[3];
  }
  return options;
}

std::vector<fs::path> FeatureFiles(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end;
       !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".feature") files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void PrintIndented(const char* title, const std::string& text) {
  std::printf("  %s:\n", title);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::printf("    %s\n", line.c_str());
  }
}

void PrintFailure(const fs::path& file, const Scenario& scenario,
                  const Mismatch& mismatch) {
  std::printf("FAILED %s / %s\n  %s:%zu\n", scenario.feature.c_str(),
              scenario.name.c_str(), file.c_str(), scenario.line);
  PrintIndented("query", mismatch.query);
  PrintIndented("expected", mismatch.expected);
  PrintIndented("got", mismatch.got);
}

std::optional<Mismatch> RunScenario(const Scenario& scenario,
                                    const GraphScripts& graphs,
                                    Engine* engine) {
  const Result<TckCase> test = ReadCase(scenario);
  if (!test.ok()) {
    return Mismatch{"", "steps of the TCK", test.status().message()};
  }
  return RunCase(*test, graphs, engine);
}

void RunFile(const fs::path& file, const Options& options, Engine* engine,
             Tally* tally) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  const auto scenarios = ParseFeature(text.str());
  if (!stream || !scenarios.ok()) {
    ++tally->failed;
    std::printf("FAILED %s:%s\n", file.c_str(),
                stream ? scenarios.status().message().c_str() : " not read");
    return;
  }
  const GraphScripts graphs(file.parent_path().string());
  for (const Scenario& scenario : *scenarios) {
    const std::string name = scenario.feature + " / " + scenario.name;
    if (name.find(options.filter) == std::string::npos) continue;
    const auto mismatch = RunScenario(scenario, graphs, engine);
    ++(mismatch.has_value() ? tally->failed : tally->passed);
    if (mismatch.has_value()) PrintFailure(file, scenario, *mismatch);
    std::fflush(stdout);  // what came before a crash is worth seeing
  }
}

int Main(int argc, char** argv) {
  const std::optional<Options> options = ReadOptions(argc, argv);
  if (!options.has_value()) {
    std::fprintf(stderr, "usage: tck_runner DIR [--filter TEXT]\n");
    return 2;
  }
  KgqEngine engine;
  Tally tally;
  for (const fs::path& file : FeatureFiles(options->folder)) {
    RunFile(file, *options, &engine, &tally);
  }
  std::printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  if (tally.passed + tally.failed == 0) {
    std::fprintf(stderr, "tck_runner: no scenario below '%s' was run\n",
                 options->folder.c_str());
    return 2;
  }
  return tally.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace kg::tck

int main(int argc, char** argv) { return kg::tck::Main(argc, argv); }
