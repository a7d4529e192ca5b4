#include "cli/home.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

namespace kg {
namespace {

namespace fs = std::filesystem;

struct Part {
  const char* name;    // below a home
  const char* option;  // that names it
};
constexpr Part kModel = {"models/en", "--model"};
constexpr Part kLexicon = {"lexicon/en", "--lexicon"};

std::vector<fs::path> Homes() {
  if (const char* home = std::getenv("KG_HOME"); home != nullptr && *home) {
    return {home};
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path above = program.parent_path().parent_path();
  return {above / "share" / "kg", above};
}

Result<std::string> FindPart(const Part& part, const std::string& given) {
  std::error_code error;
  if (!given.empty()) {
    if (fs::is_directory(given, error)) return given;
    return Status::NotFound(given + ": no such folder, " + part.option +
                            " names one like " + part.name);
  }
  std::string looked;
  for (const fs::path& home : Homes()) {
    const fs::path folder = home / part.name;
    if (fs::is_directory(folder, error)) return folder.string();
    looked += looked.empty() ? "" : " or ";
    looked += folder.string();
  }
  return Status::NotFound(looked + ": no such folder, name it with " +
                          part.option +
                          ", or set KG_HOME to the folder that "
                          "holds models/en and lexicon/en");
}

}  // namespace

void AddStoreArguments(CLI::App* app, StoreArguments* arguments) {
  app->add_option("--db", arguments->path, "the store")
      ->type_name("PATH")
      ->capture_default_str();
}

void AddLexiconArguments(CLI::App* app, LexiconArguments* arguments) {
  app->add_option("--lexicon", arguments->folder,
                  "folder of the tables about words")
      ->type_name("DIR");
}

void AddPipelineArguments(CLI::App* app, PipelineArguments* arguments) {
  arguments->jobs = std::max(1u, std::thread::hardware_concurrency());
  app->add_option("--jobs,-j", arguments->jobs, "articles read at a time")
      ->type_name("N")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app->add_option("--precision", arguments->precision,
                  "numbers of the language model: auto, f32, bf16 or int8")
      ->type_name("NAME")
      ->check(CLI::IsMember({"auto", "f32", "bf16", "int8"}))
      ->envname("KG_PRECISION")
      ->capture_default_str();
  app->add_option("--model", arguments->model, "folder of the language model")
      ->type_name("DIR");
  AddLexiconArguments(app, &arguments->lexicon);
}

Result<std::string> FindModel(const PipelineArguments& arguments) {
  return FindPart(kModel, arguments.model);
}

Result<std::string> FindLexicon(const LexiconArguments& arguments) {
  return FindPart(kLexicon, arguments.folder);
}

}  // namespace kg
