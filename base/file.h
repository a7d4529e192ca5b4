// Whole files and mapped files. Errors name the path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/status.h"

namespace kg {

// The file's bytes. Refuses folders and files over `limit` bytes.
Result<std::string> ReadFile(const std::string& path, size_t limit);

// Writes beside the final name and renames into place, so that a reader sees
// the old file or the whole new one. Syncs before the rename.
Status WriteFileAtomically(const std::string& path, std::string_view bytes);

// A file mapped read-only for the object's life; views into it die with it.
// Movable. Safe to read from any thread.
class MappedFile {
 public:
  static Result<MappedFile> Open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace kg
