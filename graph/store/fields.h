// The fields of values that several records hold, for codec.h. Order and types
// are on disk: docs/format.md. Private to graph/store.
#pragma once

#include "graph/facts/facts.h"
#include "graph/store/codec.h"
#include "graph/view/records.h"

namespace kg {

template <typename Codec>
void Fields(Codec& c, Span& v) {
  c(v.begin, v.end);
}

template <typename Codec>
void Fields(Codec& c, Literal& v) {
  c(v.value, v.datatype, v.unit, v.text);
}

template <typename Codec>
void Fields(Codec& c, Qualifier& v) {
  c(v.role, v.text, v.value);
}

// Opens every record, so that a record can change its shape alone.
inline constexpr uint8_t kRecordVersion = 1;

// The record's bytes: version, then its fields.
template <typename T>
std::string EncodeRecord(const T& record) {
  RecordWriter writer;
  writer(kRecordVersion, record);
  return writer.Take();
}

// False, with *record in any state, where the bytes are not one whole record
// of this version.
template <typename T>
[[nodiscard]] bool DecodeRecord(std::string_view bytes, T* record) {
  RecordReader reader(bytes);
  uint8_t version = 0;
  reader(version);
  if (version != kRecordVersion) return false;
  reader(*record);
  return reader.Finished();
}

}  // namespace kg
