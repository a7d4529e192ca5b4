// Fully connected layers, y = activation(x W^T + b). A Linear holds packed
// weights (immutable, shared by all threads); a LinearRunner holds one worker's
// primitives and scratch memory (not thread-safe). Who multiplies, oneDNN or
// our own kernels, depends on the precision and the processor: linear.cc.
//
// f32: as it says. bf16: weights and rows rounded to BF16, sums in f32. int8:
// weights in -127..127 with a scale for each output, rows in 0..255 with a
// scale and a zero for each row, sums exact. Without VNNI the weights are a
// little coarser (levels.h).
#pragma once

#include <compare>
#include <memory>
#include <span>

#include "base/status.h"
#include "extractor/language/encoder.h"
#include "extractor/language/kernels.h"

namespace kg {

struct LinearShape {
  size_t in = 0;
  size_t out = 0;
  Activation activation = Activation::kNone;
  // Leaves the results in the precision of the next layer, for RunPair.
  bool inner = false;
  auto operator<=>(const LinearShape&) const = default;
};

// Rows are computed in blocks of this size, so that there are few primitives;
// 8 costs 3 % more rows in a window of 160.
constexpr size_t kRowBlock = 8;
constexpr size_t RoundUpRows(size_t rows) {
  return (rows + kRowBlock - 1) / kRowBlock * kRowBlock;
}

// Weights by output: weight [out,in], bias [out].
struct LinearValues {
  std::span<const float> weight;
  std::span<const float> bias;
};

class Linear {
 public:
  Linear();
  Linear(Linear&&) noexcept;
  Linear& operator=(Linear&&) noexcept;
  ~Linear();

  // `precision` is not kAuto; the values are copied.
  static Result<Linear> Pack(const LinearShape& shape, Precision precision,
                             const LinearValues& values);

 private:
  friend class LinearRunner;
  struct Packed;
  std::unique_ptr<Packed> packed_;
};

class LinearRunner {
 public:
  LinearRunner();
  ~LinearRunner();

  // in [rows,linear.in] to out [rows,linear.out]. Both must have room for
  // RoundUpRows(rows); what the rows past `rows` hold comes out changed.
  Status Run(const Linear& linear, size_t rows, const float* in, float* out);
  // out = second(first(in)); first.inner is set.
  Status RunPair(const Linear& first, const Linear& second, size_t rows,
                 const float* in, float* out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
