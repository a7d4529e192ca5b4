#include "extractor/language/model_config.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <cmath>
#include <set>

#include "extractor/language/layout.h"
#include "extractor/language/wordpiece.h"

namespace kg {
namespace {

constexpr uint64_t kFormat = 2;

struct SizeRow {
  const char* key;
  size_t ModelConfig::*field;
  size_t limit;  // far above any model of this kind: stops absurd memory
};
constexpr SizeRow kSizes[] = {
    {"layers", &ModelConfig::layers, 64},
    {"hidden", &ModelConfig::hidden, 8192},
    {"heads", &ModelConfig::heads, 128},
    {"intermediate", &ModelConfig::intermediate, 32768},
    {"vocabulary", &ModelConfig::vocabulary, 1 << 20},
    {"positions", &ModelConfig::positions, 4096},
    {"max_pieces", &ModelConfig::max_pieces, 4096},
    {"max_word_pieces", &ModelConfig::max_word_pieces, 128},
    {"shapes", &ModelConfig::shapes, 64},
    {"arc", &ModelConfig::arc, 4096},
    {"label", &ModelConfig::label, 4096},
    {"layouts", &ModelConfig::layouts, 64},
    {"span", &ModelConfig::span, 4096},
    {"pair", &ModelConfig::pair, 4096},
    {"weights_bytes", &ModelConfig::weights_bytes, size_t{1} << 40},
};

struct SettingRow {
  const char* key;
  float ModelConfig::*field;
};
// 0 where they are left out.
constexpr double kLimit = 1000;
constexpr SettingRow kSettings[] = {
    {"attribution_weight", &ModelConfig::attribution_weight},
    {"cue_bias", &ModelConfig::cue_bias},
};

struct HashRow {
  const char* key;
  Hash128 ModelConfig::*field;
};
constexpr HashRow kHashes[] = {
    {"weights_blake2b", &ModelConfig::weights_hash},
    {"vocabulary_blake2b", &ModelConfig::vocabulary_hash},
    {"labels_blake2b", &ModelConfig::labels_hash},
};

struct LabelRow {
  const char* key;
  std::vector<std::string> Labels::*field;
};
constexpr LabelRow kLabels[] = {
    {"upos", &Labels::upos},       {"xpos", &Labels::xpos},
    {"feats", &Labels::feats},     {"lemma", &Labels::lemma},
    {"ner", &Labels::ner},         {"deprel", &Labels::deprel},
    {"entity", &Labels::entity},   {"negation", &Labels::negation},
    {"source", &Labels::source},   {"cue", &Labels::cue},
    {"content", &Labels::content}, {"attribution", &Labels::attribution},
    {"scope", &Labels::scope},
};

Status ParseObject(const std::string& json, rapidjson::Document* out) {
  out->Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
  if (out->HasParseError()) {
    return Status::InvalidInput(
        "no JSON at byte " + std::to_string(out->GetErrorOffset()) + ": " +
        rapidjson::GetParseError_En(out->GetParseError()));
  }
  if (!out->IsObject()) return Status::InvalidInput("expected a JSON object");
  return Status();
}

const rapidjson::Value* Find(const rapidjson::Document& json, const char* key) {
  const auto it = json.FindMember(key);
  return it == json.MemberEnd() ? nullptr : &it->value;
}

Status Wrong(const char* key, const std::string& expected) {
  return Status::InvalidInput("expected " + expected + " for '" + key + "'");
}

Status ReadSizes(const rapidjson::Document& json, ModelConfig* config) {
  for (const SizeRow& row : kSizes) {
    const rapidjson::Value* value = Find(json, row.key);
    if (value == nullptr || !value->IsUint64() || value->GetUint64() == 0 ||
        value->GetUint64() > row.limit) {
      return Wrong(row.key, "a number from 1 to " + std::to_string(row.limit));
    }
    config->*row.field = value->GetUint64();
  }
  return Status();
}

Status ReadHashes(const rapidjson::Document& json, ModelConfig* config) {
  for (const HashRow& row : kHashes) {
    const rapidjson::Value* value = Find(json, row.key);
    const auto hash = value != nullptr && value->IsString()
                          ? Hash128::FromHex(value->GetString())
                          : std::nullopt;
    if (!hash) return Wrong(row.key, "32 hex digits");
    config->*row.field = *hash;
  }
  return Status();
}

Status ReadSettings(const rapidjson::Document& json, ModelConfig* config) {
  for (const SettingRow& row : kSettings) {
    const rapidjson::Value* value = Find(json, row.key);
    if (value == nullptr) continue;
    if (!value->IsNumber() || !(std::fabs(value->GetDouble()) <= kLimit)) {
      return Wrong(row.key, "a number from -1000 to 1000");
    }
    config->*row.field = static_cast<float>(value->GetDouble());
  }
  return Status();
}

// What the code relies on beyond each size alone.
Status CheckSizes(const ModelConfig& config) {
  if (config.hidden % config.heads != 0) {
    return Wrong("heads", "a divisor of 'hidden'");
  }
  if (config.max_pieces > config.positions) {
    return Wrong("max_pieces", "at most 'positions'");
  }
  if (config.shapes < kWordShapes) {
    return Wrong("shapes", "at least " + std::to_string(kWordShapes));
  }
  if (config.layouts < kLayouts) {
    return Wrong("layouts", "at least " + std::to_string(kLayouts));
  }
  // [CLS], one word and [SEP] must fit.
  if (config.max_word_pieces + 2 > config.positions) {
    return Wrong("max_word_pieces", "at most 'positions' - 2");
  }
  return Status();
}

Result<ModelConfig> ReadConfig(const std::string& text) {
  rapidjson::Document json;
  KG_RETURN_IF_ERROR(ParseObject(text, &json));
  const rapidjson::Value* format = Find(json, "format");
  if (format == nullptr || !format->IsUint64()) {
    return Wrong("format", "a number");
  }
  if (format->GetUint64() != kFormat) {
    return Status::Unsupported(
        "model format " + std::to_string(format->GetUint64()) +
        ", but this program reads format " + std::to_string(kFormat));
  }
  ModelConfig config;
  const rapidjson::Value* name = Find(json, "name");
  if (name == nullptr || !name->IsString()) return Wrong("name", "a string");
  config.name.assign(name->GetString(), name->GetStringLength());
  const rapidjson::Value* epsilon = Find(json, "layer_norm_epsilon");
  if (epsilon == nullptr || !epsilon->IsNumber() ||
      !(epsilon->GetDouble() > 0 && epsilon->GetDouble() < 1)) {
    return Wrong("layer_norm_epsilon", "a number between 0 and 1");
  }
  config.layer_norm_epsilon = static_cast<float>(epsilon->GetDouble());
  KG_RETURN_IF_ERROR(ReadSizes(json, &config));
  KG_RETURN_IF_ERROR(ReadSettings(json, &config));
  KG_RETURN_IF_ERROR(ReadHashes(json, &config));
  KG_RETURN_IF_ERROR(CheckSizes(config));
  return config;
}

Status ReadList(const rapidjson::Document& json, const char* key,
                std::vector<std::string>* out) {
  const rapidjson::Value* list = Find(json, key);
  if (list == nullptr || !list->IsArray() || list->Empty()) {
    return Wrong(key, "a list of labels");
  }
  std::set<std::string> seen;
  for (const rapidjson::Value& item : list->GetArray()) {
    if (!item.IsString()) return Wrong(key, "strings");
    std::string label(item.GetString(), item.GetStringLength());
    if (!seen.insert(label).second) {
      return Status::InvalidInput("'" + label + "' stands twice in '" +
                                  std::string(key) + "'");
    }
    out->push_back(std::move(label));
  }
  return Status();
}

}  // namespace

Result<ModelConfig> ParseModelConfig(const std::string& name,
                                     const std::string& json) {
  Result<ModelConfig> config = ReadConfig(json);
  if (!config.ok()) return config.status().At(name);
  return config;
}

Result<Labels> ParseLabels(const std::string& name, const std::string& json) {
  rapidjson::Document document;
  KG_RETURN_IF_ERROR(ParseObject(json, &document).At(name));
  Labels labels;
  for (const LabelRow& row : kLabels) {
    KG_RETURN_IF_ERROR(
        ReadList(document, row.key, &(labels.*row.field)).At(name));
  }
  return labels;
}

}  // namespace kg
