// Where the model and the lexicon are, and how many workers a command runs: the
// options that several subcommands share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/status.h"
#include "extractor/language/encoder.h"
#include "extractor/rules/extract.h"

namespace kg {

// --db.
struct StoreArguments {
  std::string path = "kg.db";
};
void AddStoreArguments(CLI::App* app, StoreArguments* arguments);

// --lexicon.
struct LexiconArguments {
  std::string folder;  // empty: looked for
};
void AddLexiconArguments(CLI::App* app, LexiconArguments* arguments);

// --jobs, --precision, --model, --lexicon.
struct PipelineArguments {
  size_t jobs = 1;
  std::string precision = "auto";
  std::string model;  // empty: looked for
  LexiconArguments lexicon;
  ExtractOptions extract;  // a command's own options
};
void AddPipelineArguments(CLI::App* app, PipelineArguments* arguments);

// The folder given, or the first that exists of $KG_HOME/NAME,
// ../share/kg/NAME and ../NAME, from where the program is. With KG_HOME set,
// only that is looked at. NotFound says what to do.
Result<std::string> FindModel(const PipelineArguments& arguments);
Result<std::string> FindLexicon(const LexiconArguments& arguments);

}  // namespace kg
