#include "graph/store/hooked_env.h"

#include <rocksdb/file_system.h>

#include <string>
#include <utility>

namespace kg {
namespace {

using rocksdb::FileOptions;
using rocksdb::FSDirectory;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

IOStatus Failure(FileFault fault, const std::string& path) {
  if (fault == FileFault::kNone) return IOStatus::OK();
  if (fault == FileFault::kNoSpace) return IOStatus::NoSpace(path);
  return IOStatus::IOError(path, "Input/output error");
}

class HookedFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  HookedFile(std::unique_ptr<FSWritableFile> file, std::string path,
             FileHook hook)
      : FSWritableFileOwnerWrapper(std::move(file)),
        path_(std::move(path)),
        hook_(std::move(hook)) {}

  IOStatus Append(const Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    const FileFault fault = hook_(FileCall::kWrite, path_);
    if (fault == FileFault::kHalfWritten) {
      const IOStatus half = FSWritableFileOwnerWrapper::Append(
          Slice(data.data(), data.size() / 2), options, debug);
      if (!half.ok()) return half;
    }
    if (fault != FileFault::kNone) return Failure(fault, path_);
    return FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  IOStatus Append(const Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    const IOStatus failed = Failure(hook_(FileCall::kSync, path_), path_);
    if (!failed.ok()) return failed;
    return FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    const IOStatus failed = Failure(hook_(FileCall::kSync, path_), path_);
    if (!failed.ok()) return failed;
    return FSWritableFileOwnerWrapper::Fsync(options, debug);
  }

 private:
  std::string path_;
  FileHook hook_;
};

class HookedFolder : public rocksdb::FSDirectoryWrapper {
 public:
  HookedFolder(std::unique_ptr<FSDirectory> folder, std::string path,
               FileHook hook)
      : FSDirectoryWrapper(std::move(folder)),
        path_(std::move(path)),
        hook_(std::move(hook)) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    const IOStatus failed = Failure(hook_(FileCall::kSync, path_), path_);
    if (!failed.ok()) return failed;
    return FSDirectoryWrapper::Fsync(options, debug);
  }
  IOStatus FsyncWithDirOptions(
      const IOOptions& options, IODebugContext* debug,
      const rocksdb::DirFsyncOptions& folder_options) override {
    const IOStatus failed = Failure(hook_(FileCall::kSync, path_), path_);
    if (!failed.ok()) return failed;
    return FSDirectoryWrapper::FsyncWithDirOptions(options, debug,
                                                   folder_options);
  }

 private:
  std::string path_;
  FileHook hook_;
};

class HookedFiles : public rocksdb::FileSystemWrapper {
 public:
  explicit HookedFiles(FileHook hook)
      : FileSystemWrapper(rocksdb::FileSystem::Default()),
        hook_(std::move(hook)) {}

  const char* Name() const override { return "kg.HookedFiles"; }

  IOStatus NewWritableFile(const std::string& path, const FileOptions& options,
                           std::unique_ptr<FSWritableFile>* file,
                           IODebugContext* debug) override {
    const IOStatus failed = Ask(FileCall::kCreate, path);
    if (!failed.ok()) return failed;
    return Wrapped(
        FileSystemWrapper::NewWritableFile(path, options, file, debug), path,
        file);
  }
  IOStatus ReopenWritableFile(const std::string& path,
                              const FileOptions& options,
                              std::unique_ptr<FSWritableFile>* file,
                              IODebugContext* debug) override {
    const IOStatus failed = Ask(FileCall::kCreate, path);
    if (!failed.ok()) return failed;
    return Wrapped(
        FileSystemWrapper::ReopenWritableFile(path, options, file, debug), path,
        file);
  }
  IOStatus NewDirectory(const std::string& path, const IOOptions& options,
                        std::unique_ptr<FSDirectory>* folder,
                        IODebugContext* debug) override {
    const IOStatus made =
        FileSystemWrapper::NewDirectory(path, options, folder, debug);
    if (made.ok()) {
      *folder = std::make_unique<HookedFolder>(std::move(*folder), path, hook_);
    }
    return made;
  }
  IOStatus CreateDir(const std::string& path, const IOOptions& options,
                     IODebugContext* debug) override {
    const IOStatus failed = Ask(FileCall::kMakeFolder, path);
    if (!failed.ok()) return failed;
    return FileSystemWrapper::CreateDir(path, options, debug);
  }
  IOStatus CreateDirIfMissing(const std::string& path, const IOOptions& options,
                              IODebugContext* debug) override {
    const IOStatus failed = Ask(FileCall::kMakeFolder, path);
    if (!failed.ok()) return failed;
    return FileSystemWrapper::CreateDirIfMissing(path, options, debug);
  }
  IOStatus RenameFile(const std::string& from, const std::string& to,
                      const IOOptions& options,
                      IODebugContext* debug) override {
    const IOStatus failed = Ask(FileCall::kRename, to);
    if (!failed.ok()) return failed;
    return FileSystemWrapper::RenameFile(from, to, options, debug);
  }
  IOStatus LinkFile(const std::string& from, const std::string& to,
                    const IOOptions& options, IODebugContext* debug) override {
    const IOStatus failed = Ask(FileCall::kLink, to);
    if (!failed.ok()) return failed;
    return FileSystemWrapper::LinkFile(from, to, options, debug);
  }

 private:
  IOStatus Ask(FileCall call, const std::string& path) {
    return Failure(hook_(call, path), path);
  }
  IOStatus Wrapped(IOStatus made, const std::string& path,
                   std::unique_ptr<FSWritableFile>* file) {
    if (made.ok()) {
      *file = std::make_unique<HookedFile>(std::move(*file), path, hook_);
    }
    return made;
  }

  FileHook hook_;
};

}  // namespace

std::unique_ptr<rocksdb::Env> MakeHookedEnv(FileHook hook) {
  return rocksdb::NewCompositeEnv(
      std::make_shared<HookedFiles>(std::move(hook)));
}

}  // namespace kg
