#include "graph/store/codec.h"

namespace kg {

void AppendVarint(uint64_t value, std::string* out) {
  while (value >= 0x80) {
    *out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *out += static_cast<char>(value);
}

void AppendBigEndian(uint64_t value, size_t bytes, std::string* out) {
  for (size_t i = bytes; i-- > 0;) {
    *out += static_cast<char>(value >> (8 * i));
  }
}

uint64_t ReadBigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (char c : bytes) value = value << 8 | static_cast<uint8_t>(c);
  return value;
}

uint64_t RecordReader::Varint(uint64_t limit) {
  uint64_t value = 0;
  for (int shift = 0; ok_ && shift < 64; shift += 7) {
    const std::string_view byte = Take(1);
    if (!ok_) return 0;
    const uint64_t bits = static_cast<uint8_t>(byte[0]);
    // The tenth byte has room for the last bit alone.
    if (shift == 63 && bits > 1) break;
    value |= (bits & 0x7f) << shift;
    if (bits < 0x80) {
      if (value > limit) Fail();
      return ok_ ? value : 0;
    }
  }
  Fail();
  return 0;
}

std::string_view RecordReader::Take(uint64_t size) {
  if (!ok_ || size > rest_.size()) {
    Fail();
    return {};
  }
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

uint64_t RecordReader::Count() { return Varint(rest_.size()); }

void RecordReader::Get(bool& v) {
  uint8_t byte = 0;
  Get(byte);
  if (byte > 1) Fail();
  v = byte == 1;
}

void RecordReader::Get(uint8_t& v) {
  const std::string_view byte = Take(1);
  if (ok_) v = static_cast<uint8_t>(byte[0]);
}

void RecordReader::Get(Hash128& v) {
  const std::string_view bytes = Take(v.bytes.size());
  if (ok_) v = *Hash128::FromBytes(bytes);
}

}  // namespace kg
