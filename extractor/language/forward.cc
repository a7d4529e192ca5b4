#include "extractor/language/forward.h"

#include <algorithm>

#include "extractor/language/onednn.h"

namespace kg {
namespace {

// Words whose label products are held at once: 32 x 54 x 128 floats are 0.9 MB,
// which stays in the second-level cache.
constexpr size_t kLabelChunk = 32;

NormView View(const NormWeights& norm, float epsilon) {
  return {norm.weight.data(), norm.bias.data(), epsilon};
}

}  // namespace

Forward::Forward(const ModelConfig& config, const Weights& weights,
                 StageTimes* times)
    : config_(config),
      weights_(weights),
      kernels_(KernelsFor(CurrentProcessor().vector)),
      hidden_(config.hidden),
      relations_(weights.relations),
      times_(times),
      attention_(config.hidden, config.heads, kernels_) {
  const size_t m = RoundUpRows(config.positions);
  const size_t h = hidden_, a = config.arc, b = config.label;
  state_.x.resize(m * h);
  state_.y.resize(m * h);
  state_.qkv.resize(m * 3 * h);
  state_.mixed.resize(m * h);
  state_.tags.resize(m * weights.tag_begin.back());
  state_.parser.resize(m * (2 * a + 2 * b));
  state_.d.resize(std::max(m * a, kLabelChunk * b));
  state_.arc.resize(m * a);
  state_.label.resize(kLabelChunk * relations_ * b);
  state_.label_base.resize(kLabelChunk * relations_);
}

Status Forward::Run(const Window& window) {
  Embed(window);
  for (const LayerWeights& layer : weights_.layers) {
    const bool last = &layer == &weights_.layers.back();
    KG_RETURN_IF_ERROR(RunLayer(layer, window, last));
  }
  return ScoreNodes(window.nodes.size());
}

// The last layer's attention sees all pieces; what comes after it is wanted of
// the nodes alone.
Status Forward::RunLayer(const LayerWeights& layer, const Window& window,
                         bool last) {
  State& s = state_;
  size_t rows = window.pieces.size();
  {
    const StageScope scope(times_, Stage::kProjections);
    KG_RETURN_IF_ERROR(runner_.Run(layer.qkv, rows, s.x.data(), s.qkv.data()));
  }
  {
    const StageScope scope(times_, Stage::kAttention);
    attention_.Run(rows, s.qkv.data(), s.mixed.data());
  }
  if (last) {
    KeepNodes(window);
    rows = window.nodes.size();
  }
  {
    const StageScope scope(times_, Stage::kProjections);
    KG_RETURN_IF_ERROR(
        runner_.Run(layer.output, rows, s.mixed.data(), s.y.data()));
  }
  AddNorm(layer.attention_norm, rows);
  {
    const StageScope scope(times_, Stage::kFeedForward);
    KG_RETURN_IF_ERROR(runner_.RunPair(layer.ffn_in, layer.ffn_out, rows,
                                       s.x.data(), s.y.data()));
  }
  AddNorm(layer.ffn_norm, rows);
  return Status();
}

// x = norm(x + y)
void Forward::AddNorm(const NormWeights& norm, size_t rows) {
  const StageScope scope(times_, Stage::kNorms);
  kernels_.add_norm(View(norm, config_.layer_norm_epsilon), hidden_, rows,
                    state_.x.data(), state_.y.data(), state_.x.data());
}

// The nodes' rows of x and mixed to the front. Nodes ascend, so none is
// overwritten before its turn.
void Forward::KeepNodes(const Window& window) {
  const size_t h = hidden_;
  for (size_t i = 0; i < window.nodes.size(); ++i) {
    const size_t from = window.nodes[i];
    if (from == i) continue;
    std::copy_n(state_.x.data() + from * h, h, state_.x.data() + i * h);
    std::copy_n(state_.mixed.data() + from * h, h, state_.mixed.data() + i * h);
  }
}

// x = norm(word[piece] + shape[s] + layout[l] + position[i] + type)
void Forward::Embed(const Window& window) {
  const StageScope scope(times_, Stage::kEmbedding);
  const size_t h = hidden_;
  for (size_t i = 0; i < window.pieces.size(); ++i) {
    float* x = state_.x.data() + i * h;
    const size_t look = window.layouts[i] * config_.shapes + window.shapes[i];
    const float* looks = weights_.looks.data() + look * h;
    const float* position = weights_.positions.data() + i * h;
    const auto piece = static_cast<size_t>(window.pieces[i]);
    ReadValues(weights_.words, piece * h, h, x);
    float* y = state_.y.data() + i * h;
    for (size_t c = 0; c < h; ++c) y[c] = looks[c] + position[c];
  }
  kernels_.add_norm(View(weights_.embedding_norm, config_.layer_norm_epsilon),
                    h, window.pieces.size(), state_.x.data(), state_.y.data(),
                    state_.x.data());
}

Status Forward::ScoreNodes(size_t count) {
  const StageScope scope(times_, Stage::kTagHeads);
  const size_t a = config_.arc;
  State& s = state_;
  KG_RETURN_IF_ERROR(
      runner_.Run(weights_.tags, count, s.x.data(), s.tags.data()));
  KG_RETURN_IF_ERROR(
      runner_.Run(weights_.parser, count, s.x.data(), s.parser.data()));
  for (size_t i = 0; i < count; ++i) {
    std::copy_n(ParserRow(i, 0), a, s.d.data() + i * a);
  }
  return runner_.Run(weights_.arc, count, s.d.data(), s.arc.data());
}

const float* Forward::ParserRow(size_t node, size_t column) const {
  const size_t width = 2 * config_.arc + 2 * config_.label;
  return state_.parser.data() + node * width + column;
}

std::span<const float> Forward::hidden(size_t node) const {
  return {state_.x.data() + node * hidden_, hidden_};
}

std::span<const float> Forward::tags(TagHead head, size_t node) const {
  const auto i = static_cast<size_t>(head);
  const auto& begin = weights_.tag_begin;
  return {state_.tags.data() + node * begin.back() + begin[i],
          begin[i + 1] - begin[i]};
}

Status Forward::ScoreArcs(const Part& part, std::span<const float>* scores) {
  const StageScope scope(times_, Stage::kArcs);
  const OneThread one_thread;
  const size_t words = part.token_end - part.token_begin, a = config_.arc;
  State& s = state_;
  const size_t width = words + 1;
  if (s.arc_scores.size() < words * width) s.arc_scores.resize(words * width);
  GemmArgs args{.m = words, .n = width, .k = a};
  args.a = s.arc.data() + part.node_begin * a;
  args.lda = a;
  args.b = ParserRow(part.node_begin, a);
  args.ldb = 2 * a + 2 * config_.label;
  args.b_transposed = true;
  args.c = s.arc_scores.data();
  args.ldc = width;
  KG_RETURN_IF_ERROR(Gemm(args));
  // The nodes end with the root, the scores begin with it.
  for (size_t i = 0; i < words; ++i) {
    float* row = s.arc_scores.data() + i * width;
    std::rotate(row, row + words, row + width);
  }
  *scores = {s.arc_scores.data(), words * width};
  return Status();
}

Status Forward::ScoreLabels(std::span<const NodeArc> arcs,
                            std::vector<float>* scores) {
  const StageScope scope(times_, Stage::kRelations);
  const size_t a = config_.arc, b = config_.label;
  State& s = state_;
  scores->resize(arcs.size() * relations_);
  for (size_t begin = 0; begin < arcs.size(); begin += kLabelChunk) {
    const auto chunk =
        arcs.subspan(begin, std::min(kLabelChunk, arcs.size() - begin));
    for (size_t i = 0; i < chunk.size(); ++i) {
      std::copy_n(ParserRow(chunk[i].dependent, 2 * a), b, s.d.data() + i * b);
    }
    KG_RETURN_IF_ERROR(
        runner_.Run(weights_.label, chunk.size(), s.d.data(), s.label.data()));
    KG_RETURN_IF_ERROR(runner_.Run(weights_.label_base, chunk.size(),
                                   s.d.data(), s.label_base.data()));
    float* out = scores->data() + begin * relations_;
    for (size_t at = 0; at < chunk.size() * relations_; ++at) {
      const float* head = ParserRow(chunk[at / relations_].head, 2 * a + b);
      out[at] =
          s.label_base[at] + kernels_.dot(b, s.label.data() + at * b, head);
    }
  }
  return Status();
}

}  // namespace kg
