#include "extractor/language/weights.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace kg {
namespace {

using Dims = std::initializer_list<size_t>;

// Reads tensors until the first that is wrong and keeps that error, so that
// the functions below need not look after each of them.
class TensorReader {
 public:
  explicit TensorReader(const Safetensors& file, Precision precision)
      : file_(file), precision_(precision) {}

  const Status& status() const { return status_; }

  std::vector<float> Read(const std::string& name, Dims shape) {
    if (!status_.ok()) return {};
    Result<std::vector<float>> values =
        file_.Read(name, {shape.begin(), shape.size()});
    status_ = values.status();
    return values.ok() ? std::move(values).value() : std::vector<float>();
  }

  TensorView Find(const std::string& name, Dims shape) {
    if (!status_.ok()) return {};
    Result<TensorView> view = file_.Find(name, {shape.begin(), shape.size()});
    status_ = view.status();
    return view.ok() ? std::move(view).value() : TensorView();
  }

  NormWeights Norm(const std::string& name, size_t hidden) {
    return {Read(name + ".weight", {hidden}), Read(name + ".bias", {hidden})};
  }

  Linear Pack(const LinearShape& shape, const std::vector<float>& weight,
              const std::vector<float>& bias) {
    if (!status_.ok()) return Linear();
    Result<Linear> linear = Linear::Pack(shape, precision_, {weight, bias});
    status_ = linear.status();
    return linear.ok() ? std::move(linear).value() : Linear();
  }

  // One layer of the tensors name.weight and name.bias.
  Linear Layer(const std::string& name, const LinearShape& shape) {
    const auto weight = Read(name + ".weight", {shape.out, shape.in});
    const auto bias = Read(name + ".bias", {shape.out});
    return Pack(shape, weight, bias);
  }

  // Several layers over the same input as one: rows below each other.
  Linear Stacked(const std::vector<std::pair<std::string, size_t>>& parts,
                 size_t in, Activation activation) {
    std::vector<float> weight, bias;
    for (const auto& [name, out] : parts) {
      const auto w = Read(name + ".weight", {out, in});
      const auto b = Read(name + ".bias", {out});
      weight.insert(weight.end(), w.begin(), w.end());
      bias.insert(bias.end(), b.begin(), b.end());
    }
    return Pack({in, bias.size(), activation}, weight, bias);
  }

 private:
  const Safetensors& file_;
  const Precision precision_;
  Status status_;
};

// [l][i][j] -> [l][j][i] for `count` squares of side n.
std::vector<float> Transposed(const std::vector<float>& x, size_t count,
                              size_t n) {
  std::vector<float> out(x.size());
  if (x.empty()) return out;
  for (size_t l = 0; l < count; ++l) {
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j < n; ++j) {
        out[(l * n + j) * n + i] = x[(l * n + i) * n + j];
      }
    }
  }
  return out;
}

void ReadEmbeddings(TensorReader* reader, const ModelConfig& c, Weights* w) {
  w->words = reader->Find("embeddings.word", {c.vocabulary, c.hidden});
  w->positions = reader->Read("embeddings.position", {c.positions, c.hidden});
  const auto type = reader->Read("embeddings.type", {c.hidden});
  w->shapes = reader->Read("embeddings.shape", {c.shapes, c.hidden});
  w->embedding_norm = reader->Norm("embeddings.norm", c.hidden);
  if (!reader->status().ok()) return;
  for (size_t i = 0; i < w->positions.size(); ++i) {
    w->positions[i] += type[i % c.hidden];
  }
}

LayerWeights ReadLayer(TensorReader* reader, const ModelConfig& c,
                       size_t number) {
  const std::string base = "layers." + std::to_string(number) + ".";
  const size_t h = c.hidden, i = c.intermediate;
  LayerWeights layer;
  layer.qkv = reader->Layer(base + "attention.qkv", {h, 3 * h});
  layer.output = reader->Layer(base + "attention.output", {h, h});
  layer.attention_norm = reader->Norm(base + "attention.norm", h);
  layer.ffn_in =
      reader->Layer(base + "ffn.in", {h, i, Activation::kGelu, true});
  layer.ffn_out = reader->Layer(base + "ffn.out", {i, h});
  layer.ffn_norm = reader->Norm(base + "ffn.norm", h);
  return layer;
}

void ReadTagHeads(TensorReader* reader, const ModelConfig& c,
                  const Labels& labels, Weights* w) {
  const std::vector<std::pair<std::string, size_t>> heads = {
      {"heads.upos", labels.upos.size()},
      {"heads.xpos", labels.xpos.size()},
      {"heads.feats", labels.feats.size()},
      {"heads.lemma", labels.lemma.size()},
      {"heads.ner", labels.ner.size()}};
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
  if (!reader.status().ok()) return reader.status();
  return weights;
}

}  // namespace kg
