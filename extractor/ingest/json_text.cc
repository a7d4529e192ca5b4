#include "extractor/ingest/json_text.h"

#include <rapidjson/error/en.h>

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

// The four hex digits at `at`, or -1.
int HexAt(std::string_view text, size_t at) {
  int value = 0;
  for (size_t i = at; i < at + 4; ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool IsHigh(int unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(int unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Handles the escape at `at` inside a string, returns its length. Half of a
// surrogate pair becomes U+FFFD; the text keeps its length, so that places in
// errors stay right.
size_t RepairEscape(std::string* text, size_t at) {
  if (at + 1 >= text->size() || (*text)[at + 1] != 'u') return 2;
  const int unit = HexAt(*text, at + 2);
  if (IsHigh(unit) && text->compare(at + 6, 2, "\\u") == 0 &&
      IsLow(HexAt(*text, at + 8))) {
    return 12;
  }
  if (IsHigh(unit) || IsLow(unit)) text->replace(at + 2, 4, "FFFD");
  return 6;
}

Status RepairAndCheckDepth(std::string* text, size_t depth_limit) {
  size_t depth = 0;
  bool in_string = false;
  for (size_t at = 0; at < text->size();) {
    const char c = (*text)[at];
    if (in_string && c == '\\') {
      at += RepairEscape(text, at);
      continue;
    }
    ++at;
    if (c == '"') in_string = !in_string;
    if (in_string) continue;
    if ((c == '[' || c == '{') && ++depth > depth_limit) {
      return Status::InvalidInput("nested too deeply");
    }
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return Status();
}

// RapidJSON's messages are sentences.
std::string ParserMessage(rapidjson::ParseErrorCode code) {
  std::string message = rapidjson::GetParseError_En(code);
  if (message.ends_with('.')) message.pop_back();
  if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z') {
    message[0] = static_cast<char>(message[0] + 32);
  }
  return message;
}

}  // namespace

Status ParseJson(std::string* text, size_t depth_limit, JsonPlace place,
                 rapidjson::Document* document) {
  KG_RETURN_IF_ERROR(RepairAndCheckDepth(text, depth_limit));
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  document->Parse<kFlags>(text->data(), text->size());
  if (!document->HasParseError()) return Status();
  const std::string_view before(
      text->data(), std::min(document->GetErrorOffset(), text->size()));
  const size_t lines = std::count(before.begin(), before.end(), '\n');
  const size_t line = place.line + lines;
  const size_t begin = lines == 0 ? 0 : before.rfind('\n') + 1;
  const size_t column =
      CountCodePoints(before.substr(begin)) + (lines == 0 ? place.column : 1);
  return Status::InvalidInput("broken JSON at " + std::to_string(line) + ":" +
                              std::to_string(column) + ": " +
                              ParserMessage(document->GetParseError()));
}

std::string JsonString(const rapidjson::Value& value) {
  if (!value.IsString()) return {};
  return std::string(value.GetString(), value.GetStringLength());
}

const rapidjson::Value* JsonMember(const rapidjson::Value& value,
                                   std::string_view name) {
  if (!value.IsObject()) return nullptr;
  const rapidjson::Value key(
      rapidjson::StringRef(name.data(), static_cast<unsigned>(name.size())));
  const auto found = value.FindMember(key);
  return found == value.MemberEnd() ? nullptr : &found->value;
}

}  // namespace kg
