#include "extractor/ingest/mojibake.h"

#include <cstdint>
#include <iterator>
#include <optional>

#include "base/unicode.h"

namespace kg {
namespace {

// windows-1252 from 0x80 to 0x9F; 0 where it has no character, and the control
// of that number stands.
constexpr char32_t kUpper[] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte that windows-1252 has for a character beyond ASCII.
std::optional<uint8_t> ByteOf(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<uint8_t>(c);
  for (size_t i = 0; i < std::size(kUpper); ++i) {
    if (kUpper[i] == c) return static_cast<uint8_t>(0x80 + i);
  }
  return std::nullopt;
}

// The bytes of up to three characters from `at`, and where each ends.
struct Bytes {
  uint8_t byte[3] = {0, 0, 0};
  size_t end[3] = {0, 0, 0};
  int count = 0;
};

Bytes BytesAt(std::string_view text, size_t at) {
  Bytes bytes;
  while (bytes.count < 3 && at < text.size()) {
    const CodePoint c = DecodeAt(text, at);
    const auto byte = ByteOf(c.value);
    if (!byte) break;
    at += c.bytes;
    bytes.byte[bytes.count] = *byte;
    bytes.end[bytes.count] = at;
    ++bytes.count;
  }
  return bytes;
}

bool IsTrail(uint8_t byte) { return byte >= 0x80 && byte <= 0xBF; }

// How many characters stand for one: three for U+2000 to U+20FF, two for
// U+00A0 to U+00BF and U+00E0 to U+00FF. Others ("É”") may be meant so.
int LengthOf(const Bytes& bytes) {
  if (bytes.count == 3 && bytes.byte[0] == 0xE2 &&
      (bytes.byte[1] == 0x80 || bytes.byte[1] == 0x82) &&
      IsTrail(bytes.byte[2])) {
    return 3;
  }
  const bool pair = bytes.count >= 2 &&
                    (bytes.byte[0] == 0xC2 || bytes.byte[0] == 0xC3) &&
                    bytes.byte[1] >= 0xA0 && bytes.byte[1] <= 0xBF;
  return pair ? 2 : 0;
}

}  // namespace

std::string RepairMojibake(std::string_view text) {
  std::string out;
  size_t kept = 0;
  for (size_t at = 0; at < text.size();) {
    // Â, Ã and â, with which all of them begin, are C3 and another byte.
    const size_t next = text.find('\xC3', at);
    if (next == std::string_view::npos) break;
    const Bytes bytes = BytesAt(text, next);
    const int length = LengthOf(bytes);
    if (length == 0) {
      at = next + 1;
      continue;
    }
    out.append(text, kept, next - kept);
    out.append(reinterpret_cast<const char*>(bytes.byte),
               static_cast<size_t>(length));
    at = kept = bytes.end[length - 1];
  }
  return kept == 0 ? std::string(text) : out.append(text, kept);
}

}  // namespace kg
