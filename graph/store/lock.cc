#include "graph/store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"

namespace kg {
namespace {

constexpr size_t kHolderBytes = 1 << 16;

Status SystemError(const std::string& path, const char* what) {
  const std::string message = path + ": " + what + ": " + std::strerror(errno);
  return errno == ENOENT ? Status::NotFound(message) : Status::Io(message);
}

std::string HostName() {
  char name[256] = {};
  if (gethostname(name, sizeof(name) - 1) != 0) return "unknown";
  return name;
}

// The holder as the lock file has it: lines of process, host and command. A
// holder that has just begun may not have written them yet.
std::string HolderText(const std::string& path) {
  const Result<std::string> content = ReadFile(path, kHolderBytes);
  std::vector<std::string> lines(1);
  for (char c : content.ok() ? *content : std::string()) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  if (lines.size() < 4) return "another process";
  std::string text = "process " + lines[0] + " on host " + lines[1];
  if (!lines[2].empty()) text += " (" + lines[2] + ")";
  return text;
}

}  // namespace

FileLock::FileLock(FileLock&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

Result<std::optional<FileLock>> FileLock::Try(const std::string& path,
                                              Mode mode, bool create) {
  const int access = create ? O_RDWR | O_CREAT : O_RDONLY;
  const int fd = open(path.c_str(), access | O_CLOEXEC, 0666);
  if (fd < 0) return SystemError(path, "cannot open");
  FileLock lock(fd);
  const int operation = mode == Mode::kShared ? LOCK_SH : LOCK_EX;
  while (flock(fd, operation | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno == EWOULDBLOCK) return std::optional<FileLock>();
    return SystemError(path, "cannot lock");
  }
  return std::optional<FileLock>(std::move(lock));
}

Status FileLock::WriteContent(const std::string& path,
                              const std::string& content) {
  if (ftruncate(fd_, 0) != 0) return SystemError(path, "cannot truncate");
  std::string_view rest = content;
  off_t at = 0;
  while (!rest.empty()) {
    const ssize_t n = pwrite(fd_, rest.data(), rest.size(), at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return SystemError(path, "cannot write");
    rest.remove_prefix(static_cast<size_t>(n));
    at += n;
  }
  return Status();
}

Result<FileLock> TakeWriterLock(const std::string& path,
                                const std::string& name,
                                const std::string& command) {
  KG_ASSIGN(std::optional<FileLock> lock,
            FileLock::Try(path, FileLock::Mode::kExclusive, true));
  if (!lock) {
    return Status::InvalidInput(name + ": locked by " + HolderText(path));
  }
  std::string one_line = command;
  for (char& c : one_line) {
    if (c == '\n') c = ' ';
  }
  KG_RETURN_IF_ERROR(lock->WriteContent(
      path,
      std::to_string(getpid()) + "\n" + HostName() + "\n" + one_line + "\n"));
  return std::move(*lock);
}

}  // namespace kg
