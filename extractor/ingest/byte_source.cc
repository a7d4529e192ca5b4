#include "extractor/ingest/byte_source.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <vector>

namespace kg {
namespace {

constexpr size_t kChunkBytes = 64u << 10;
// Small files of one repeated word pack well and harm nobody. Chosen.
constexpr uint64_t kBombFloorBytes = 1u << 20;
constexpr int kGzipWindow = 15 + 16;  // zlib: largest window, gzip header

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

struct ByteSource::State {
  IngestLimits limits;
  std::unique_ptr<std::FILE, FileCloser> file;  // null: bytes in memory
  std::string_view memory;
  uint64_t packed_read = 0;
  uint64_t unpacked = 0;
  bool gzipped = false;
  bool in_member = false;  // inside a gzip member
  bool ended = false;
  z_stream stream{};
  bool stream_open = false;
  std::optional<Result<std::string_view>> peeked;
  std::vector<char> input;
  std::vector<char> output;

  ~State() {
    if (stream_open) inflateEnd(&stream);
  }
};

ByteSource::ByteSource(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::Open(const std::string& path, bool gzipped,
                                    const IngestLimits& limits) {
  auto state = std::make_unique<State>();
  state->limits = limits;
  state->gzipped = gzipped;
  state->file.reset(std::fopen(path.c_str(), "rb"));
  if (state->file == nullptr) {
    return Status::Io(path + ": cannot be opened: " + std::strerror(errno));
  }
  state->input.resize(kChunkBytes);
  // A folder opens but does not read; a first byte tells.
  const int first = std::fgetc(state->file.get());
  if (first == EOF && std::ferror(state->file.get())) {
    return Status::Io(path + ": cannot be read: " + std::strerror(errno));
  }
  if (first != EOF) std::ungetc(first, state->file.get());
  return ByteSource(std::move(state));
}

ByteSource ByteSource::FromBytes(std::string_view bytes, bool gzipped,
                                 const IngestLimits& limits) {
  auto state = std::make_unique<State>();
  state->limits = limits;
  state->gzipped = gzipped;
  state->memory = bytes;
  return ByteSource(std::move(state));
}

Result<std::string_view> ByteSource::NextPacked() {
  State& s = *state_;
  std::string_view chunk;
  if (s.file == nullptr) {
    chunk = s.memory.substr(0, kChunkBytes);
    s.memory.remove_prefix(chunk.size());
  } else {
    const size_t size =
        std::fread(s.input.data(), 1, s.input.size(), s.file.get());
    if (size == 0 && std::ferror(s.file.get())) {
      return Status::Io(std::string("unreadable: ") + std::strerror(errno));
    }
    chunk = std::string_view(s.input.data(), size);
  }
  s.packed_read += chunk.size();
  return chunk;
}

Result<std::string_view> ByteSource::NextUnpacked() {
  State& s = *state_;
  if (!s.stream_open) {
    if (inflateInit2(&s.stream, kGzipWindow) != Z_OK) {
      return Status::Io("unreadable: zlib has no memory");
    }
    s.stream_open = true;
    s.output.resize(kChunkBytes);
  }
  s.stream.next_out = reinterpret_cast<Bytef*>(s.output.data());
  s.stream.avail_out = static_cast<uInt>(s.output.size());
  while (s.stream.avail_out == s.output.size()) {
    if (s.stream.avail_in == 0) {
      KG_ASSIGN(const std::string_view packed, NextPacked());
      if (packed.empty()) {
        if (s.in_member) return Status::InvalidInput("truncated gzip");
        return std::string_view();
      }
      s.stream.next_in =
          reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
      s.stream.avail_in = static_cast<uInt>(packed.size());
    }
    s.in_member = true;
    const int result = inflate(&s.stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {  // another member may follow
      s.in_member = false;
      inflateReset(&s.stream);
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      return Status::InvalidInput("broken gzip");
    }
  }
  return std::string_view(s.output.data(),
                          s.output.size() - s.stream.avail_out);
}

Result<std::string_view> ByteSource::Peek() {
  State& s = *state_;
  if (!s.peeked) s.peeked = Read();
  return *s.peeked;
}

Result<std::string_view> ByteSource::Next() {
  State& s = *state_;
  if (!s.peeked) return Read();
  Result<std::string_view> chunk = std::move(*s.peeked);
  s.peeked.reset();
  return chunk;
}

Result<std::string_view> ByteSource::Read() {
  State& s = *state_;
  if (s.ended) return std::string_view();
  Result<std::string_view> chunk = s.gzipped ? NextUnpacked() : NextPacked();
  s.ended = !chunk.ok() || chunk.value().empty();
  if (s.ended) return chunk;
  s.unpacked += chunk.value().size();
  if (s.gzipped && s.unpacked > kBombFloorBytes &&
      s.unpacked > s.packed_read * s.limits.unpack_ratio) {
    s.ended = true;
    return Status::InvalidInput("decompression bomb: unpacks to more than " +
                                std::to_string(s.limits.unpack_ratio) +
                                " times its size");
  }
  if (s.unpacked > s.limits.file_bytes) {
    s.ended = true;
    return Status::InvalidInput("oversized: file of more than " +
                                SizeText(s.limits.file_bytes));
  }
  return chunk;
}

std::string SizeText(size_t bytes) {
  constexpr struct {
    size_t size;
    const char* unit;
  } kUnits[] = {{1u << 30, " GB"}, {1u << 20, " MB"}, {1u << 10, " kB"}};
  for (const auto& [size, unit] : kUnits) {
    if (bytes >= size && bytes % size == 0) {
      return std::to_string(bytes / size) + unit;
    }
  }
  return std::to_string(bytes) + " bytes";
}

Result<std::string> ReadAll(ByteSource* source, size_t limit) {
  std::string all;
  while (true) {
    KG_ASSIGN(const std::string_view chunk, source->Next());
    if (chunk.empty()) return all;
    if (all.size() + chunk.size() > limit) {
      return Status::InvalidInput("oversized: more than " + SizeText(limit));
    }
    all.append(chunk);
  }
}

Result<bool> LineReader::Next(Line* line) {
  line->text.clear();
  line->oversized = false;
  line->number = ++number_;
  bool any = false;
  while (true) {
    if (chunk_.empty()) {
      KG_ASSIGN(chunk_, source_->Next());
      if (chunk_.empty()) return any;
    }
    any = true;
    const size_t end = chunk_.find('\n');
    const std::string_view piece = chunk_.substr(0, end);
    line->oversized |= line->text.size() + piece.size() > limit_;
    if (!line->oversized) line->text.append(piece);
    if (end == std::string_view::npos) {
      chunk_ = {};
      continue;
    }
    chunk_.remove_prefix(end + 1);
    return true;
  }
}

}  // namespace kg
