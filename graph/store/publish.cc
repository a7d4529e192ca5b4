#include "graph/store/publish.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "graph/store/seal.h"
#include "graph/store/store.h"

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
  const FileHook& hook = database->hook();
  KG_RETURN_IF_ERROR(RemoveFolder(folder));
  KG_RETURN_IF_ERROR(MakeFolders(hook, folder));
  KG_ASSIGN(const std::string state, database->ContentState());
  KG_RETURN_IF_ERROR(database->Checkpoint(folder + "/rocksdb"));
  KG_RETURN_IF_ERROR(WriteWhole(hook, folder + "/hold", ""));
  KG_RETURN_IF_ERROR(WriteVersion(hook, folder + "/version", state));
  KG_RETURN_IF_ERROR(WriteSeal(hook, folder));
  return SyncFolder(hook, folder);
}

// The number under which this very state is published whole, if it is.
std::optional<uint64_t> PublishedNumber(const std::string& store,
                                        const std::string& state) {
  const auto current = ReadCurrent(store);
  if (!current.ok() || !*current) return std::nullopt;
  const std::string folder =
      PublishedFolder(store) + "/" + std::to_string(**current);
  const Result<std::string> published = ReadVersion(folder + "/version", store);
  if (!published.ok() || *published != state) return std::nullopt;
  std::error_code error;
  if (!fs::exists(folder + "/hold", error)) return std::nullopt;
  if (!HasSeal(folder) || !VerifySeal(folder, store).ok()) return std::nullopt;
  return *current;
}

}  // namespace

std::string PublishedFolder(const std::string& store) {
  return store + "/published";
}

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

Result<HeldCheckpoint> HoldNewest(const std::string& store) {
  for (int attempt = 0; attempt < kTries; ++attempt) {
    KG_ASSIGN(const std::optional<uint64_t> current, ReadCurrent(store));
    if (!current) {
      return NoGraph(store);
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
    KG_ASSIGN(std::string state, ReadVersion(folder + "/version", store));
    KG_RETURN_IF_ERROR(VerifySeal(folder, store));
    return HeldCheckpoint{folder + "/rocksdb", std::move(state),
                          std::move(**lock)};
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
  const FileHook& hook = database->hook();
  KG_RETURN_IF_ERROR(MakeFolders(hook, published));
  KG_ASSIGN(const uint64_t number, NextNumber(published));
  const std::string folder = published + "/" + std::to_string(number);
  KG_RETURN_IF_ERROR(MakeCheckpoint(folder + ".new", database));
  KG_RETURN_IF_ERROR(RenameFile(hook, folder + ".new", folder));
  KG_RETURN_IF_ERROR(SyncFolder(hook, published));
  KG_RETURN_IF_ERROR(
      WriteWhole(hook, published + "/current", std::to_string(number) + "\n"));
  KG_RETURN_IF_ERROR(SyncFolder(hook, published));
  return RemoveOld(published, number);
}

}  // namespace kg
