// Where a fact stands, for people: the source file as one would open it from
// here. Not thread-safe.
#pragma once

#include <string>
#include <unordered_map>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/store/store.h"

namespace kg {

// An absolute path relative to the working folder, if it lies in it.
std::string DisplayPath(const std::string& path);

class Places {
 public:
  // `snapshot` outlives the object.
  static Result<Places> Make(const Snapshot& snapshot);

  // "data/a.txt:12"; without the line where it is not known (0), and with the
  // article's own path where the store does not know its root.
  std::string Of(const ArticleId& article, uint32_t line);

 private:
  explicit Places(const Snapshot& snapshot) : snapshot_(&snapshot) {}

  const Snapshot* snapshot_;
  std::unordered_map<std::string, std::string> roots_;  // label -> path
  std::unordered_map<ArticleId, std::string> files_;
};

}  // namespace kg
