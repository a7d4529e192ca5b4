// JSON of unknown origin -> RapidJSON: nesting checked, lone surrogates
// repaired, parsed without recursion. For use inside ingest only.
#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"

namespace kg {

// Where a text begins in its file.
struct JsonPlace {
  uint32_t line = 1;
  uint32_t column = 1;
};

// Parses `text`, which is valid UTF-8 and is repaired in place; numbers become
// strings as they are written. Fails with "nested too deeply" or "broken JSON
// at LINE:COLUMN: …".
Status ParseJson(std::string* text, size_t depth_limit, JsonPlace place,
                 rapidjson::Document* document);

// A string or number as text; empty for all else.
std::string JsonString(const rapidjson::Value& value);

// The member of an object; null where there is none, or no object.
const rapidjson::Value* JsonMember(const rapidjson::Value& value,
                                   std::string_view name);

}  // namespace kg
