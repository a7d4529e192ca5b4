#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/commands.h"

namespace kg {

void PrintError(std::string_view message) {
  std::string line = "kg: ";
  line += message;
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int Fail(const Status& status) {
  if (status.kind() == ErrorKind::kCancelled) return kInterrupted;
  PrintError(status.message());
  return kFailed;
}

Result<Output> Output::Open(const std::string& path) {
  if (path == "-") return Standard();
  std::error_code none;
  const auto kind = std::filesystem::status(path, none).type();
  if (kind == std::filesystem::file_type::directory) {
    return Status::Io(path + ": cannot write: " + std::strerror(EISDIR));
  }
  // A device or a pipe is written to, never replaced.
  if (kind == std::filesystem::file_type::character ||
      kind == std::filesystem::file_type::fifo) {
    std::FILE* file = std::fopen(path.c_str(), "wbe");
    if (file != nullptr) return Output(file, path, "");
    return Status::Io(path + ": cannot write: " + std::strerror(errno));
  }
  std::string temporary = path + ".part" + std::to_string(getpid());
  std::FILE* file = std::fopen(temporary.c_str(), "wbe");
  if (file == nullptr) {
    return Status::Io(path + ": cannot write: " + std::strerror(errno));
  }
  return Output(file, path, std::move(temporary));
}

Output Output::Standard() { return Output(stdout, "", ""); }

Output::Output(std::FILE* file, std::string path, std::string temporary)
    : file_(file), path_(std::move(path)), temporary_(std::move(temporary)) {}

Output::Output(Output&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, "")) {}

Output::~Output() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  if (!temporary_.empty()) std::remove(temporary_.c_str());
}

Status Output::Error() const {
  const std::string place = path_.empty() ? "standard output" : path_;
  return Status::Io(place + ": cannot write: " + std::strerror(errno));
}

Status Output::Write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) {
    return Status();
  }
  return Error();
}

Status Output::Finish() {
  if (std::fflush(file_) != 0) return Error();
  if (temporary_.empty()) return Status();
  if (fsync(fileno(file_)) != 0 && errno != EINVAL) return Error();
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return Error();
  temporary_.clear();
  return Status();
}

int PrintResult(std::string_view text) {
  Output out = Output::Standard();
  if (const Status status = out.Write(text); !status.ok()) return Fail(status);
  if (const Status status = out.Finish(); !status.ok()) return Fail(status);
  return kDone;
}

std::string Counted(uint64_t count, std::string_view one,
                    std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace kg
