#include "graph/store/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/file.h"

namespace kg {
namespace {

Status FolderError(const std::string& path, const std::error_code& error) {
  return Status::Io(path + ": " + error.message());
}

}  // namespace

Status AskHook(const FileHook& hook, FileCall call, const std::string& path) {
  if (!hook) return Status();
  switch (hook(call, path)) {
    case FileFault::kNone:
      return Status();
    case FileFault::kNoSpace:
      return Status::Io(path + ": " + std::strerror(ENOSPC));
    case FileFault::kIoError:
    case FileFault::kHalfWritten:
      return Status::Io(path + ": " + std::strerror(EIO));
  }
  return Status();
}

Status WriteWhole(const FileHook& hook, const std::string& path,
                  std::string_view bytes) {
  for (FileCall call : {FileCall::kCreate, FileCall::kWrite, FileCall::kSync,
                        FileCall::kRename}) {
    KG_RETURN_IF_ERROR(AskHook(hook, call, path));
  }
  return WriteFileAtomically(path, bytes);
}

Status RenameFile(const FileHook& hook, const std::string& from,
                  const std::string& to) {
  KG_RETURN_IF_ERROR(AskHook(hook, FileCall::kRename, to));
  std::error_code error;
  std::filesystem::rename(from, to, error);
  return error ? FolderError(to, error) : Status();
}

Status MakeFolders(const FileHook& hook, const std::string& path) {
  KG_RETURN_IF_ERROR(AskHook(hook, FileCall::kMakeFolder, path));
  std::error_code error;
  std::filesystem::create_directories(path, error);
  return error ? FolderError(path, error) : Status();
}

Status SyncFolder(const FileHook& hook, const std::string& path) {
  KG_RETURN_IF_ERROR(AskHook(hook, FileCall::kSync, path));
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Status::Io(path + ": " + std::strerror(errno));
  const int synced = fsync(fd);
  const int error = errno;
  close(fd);
  if (synced != 0) return Status::Io(path + ": " + std::strerror(error));
  return Status();
}

Status RemoveFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  return error ? FolderError(path, error) : Status();
}

}  // namespace kg
