#include "graph/store/seal.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/hash.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr char kFirstLine[] = "kg seal\n";
constexpr char kLastLine[] = "end ";
// Far above RocksDB's own limits for a list of tables or a log.
constexpr size_t kFileBytes = size_t{4} << 30;

std::string SealFile(const std::string& folder) { return folder + "/seal"; }

// "MANIFEST-000010 904 3f0a…\n"
Result<std::string> LineOf(const fs::path& path) {
  const std::string name = path.filename().string();
  if (path.extension() == ".sst") {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) return Status::Io(path.string() + ": " + error.message());
    return name + " " + std::to_string(size) + " -\n";
  }
  KG_ASSIGN(const std::string bytes, ReadFile(path.string(), kFileBytes));
  return name + " " + std::to_string(bytes.size()) + " " +
         Blake2b(bytes).Hex() + "\n";
}

// A line for each file of the checkpoint's database, by name.
Result<std::vector<std::string>> LinesOf(const std::string& folder) {
  std::vector<std::string> lines;
  std::error_code error;
  for (fs::directory_iterator at(folder + "/rocksdb", error), end;
       !error && at != end; at.increment(error)) {
    KG_ASSIGN(std::string line, LineOf(at->path()));
    lines.push_back(std::move(line));
  }
  if (error) return Status::Io(folder + "/rocksdb: " + error.message());
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::string FileOf(const std::string& line) {
  return line.substr(0, line.find(' '));
}

}  // namespace

Status WriteSeal(const FileHook& hook, const std::string& folder) {
  KG_ASSIGN(const std::vector<std::string> lines, LinesOf(folder));
  std::string text = kFirstLine;
  for (const std::string& line : lines) text += line;
  return WriteWhole(hook, SealFile(folder),
                    text + kLastLine + Blake2b(text).Hex() + "\n");
}

bool HasSeal(const std::string& folder) {
  std::error_code error;
  return fs::exists(SealFile(folder), error);
}

Status VerifySeal(const std::string& folder, const std::string& name) {
  if (!HasSeal(folder)) return Status();
  const auto damaged = [&](const std::string& what) {
    return Status::Corrupt(name + ": damaged (published/" +
                           fs::path(folder).filename().string() + "/" + what +
                           "); kg repair makes it again");
  };
  const Result<std::string> text = ReadFile(SealFile(folder), kFileBytes);
  if (!text.ok()) return text.status();
  const size_t last = text->rfind(kLastLine);
  if (!text->starts_with(kFirstLine) || last == std::string::npos ||
      text->substr(last) !=
          kLastLine + Blake2b(text->substr(0, last)).Hex() + "\n") {
    return damaged("seal is not whole");
  }
  const std::vector<std::string> sealed =
      SplitLines(std::string_view(*text).substr(
          sizeof(kFirstLine) - 1, last - (sizeof(kFirstLine) - 1)));
  const Result<std::vector<std::string>> found = LinesOf(folder);
  if (!found.ok()) return damaged("rocksdb cannot be read");
  for (const std::string& line : sealed) {
    if (std::binary_search(found->begin(), found->end(), line)) continue;
    return damaged("rocksdb/" + FileOf(line) + " is not what it was");
  }
  return Status();
}

}  // namespace kg
