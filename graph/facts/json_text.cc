#include "graph/facts/json_text.h"

#include "base/unicode.h"
#include "graph/facts/jsonl.h"

namespace kg {
namespace {

void AppendEscaped(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  out->push_back('"');
  for (char c : text) {
    if (const size_t at = kShort.find(c); at != std::string_view::npos) {
      out->push_back('\\');
      out->push_back(kLetters[at]);
    } else if (static_cast<uint8_t>(c) < 0x20) {
      out->append("\\u00");
      out->push_back(kHex[static_cast<uint8_t>(c) >> 4]);
      out->push_back(kHex[c & 0xF]);
    } else {
      out->push_back(c);
    }
  }
  out->push_back('"');
}

}  // namespace

std::string JsonQuote(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  if (IsValidUtf8(text)) {
    AppendEscaped(text, &out);
  } else {
    AppendEscaped(RepairUtf8(text), &out);
  }
  return out;
}

void JsonText::Comma() {
  if (needs_comma_) out_->push_back(',');
  needs_comma_ = true;
}

void JsonText::Begin(char bracket) {
  Comma();
  out_->push_back(bracket);
  needs_comma_ = false;
}

void JsonText::End(char bracket) {
  out_->push_back(bracket);
  needs_comma_ = true;
}

void JsonText::Key(std::string_view key) {
  Comma();
  out_->push_back('"');
  out_->append(key);
  out_->append("\":");
  needs_comma_ = false;
}

void JsonText::QuotedKey(std::string_view key) {
  String(key);
  out_->push_back(':');
  needs_comma_ = false;
}

void JsonText::String(std::string_view text) {
  Comma();
  out_->append(JsonQuote(text));
}

void JsonText::StringOrNull(std::string_view text) {
  if (text.empty()) {
    Null();
  } else {
    String(text);
  }
}

void JsonText::OptionalString(const std::optional<std::string>& text) {
  if (text) {
    String(*text);
  } else {
    Null();
  }
}

void JsonText::Integer(uint64_t value) {
  Comma();
  out_->append(std::to_string(value));
}

void JsonText::Boolean(bool value) {
  Comma();
  out_->append(value ? "true" : "false");
}

void JsonText::Null() {
  Comma();
  out_->append("null");
}

void JsonText::Hundredths(uint8_t value) {
  Comma();
  out_->append(std::to_string(value / 100));
  if (value % 100 == 0) return;
  out_->push_back('.');
  out_->push_back(static_cast<char>('0' + value % 100 / 10));
  if (value % 10 != 0) out_->push_back(static_cast<char>('0' + value % 10));
}

void JsonText::OneSpan(const Span& span) {
  BeginArray();
  Integer(span.begin);
  Integer(span.end);
  EndArray();
}

void JsonText::SpanOrNull(const std::optional<Span>& span) {
  if (span) {
    OneSpan(*span);
  } else {
    Null();
  }
}

void JsonText::Spans(const std::vector<Span>& spans) {
  BeginArray();
  for (const Span& span : spans) OneSpan(span);
  EndArray();
}

void JsonText::Strings(const std::vector<std::string>& strings) {
  BeginArray();
  for (const std::string& text : strings) String(text);
  EndArray();
}

}  // namespace kg
