// Fully connected layers by our own kernels; see linear.h. A PanelLinear is
// immutable; a PanelRunner holds one worker's scratch memory.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/language/encoder.h"
#include "extractor/language/kernels.h"
#include "extractor/language/linear.h"

namespace kg {

class PanelLinear {
 public:
  // `kernels` is borrowed for the object's life.
  PanelLinear(const LinearShape& shape, Precision precision,
              const LinearValues& values, const Kernels& kernels);

 private:
  friend class PanelRunner;

  void PackFloats(std::span<const float> weight);
  void PackLevels(std::span<const float> weight);

  LinearShape shape_;
  Precision precision_;
  const Kernels* kernels_;
  std::vector<float> floats_;        // panels, unless int8
  std::vector<int8_t> levels_;       // panels of int8
  std::vector<float> column_scale_;  // of int8
  std::vector<int32_t> sums_;        // of int8: of each output's levels
  std::vector<float> bias_;
};

class PanelRunner {
 public:
  // in [rows,in] to out [rows,out].
  void Run(const PanelLinear& linear, size_t rows, const float* in, float* out);

 private:
  void RunCodes(const PanelLinear& linear, size_t rows, const float* in,
                float* out);

  std::vector<float> rounded_;
  std::vector<uint8_t> codes_;
  std::vector<RowScale> scales_;
};

}  // namespace kg
