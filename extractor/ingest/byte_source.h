// A file's bytes, or bytes in memory, in pieces; a gzipped one is unpacked on
// the way. Memory stays at two buffers whatever the size. Owns the open file.
// Not thread-safe. Failures are worded as reasons for skipping ("truncated
// gzip").
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"
#include "extractor/ingest/ingest.h"

namespace kg {

class ByteSource {
 public:
  // Fails with the operating system's reason; the path is in the message.
  static Result<ByteSource> Open(const std::string& path, bool gzipped,
                                 const IngestLimits& limits);
  // `bytes` must outlive the source.
  static ByteSource FromBytes(std::string_view bytes, bool gzipped,
                              const IngestLimits& limits);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  // The next bytes, empty at the end; valid until the next call. After a
  // failure the source is at its end.
  Result<std::string_view> Next();
  // What the next call of Next() returns.
  Result<std::string_view> Peek();

 private:
  struct State;
  explicit ByteSource(std::unique_ptr<State> state);
  Result<std::string_view> Read();
  Result<std::string_view> NextPacked();
  Result<std::string_view> NextUnpacked();

  std::unique_ptr<State> state_;
};

// All bytes of a source; fails with "oversized…" beyond `limit`.
Result<std::string> ReadAll(ByteSource* source, size_t limit);

// "10 MB", for messages about limits.
std::string SizeText(size_t bytes);

// Lines of a source, ended by '\n', each at most `limit` bytes: the rest of a
// longer one is passed over unseen.
class LineReader {
 public:
  LineReader(ByteSource* source, size_t limit)
      : source_(source), limit_(limit) {}
  struct Line {
    std::string text;
    uint32_t number = 0;  // from 1
    bool oversized = false;
  };
  // False at the end.
  Result<bool> Next(Line* line);

 private:
  ByteSource* source_;
  size_t limit_;
  std::string_view chunk_;
  uint32_t number_ = 0;
};

}  // namespace kg
