// What this processor offers through oneDNN, and its use by one thread. oneDNN
// itself appears in onednn.cc and linear_onednn.cc only. Thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "base/status.h"
#include "extractor/language/encoder.h"
#include "extractor/language/kernels.h"

namespace kg {

struct ProcessorClass {
  const char* name;    // "avx2"
  VectorLevel vector;  // for our own kernels
  bool onednn_f32;     // oneDNN multiplies, else our own kernels
  bool onednn_bf16;    // the same; by instructions made for BF16
  bool onednn_int8;    // the same; by instructions made for 8 bits
  Precision fastest;   // what kAuto takes

  bool UsesOneDnn(Precision precision) const;
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
