// What the tests of temporal values share: a fixed clock, and values and errors
// as text, so that tables of cases read like queries.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "query/temporal/build.h"
#include "query/temporal/format.h"
#include "query/temporal/parse.h"
#include "query/temporal/temporal.h"

namespace kg {

// 2024-03-10T11:22:33.5Z.
inline TemporalContext TestContext() {
  TemporalContext context;
  context.now_epoch_seconds = 1'710'069'753;
  context.now_nanos = 500'000'000;
  return context;
}

inline std::string Text(const Result<Temporal>& value) {
  return value.ok() ? FormatTemporal(*value)
                    : "error: " + value.status().message();
}

inline std::string Parsed(TemporalType type, std::string_view text) {
  return Text(ParseTemporal(type, text, TestContext()));
}

inline std::string Built(TemporalType type, const ComponentMap& map) {
  return Text(BuildTemporal(type, map, TestContext()));
}

// The value of a text that must be right.
inline Temporal Value(TemporalType type, std::string_view text) {
  const Result<Temporal> value = ParseTemporal(type, text, TestContext());
  EXPECT_TRUE(value.ok()) << text << ": " << value.status().message();
  return value.ok() ? *value : Temporal();
}

inline Temporal ADate(std::string_view text) {
  return Value(TemporalType::kDate, text);
}
inline Temporal ALocalTime(std::string_view text) {
  return Value(TemporalType::kLocalTime, text);
}
inline Temporal ATime(std::string_view text) {
  return Value(TemporalType::kTime, text);
}
inline Temporal ALocalDateTime(std::string_view text) {
  return Value(TemporalType::kLocalDateTime, text);
}
inline Temporal ADateTime(std::string_view text) {
  return Value(TemporalType::kDateTime, text);
}
inline Duration ADuration(std::string_view text) {
  return std::get<Duration>(Value(TemporalType::kDuration, text));
}

}  // namespace kg
