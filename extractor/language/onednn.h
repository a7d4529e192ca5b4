// What this processor offers through oneDNN, and its use by one thread. oneDNN
// itself appears in onednn.cc and linear.cc only. Thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "base/status.h"
#include "extractor/language/kernels.h"

namespace kg {

struct ProcessorClass {
  const char* name;    // "avx2"
  VectorLevel vector;  // for our own kernels
  bool has_bf16;       // oneDNN multiplies BF16
  bool fast_bf16;      // by instructions made for it, so faster than f32
};

// Of the instruction set that oneDNN uses: the processor's, unless the
// environment variable ONEDNN_MAX_CPU_ISA allows less.
const ProcessorClass& CurrentProcessor();

// While it lives, oneDNN's OpenMP regions of this thread have one thread: kg's
// workers are its parallelism, and thread counts must not change results.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

// c [m,n] = alpha * a [m,k] * b; rows lie lda, ldb, ldc values apart.
struct GemmArgs {
  size_t m = 0, n = 0, k = 0;
  float alpha = 1;
  const float* a = nullptr;
  size_t lda = 0;
  const float* b = nullptr;  // [k,n], or [n,k] if b_transposed
  size_t ldb = 0;
  bool b_transposed = false;
  float* c = nullptr;
  size_t ldc = 0;
};
Status Gemm(const GemmArgs& args);

}  // namespace kg
