#include "tests/language/tiny_model.h"

#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/hash.h"

namespace kg {
namespace {

constexpr size_t kHidden = 32, kInner = 48, kPositions = 24, kShapes = 8;
constexpr size_t kArc = 16, kLabel = 8, kLayers = 2;
constexpr size_t kPlaces = 4, kSpan = 8, kPair = 8;

constexpr char kLabels[] =
    R"({"upos":["NOUN","VERB","PUNCT"],"xpos":["NN","VB"],"feats":["_","A=B"],)"
    R"("lemma":["K-+","L-s+","=be"],)"
    R"("ner":["O","B-Person","I-Person","E-Person","S-Person"],)"
    R"("deprel":["nsubj","root","obj"],)"
    R"("entity":["-","person"],"negation":["O","N"],)"
    R"("source":["O","B","I","E","S"],"cue":["O","B","I","E","S"],)"
    R"("content":["O","B","I","E","S"],)"
    R"("attribution":["O","B-source","I-source","E-source","S-source",)"
    R"("B-content","I-content","E-content","S-content"],)"
    R"("scope":["O","B-scope","I-scope","E-scope","S-scope"]})";

constexpr char kVocabulary[] =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\ncat\n##s\nsat\n.\na\n##a\n";
constexpr size_t kPieces = 11;

void Add(TinyModel* model, std::mt19937* random, const std::string& name,
         const std::vector<size_t>& shape) {
  TinyTensor& tensor = model->tensors[name];
  tensor.shape = shape;
  size_t count = 1;
  for (const size_t size : shape) count *= size;
  for (size_t i = 0; i < count; ++i) {
    // Not a distribution of the library: those differ between libraries.
    tensor.values.push_back(static_cast<float>((*random)() % 2001) / 2000 -
                            0.5f);
  }
}

void AddLayer(TinyModel* model, std::mt19937* random, const std::string& name,
              size_t out, size_t in) {
  Add(model, random, name + ".weight", {out, in});
  Add(model, random, name + ".bias", {out});
}

void AddNorm(TinyModel* model, std::mt19937* random, const std::string& name) {
  Add(model, random, name + ".weight", {kHidden});
  Add(model, random, name + ".bias", {kHidden});
}

void AddEncoder(TinyModel* model, std::mt19937* random) {
  Add(model, random, "embeddings.word", {kPieces, kHidden});
  Add(model, random, "embeddings.position", {kPositions, kHidden});
  Add(model, random, "embeddings.type", {kHidden});
  Add(model, random, "embeddings.shape", {kShapes, kHidden});
  Add(model, random, "embeddings.layout", {kPlaces, kHidden});
  AddNorm(model, random, "embeddings.norm");
  for (size_t i = 0; i < kLayers; ++i) {
    const std::string base = "layers." + std::to_string(i) + ".";
    AddLayer(model, random, base + "attention.qkv", 3 * kHidden, kHidden);
    AddLayer(model, random, base + "attention.output", kHidden, kHidden);
    AddNorm(model, random, base + "attention.norm");
    AddLayer(model, random, base + "ffn.in", kInner, kHidden);
    AddLayer(model, random, base + "ffn.out", kHidden, kInner);
    AddNorm(model, random, base + "ffn.norm");
  }
}

void AddHeads(TinyModel* model, std::mt19937* random) {
  AddLayer(model, random, "heads.upos", 3, kHidden);
  AddLayer(model, random, "heads.xpos", 2, kHidden);
  AddLayer(model, random, "heads.feats", 2, kHidden);
  AddLayer(model, random, "heads.lemma", 3, kHidden);
  AddLayer(model, random, "heads.ner", 5, kHidden);
  AddLayer(model, random, "parser.arc.dependent", kArc, kHidden);
  AddLayer(model, random, "parser.arc.head", kArc, kHidden);
  Add(model, random, "parser.arc.biaffine", {kArc, kArc});
  Add(model, random, "parser.arc.bias", {kArc});
  AddLayer(model, random, "parser.label.dependent", kLabel, kHidden);
  AddLayer(model, random, "parser.label.head", kLabel, kHidden);
  Add(model, random, "parser.label.biaffine", {3, kLabel, kLabel});
  Add(model, random, "parser.label.dependent_score", {3, kLabel});
  Add(model, random, "parser.label.head_score", {3, kLabel});
  Add(model, random, "parser.label.bias", {3});
}

void AddSpans(TinyModel* model, std::mt19937* random, const std::string& name,
              size_t tags) {
  AddLayer(model, random, name + ".word", kSpan, kHidden);
  AddLayer(model, random, name + ".cue", kSpan, kHidden);
  Add(model, random, name + ".biaffine", {tags, kSpan, kSpan});
  Add(model, random, name + ".word_score", {tags, kSpan});
  Add(model, random, name + ".distance", {19, tags});
}

void AddMoreHeads(TinyModel* model, std::mt19937* random) {
  AddLayer(model, random, "heads.entity", 2, kHidden);
  AddLayer(model, random, "heads.negation", 2, kHidden);
  for (const char* name : {"heads.source", "heads.cue", "heads.content"}) {
    AddLayer(model, random, name, 5, kHidden);
  }
  AddSpans(model, random, "spans.attribution", 9);
  AddSpans(model, random, "spans.scope", 5);
  AddLayer(model, random, "coreference.anaphor", kPair, kHidden);
  AddLayer(model, random, "coreference.antecedent", kPair, kHidden);
  Add(model, random, "coreference.biaffine", {kPair, kPair});
  Add(model, random, "coreference.anaphor_score", {kPair});
  Add(model, random, "coreference.antecedent_score", {kPair});
  Add(model, random, "coreference.bias", {1});
  Add(model, random, "coreference.match", {27});
  Add(model, random, "coreference.distance", {90});
  Add(model, random, "coreference.sentence", {36});
  Add(model, random, "coreference.person", {64});
  AddLayer(model, random, "factuality.hidden", kLabel, kHidden);
  AddLayer(model, random, "factuality.out", 1, kLabel);
}

template <typename T>
std::string Joined(const std::vector<T>& values) {
  std::string text;
  for (const T& value : values) {
    if (!text.empty()) text += ',';
    text += std::to_string(value);
  }
  return "[" + text + "]";
}

}  // namespace

std::string SafetensorsBytes(const std::map<std::string, TinyTensor>& tensors) {
  std::string header, data;
  for (const auto& [name, tensor] : tensors) {
    const size_t begin = data.size();
    data.append(reinterpret_cast<const char*>(tensor.values.data()),
                tensor.values.size() * sizeof(float));
    header += header.empty() ? "{" : ",";
    header += "\"" + name + R"(":{"dtype":"F32","shape":)" +
              Joined(tensor.shape) + R"(,"data_offsets":)" +
              Joined(std::vector<size_t>{begin, data.size()}) + "}";
  }
  header += tensors.empty() ? "{}" : "}";
  const uint64_t length = header.size();
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes + header + data;
}

TinyModel MakeTinyModel() {
  TinyModel model;
  std::mt19937 random(1);
  AddEncoder(&model, &random);
  AddHeads(&model, &random);
  AddMoreHeads(&model, &random);
  model.labels = kLabels;
  model.vocabulary = kVocabulary;
  model.numbers = {{"format", "2"},
                   {"layers", std::to_string(kLayers)},
                   {"hidden", std::to_string(kHidden)},
                   {"heads", "4"},
                   {"intermediate", std::to_string(kInner)},
                   {"vocabulary", std::to_string(kPieces)},
                   {"positions", std::to_string(kPositions)},
                   {"layer_norm_epsilon", "1e-12"},
                   {"max_pieces", "16"},
                   {"max_word_pieces", "4"},
                   {"shapes", std::to_string(kShapes)},
                   {"arc", std::to_string(kArc)},
                   {"label", std::to_string(kLabel)},
                   {"layouts", std::to_string(kPlaces)},
                   {"span", std::to_string(kSpan)},
                   {"pair", std::to_string(kPair)}};
  return model;
}

void WriteModel(const TinyModel& model, const std::string& folder) {
  const std::string weights = SafetensorsBytes(model.tensors);
  std::string config = R"({"name":"tiny")";
  for (const auto& [key, value] : model.numbers) {
    config += ",\"" + key + "\":" + value;
  }
  config += R"(,"weights_bytes":)" + std::to_string(weights.size());
  config += R"(,"weights_blake2b":")" + Blake2b(weights).Hex() + "\"";
  config +=
      R"(,"vocabulary_blake2b":")" + Blake2b(model.vocabulary).Hex() + "\"";
  config += R"(,"labels_blake2b":")" + Blake2b(model.labels).Hex() + "\"}";
  WriteBytes(folder + "/config.json", config);
  WriteBytes(folder + "/labels.json", model.labels);
  WriteBytes(folder + "/vocab.txt", model.vocabulary);
  WriteBytes(folder + "/model.safetensors", weights);
}

std::string MakeTestFolder(const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("kg_language_" + std::to_string(getpid()) + "_" + name);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder.string();
}

void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace kg
