#include "extractor/language/attention.h"

#include <algorithm>
#include <cmath>

namespace kg {
namespace {

// Queries at a time: two tiles. Their scores in a window of 160 are 8 KiB, its
// keys and values 20 KiB each.
constexpr size_t kBlock = 12;

}  // namespace

void Attention::Run(size_t pieces, const float* qkv, float* mixed) {
  const size_t panel = kernels_.panel;
  const auto room = [panel](size_t n) {
    return (n + panel - 1) / panel * panel;
  };
  keys_.resize(std::max(keys_.size(), size_ * room(pieces)));
  values_.resize(std::max(values_.size(), pieces * room(size_)));
  scores_.resize(std::max(scores_.size(), kBlock * pieces));
  for (size_t at = 0; at < hidden_; at += size_) {
    RunHead(pieces, qkv + at, mixed + at);
  }
}

void Attention::RunHead(size_t pieces, const float* qkv, float* mixed) {
  const size_t row = 3 * hidden_;
  kernels_.pack_transposed(size_, pieces, qkv + hidden_, row, keys_.data());
  kernels_.pack(pieces, size_, qkv + 2 * hidden_, row, values_.data());
  const float factor = 1.0f / std::sqrt(static_cast<float>(size_));
  RowScale inverse[kBlock];
  FloatProduct score;
  score.depth = size_;
  score.columns = pieces;
  score.lda = row;
  score.panels = keys_.data();
  score.out = scores_.data();
  score.ldo = pieces;
  FloatProduct mix;
  mix.depth = pieces;
  mix.columns = size_;
  mix.a = scores_.data();
  mix.lda = pieces;
  mix.panels = values_.data();
  mix.finish.row_scale = inverse;
  mix.ldo = hidden_;
  for (size_t begin = 0; begin < pieces; begin += kBlock) {
    score.rows = mix.rows = std::min(kBlock, pieces - begin);
    score.a = qkv + begin * row;
    kernels_.multiply(score);
    kernels_.softmax(factor, pieces, score.rows, pieces, scores_.data(),
                     inverse);
    mix.out = mixed + begin * hidden_;
    kernels_.multiply(mix);
  }
}

}  // namespace kg
