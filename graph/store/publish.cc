#include "graph/store/publish.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/file.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr size_t kCurrentBytes = 64;
// A try fails only where the writer published and removed between a reader's
// two steps; chosen far above what can happen.
constexpr int kTries = 1000;

Status FolderError(const std::string& path, const std::error_code& error) {
  return Status::Io(path + ": " + error.message());
}

std::optional<uint64_t> NumberOf(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || after != end) return std::nullopt;
  return number;
}

std::string PublishedFolder(const std::string& store) {
  return store + "/published";
}

// Nothing where nothing is published.
Result<std::optional<uint64_t>> ReadCurrent(const std::string& store) {
  const std::string path = PublishedFolder(store) + "/current";
  const Result<std::string> content = ReadFile(path, kCurrentBytes);
  if (!content.ok()) {
    if (content.status().kind() != ErrorKind::kNotFound) {
      return content.status();
    }
    return std::optional<uint64_t>();
  }
  std::string_view text = *content;
  if (text.ends_with('\n')) text.remove_suffix(1);
  const std::optional<uint64_t> number = NumberOf(text);
  if (!number) {
    return Status::Corrupt(path + ": expected a number, got '" +
                           std::string(text) +
                           "'; kg build publishes the store again");
  }
  return number;
}

Result<std::vector<std::string>> EntriesOf(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  if (error) return FolderError(folder, error);
  return names;
}

Status RemoveFolder(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  return error ? FolderError(path, error) : Status();
}

// Removes the checkpoint unless a reader holds it. One without its hold file
// was half removed.
Status RemoveUnheld(const std::string& folder) {
  auto lock = FileLock::Try(folder + "/hold", FileLock::Mode::kExclusive);
  if (lock.ok() && !lock->has_value()) return Status();
  if (!lock.ok() && lock.status().kind() != ErrorKind::kNotFound) {
    return lock.status();
  }
  return RemoveFolder(folder);
}

// All but `current` and what is held.
Status RemoveOld(const std::string& published, uint64_t current) {
  KG_ASSIGN(const std::vector<std::string> names, EntriesOf(published));
  for (const std::string& name : names) {
    const std::string path = published + "/" + name;
    const std::optional<uint64_t> number = NumberOf(name);
    if (number && *number != current) {
      KG_RETURN_IF_ERROR(RemoveUnheld(path));
    } else if (name.ends_with(".new")) {
      KG_RETURN_IF_ERROR(RemoveFolder(path));
    }
  }
  return Status();
}

// Above all numbers there, so that a number never means two states.
Result<uint64_t> NextNumber(const std::string& published) {
  KG_ASSIGN(const std::vector<std::string> names, EntriesOf(published));
  uint64_t highest = 0;
  for (const std::string& name : names) {
    highest = std::max(highest, NumberOf(name).value_or(0));
  }
  return highest + 1;
}

Status MakeCheckpoint(const std::string& folder, Database* database) {
  KG_RETURN_IF_ERROR(RemoveFolder(folder));
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return FolderError(folder, error);
  KG_ASSIGN(const std::string state, database->ContentState());
  KG_RETURN_IF_ERROR(database->Checkpoint(folder + "/rocksdb"));
  KG_RETURN_IF_ERROR(WriteFileAtomically(folder + "/hold", ""));
  KG_RETURN_IF_ERROR(WriteVersion(folder + "/version", state));
  return SyncFolder(folder);
}

// The number under which this very state is published, if it is.
std::optional<uint64_t> PublishedNumber(const std::string& store,
                                        const std::string& state) {
  const auto current = ReadCurrent(store);
  if (!current.ok() || !*current) return std::nullopt;
  const std::string folder =
      PublishedFolder(store) + "/" + std::to_string(**current);
  const Result<std::string> published = ReadVersion(folder + "/version", store);
  if (!published.ok() || *published != state) return std::nullopt;
  return *current;
}

}  // namespace

Status SyncFolder(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Status::Io(path + ": " + std::strerror(errno));
  const int synced = fsync(fd);
  const int error = errno;
  close(fd);
  if (synced != 0) return Status::Io(path + ": " + std::strerror(error));
  return Status();
}

Result<HeldCheckpoint> HoldNewest(const std::string& store) {
  for (int attempt = 0; attempt < kTries; ++attempt) {
    KG_ASSIGN(const std::optional<uint64_t> current, ReadCurrent(store));
    if (!current) {
      return Status::NotFound(store +
                              ": no graph here; make one with kg "
                              "build FOLDER --db " +
                              store);
    }
    const std::string folder =
        PublishedFolder(store) + "/" + std::to_string(*current);
    auto lock = FileLock::Try(folder + "/hold", FileLock::Mode::kShared);
    if (!lock.ok() && lock.status().kind() != ErrorKind::kNotFound) {
      return lock.status();
    }
    KG_ASSIGN(const std::optional<uint64_t> still, ReadCurrent(store));
    if (still != current) continue;
    if (!lock.ok()) {
      return Status::Corrupt(store + ": damaged (published/" +
                             std::to_string(*current) +
                             " is not whole); kg build publishes it again");
    }
    if (!lock->has_value()) continue;
    KG_RETURN_IF_ERROR(ReadVersion(folder + "/version", store).status());
    return HeldCheckpoint{folder + "/rocksdb", std::move(**lock)};
  }
  return Status::Io(store + ": its published graph keeps changing; try again");
}

Status PublishCheckpoint(const std::string& store, Database* database) {
  std::error_code error;
  const std::string published =
      fs::absolute(PublishedFolder(store), error).string();
  KG_ASSIGN(const std::string state, database->ContentState());
  if (const auto present = PublishedNumber(store, state)) {
    return RemoveOld(published, *present);
  }
  fs::create_directories(published, error);
  if (error) return FolderError(published, error);
  KG_ASSIGN(const uint64_t number, NextNumber(published));
  const std::string folder = published + "/" + std::to_string(number);
  KG_RETURN_IF_ERROR(MakeCheckpoint(folder + ".new", database));
  fs::rename(folder + ".new", folder, error);
  if (error) return FolderError(folder, error);
  KG_RETURN_IF_ERROR(SyncFolder(published));
  KG_RETURN_IF_ERROR(WriteFileAtomically(published + "/current",
                                         std::to_string(number) + "\n"));
  KG_RETURN_IF_ERROR(SyncFolder(published));
  return RemoveOld(published, number);
}

}  // namespace kg
