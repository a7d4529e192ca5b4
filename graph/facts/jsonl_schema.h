// The schema of the JSON Lines of scope `articles`: every object that stands in
// them, its keys, and which of them a line must have. Static data; thread-safe.
// docs/interchange.md prints this table, and a test compares the two.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kg {

inline constexpr int kJsonLinesVersion = 1;

enum class JsonType : uint8_t {
  kString,
  kDay,      // "2019-02-26"
  kDate,     // a day, a month "2019-02" or a year "2019"
  kEnum,     // a string of a closed list, named by `of`
  kInteger,  // 0 … 2^32-1; 12.0 is one
  kNumber,   // 0 … 1
  kBoolean,
  kStrings,  // an array of strings
  kMap,      // an object whose values are strings
  kSpan,     // [start, end]
  kSpans,    // an array of spans
  kPairs,    // an array of pairs of integers
  kNames,    // an array of pairs of a string and an integer
  kIds,      // an array of strings, ids of the group
  kObject,   // an object of the schema, named by `of`
  kObjects,  // an array of them
  kEnd,      // a reference to an entity, or a literal
};

struct SchemaKey {
  std::string_view object;  // of a line its kind, else what it is
  std::string_view key;
  JsonType type;
  bool required;
  bool nullable;           // an optional key may always be null
  std::string_view of;     // see kEnum and kObject
  std::string_view means;  // one phrase
};

// Sorted by object in the order of lines; keys in the order in which they are
// written.
std::span<const SchemaKey> JsonLinesSchema();

// How the type is printed in messages and in docs/interchange.md.
std::string NameOf(const SchemaKey& key);

}  // namespace kg
