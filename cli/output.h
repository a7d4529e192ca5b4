// Where kg prints: results on standard output, everything else on standard
// error. Not thread-safe but for PrintError.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "base/status.h"

namespace kg {

// "kg: message" on standard error.
void PrintError(std::string_view message);

// Prints the failure and gives its exit code.
int Fail(const Status& status);

// A stream of result bytes: standard output, or, for a file, a temporary file
// beside it that is renamed when complete. Without Finish() nothing but the
// temporary file was touched, and that is removed.
class Output {
 public:
  // "-" is standard output. A device or a pipe is written to as it is.
  static Result<Output> Open(const std::string& path);
  static Output Standard();
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  Status Write(std::string_view bytes);
  // Flushes, so that a full disk is an error and not a lost line.
  Status Finish();

 private:
  Output(std::FILE* file, std::string path, std::string temporary);
  Status Error() const;

  std::FILE* file_ = nullptr;
  std::string path_;       // empty: standard output
  std::string temporary_;  // to be renamed
};

// Writes `text` to standard output and flushes; the exit code.
int PrintResult(std::string_view text);

// "1 article", "2 articles", "0 entities": the plural is given.
std::string Counted(uint64_t count, std::string_view one,
                    std::string_view many);

}  // namespace kg
