#include "extractor/language/model.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "extractor/language/onednn.h"
#include "extractor/language/onednn_library.h"

namespace kg {
namespace {

constexpr char kConfigFile[] = "/config.json";
constexpr char kLabelsFile[] = "/labels.json";
constexpr char kVocabularyFile[] = "/vocab.txt";
constexpr char kWeightsFile[] = "/model.safetensors";
constexpr size_t kSmallFileLimit = 64 << 20;

struct PrecisionRow {
  const char* name;
  Precision precision;
};
// In the order of Precision.
constexpr PrecisionRow kPrecisions[] = {{"auto", Precision::kAuto},
                                        {"f32", Precision::kF32},
                                        {"bf16", Precision::kBf16},
                                        {"int8", Precision::kInt8}};

Status Mismatch(const std::string& path, const std::string& expected,
                const std::string& got) {
  return Status::InvalidInput(
      path + ": expected " + expected + " as in config.json, got " + got +
      "; the model folder's files must come from one export: restore them");
}

Status CheckHash(const std::string& path, std::string_view bytes,
                 const Hash128& expected) {
  const Hash128 hash = Blake2b(bytes);
  if (hash == expected) return Status();
  return Mismatch(path, "BLAKE2b " + expected.Hex(), hash.Hex());
}

Status CheckSize(const std::string& path, size_t expected, size_t got) {
  if (expected == got) return Status();
  return Mismatch(path, std::to_string(expected) + " bytes",
                  std::to_string(got));
}

Result<ModelConfig> ReadConfig(const std::string& folder) {
  const std::string path = folder + kConfigFile;
  Result<std::string> text = ReadFile(path, kSmallFileLimit);
  if (!text.ok() && text.status().kind() == ErrorKind::kNotFound) {
    return Status::NotFound(
        text.status().message() +
        "; a model folder holds config.json, labels.json, vocab.txt and "
        "model.safetensors");
  }
  if (!text.ok()) return text.status();
  return ParseModelConfig(path, *text);
}

Result<std::vector<LemmaScript>> ParseScripts(
    const std::vector<std::string>& texts) {
  std::vector<LemmaScript> scripts;
  for (const std::string& text : texts) {
    KG_ASSIGN(scripts.emplace_back(), ParseLemmaScript(text));
  }
  return scripts;
}

// The labels and what is made of them.
struct LabelParts {
  Labels labels;
  std::vector<LemmaScript> scripts;
  size_t root = 0;
  NameDecoder names;
  AttributionDecoder attributions;
  RoleDecoder scopes;
};

Result<LabelParts> MakeLabelParts(const ModelConfig& config, Labels labels) {
  KG_ASSIGN(NameDecoder names, NameDecoder::Make(labels.ner));
  KG_ASSIGN(AttributionDecoder attributions,
            AttributionDecoder::Make(config, labels));
  KG_ASSIGN(RoleDecoder scopes, RoleDecoder::Make(labels.scope, {"scope"}));
  KG_ASSIGN(std::vector<LemmaScript> scripts, ParseScripts(labels.lemma));
  const auto root =
      std::find(labels.deprel.begin(), labels.deprel.end(), kRootRelation);
  if (root == labels.deprel.end() || labels.deprel.size() < 2) {
    return Status::InvalidInput(
        "expected 'root' and another relation in 'deprel'");
  }
  const auto index = static_cast<size_t>(root - labels.deprel.begin());
  return LabelParts{
      std::move(labels), std::move(scripts),      index,
      std::move(names),  std::move(attributions), std::move(scopes)};
}

Result<LabelParts> ReadLabels(const std::string& path,
                              const ModelConfig& config) {
  KG_ASSIGN(const std::string text, ReadFile(path, kSmallFileLimit));
  KG_RETURN_IF_ERROR(CheckHash(path, text, config.labels_hash));
  KG_ASSIGN(Labels labels, ParseLabels(path, text));
  Result<LabelParts> parts = MakeLabelParts(config, std::move(labels));
  if (!parts.ok()) return parts.status().At(path);
  return parts;
}

Result<WordPiece> ReadVocabulary(const std::string& path,
                                 const ModelConfig& config) {
  KG_ASSIGN(std::string text, ReadFile(path, kSmallFileLimit));
  KG_RETURN_IF_ERROR(CheckHash(path, text, config.vocabulary_hash));
  KG_ASSIGN(WordPiece word_piece,
            WordPiece::Parse(path, std::move(text), config.max_word_pieces));
  if (word_piece.size() != config.vocabulary) {
    return Mismatch(path, std::to_string(config.vocabulary) + " pieces",
                    std::to_string(word_piece.size()));
  }
  return word_piece;
}

std::string NameOf(const ModelConfig& config) {
  return config.name + " " + config.weights_hash.Hex();
}

Precision Chosen(Precision precision) {
  return precision == Precision::kAuto ? CurrentProcessor().fastest : precision;
}

}  // namespace

Result<Precision> ParsePrecision(const std::string& name) {
  for (const PrecisionRow& row : kPrecisions) {
    if (name == row.name) return row.precision;
  }
  return Status::InvalidInput(
      "expected precision auto, f32, bf16 or int8, got '" + name + "'");
}

const char* PrecisionName(Precision precision) {
  return kPrecisions[static_cast<size_t>(precision)].name;
}

Result<std::shared_ptr<const Model>> Model::Open(const std::string& folder,
                                                 Precision precision) {
  KG_RETURN_IF_ERROR(OpenOneDnn());
  precision = Chosen(precision);
  KG_ASSIGN(ModelConfig config, ReadConfig(folder));
  KG_ASSIGN(LabelParts labels, ReadLabels(folder + kLabelsFile, config));
  KG_ASSIGN(WordPiece word_piece,
            ReadVocabulary(folder + kVocabularyFile, config));
  KG_ASSIGN(Safetensors file, Safetensors::Open(folder + kWeightsFile));
  KG_RETURN_IF_ERROR(CheckSize(file.path(), config.weights_bytes, file.size()));
  KG_ASSIGN(Weights weights,
            ReadWeights(file, config, labels.labels, precision));
  return std::shared_ptr<const Model>(std::make_shared<LoadedModel>(
      ModelParts{std::move(config), std::move(labels.labels),
                 std::move(labels.scripts), labels.root,
                 std::move(labels.names), std::move(labels.attributions),
                 std::move(labels.scopes), std::move(word_piece),
                 std::move(file), std::move(weights)},
      precision));
}

Result<ModelIdentity> Model::Identify(const std::string& folder,
                                      Precision precision) {
  KG_RETURN_IF_ERROR(OpenOneDnn());
  KG_ASSIGN(const ModelConfig config, ReadConfig(folder));
  KG_ASSIGN(const MappedFile file, MappedFile::Open(folder + kWeightsFile));
  KG_RETURN_IF_ERROR(CheckSize(folder + kWeightsFile, config.weights_bytes,
                               file.bytes().size()));
  return ModelIdentity{NameOf(config), Chosen(precision),
                       CurrentProcessor().name};
}

Status Model::Verify(const std::string& folder) {
  KG_ASSIGN(const ModelConfig config, ReadConfig(folder));
  const std::pair<const char*, Hash128> files[] = {
      {kLabelsFile, config.labels_hash},
      {kVocabularyFile, config.vocabulary_hash},
      {kWeightsFile, config.weights_hash}};
  for (const auto& [name, hash] : files) {
    KG_ASSIGN(const MappedFile file, MappedFile::Open(folder + name));
    KG_RETURN_IF_ERROR(CheckHash(folder + name, file.bytes(), hash));
  }
  return Status();
}

std::string LoadedModel::Name() const { return NameOf(parts_.config); }

std::string LoadedModel::KernelClass() const { return CurrentProcessor().name; }

}  // namespace kg
