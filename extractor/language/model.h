// The opened model behind encoder.h's Model: configuration, labels, vocabulary,
// weights. Immutable, thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractor/language/attribution.h"
#include "extractor/language/encoder.h"
#include "extractor/language/lemma.h"
#include "extractor/language/model_config.h"
#include "extractor/language/role_spans.h"
#include "extractor/language/safetensors.h"
#include "extractor/language/viterbi.h"
#include "extractor/language/weights.h"
#include "extractor/language/wordpiece.h"

namespace kg {

struct ModelParts {
  ModelConfig config;
  Labels labels;
  std::vector<LemmaScript> lemma_scripts;  // as labels.lemma
  size_t root_label = 0;                   // in labels.deprel
  NameDecoder names;
  AttributionDecoder attributions;
  RoleDecoder scopes;
  WordPiece word_piece;
  Safetensors file;  // what weights.words views
  Weights weights;
};

class LoadedModel : public Model {
 public:
  LoadedModel(ModelParts parts, Precision precision)
      : parts_(std::move(parts)), precision_(precision) {}

  const ModelParts& parts() const { return parts_; }
  std::string Name() const override;
  Precision precision() const override { return precision_; }
  std::string KernelClass() const override;

 private:
  const ModelParts parts_;
  const Precision precision_;
};

}  // namespace kg
