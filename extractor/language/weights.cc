#include "extractor/language/weights.h"

#include <string>
#include <utility>

#include "extractor/language/tensor_reader.h"

namespace kg {
namespace {

NormWeights ReadNorm(TensorReader* reader, const std::string& name,
                     size_t hidden) {
  return {reader->Read(name + ".weight", {hidden}),
          reader->Read(name + ".bias", {hidden})};
}

void ReadEmbeddings(TensorReader* reader, const ModelConfig& c, Weights* w) {
  w->words = reader->Find("embeddings.word", {c.vocabulary, c.hidden});
  w->positions = reader->Read("embeddings.position", {c.positions, c.hidden});
  const auto type = reader->Read("embeddings.type", {c.hidden});
  const auto shapes = reader->Read("embeddings.shape", {c.shapes, c.hidden});
  const auto layouts = reader->Read("embeddings.layout", {c.layouts, c.hidden});
  w->embedding_norm = ReadNorm(reader, "embeddings.norm", c.hidden);
  if (!reader->status().ok()) return;
  for (size_t i = 0; i < w->positions.size(); ++i) {
    w->positions[i] += type[i % c.hidden];
  }
  for (size_t l = 0; l < c.layouts; ++l) {
    for (size_t i = 0; i < shapes.size(); ++i) {
      w->looks.push_back(shapes[i] + layouts[l * c.hidden + i % c.hidden]);
    }
  }
}

LayerWeights ReadLayer(TensorReader* reader, const ModelConfig& c,
                       size_t number) {
  const std::string base = "layers." + std::to_string(number) + ".";
  const size_t h = c.hidden, i = c.intermediate;
  LayerWeights layer;
  layer.qkv = reader->Layer(base + "attention.qkv", {h, 3 * h});
  layer.output = reader->Layer(base + "attention.output", {h, h});
  layer.attention_norm = ReadNorm(reader, base + "attention.norm", h);
  layer.ffn_in =
      reader->Layer(base + "ffn.in", {h, i, Activation::kGelu, true});
  layer.ffn_out = reader->Layer(base + "ffn.out", {i, h});
  layer.ffn_norm = ReadNorm(reader, base + "ffn.norm", h);
  return layer;
}

void ReadTagHeads(TensorReader* reader, const ModelConfig& c,
                  const Labels& labels, Weights* w) {
  const std::vector<std::pair<std::string, size_t>> heads = {
      {"heads.upos", labels.upos.size()},
      {"heads.xpos", labels.xpos.size()},
      {"heads.feats", labels.feats.size()},
      {"heads.lemma", labels.lemma.size()},
      {"heads.ner", labels.ner.size()},
      {"heads.entity", labels.entity.size()},
      {"heads.negation", labels.negation.size()},
      {"heads.source", labels.source.size()},
      {"heads.cue", labels.cue.size()},
      {"heads.content", labels.content.size()}};
  for (size_t i = 0; i < kTagHeads; ++i) {
    w->tag_begin[i + 1] = w->tag_begin[i] + heads[i].second;
  }
  w->tags = reader->Stacked(heads, c.hidden, Activation::kNone);
}

void ReadParser(TensorReader* reader, const ModelConfig& c, size_t relations,
                Weights* w) {
  const size_t a = c.arc, b = c.label, d = relations;
  w->relations = relations;
  w->parser = reader->Stacked({{"parser.arc.dependent", a},
                               {"parser.arc.head", a},
                               {"parser.label.dependent", b},
                               {"parser.label.head", b}},
                              c.hidden, Activation::kRelu);
  const auto arc = reader->Read("parser.arc.biaffine", {a, a});
  const auto arc_bias = reader->Read("parser.arc.bias", {a});
  w->arc = reader->Pack({a, a}, Transposed(arc, 1, a), arc_bias);
  const auto label = reader->Read("parser.label.biaffine", {d, b, b});
  const auto head_score = reader->Read("parser.label.head_score", {d, b});
  w->label = reader->Pack({b, d * b}, Transposed(label, d, b), head_score);
  const auto score = reader->Read("parser.label.dependent_score", {d, b});
  const auto bias = reader->Read("parser.label.bias", {d});
  w->label_base = reader->Pack({b, d}, score, bias);
}

}  // namespace

Result<Weights> ReadWeights(const Safetensors& file, const ModelConfig& config,
                            const Labels& labels, Precision precision) {
  TensorReader reader(file, precision);
  Weights weights;
  ReadEmbeddings(&reader, config, &weights);
  for (size_t i = 0; i < config.layers && reader.status().ok(); ++i) {
    weights.layers.push_back(ReadLayer(&reader, config, i));
  }
  ReadTagHeads(&reader, config, labels, &weights);
  ReadParser(&reader, config, labels.deprel.size(), &weights);
  weights.extra = ReadHeadWeights(&reader, config, labels);
  if (!reader.status().ok()) return reader.status();
  return weights;
}

}  // namespace kg
