// The calls by which a store changes files, its own and RocksDB's alike, with
// one seam: a hook that is asked before each call and may refuse it. For tests
// of failing disks, and no part of the store's promise. Thread-safe as far as
// the hook is.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/status.h"

namespace kg {

enum class FileCall { kCreate, kWrite, kSync, kRename, kLink, kMakeFolder };
enum class FileFault {
  kNone,         // the call goes on
  kIoError,      // it fails and does nothing
  kNoSpace,      // the same, for want of space
  kHalfWritten,  // it fails; of a write, after half of its bytes
};
using FileHook = std::function<FileFault(FileCall, const std::string& path)>;

// Ok, or the failure that the hook asks for. An empty hook asks for none.
Status AskHook(const FileHook& hook, FileCall call, const std::string& path);

// As WriteFileAtomically().
Status WriteWhole(const FileHook& hook, const std::string& path,
                  std::string_view bytes);
Status RenameFile(const FileHook& hook, const std::string& from,
                  const std::string& to);
// With those above it.
Status MakeFolders(const FileHook& hook, const std::string& path);
// Makes a rename in the folder durable.
Status SyncFolder(const FileHook& hook, const std::string& path);
// With all that it holds; one that is not there is gone already.
Status RemoveFolder(const std::string& path);

}  // namespace kg
