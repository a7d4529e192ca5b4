#include "exporters/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace kg {
namespace {

constexpr size_t kBuffer = 1 << 16;
constexpr int kGzip = 15 + 16;  // zlib's way to ask for a gzip header
constexpr int kMemory = 8;      // zlib's default

}  // namespace

struct GzipWriter::State {
  z_stream stream{};
  bool ready = false;
  std::string buffer = std::string(kBuffer, '\0');
};

GzipWriter::GzipWriter(ByteSink out)
    : out_(std::move(out)), state_(std::make_unique<State>()) {
  state_->ready =
      deflateInit2(&state_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip,
                   kMemory, Z_DEFAULT_STRATEGY) == Z_OK;
}

GzipWriter::~GzipWriter() { deflateEnd(&state_->stream); }

// Compresses what is in the stream's input.
Status GzipWriter::Run(int flush) {
  if (!state_->ready) return Status::Io("gzip: no memory to compress");
  z_stream& stream = state_->stream;
  do {
    stream.next_out = reinterpret_cast<Bytef*>(state_->buffer.data());
    stream.avail_out = kBuffer;
    deflate(&stream, flush);  // only fails by misuse
    const size_t made = kBuffer - stream.avail_out;
    if (made > 0) {
      KG_RETURN_IF_ERROR(
          out_(std::string_view(state_->buffer).substr(0, made)));
    }
  } while (stream.avail_out == 0);
  return Status();
}

Status GzipWriter::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t part =
        std::min<size_t>(bytes.size(), std::numeric_limits<uInt>::max());
    // zlib's interface is older than const.
    state_->stream.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state_->stream.avail_in = static_cast<uInt>(part);
    KG_RETURN_IF_ERROR(Run(Z_NO_FLUSH));
    bytes.remove_prefix(part);
  }
  return Status();
}

Status GzipWriter::Finish() {
  state_->stream.next_in = nullptr;
  state_->stream.avail_in = 0;
  return Run(Z_FINISH);
}

}  // namespace kg
