#include "cli/places.h"

#include <filesystem>
#include <system_error>

#include "builder/roots.h"

namespace kg {

std::string DisplayPath(const std::string& path) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string();
  if (error || here == "/" || !IsWithin(path, here)) return path;
  const std::string below = PathBelow(path, here);
  return below.empty() ? path : below;
}

Result<Places> Places::Make(const Snapshot& snapshot) {
  Places places(snapshot);
  KG_ASSIGN(const std::vector<Root> roots, snapshot.Roots());
  for (const Root& root : roots) places.roots_[root.label] = root.path;
  return places;
}

std::string Places::Of(const ArticleId& article, uint32_t line) {
  std::string& file = files_[article];
  if (file.empty()) {
    const Result<ArticleRecord> record = snapshot_->Article(article);
    if (!record.ok()) return article.Hex();
    const auto root = roots_.find(record->root_label);
    file = root == roots_.end()
               ? record->path
               : DisplayPath(JoinPath(root->second, record->path));
  }
  return line == 0 ? file : file + ":" + std::to_string(line);
}

}  // namespace kg
