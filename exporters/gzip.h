// Gzip (RFC 1952) on the way out. The same bytes for the same input: no time,
// no name in the header. Not thread-safe.
#pragma once

#include <memory>

#include "exporters/sink.h"

namespace kg {

class GzipWriter {
 public:
  explicit GzipWriter(ByteSink out);
  ~GzipWriter();
  GzipWriter(const GzipWriter&) = delete;
  GzipWriter& operator=(const GzipWriter&) = delete;

  Status Write(std::string_view bytes);
  // The rest and the checksum. Called once, at the end.
  Status Finish();

 private:
  struct State;
  Status Run(int flush);
  ByteSink out_;
  std::unique_ptr<State> state_;
};

}  // namespace kg
