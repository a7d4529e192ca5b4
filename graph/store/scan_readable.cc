#include "graph/store/scan_readable.h"

#include <algorithm>
#include <string>

namespace kg {
namespace {

// The bytes of a key that count in the bisection: more than a tag and a hash.
constexpr size_t kNumberBytes = 24;
constexpr size_t kNumberBits = 8 * kNumberBytes;
// Then the family is rather lost than damaged. Chosen.
constexpr uint64_t kMostGaps = 10000;

// Keys as numbers, most significant byte first.
std::string NumberOf(std::string_view key) {
  std::string number(key.substr(0, kNumberBytes));
  number.resize(kNumberBytes, '\0');
  return number;
}

// number + 2^bit; nothing past the largest.
std::optional<std::string> Plus(std::string number, size_t bit) {
  unsigned carry = 1u << (bit % 8);
  for (size_t at = kNumberBytes - 1 - bit / 8 + 1; at-- > 0 && carry > 0;) {
    carry += static_cast<unsigned char>(number[at]);
    number[at] = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
  if (carry > 0) return std::nullopt;
  return number;
}

// Moves to the first row that can be read after the last good key; false where
// there is none below the end of the prefix.
bool StepOver(const std::string& last, Cursor* cursor) {
  const auto readable = [&](const std::string& key) {
    cursor->Seek(key);
    return cursor->status().ok();
  };
  // The first power of two that leads beyond the gap.
  std::string base = NumberOf(last);
  size_t bit = 0;
  for (; bit < kNumberBits; ++bit) {
    const std::optional<std::string> key = Plus(base, bit);
    if (!key) return false;
    if (readable(*key)) break;
  }
  if (bit == kNumberBits) return false;
  // Then the smallest number that does: base is in the gap, base + 2^bit not.
  std::string beyond = *Plus(base, bit);
  while (bit-- > 0) {
    const std::optional<std::string> middle = Plus(base, bit);
    if (!middle) break;
    if (readable(*middle)) {
      beyond = *middle;
    } else {
      base = *middle;
    }
  }
  cursor->Seek(beyond);
  return cursor->Valid();
}

}  // namespace

ReadableRows ScanReadable(
    const Database& database, Family family, std::string_view prefix,
    const std::function<void(std::string_view key, std::string_view value)>&
        visit) {
  ReadableRows rows;
  Cursor cursor = database.Scan(family, prefix);
  std::string last(prefix);
  while (true) {
    for (; cursor.Valid(); cursor.Next()) {
      // A step over a gap may lead back to a long key that was seen.
      if (cursor.key() <= last && last != prefix) continue;
      last = cursor.key();
      visit(cursor.key(), cursor.value());
    }
    const Status status = cursor.status();
    if (status.ok()) return rows;
    if (rows.gaps++ == 0) rows.first_why = status.message();
    if (rows.gaps > kMostGaps) {
      rows.complete = false;
      return rows;
    }
    if (!StepOver(last, &cursor)) return rows;
  }
}

}  // namespace kg
