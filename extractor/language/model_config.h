// The small files of a model folder: config.json (sizes) and labels.json (what
// the heads can answer). docs/model-file.md has both. Plain values.
#pragma once

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/status.h"

namespace kg {

struct ModelConfig {
  std::string name;
  size_t layers = 0;
  size_t hidden = 0;
  size_t heads = 0;
  size_t intermediate = 0;
  size_t vocabulary = 0;
  size_t positions = 0;
  float layer_norm_epsilon = 0;
  size_t max_pieces = 0;
  size_t max_word_pieces = 0;
  size_t shapes = 0;
  size_t arc = 0;
  size_t label = 0;
  size_t layouts = 0;
  size_t span = 0;
  size_t pair = 0;
  // How attributions are decoded (attribution.h).
  float attribution_weight = 0;
  float cue_bias = 0;
  size_t weights_bytes = 0;
  Hash128 weights_hash;
  Hash128 vocabulary_hash;
  Hash128 labels_hash;
};

// Texts of the classes, in the order of the tensors' rows.
struct Labels {
  std::vector<std::string> upos;
  std::vector<std::string> xpos;
  std::vector<std::string> feats;
  std::vector<std::string> lemma;
  std::vector<std::string> ner;
  std::vector<std::string> deprel;
  std::vector<std::string> entity;
  std::vector<std::string> negation;
  std::vector<std::string> source;
  std::vector<std::string> cue;
  std::vector<std::string> content;
  std::vector<std::string> attribution;
  std::vector<std::string> scope;
};

// The relation of a sentence's root, as UD names it.
constexpr char kRootRelation[] = "root";
// The label of words that are no part of what a head looks for.
constexpr char kOutside[] = "O";

// `name` starts the messages. InvalidInput for a missing or senseless value,
// Unsupported for another format number.
Result<ModelConfig> ParseModelConfig(const std::string& name,
                                     const std::string& json);
Result<Labels> ParseLabels(const std::string& name, const std::string& json);

}  // namespace kg
