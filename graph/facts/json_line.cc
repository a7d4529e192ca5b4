#include "graph/facts/json_line.h"

#include <rapidjson/error/en.h>

#include <cmath>

#include "base/unicode.h"

namespace kg {
namespace {

using rapidjson::Value;

// Chosen: the schema's own lines nest five deep.
constexpr int kMaxDepth = 64;

// Brackets outside strings; the line need not be JSON.
bool NestsTooDeep(std::string_view line) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

// The code unit of an escape \uXXXX at `at`; nothing for other text.
std::optional<uint32_t> EscapedUnit(std::string_view line, size_t at) {
  if (at + 6 > line.size() || line[at] != '\\' || line[at + 1] != 'u') {
    return std::nullopt;
  }
  uint32_t unit = 0;
  for (char c : line.substr(at + 2, 4)) {
    const bool digit = c >= '0' && c <= '9';
    const char low = static_cast<char>(c | 0x20);
    if (!digit && (low < 'a' || low > 'f')) return std::nullopt;
    unit = unit << 4 | static_cast<uint32_t>(digit ? c - '0' : low - 'a' + 10);
  }
  return unit;
}

bool IsHighSurrogate(uint32_t unit) { return unit >> 10 == 0xD800 >> 10; }
bool IsLowSurrogate(uint32_t unit) { return unit >> 10 == 0xDC00 >> 10; }

// Escapes of surrogates without their other half name no character; other
// programs write them nevertheless.
std::string RepairSurrogates(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  for (size_t i = 0; i < line.size();) {
    if (line[i] != '\\') {
      out.push_back(line[i++]);
      continue;
    }
    const std::optional<uint32_t> unit = EscapedUnit(line, i);
    size_t length = unit ? 6 : 2;
    bool lone = unit && (IsHighSurrogate(*unit) || IsLowSurrogate(*unit));
    if (lone && IsHighSurrogate(*unit)) {
      const std::optional<uint32_t> next = EscapedUnit(line, i + 6);
      if (next && IsLowSurrogate(*next)) {
        lone = false;
        length = 12;
      }
    }
    out.append(lone ? "\\uFFFD" : line.substr(i, length));
    i += length;
  }
  return out;
}

}  // namespace

Status ParseJsonLine(std::string_view line, rapidjson::Document* document) {
  if (!IsValidUtf8(line)) return Status::InvalidInput("not valid UTF-8");
  if (NestsTooDeep(line)) {
    return Status::InvalidInput("nested deeper than " +
                                std::to_string(kMaxDepth) + " levels");
  }
  const std::string repaired = RepairSurrogates(line);
  document->Parse<rapidjson::kParseIterativeFlag |
                  rapidjson::kParseFullPrecisionFlag>(repaired.data(),
                                                      repaired.size());
  if (document->HasParseError()) {
    std::string reason = rapidjson::GetParseError_En(document->GetParseError());
    if (!reason.empty() && reason.back() == '.') reason.pop_back();
    return Status::InvalidInput("not JSON at byte " +
                                std::to_string(document->GetErrorOffset() + 1) +
                                ": " + ToLower(reason));
  }
  if (!document->IsObject()) {
    return Status::InvalidInput("expected one JSON object on the line");
  }
  return Status();
}

const Value* Field(const Value& value, const char* key) {
  const auto at = value.FindMember(key);
  return at == value.MemberEnd() || at->value.IsNull() ? nullptr : &at->value;
}

std::string StringField(const Value& value, const char* key) {
  return OptionalStringField(value, key).value_or("");
}

std::optional<std::string> OptionalStringField(const Value& value,
                                               const char* key) {
  const Value* field = Field(value, key);
  if (field == nullptr) return std::nullopt;
  return std::string(field->GetString(), field->GetStringLength());
}

ArticleId ReadArticleId(const std::string& text) {
  const std::optional<Hash128> hash = Hash128::FromHex(text);
  return {hash ? *hash : HashFields("article-id", {text})};
}

std::vector<std::string> StringsField(const Value& value, const char* key) {
  std::vector<std::string> out;
  if (const Value* field = Field(value, key)) {
    for (const Value& item : field->GetArray()) {
      out.emplace_back(item.GetString(), item.GetStringLength());
    }
  }
  return out;
}

uint32_t IntegerOf(const Value& value) {
  return value.IsUint() ? value.GetUint()
                        : static_cast<uint32_t>(value.GetDouble());
}

uint32_t IntegerField(const Value& value, const char* key, uint32_t otherwise) {
  const Value* field = Field(value, key);
  return field ? IntegerOf(*field) : otherwise;
}

std::optional<uint8_t> HundredthsField(const Value& value, const char* key) {
  const Value* field = Field(value, key);
  if (field == nullptr) return std::nullopt;
  return static_cast<uint8_t>(std::lround(field->GetDouble() * 100));
}

std::optional<Span> SpanField(const Value& value, const char* key) {
  const Value* field = Field(value, key);
  if (field == nullptr) return std::nullopt;
  return Span{IntegerOf((*field)[0]), IntegerOf((*field)[1])};
}

std::vector<Span> SpansField(const Value& value, const char* key) {
  std::vector<Span> out;
  if (const Value* field = Field(value, key)) {
    for (const Value& item : field->GetArray()) {
      out.push_back({IntegerOf(item[0]), IntegerOf(item[1])});
    }
  }
  return out;
}

}  // namespace kg
