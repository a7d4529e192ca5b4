// Published checkpoints: what readers open while a writer works.
//
//   STORE/published/current       number of the newest, and a line feed
//   STORE/published/N/hold        readers of N hold a shared flock on it
//   STORE/published/N/version     as STORE/version, and the state it shows
//   STORE/published/N/seal        what its files must be: seal.h
//   STORE/published/N/rocksdb/    the checkpoint
//
// The writer makes N.new, renames it to N, then replaces `current`. It removes
// only checkpoints that are not current and that nobody holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/status.h"
#include "graph/store/files.h"
#include "graph/store/lock.h"
#include "graph/store/rocks.h"

namespace kg {

// The folder that checkpoints stand in.
std::string PublishedFolder(const std::string& store);
// The number of the newest; nothing where nothing is published. Corrupt where
// `current` holds no number.
Result<std::optional<uint64_t>> ReadCurrent(const std::string& store);

// A published checkpoint, kept from removal while this lives.
struct HeldCheckpoint {
  std::string database;  // its folder
  std::string state;     // that it was made as: Database::ContentState()
  FileLock hold;
};

// The newest. NotFound where nothing is published; Unsupported for another
// format version; Corrupt where its files are not what they were.
Result<HeldCheckpoint> HoldNewest(const std::string& store);

// Publishes the database's present state, unless it already is, and removes
// old checkpoints. Only for the holder of the writer's lock.
Status PublishCheckpoint(const std::string& store, Database* database);

// The version file of a store or checkpoint. ReadVersion: the state that it was
// written with; Unsupported, naming `name`, for another format version.
Status WriteVersion(const FileHook& hook, const std::string& path,
                    const std::string& state);
Result<std::string> ReadVersion(const std::string& path,
                                const std::string& name);
// The whole file.
std::string VersionBytes(const std::string& state);

}  // namespace kg
