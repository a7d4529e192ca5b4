#include <algorithm>
#include <filesystem>

#include "extractor/ingest/ingest.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

bool IsHidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

Status CannotList(const std::error_code& error) {
  return Status::Io("cannot be listed: " + error.message());
}

// Files of one folder to `files`, its folders to `folders`.
Status ListFolder(const fs::path& folder, std::vector<fs::path>* files,
                  std::vector<fs::path>* folders) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) return CannotList(error);
  for (; entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::directory_entry& entry = *entries;
    if (IsHidden(entry.path())) continue;
    std::error_code unknown;  // a dangling link is neither
    const bool link = entry.is_symlink(unknown);
    if (entry.is_directory(unknown)) {
      if (!link) folders->push_back(entry.path());
    } else if (HasArticleName(entry.path().string())) {
      files->push_back(entry.path());
    }
  }
  return error ? CannotList(error) : Status();
}

}  // namespace

Result<std::vector<std::string>> ListArticleFiles(
    const std::string& root, std::vector<Skipped>* unlisted) {
  std::error_code error;
  const fs::file_status status = fs::status(root, error);
  if (status.type() == fs::file_type::not_found) {
    return Status::NotFound(root + ": no such file or folder");
  }
  if (error) return CannotList(error).At(root);
  if (!fs::is_directory(status)) {
    return std::vector<std::string>{fs::path(root).filename().string()};
  }
  std::vector<fs::path> folders = {fs::path(root)};
  std::vector<fs::path> files;
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    const Status listed = ListFolder(folder, &files, &folders);
    if (listed.ok()) continue;
    if (unlisted == nullptr || folder == fs::path(root)) {
      return listed.At(folder.string());
    }
    unlisted->push_back({folder.string(), listed.message()});
  }
  std::vector<std::string> names;
  for (const fs::path& file : files) {
    names.push_back(file.lexically_relative(root).generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace kg
