// The kernels' code, included by kernels_plain.cc, kernels_avx2.cc and
// kernels_avx512.cc, each of which defines KG_TARGET (a function attribute that
// names the instruction set) first. All is file-local, so that no function
// compiled for one set is linked into another's.
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "extractor/language/kernels.h"

namespace kg {
namespace {

// Partial sums side by side: the order of additions does not depend on the
// width of the processor's vectors.
constexpr size_t kLanes = 16;

KG_TARGET inline float SumLanes(const float* lanes) {
  float sum = 0;
  for (size_t l = 0; l < kLanes; ++l) sum += lanes[l];
  return sum;
}

KG_TARGET float Dot(size_t n, const float* x, const float* y) {
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) lanes[l] += x[i + l] * y[i + l];
  }
  for (size_t l = 0; i < n; ++i, ++l) lanes[l] += x[i] * y[i];
  return SumLanes(lanes);
}

KG_TARGET inline float Mean(size_t n, const float* x) {
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) lanes[l] += x[i + l];
  }
  for (size_t l = 0; i < n; ++i, ++l) lanes[l] += x[i];
  return SumLanes(lanes) / static_cast<float>(n);
}

KG_TARGET inline float Variance(size_t n, const float* x, float mean) {
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) {
      lanes[l] += (x[i + l] - mean) * (x[i + l] - mean);
    }
  }
  for (size_t l = 0; i < n; ++i, ++l) lanes[l] += (x[i] - mean) * (x[i] - mean);
  return SumLanes(lanes) / static_cast<float>(n);
}

KG_TARGET void AddNorm(const NormView& norm, size_t n, size_t rows,
                       const float* x, const float* y, float* out) {
  for (size_t r = 0; r < rows; ++r) {
    const float* xr = x + r * n;
    const float* yr = y + r * n;
    float* o = out + r * n;
    for (size_t i = 0; i < n; ++i) o[i] = xr[i] + yr[i];
    const float mean = Mean(n, o);
    const float scale = 1.0f / std::sqrt(Variance(n, o, mean) + norm.epsilon);
    for (size_t i = 0; i < n; ++i) {
      o[i] = (o[i] - mean) * scale * norm.weight[i] + norm.bias[i];
    }
  }
}

// exp(x) for x <= 0, relative error below 2e-7: x = k ln 2 + r, then the
// polynomial of Cephes' expf for exp(r).
KG_TARGET inline float Exp(float x) {
  constexpr float kLog2E = 1.44269504f, kRound = 12582912.0f;  // 1.5 * 2^23
  constexpr float kLn2High = 0.693359375f, kLn2Low = -2.12194440e-4f;
  constexpr float kSmallest = -87.0f;  // below it: no normal number, so 0
  const float shifted = x * kLog2E + kRound;  // k in its lowest bits
  const float k = shifted - kRound;
  const float r = x - k * kLn2High - k * kLn2Low;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  const uint32_t exponent = (std::bit_cast<uint32_t>(shifted) + 127) << 23;
  const float result = p * std::bit_cast<float>(exponent);
  // A mask, not a condition: gcc makes a branch of that and then no vectors.
  const uint32_t keep = 0u - static_cast<uint32_t>(x >= kSmallest);
  return std::bit_cast<float>(std::bit_cast<uint32_t>(result) & keep);
}

KG_TARGET inline float Maximum(size_t n, const float* x) {
  float lanes[kLanes];
  for (size_t l = 0; l < kLanes; ++l) lanes[l] = x[0];
  size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) {
      lanes[l] = x[i + l] > lanes[l] ? x[i + l] : lanes[l];
    }
  }
  for (; i < n; ++i) lanes[0] = x[i] > lanes[0] ? x[i] : lanes[0];
  float maximum = lanes[0];
  for (size_t l = 1; l < kLanes; ++l) {
    maximum = lanes[l] > maximum ? lanes[l] : maximum;
  }
  return maximum;
}

KG_TARGET void Softmax(size_t n, size_t rows, float* x) {
  for (size_t r = 0; r < rows; ++r) {
    float* row = x + r * n;
    const float maximum = Maximum(n, row);
    for (size_t i = 0; i < n; ++i) row[i] = Exp(row[i] - maximum);
    const float scale = 1.0f / (Mean(n, row) * static_cast<float>(n));
    for (size_t i = 0; i < n; ++i) row[i] *= scale;
  }
}

KG_TARGET void ToBf16(size_t n, const float* x, uint16_t* out) {
  for (size_t i = 0; i < n; ++i) {
    const uint32_t bits = std::bit_cast<uint32_t>(x[i]);
    const uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    const bool nan = (bits & 0x7FFFFFFF) > 0x7F800000;
    out[i] = static_cast<uint16_t>(nan ? (bits >> 16 | 0x40) : rounded);
  }
}

constexpr Kernels kTable = {AddNorm, Softmax, Dot, ToBf16};

}  // namespace
}  // namespace kg
