// Weights as small numbers: one scale for each output, so that an output with
// small weights keeps its precision. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kg {

struct WeightLevels {
  std::vector<int8_t> levels;  // [out,in]
  std::vector<float> scales;   // [out]; weight = scale * level
  std::vector<int32_t> sums;   // [out] of the levels
};

constexpr int8_t kAllLevels = 127;
// Processors without VNNI add pairs of 8-bit products in 16 bits that saturate;
// 2 * 255 * 64 fits them.
constexpr int8_t kPairLevels = 64;

// weight [out,in] to levels in -greatest..greatest.
WeightLevels ToWeightLevels(size_t in, int8_t greatest,
                            std::span<const float> weight);

}  // namespace kg
