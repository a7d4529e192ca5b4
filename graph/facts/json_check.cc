// CheckAgainstSchema: one test for each type of the schema, as a table.
#include <algorithm>
#include <cmath>
#include <map>

#include "graph/facts/json_line.h"
#include "graph/facts/jsonl_decision.h"
#include "graph/facts/jsonl_schema.h"

namespace kg {
namespace {

using rapidjson::Value;

std::string_view TextOf(const Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

bool IsString(const Value& v) { return v.IsString(); }
bool IsBoolean(const Value& v) { return v.IsBool(); }
bool IsObject(const Value& v) { return v.IsObject(); }
bool IsArray(const Value& v) { return v.IsArray(); }

bool IsInteger(const Value& v) {
  if (v.IsUint()) return true;
  return v.IsDouble() && v.GetDouble() >= 0 && v.GetDouble() <= UINT32_MAX &&
         v.GetDouble() == std::floor(v.GetDouble());
}

bool IsShare(const Value& v) {
  return v.IsNumber() && v.GetDouble() >= 0 && v.GetDouble() <= 1;
}

// The parts of YYYY-MM-DD that are there: 0 for another text.
int DateParts(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (digit != (kShape[i] == '0') || (!digit && text[i] != '-')) return 0;
  }
  auto number = [&](size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  if (text.size() >= 7 && (number(5) < 1 || number(5) > 12)) return 0;
  if (text.size() >= 10 && (number(8) < 1 || number(8) > 31)) return 0;
  return static_cast<int>(text.size() / 3);
}

// An empty date is one that is not known.
bool IsDay(const Value& v) {
  return v.IsString() &&
         (v.GetStringLength() == 0 || DateParts(TextOf(v)) == 3);
}
bool IsDate(const Value& v) {
  return v.IsString() && (v.GetStringLength() == 0 || DateParts(TextOf(v)) > 0);
}

bool AllOf(const Value& v, bool (*test)(const Value&)) {
  return v.IsArray() && std::all_of(v.Begin(), v.End(), test);
}
bool IsPair(const Value& v) {
  return v.IsArray() && v.Size() == 2 && IsInteger(v[0]) && IsInteger(v[1]);
}
bool IsSpan(const Value& v) {
  return IsPair(v) && IntegerOf(v[0]) <= IntegerOf(v[1]);
}
bool IsName(const Value& v) {
  return v.IsArray() && v.Size() == 2 && v[0].IsString() && IsInteger(v[1]);
}
bool IsStrings(const Value& v) { return AllOf(v, IsString); }
bool IsSpans(const Value& v) { return AllOf(v, IsSpan); }
bool IsPairs(const Value& v) { return AllOf(v, IsPair); }
bool IsNames(const Value& v) { return AllOf(v, IsName); }
bool IsMap(const Value& v) {
  return v.IsObject() &&
         std::all_of(v.MemberBegin(), v.MemberEnd(),
                     [](const auto& m) { return m.value.IsString(); });
}

// In the order of JsonType; of objects only the outer form.
constexpr bool (*kTests[])(const Value&) = {
    IsString,  IsDay,     IsDate,   IsString, IsInteger, IsShare,
    IsBoolean, IsStrings, IsMap,    IsSpan,   IsSpans,   IsPairs,
    IsNames,   IsStrings, IsObject, IsArray,  IsObject};

template <typename Enum>
bool Names(std::string_view name) {
  return Parse<Enum>(name).has_value();
}

struct NameList {
  std::string_view name;
  bool (*has)(std::string_view);
};
constexpr NameList kNameLists[] = {
    {"entity type", Names<EntityType>},
    {"mention form", Names<MentionForm>},
    {"polarity", Names<Polarity>},
    {"modality", Names<Modality>},
    {"standing", Names<Standing>},
    {"quote form", Names<QuoteForm>},
    {"decision action",
     [](std::string_view name) { return ParseAction(name).has_value(); }},
};

bool IsOfList(std::string_view list, std::string_view name) {
  for (const NameList& each : kNameLists) {
    if (each.name == list) return each.has(name);
  }
  return false;
}

// What a message says that it got.
std::string Describe(const Value& value) {
  constexpr size_t kMaxShown = 40;  // bytes of a string, chosen
  if (value.IsString()) {
    const std::string_view text = TextOf(value);
    return text.size() <= kMaxShown ? "'" + std::string(text) + "'"
                                    : "a long string";
  }
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  constexpr const char* kNames[] = {
      "null", "false", "true", "an object", "an array", "a string", "a number"};
  return kNames[value.GetType()];
}

Status Wrong(const SchemaKey& key, const std::string& path,
             const std::string& got) {
  return Status::InvalidInput("expected " + NameOf(key) + " for '" + path +
                              std::string(key.key) + "', got " + got);
}

// A reference must name its entity, a literal is checked as one.
Status CheckEnd(const Value& value, const std::string& path) {
  if (value.HasMember("value")) {
    return CheckAgainstSchema(value, "literal", path + ".");
  }
  return CheckAgainstSchema(value, "entity reference", path + ".");
}

Status CheckField(const SchemaKey& key, const Value& value,
                  const std::string& path) {
  if (value.IsNull() && (key.nullable || !key.required)) return Status();
  if (!kTests[static_cast<size_t>(key.type)](value)) {
    return Wrong(key, path, Describe(value));
  }
  const std::string here = path + std::string(key.key);
  switch (key.type) {
    case JsonType::kEnum:
      if (!IsOfList(key.of, TextOf(value))) {
        return Wrong(key, path, Describe(value));
      }
      return Status();
    case JsonType::kObject:
      return CheckAgainstSchema(value, key.of, here + ".");
    case JsonType::kEnd:
      return CheckEnd(value, here);
    case JsonType::kObjects:
      for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
        const std::string item = here + "[" + std::to_string(i) + "]";
        if (!value[i].IsObject()) {
          return Status::InvalidInput("expected " + std::string(key.of) +
                                      " for '" + item + "', got " +
                                      Describe(value[i]));
        }
        KG_RETURN_IF_ERROR(CheckAgainstSchema(value[i], key.of, item + "."));
      }
      return Status();
    default:
      return Status();
  }
}

// The keys of one object, which stand together in the schema.
std::span<const SchemaKey> KeysOf(std::string_view object) {
  static const std::map<std::string_view, std::span<const SchemaKey>> kIndex =
      [] {
        std::map<std::string_view, std::span<const SchemaKey>> index;
        const std::span<const SchemaKey> all = JsonLinesSchema();
        for (size_t i = 0; i < all.size();) {
          size_t end = i;
          while (end < all.size() && all[end].object == all[i].object) ++end;
          index.emplace(all[i].object, all.subspan(i, end - i));
          i = end;
        }
        return index;
      }();
  const auto at = kIndex.find(object);
  return at == kIndex.end() ? std::span<const SchemaKey>() : at->second;
}

}  // namespace

Status CheckAgainstSchema(const Value& value, std::string_view object,
                          const std::string& path) {
  for (const SchemaKey& key : KeysOf(object)) {
    const auto at = value.FindMember(
        Value(rapidjson::StringRef(key.key.data(), key.key.size())));
    if (at != value.MemberEnd()) {
      KG_RETURN_IF_ERROR(CheckField(key, at->value, path));
    } else if (key.required) {
      return Wrong(key, path, "nothing");
    }
  }
  if (object == "entity reference" && Field(value, "id") == nullptr &&
      Field(value, "name") == nullptr) {
    return Status::InvalidInput("expected an id or a name in '" +
                                path.substr(0, path.size() - 1) + "'");
  }
  return Status();
}

}  // namespace kg
