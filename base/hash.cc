#include "base/hash.h"

#include <sodium.h>

#include <cstring>

namespace kg {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

void Update(crypto_generichash_state* state, std::string_view bytes) {
  crypto_generichash_update(
      state, reinterpret_cast<const unsigned char*>(bytes.data()),
      bytes.size());
}

void UpdateWithLength(crypto_generichash_state* state, std::string_view field) {
  std::array<char, 8> length;
  for (size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<char>(field.size() >> (8 * (7 - i)));
  }
  Update(state, {length.data(), length.size()});
  Update(state, field);
}

}  // namespace

std::string Hash128::Hex() const {
  std::string hex;
  hex.reserve(32);
  for (uint8_t byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string_view Hash128::View() const {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<Hash128> Hash128::FromHex(std::string_view hex) {
  if (hex.size() != 32) return std::nullopt;
  Hash128 hash;
  for (size_t i = 0; i < 16; ++i) {
    const int high = DigitValue(hex[2 * i]);
    const int low = DigitValue(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash.bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return hash;
}

std::optional<Hash128> Hash128::FromBytes(std::string_view bytes) {
  Hash128 hash;
  if (bytes.size() != hash.bytes.size()) return std::nullopt;
  std::memcpy(hash.bytes.data(), bytes.data(), bytes.size());
  return hash;
}

Hash128 Blake2b(std::string_view bytes) {
  Hash128 hash;
  crypto_generichash(hash.bytes.data(), hash.bytes.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return hash;
}

Hash128 HashFields(std::string_view domain,
                   std::initializer_list<std::string_view> fields) {
  Hash128 hash;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.bytes.size());
  UpdateWithLength(&state, domain);
  for (std::string_view field : fields) UpdateWithLength(&state, field);
  crypto_generichash_final(&state, hash.bytes.data(), hash.bytes.size());
  return hash;
}

}  // namespace kg
