// One line of JSON Lines as a RapidJSON value, and its check against the
// schema. Private to graph/facts: RapidJSON's types stand here. Thread-safe.
#pragma once

#include <rapidjson/document.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "graph/facts/facts.h"

namespace kg {

// Parses a line that must hold one object. Refuses ill-formed UTF-8 and deep
// nesting; escapes of lone surrogates become U+FFFD. The message is the reason
// alone.
Status ParseJsonLine(std::string_view line, rapidjson::Document* document);

// Whether the value has all that the schema asks of `object`, and nothing of a
// wrong type. `path` leads to the value ("evidence[0]."), for the message.
Status CheckAgainstSchema(const rapidjson::Value& value,
                          std::string_view object, const std::string& path);

// Fields of a checked value; an absent or null one gives the type's empty value
// or nothing.
const rapidjson::Value* Field(const rapidjson::Value& value, const char* key);
std::string StringField(const rapidjson::Value& value, const char* key);
std::optional<std::string> OptionalStringField(const rapidjson::Value& value,
                                               const char* key);
std::vector<std::string> StringsField(const rapidjson::Value& value,
                                      const char* key);
uint32_t IntegerOf(const rapidjson::Value& value);
uint32_t IntegerField(const rapidjson::Value& value, const char* key,
                      uint32_t otherwise = 0);
// 0.93 -> 93.
std::optional<uint8_t> HundredthsField(const rapidjson::Value& value,
                                       const char* key);
std::optional<Span> SpanField(const rapidjson::Value& value, const char* key);
std::vector<Span> SpansField(const rapidjson::Value& value, const char* key);

// 32 hex digits are the id; any other string is hashed.
ArticleId ReadArticleId(const std::string& text);

// An enum by its name; `otherwise` where it is absent.
template <typename Enum>
Enum EnumField(const rapidjson::Value& value, const char* key, Enum otherwise) {
  return Parse<Enum>(StringField(value, key)).value_or(otherwise);
}

}  // namespace kg
