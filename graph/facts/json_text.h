// JsonText: writes JSON into a string, commas by itself, no white space. The
// caller balances Begin and End. Borrows the string; not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/facts/facts.h"

namespace kg {

class JsonText {
 public:
  explicit JsonText(std::string* out) : out_(out) {}

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }
  // The key is ours: it holds nothing to escape.
  void Key(std::string_view key);
  void QuotedKey(std::string_view key);  // any text

  void String(std::string_view text);
  void StringOrNull(std::string_view text);  // null where empty
  void OptionalString(const std::optional<std::string>& text);
  void Integer(uint64_t value);
  void Boolean(bool value);
  void Null();
  // 93 is written 0.93, 90 is 0.9, 100 is 1.
  void Hundredths(uint8_t value);
  void OneSpan(const Span& span);
  void SpanOrNull(const std::optional<Span>& span);
  void Spans(const std::vector<Span>& spans);
  void Strings(const std::vector<std::string>& strings);

 private:
  void Comma();
  void Begin(char bracket);
  void End(char bracket);

  std::string* out_;
  bool needs_comma_ = false;
};

}  // namespace kg
