// The tensors of a model, in the form in which the forward pass wants them. In
// comments: H hidden, I intermediate, A arc, B label, P positions, S shapes,
// L layouts, T all classes of the word heads, D relations.
#pragma once

#include <array>
#include <vector>

#include "base/status.h"
#include "extractor/language/encoder.h"
#include "extractor/language/head_weights.h"
#include "extractor/language/kernels.h"
#include "extractor/language/linear.h"
#include "extractor/language/model_config.h"
#include "extractor/language/safetensors.h"

namespace kg {

struct NormWeights {
  std::vector<float> weight;  // [H]
  std::vector<float> bias;    // [H]
};

struct LayerWeights {
  Linear qkv;     // H -> 3H: query, key, value
  Linear output;  // H -> H
  NormWeights attention_norm;
  Linear ffn_in;   // H -> I, GELU
  Linear ffn_out;  // I -> H
  NormWeights ffn_norm;
};

// Heads that answer one class a word, in the order of their rows in `tags`.
enum class TagHead {
  kUpos,
  kXpos,
  kFeats,
  kLemma,
  kNer,
  kEntity,
  kNegation,
  kSource,
  kCue,
  kContent
};
constexpr size_t kTagHeads = 10;

struct Weights {
  TensorView words;              // [V,H], in the mapped file
  std::vector<float> positions;  // [P,H], the type's vector added
  std::vector<float> looks;      // [L*S,H], sums of a layout and a shape
  NormWeights embedding_norm;
  std::vector<LayerWeights> layers;

  Linear tags;                                    // H -> T
  std::array<size_t, kTagHeads + 1> tag_begin{};  // a head's columns in T
  // ReLU of: arc dependent A, arc head A, label dependent B, label head B.
  Linear parser;         // H -> 2A + 2B
  Linear arc;            // A -> A: d -> d . biaffine + bias, to multiply with h
  Linear label;          // B -> D*B: d' -> d' . biaffine[l] + head_score[l]
  Linear label_base;     // B -> D: dependent_score . d' + bias
  size_t relations = 0;  // D
  HeadWeights extra;
};

// Checks the presence and shape of every tensor. `precision` is not kAuto.
Result<Weights> ReadWeights(const Safetensors& file, const ModelConfig& config,
                            const Labels& labels, Precision precision);

}  // namespace kg
