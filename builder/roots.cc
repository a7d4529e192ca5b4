#include "builder/roots.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

namespace kg {
namespace {

namespace fs = std::filesystem;

struct Asked {
  std::string given;  // as on the command line
  std::string path;   // absolute, links resolved as far as it exists
  bool exists = false;
  bool is_folder = false;
};

Result<Asked> Look(const std::string& given) {
  std::error_code error;
  Asked asked{given, "", false, false};
  asked.path = fs::weakly_canonical(fs::absolute(given, error), error).string();
  if (error) return Status::Io(given + ": " + error.message());
  while (asked.path.size() > 1 && asked.path.back() == '/') {
    asked.path.pop_back();
  }
  const fs::file_status status = fs::status(asked.path, error);
  asked.exists = fs::exists(status);
  asked.is_folder = fs::is_directory(status);
  return asked;
}

// The widest known root that holds `path`; null where there is none.
const Root* WidestHolder(const std::string& path,
                         const std::vector<Root>& known) {
  const Root* best = nullptr;
  for (const Root& root : known) {
    if (!IsWithin(path, root.path)) continue;
    if (best == nullptr || root.path.size() < best->path.size()) best = &root;
  }
  return best;
}

Result<Root> MakeRoot(const Asked& asked, const std::string& label,
                      const std::vector<Root>& known) {
  if (!asked.exists) {
    return Status::NotFound(asked.given + ": no such file or folder");
  }
  fs::path folder(asked.path);
  if (!asked.is_folder) folder = folder.parent_path();
  Root root{label.empty() ? folder.filename().string() : label,
            folder.string()};
  if (root.label.empty()) {
    return Status::InvalidInput(
        asked.given + ": has no name of its own, give one with --root-label");
  }
  for (const Root& other : known) {
    if (other.label != root.label) continue;
    return Status::InvalidInput(asked.given + ": another root, " + other.path +
                                ", has the label '" + other.label +
                                "', give this one its own with --root-label");
  }
  return root;
}

Result<Scope> MakeScope(const Asked& asked, const std::string& label,
                        std::vector<Root>* known,
                        std::vector<Root>* new_roots) {
  if (const Root* holder = WidestHolder(asked.path, *known)) {
    if (!label.empty() && label != holder->label) {
      return Status::InvalidInput(asked.given + ": belongs to the root '" +
                                  holder->label + "' (" + holder->path +
                                  "), whose label cannot be changed");
    }
    std::error_code error;
    if (!fs::is_directory(holder->path, error)) {
      return Status::NotFound(holder->path + ": the folder of root '" +
                              holder->label +
                              "' is not there, nothing was removed");
    }
    return Scope{*holder, PathBelow(asked.path, holder->path)};
  }
  KG_ASSIGN(Root root, MakeRoot(asked, label, *known));
  known->push_back(root);
  new_roots->push_back(root);
  return Scope{root, PathBelow(asked.path, root.path)};
}

// Sorts, and drops every scope that another one holds.
void Simplify(std::vector<Scope>* scopes) {
  std::sort(scopes->begin(), scopes->end(), [](const auto& a, const auto& b) {
    return std::tie(a.root.label, a.below) < std::tie(b.root.label, b.below);
  });
  std::vector<Scope> kept;
  for (Scope& scope : *scopes) {
    const bool held =
        std::any_of(kept.begin(), kept.end(), [&](const Scope& wider) {
          return wider.root.label == scope.root.label &&
                 IsWithin(scope.below, wider.below);
        });
    if (!held) kept.push_back(std::move(scope));
  }
  *scopes = std::move(kept);
}

}  // namespace

std::string JoinPath(const std::string& folder, const std::string& name) {
  if (name.empty()) return folder;
  if (folder.empty() || folder.back() == '/') return folder + name;
  return folder + "/" + name;
}

bool IsWithin(const std::string& path, const std::string& folder) {
  if (folder.empty() || folder == "/" || path == folder) return true;
  return path.size() > folder.size() && path.starts_with(folder) &&
         path[folder.size()] == '/';
}

std::string PathBelow(const std::string& path, const std::string& folder) {
  if (path.size() <= folder.size()) return "";
  return path.substr(folder == "/" ? 1 : folder.size() + 1);
}

Skipped SkippedBecause(const Status& status, const std::string& path) {
  const std::string& message = status.message();
  if (!message.starts_with(path + ":")) return {path, message};
  const size_t end = message.find(": ", path.size());
  if (end == std::string::npos) return {path, message};
  return {message.substr(0, end), message.substr(end + 2)};
}

std::string PlaceInFile(const std::string& place, const std::string& name,
                        const std::string& path) {
  return place.starts_with(name) ? path + place.substr(name.size()) : place;
}

Result<RootPlan> PlanRoots(const std::vector<std::string>& paths,
                           const std::string& label,
                           const std::vector<Root>& known) {
  std::vector<Asked> asked;
  for (const std::string& path : paths) {
    KG_ASSIGN(Asked looked, Look(path));
    asked.push_back(std::move(looked));
  }
  // Wider folders come first, so that narrower ones belong to them.
  std::sort(asked.begin(), asked.end(),
            [](const Asked& a, const Asked& b) { return a.path < b.path; });
  RootPlan plan;
  std::vector<Root> all = known;
  for (const Asked& one : asked) {
    KG_ASSIGN(Scope scope, MakeScope(one, label, &all, &plan.new_roots));
    plan.scopes.push_back(std::move(scope));
  }
  Simplify(&plan.scopes);
  for (const Root& root : known) {
    const bool is_inner = std::any_of(
        plan.scopes.begin(), plan.scopes.end(), [&](const Scope& scope) {
          return root.path != scope.root.path &&
                 IsWithin(root.path, scope.root.path);
        });
    if (is_inner) plan.inner.push_back(root);
  }
  return plan;
}

}  // namespace kg
