// The tensors of the heads beside tags and trees: spans of a cue, coreference,
// factuality. In comments: H hidden, B label, Q span, R pair, T tags.
#pragma once

#include <vector>

#include "extractor/language/linear.h"
#include "extractor/language/model_config.h"
#include "extractor/language/tensor_reader.h"

namespace kg {

struct SpanWeights {
  size_t tags = 0;                // T
  Linear word;                    // H -> Q, ReLU
  Linear cue;                     // H -> Q, ReLU
  std::vector<float> biaffine;    // [T,Q,Q]: word, cue
  std::vector<float> word_score;  // [T,Q]
  std::vector<float> distance;    // [kDistanceBuckets,T]
};

struct CoreferenceWeights {
  Linear pair;   // H -> 2R, ReLU: anaphor, antecedent
  Linear query;  // R -> R: a -> a . biaffine + antecedent_score
  std::vector<float> anaphor_score;  // [R]
  float bias = 0;
  // Rows: coreference_features.h.
  std::vector<float> match, distance, sentence, person;
};

struct FactualityWeights {
  Linear hidden;           // H -> B, ReLU
  std::vector<float> out;  // [B]
  float bias = 0;
};

struct HeadWeights {
  SpanWeights attribution;
  SpanWeights scope;
  CoreferenceWeights coreference;
  FactualityWeights factuality;
};

// Errors are left in the reader.
HeadWeights ReadHeadWeights(TensorReader* reader, const ModelConfig& config,
                            const Labels& labels);

}  // namespace kg
