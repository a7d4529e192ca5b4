#include "builder/plan.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <utility>

namespace kg {
namespace {

using FileKey = std::pair<std::string, std::string>;  // root label, name

enum class PathKind { kFolder, kFile, kGone, kUnknown };

// Where the system refuses to say, a path is kUnknown, not gone.
PathKind LookAt(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) == 0) {
    return S_ISDIR(info.st_mode) ? PathKind::kFolder : PathKind::kFile;
  }
  return errno == ENOENT || errno == ENOTDIR ? PathKind::kGone
                                             : PathKind::kUnknown;
}

Status AddPresent(const Scope& scope, std::map<FileKey, PlannedFile>* present,
                  std::vector<Skipped>* unlisted) {
  const std::string start = JoinPath(scope.root.path, scope.below);
  const PathKind kind = LookAt(start);
  if (kind == PathKind::kGone) return Status();
  KG_ASSIGN(std::vector<std::string> names, ListArticleFiles(start, unlisted));
  for (const std::string& name : names) {
    std::string below = scope.below;
    if (kind == PathKind::kFolder) {
      below = below.empty() ? name : JoinPath(below, name);
    }
    (*present)[{scope.root.label, below}] = {
        JoinPath(scope.root.path, below), scope.root.label, below, {}};
  }
  return Status();
}

// Known states under the scopes, by the name that the file has there. States of
// inner roots stand under the root that takes them over.
Result<std::map<FileKey, PlannedFile>> KnownFiles(const RootPlan& roots,
                                                  const Store& store) {
  std::map<FileKey, PlannedFile> known;
  auto add = [&](const Root& from) -> Status {
    KG_ASSIGN(std::vector<FileState> states, store.Files(from.label));
    for (FileState& state : states) {
      const std::string path = JoinPath(from.path, state.path);
      for (const Scope& scope : roots.scopes) {
        if (!IsWithin(path, JoinPath(scope.root.path, scope.below))) continue;
        const std::string name = PathBelow(path, scope.root.path);
        PlannedFile& file = known[{scope.root.label, name}];
        file.path = path;
        file.root_label = scope.root.label;
        file.name = name;
        file.known.push_back(state);
        break;
      }
    }
    return Status();
  };
  std::set<std::string> done;
  for (const Scope& scope : roots.scopes) {
    if (!done.insert(scope.root.label).second) continue;
    KG_RETURN_IF_ERROR(add(scope.root));
  }
  for (const Root& inner : roots.inner) {
    if (!done.insert(inner.label).second) continue;
    KG_RETURN_IF_ERROR(add(inner));
  }
  return known;
}

// Adds to unfinished states the articles that the store holds of them.
Status CompleteUnfinished(const Store& store,
                          std::map<FileKey, PlannedFile>* files) {
  std::map<FileKey, FileState*> unfinished;
  for (auto& [key, file] : *files) {
    for (FileState& state : file.known) {
      if (IsUnfinished(state)) {
        unfinished[{state.root_label, state.path}] = &state;
      }
    }
  }
  if (unfinished.empty()) return Status();
  KG_RETURN_IF_ERROR(
      store.ForEachFacts([&](const LocalFacts& facts) -> Result<bool> {
        const Article& article = facts.article;
        const auto found = unfinished.find({article.root_label, article.path});
        if (found != unfinished.end()) {
          found->second->articles.push_back(article.id);
        }
        return true;
      }));
  for (auto& [key, state] : unfinished) {
    std::vector<ArticleId>& ids = state->articles;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }
  return Status();
}

// A path below a known root that is neither there nor known is a mistake.
Status RequireScopes(const RootPlan& roots,
                     const std::map<FileKey, PlannedFile>& present,
                     const std::map<FileKey, PlannedFile>& known) {
  for (const Scope& scope : roots.scopes) {
    const std::string start = JoinPath(scope.root.path, scope.below);
    if (LookAt(start) != PathKind::kGone) continue;
    const auto in_scope = [&](const auto& entry) {
      return entry.first.first == scope.root.label &&
             IsWithin(entry.first.second, scope.below);
    };
    if (std::any_of(present.begin(), present.end(), in_scope) ||
        std::any_of(known.begin(), known.end(), in_scope)) {
      continue;
    }
    return Status::NotFound(start + ": no such file or folder");
  }
  return Status();
}

}  // namespace

bool IsUnfinished(const FileState& file) {
  return file.content_hash == Hash128();
}

Result<FilePlan> PlanFiles(const RootPlan& roots, const Store& store) {
  FilePlan plan;
  std::map<FileKey, PlannedFile> present;
  for (const Scope& scope : roots.scopes) {
    KG_RETURN_IF_ERROR(AddPresent(scope, &present, &plan.skipped));
  }
  KG_ASSIGN(auto known, KnownFiles(roots, store));
  KG_RETURN_IF_ERROR(CompleteUnfinished(store, &known));

  KG_RETURN_IF_ERROR(RequireScopes(roots, present, known));

  for (auto& [key, file] : known) {
    const auto found = present.find(key);
    if (found != present.end()) {
      found->second.known = std::move(file.known);
      continue;
    }
    const PathKind kind = LookAt(file.path);
    if (kind == PathKind::kGone || kind == PathKind::kFolder) {
      plan.gone.push_back(std::move(file));
    } else {
      plan.kept.push_back({file.path, "cannot be read now, kept as it was"});
    }
  }
  for (auto& [key, file] : present) plan.present.push_back(std::move(file));
  return plan;
}

}  // namespace kg
