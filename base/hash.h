// 128-bit BLAKE2b (RFC 7693) and the hash-valued ids of everything that leaves
// the program. Same as Python's hashlib.blake2b(digest_size=16).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace kg {

struct Hash128 {
  std::array<uint8_t, 16> bytes{};
  auto operator<=>(const Hash128&) const = default;

  std::string Hex() const;  // 32 lower-case digits
  // The 16 bytes as a view into this object.
  std::string_view View() const;
  // From 32 lower-case hex digits; nothing for any other text.
  static std::optional<Hash128> FromHex(std::string_view hex);
  // From exactly 16 bytes; nothing for another length.
  static std::optional<Hash128> FromBytes(std::string_view bytes);
};

Hash128 Blake2b(std::string_view bytes);

// Hash of a list of fields, each preceded by its length, so that no two lists
// share an encoding. `domain` keeps kinds of ids apart ("article", "entity"…).
Hash128 HashFields(std::string_view domain,
                   std::initializer_list<std::string_view> fields);

// Hashes that name different kinds of things do not convert into each other.
template <typename Tag>
struct TypedId {
  Hash128 hash;
  auto operator<=>(const TypedId&) const = default;
  std::string Hex() const { return hash.Hex(); }
};

}  // namespace kg

template <>
struct std::hash<kg::Hash128> {
  size_t operator()(const kg::Hash128& h) const noexcept {
    size_t value = 0;
    for (size_t i = 0; i < sizeof(value); ++i) {
      value = value << 8 | h.bytes[i];
    }
    return value;
  }
};

template <typename Tag>
struct std::hash<kg::TypedId<Tag>> {
  size_t operator()(const kg::TypedId<Tag>& id) const noexcept {
    return std::hash<kg::Hash128>()(id.hash);
  }
};
