#include "extractor/language/head_weights.h"

#include <string>

#include "extractor/language/coreference_features.h"
#include "extractor/language/span_scorer.h"

namespace kg {
namespace {

SpanWeights ReadSpans(TensorReader* reader, const ModelConfig& c,
                      const std::string& task, size_t tags) {
  const std::string base = "spans." + task + ".";
  const LinearShape shape{c.hidden, c.span, Activation::kRelu};
  SpanWeights w;
  w.tags = tags;
  w.word = reader->Layer(base + "word", shape);
  w.cue = reader->Layer(base + "cue", shape);
  w.biaffine = reader->Read(base + "biaffine", {tags, c.span, c.span});
  w.word_score = reader->Read(base + "word_score", {tags, c.span});
  w.distance = reader->Read(base + "distance", {kDistanceBuckets, tags});
  return w;
}

float ReadOne(TensorReader* reader, const std::string& name) {
  const std::vector<float> value = reader->Read(name, {1});
  return value.empty() ? 0 : value[0];
}

CoreferenceWeights ReadCoreference(TensorReader* reader, const ModelConfig& c) {
  const std::string base = "coreference.";
  const size_t r = c.pair;
  CoreferenceWeights w;
  w.pair = reader->Stacked({{base + "anaphor", r}, {base + "antecedent", r}},
                           c.hidden, Activation::kRelu);
  const auto biaffine = reader->Read(base + "biaffine", {r, r});
  const auto antecedent = reader->Read(base + "antecedent_score", {r});
  w.query = reader->Pack({r, r}, Transposed(biaffine, 1, r), antecedent);
  w.anaphor_score = reader->Read(base + "anaphor_score", {r});
  w.bias = ReadOne(reader, base + "bias");
  w.match = reader->Read(base + "match", {kMatchRows});
  w.distance = reader->Read(base + "distance", {kDistanceRows});
  w.sentence = reader->Read(base + "sentence", {kSentenceRows});
  w.person = reader->Read(base + "person", {kPersonRows});
  return w;
}

FactualityWeights ReadFactuality(TensorReader* reader, const ModelConfig& c) {
  FactualityWeights w;
  w.hidden = reader->Layer("factuality.hidden",
                           {c.hidden, c.label, Activation::kRelu});
  w.out = reader->Read("factuality.out.weight", {1, c.label});
  w.bias = ReadOne(reader, "factuality.out.bias");
  return w;
}

}  // namespace

HeadWeights ReadHeadWeights(TensorReader* reader, const ModelConfig& config,
                            const Labels& labels) {
  HeadWeights w;
  w.attribution =
      ReadSpans(reader, config, "attribution", labels.attribution.size());
  w.scope = ReadSpans(reader, config, "scope", labels.scope.size());
  w.coreference = ReadCoreference(reader, config);
  w.factuality = ReadFactuality(reader, config);
  return w;
}

}  // namespace kg
