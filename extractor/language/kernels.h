// The encoder's arithmetic: layer norm, softmax, sums, rounding to few bits,
// and products with matrices packed into panels. Each function is compiled once
// for each instruction set; the set follows oneDNN's, so that KernelClass()
// names all of the arithmetic. Every row is computed alone, always in the same
// order, so no result depends on the other rows. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kg {

enum class Activation { kNone, kRelu, kGelu };  // GELU: the exact one, by erf

struct NormView {
  const float* weight;  // [n]
  const float* bias;    // [n]
  float epsilon;
};

// A row in 8 bits: x = scale * (code - zero), code in 0..255.
struct RowScale {
  float scale = 0;
  int32_t zero = 0;
};

// What becomes of the sums of a product: activation((sum - row_scale[r].zero *
// weight_sums[c]) * row_scale[r].scale * column_scale[c] + bias[c]).
struct Finish {
  const RowScale* row_scale = nullptr;   // [rows]; null: 1
  const float* column_scale = nullptr;   // [columns]; null: 1
  const int32_t* weight_sums = nullptr;  // [columns], of codes alone
  const float* bias = nullptr;           // [columns]; null: 0
  Activation activation = Activation::kNone;
};

// out [rows,columns] = finish(a [rows,depth] * b [depth,columns]); rows of a
// and out lie lda and ldo values apart. a and b hold floats, or codes and
// int8_t.
//
// b is cut into panels of Kernels::panel columns, the last filled up with
// zeros: panels[columns/panel][depth][panel] of floats, or of int8_t in fours,
// panels[columns/panel][depth/4][panel][4], where depth is a multiple of 4. All
// arrays of `finish` but row_scale are filled up to whole panels too.
template <typename A, typename B>
struct PanelProduct {
  size_t rows = 0;
  size_t depth = 0;
  size_t columns = 0;
  const A* a = nullptr;
  size_t lda = 0;
  const B* panels = nullptr;
  Finish finish;
  float* out = nullptr;
  size_t ldo = 0;
};
using FloatProduct = PanelProduct<float, float>;
using CodeProduct = PanelProduct<uint8_t, int8_t>;

struct Kernels {
  // out[r] = norm(x[r] + y[r]) for rows of n values; out may be x or y.
  void (*add_norm)(const NormView& norm, size_t n, size_t rows, const float* x,
                   const float* y, float* out);
  // Row r of x, n values: softmax(factor * x) without the division by the sum,
  // whose inverse becomes inverse[r].scale. factor >= 0.
  void (*softmax)(float factor, size_t n, size_t rows, size_t ldx, float* x,
                  RowScale* inverse);
  float (*dot)(size_t n, const float* x, const float* y);
  // Nearest BF16 values, ties to even; NaN stays NaN.
  void (*to_bf16)(size_t n, const float* x, uint16_t* out);
  // The same, as floats.
  void (*round_bf16)(size_t n, const float* x, float* out);
  // A row's codes, over the range from its least to its greatest value and 0.
  RowScale (*to_codes)(size_t n, const float* x, uint8_t* out);
  size_t panel;  // columns
  void (*multiply)(const FloatProduct& product);
  // Exact while b is in -64..64 (sums of two products may go through 16 bits)
  // and depth * 255 * 64 fits an int32_t.
  void (*multiply_codes)(const CodeProduct& product);
  // One row of sums of codes and weights.
  void (*finish_codes)(const Finish& finish, size_t columns, size_t row,
                       const int32_t* sums, float* out);
  // panels of b, and of the transpose of b [columns,depth]; rows of b lie ldb
  // values apart.
  void (*pack)(size_t depth, size_t columns, const float* b, size_t ldb,
               float* panels);
  void (*pack_transposed)(size_t depth, size_t columns, const float* b,
                          size_t ldb, float* panels);
};

enum class VectorLevel { kPlain, kAvx2, kAvx512 };

// The kernels of a level that this processor has.
const Kernels& KernelsFor(VectorLevel level);

}  // namespace kg
