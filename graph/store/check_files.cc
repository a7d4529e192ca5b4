#include "graph/store/check_files.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "graph/store/publish.h"
#include "graph/store/seal.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSmallBytes = 4096;

bool Exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// Whether any checkpoint stands in the folder.
bool HasCheckpoints(const std::string& published) {
  std::error_code error;
  for (fs::directory_iterator at(published, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.find_first_not_of("0123456789") == name.npos) return true;
  }
  return false;
}

class FileChecker {
 public:
  explicit FileChecker(const std::string& store) : store_(store) {}

  Result<std::vector<Violation>> Run() {
    KG_RETURN_IF_ERROR(CheckVersion());
    KG_RETURN_IF_ERROR(CheckPublished());
    return std::move(violations_);
  }

 private:
  void Broken(std::string file, std::string rule) {
    violations_.push_back({std::move(file), std::move(rule)});
  }

  // Gives the state that the file names; nothing where it is damaged.
  Result<std::string> StateOf(const std::string& file) {
    const Result<std::string> state = ReadVersion(store_ + "/" + file, store_);
    if (state.ok()) {
      const auto bytes = ReadFile(store_ + "/" + file, kSmallBytes);
      if (bytes.ok() && *bytes == VersionBytes(*state)) return state;
      Broken(file, "it is not as kg writes it");
      return std::string();
    }
    if (state.status().kind() == ErrorKind::kUnsupported) return state;
    Broken(file, state.status().kind() == ErrorKind::kNotFound
                     ? "it is missing"
                     : state.status().message());
    return std::string();
  }

  Status CheckVersion() {
    KG_ASSIGN(const std::string state, StateOf("version"));
    if (!state.empty() && state != "live") {
      Broken("version", "expected 'state live' on its third line");
    }
    return Status();
  }

  Status CheckPublished() {
    const Result<std::optional<uint64_t>> current = ReadCurrent(store_);
    if (!current.ok()) {
      Broken("published/current", current.status().message());
      return Status();
    }
    if (!*current) {
      if (HasCheckpoints(PublishedFolder(store_))) {
        Broken("published/current",
               "it is missing; kg build publishes the store again");
      }
      return Status();
    }
    const std::string number = "published/" + std::to_string(**current);
    const std::string folder = store_ + "/" + number;
    KG_RETURN_IF_ERROR(StateOf(number + "/version").status());
    for (const char* name : {"hold", "seal"}) {
      if (!Exists(folder + "/" + name)) {
        Broken(number + "/" + name,
               "it is missing; kg build publishes the store again");
      }
    }
    const Status seal = VerifySeal(folder, store_);
    if (!seal.ok()) Broken(number, seal.message());
    return Status();
  }

  const std::string& store_;
  std::vector<Violation> violations_;
};

}  // namespace

bool IsStore(const std::string& store) {
  for (const char* name : {"/version", "/published", "/rocksdb"}) {
    if (Exists(store + name)) return true;
  }
  return false;
}

Result<std::vector<Violation>> CheckFiles(const std::string& store) {
  return FileChecker(store).Run();
}

}  // namespace kg
