// Fully connected layers by oneDNN; see linear.h. A OneDnnLinear is immutable;
// a OneDnnRunner holds one worker's primitives, by shape and number of rows,
// and scratch memory.
#pragma once

#include <cstddef>
#include <memory>

#include "base/status.h"
#include "extractor/language/encoder.h"
#include "extractor/language/linear.h"

namespace kg {

class OneDnnLinear {
 public:
  OneDnnLinear(OneDnnLinear&&) noexcept;
  OneDnnLinear& operator=(OneDnnLinear&&) noexcept;
  ~OneDnnLinear();

  static Result<OneDnnLinear> Pack(const LinearShape& shape,
                                   Precision precision,
                                   const LinearValues& values);

 private:
  friend class OneDnnRunner;
  OneDnnLinear();
  struct Packed;
  std::unique_ptr<Packed> packed_;
};

// As LinearRunner.
class OneDnnRunner {
 public:
  OneDnnRunner();
  ~OneDnnRunner();

  Status Run(const OneDnnLinear& linear, size_t rows, const float* in,
             float* out);
  Status RunPair(const OneDnnLinear& first, const OneDnnLinear& second,
                 size_t rows, const float* in, float* out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
