// Locks between processes: files under flock(2), which the system releases when
// their holder ends, however it ends. Movable; released at destruction.
#pragma once

#include <optional>
#include <string>

#include "base/status.h"

namespace kg {

class FileLock {
 public:
  enum class Mode { kShared, kExclusive };

  // Nothing where another holder's lock is in the way; does not wait. NotFound
  // where there is no such file, unless `create` is set by kExclusive callers.
  static Result<std::optional<FileLock>> Try(const std::string& path, Mode mode,
                                             bool create = false);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  // Replaces what the file holds. For exclusive locks.
  Status WriteContent(const std::string& path, const std::string& content);

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

// The writer's lock of a store: `path` is the lock file, made if missing; it
// names the holder. InvalidInput where another holds it, naming that one:
// "kg.db: locked by process 12 on host x (kg build data)", with `name` for
// kg.db.
Result<FileLock> TakeWriterLock(const std::string& path,
                                const std::string& name,
                                const std::string& command);

}  // namespace kg
