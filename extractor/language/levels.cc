#include "extractor/language/levels.h"

#include <cmath>

namespace kg {
namespace {

float GreatestSize(std::span<const float> row) {
  float greatest = 0;
  for (const float weight : row) {
    const float size = std::fabs(weight);
    greatest = size > greatest ? size : greatest;
  }
  return greatest;
}

}  // namespace

WeightLevels ToWeightLevels(size_t in, int8_t greatest,
                            std::span<const float> weight) {
  const size_t out = in == 0 ? 0 : weight.size() / in;
  const float top = greatest;
  WeightLevels result;
  result.levels.resize(weight.size());
  result.scales.resize(out);
  result.sums.resize(out);
  for (size_t o = 0; o < out; ++o) {
    const std::span<const float> row = weight.subspan(o * in, in);
    const float size = GreatestSize(row);
    // Rows of zeros, or of what broken weights hold.
    if (!(size > 0) || !std::isfinite(size)) continue;
    result.scales[o] = size / top;
    const float per_level = top / size;
    int8_t* levels = result.levels.data() + o * in;
    int32_t sum = 0;
    for (size_t i = 0; i < in; ++i) {
      constexpr float kRound =
          12582912.0f;  // 1.5 * 2^23: nearest, ties to even
      const float level = (row[i] * per_level + kRound) - kRound;
      // What is no number can come only from broken weights.
      const bool is_level = std::fabs(level) <= top;
      levels[i] = static_cast<int8_t>(is_level ? level : 0);
      sum += levels[i];
    }
    result.sums[o] = sum;
  }
  return result;
}

}  // namespace kg
