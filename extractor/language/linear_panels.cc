#include "extractor/language/linear_panels.h"

#include <algorithm>
#include <utility>

#include "extractor/language/levels.h"

namespace kg {
namespace {

size_t RoundUp(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

// Codes come in fours.
size_t CodeDepth(size_t in) { return RoundUp(in, 4); }

}  // namespace

PanelLinear::PanelLinear(const LinearShape& shape, Precision precision,
                         const LinearValues& values, const Kernels& kernels)
    : shape_(shape),
      precision_(precision),
      kernels_(&kernels),
      bias_(values.bias.begin(), values.bias.end()) {
  bias_.resize(RoundUp(shape.out, kernels.panel));
  if (precision == Precision::kInt8) {
    PackLevels(values.weight);
  } else {
    PackFloats(values.weight);
  }
}

void PanelLinear::PackFloats(std::span<const float> weight) {
  std::vector<float> rounded;
  if (precision_ == Precision::kBf16) {
    rounded.resize(weight.size());
    kernels_->round_bf16(weight.size(), weight.data(), rounded.data());
    weight = rounded;
  }
  floats_.resize(RoundUp(shape_.out, kernels_->panel) * shape_.in);
  kernels_->pack_transposed(shape_.in, shape_.out, weight.data(), shape_.in,
                            floats_.data());
}

void PanelLinear::PackLevels(std::span<const float> weight) {
  WeightLevels from = ToWeightLevels(shape_.in, kPairLevels, weight);
  const size_t panel = kernels_->panel, depth = CodeDepth(shape_.in);
  const size_t columns = RoundUp(shape_.out, panel);
  column_scale_ = std::move(from.scales);
  column_scale_.resize(columns);
  sums_ = std::move(from.sums);
  sums_.resize(columns);
  levels_.resize(columns * depth);
  for (size_t o = 0; o < shape_.out; ++o) {
    const int8_t* row = from.levels.data() + o * shape_.in;
    int8_t* to = levels_.data() + o / panel * panel * depth + o % panel * 4;
    for (size_t i = 0; i < shape_.in; ++i) {
      to[i / 4 * 4 * panel + i % 4] = row[i];
    }
  }
}

void PanelRunner::Run(const PanelLinear& linear, size_t rows, const float* in,
                      float* out) {
  if (linear.precision_ == Precision::kInt8) {
    RunCodes(linear, rows, in, out);
    return;
  }
  const LinearShape& shape = linear.shape_;
  if (linear.precision_ == Precision::kBf16) {
    const size_t count = rows * shape.in;
    if (rounded_.size() < count) rounded_.resize(count);
    linear.kernels_->round_bf16(count, in, rounded_.data());
    in = rounded_.data();
  }
  FloatProduct product;
  product.rows = rows;
  product.depth = shape.in;
  product.columns = shape.out;
  product.a = in;
  product.lda = shape.in;
  product.panels = linear.floats_.data();
  product.finish.bias = linear.bias_.data();
  product.finish.activation = shape.activation;
  product.out = out;
  product.ldo = shape.out;
  linear.kernels_->multiply(product);
}

void PanelRunner::RunCodes(const PanelLinear& linear, size_t rows,
                           const float* in, float* out) {
  const LinearShape& shape = linear.shape_;
  const size_t depth = CodeDepth(shape.in);
  if (codes_.size() < rows * depth) codes_.resize(rows * depth);
  if (scales_.size() < rows) scales_.resize(rows);
  for (size_t r = 0; r < rows; ++r) {
    scales_[r] = linear.kernels_->to_codes(shape.in, in + r * shape.in,
                                           codes_.data() + r * depth);
  }
  CodeProduct product;
  product.rows = rows;
  product.depth = depth;
  product.columns = shape.out;
  product.a = codes_.data();
  product.lda = depth;
  product.panels = linear.levels_.data();
  product.finish.row_scale = scales_.data();
  product.finish.column_scale = linear.column_scale_.data();
  product.finish.weight_sums = linear.sums_.data();
  product.finish.bias = linear.bias_.data();
  product.finish.activation = shape.activation;
  product.out = out;
  product.ldo = shape.out;
  linear.kernels_->multiply_codes(product);
}

}  // namespace kg
