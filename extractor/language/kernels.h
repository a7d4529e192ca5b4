// The encoder's arithmetic beside matrix products: layer norm, softmax, sums.
// Plain loops over blocks of lanes that the compiler turns into vectors, once
// for each instruction set; the set follows oneDNN's, so that KernelClass()
// names all of the arithmetic. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kg {

struct NormView {
  const float* weight;  // [n]
  const float* bias;    // [n]
  float epsilon;
};

struct Kernels {
  // out[r] = norm(x[r] + y[r]) for rows of n values; out may be x or y.
  void (*add_norm)(const NormView& norm, size_t n, size_t rows, const float* x,
                   const float* y, float* out);
  // Each of `rows` rows of n values becomes its softmax.
  void (*softmax)(size_t n, size_t rows, float* x);
  float (*dot)(size_t n, const float* x, const float* y);
  // Nearest BF16 values, ties to even; NaN stays NaN.
  void (*to_bf16)(size_t n, const float* x, uint16_t* out);
};

enum class VectorLevel { kPlain, kAvx2, kAvx512 };

// The kernels of a level that this processor has.
const Kernels& KernelsFor(VectorLevel level);

}  // namespace kg
