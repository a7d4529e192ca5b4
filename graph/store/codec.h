// Bytes of one record: RecordWriter appends fields, RecordReader takes them
// back within bounds. A struct names its fields once, for both directions:
//
//   template <typename Codec>
//   void Fields(Codec& c, Span& span) { c(span.begin, span.end); }
//
// Grammar of the fields: docs/format.md. A RecordReader never reads past its
// bytes: the first short or impossible field makes it fail, and all later ones
// leave their targets alone.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/hash.h"
#include "graph/facts/types.h"

namespace kg {

// Least significant seven bits first; the high bit says that more follow.
void AppendVarint(uint64_t value, std::string* out);
// Most significant byte first, so that bytes sort as numbers do.
void AppendBigEndian(uint64_t value, size_t bytes, std::string* out);
uint64_t ReadBigEndian(std::string_view bytes);

class RecordWriter {
 public:
  template <typename... T>
  void operator()(const T&... fields) {
    (Put(fields), ...);
  }
  std::string Take() { return std::move(out_); }

 private:
  void Put(bool v) { out_ += v ? '\1' : '\0'; }
  void Put(uint8_t v) { out_ += static_cast<char>(v); }
  void Put(uint32_t v) { AppendVarint(v, &out_); }
  void Put(uint64_t v) { AppendVarint(v, &out_); }
  void Put(const std::string& v) {
    AppendVarint(v.size(), &out_);
    out_ += v;
  }
  void Put(const Hash128& v) { out_ += v.View(); }
  template <typename Tag>
  void Put(const TypedId<Tag>& v) {
    Put(v.hash);
  }
  template <typename T>
  void Put(const std::optional<T>& v) {
    Put(v.has_value());
    if (v) Put(*v);
  }
  template <typename T>
  void Put(const std::vector<T>& v) {
    AppendVarint(v.size(), &out_);
    for (const T& item : v) Put(item);
  }
  template <typename K, typename V>
  void Put(const std::map<K, V>& v) {
    AppendVarint(v.size(), &out_);
    for (const auto& [key, value] : v) (*this)(key, value);
  }
  template <typename A, typename B>
  void Put(const std::variant<A, B>& v) {
    Put(static_cast<uint8_t>(v.index()));
    std::visit([this](const auto& held) { this->Put(held); }, v);
  }
  template <typename T>
  void Put(const T& v) {
    if constexpr (std::is_enum_v<T>) {
      Put(static_cast<std::underlying_type_t<T>>(v));
    } else {
      // Fields() serves both directions; a RecordWriter only reads what it is
      // given.
      Fields(*this, const_cast<T&>(v));
    }
  }

  std::string out_;
};

class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : rest_(bytes) {}
  template <typename... T>
  void operator()(T&... fields) {
    (Get(fields), ...);
  }
  // All fields were there, and nothing follows them.
  bool Finished() const { return ok_ && rest_.empty(); }
  void Fail() { ok_ = false; }

 private:
  uint64_t Varint(uint64_t limit);
  // Empty, and failed, where fewer bytes are left.
  std::string_view Take(uint64_t size);
  // The number of items that follow; each takes at least one byte.
  uint64_t Count();

  void Get(bool& v);
  void Get(uint8_t& v);
  void Get(uint32_t& v) {
    v = static_cast<uint32_t>(Varint(std::numeric_limits<uint32_t>::max()));
  }
  void Get(uint64_t& v) { v = Varint(std::numeric_limits<uint64_t>::max()); }
  void Get(std::string& v) { v = Take(Varint(rest_.size())); }
  void Get(Hash128& v);
  template <typename Tag>
  void Get(TypedId<Tag>& v) {
    Get(v.hash);
  }
  template <typename T>
  void Get(std::optional<T>& v) {
    bool there = false;
    Get(there);
    if (there) Get(v.emplace());
  }
  template <typename T>
  void Get(std::vector<T>& v) {
    for (uint64_t n = Count(); n > 0 && ok_; --n) Get(v.emplace_back());
  }
  template <typename K, typename V>
  void Get(std::map<K, V>& v) {
    for (uint64_t n = Count(); n > 0 && ok_; --n) {
      K key{};
      V value{};
      (*this)(key, value);
      v.emplace(std::move(key), std::move(value));
    }
  }
  template <typename A, typename B>
  void Get(std::variant<A, B>& v) {
    uint8_t index = 0;
    Get(index);
    if (index > 1) Fail();
    if (index == 0) {
      Get(v.template emplace<0>());
    } else {
      Get(v.template emplace<1>());
    }
  }
  template <typename T>
  void Get(T& v) {
    if constexpr (std::is_enum_v<T> && sizeof(T) > 1) {  // private ids
      std::underlying_type_t<T> number = 0;
      Get(number);
      v = static_cast<T>(number);
    } else if constexpr (std::is_enum_v<T>) {
      uint8_t number = 0;
      Get(number);
      const std::optional<T> value = FromNumber<T>(number);
      if (value) {
        v = *value;
      } else {
        Fail();
      }
    } else {
      Fields(*this, v);
    }
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace kg
