// The kernels' code, included by kernels_plain.cc, kernels_avx2.cc and
// kernels_avx512.cc; see kernels_vector.h.
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "extractor/language/kernels.h"
#include "extractor/language/kernels_panels.h"
#include "extractor/language/kernels_vector.h"

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

KG_TARGET inline float Sum(Floats v) {
  float sum = 0;
  for (size_t l = 0; l < kWidth; ++l) sum += v[l];
  return sum;
}

KG_TARGET inline float Greatest(size_t n, const float* x) {
  float greatest = x[0];
  size_t i = 0;
  if (n >= kWidth) {
    Floats v = Load(x);
    for (i = kWidth; i + kWidth <= n; i += kWidth) v = Larger(v, Load(x + i));
    for (size_t l = 0; l < kWidth; ++l) {
      greatest = v[l] > greatest ? v[l] : greatest;
    }
  }
  for (; i < n; ++i) greatest = x[i] > greatest ? x[i] : greatest;
  return greatest;
}

KG_TARGET void Softmax(float factor, size_t n, size_t rows, size_t ldx,
                       float* x, RowScale* inverse) {
  for (size_t r = 0; r < rows; ++r) {
    float* row = x + r * ldx;
    const float greatest = Greatest(n, row);
    Floats sums = {};
    size_t i = 0;
    for (; i + kWidth <= n; i += kWidth) {
      const Floats v = Exp((Load(row + i) - greatest) * factor);
      Store(v, row + i);
      sums += v;
    }
    if (i < n) {
      float rest[kWidth] = {};
      std::memcpy(rest, row + i, (n - i) * sizeof(float));
      Store(Exp((Load(rest) - greatest) * factor), rest);
      std::memcpy(row + i, rest, (n - i) * sizeof(float));
      for (size_t l = 0; i + l < n; ++l) sums[l] += rest[l];
    }
    inverse[r] = {1.0f / Sum(sums), 0};
  }
}

// The range of the codes: from the least to the greatest value and 0, which
// must be a level, so that zeros stay zeros.
struct Range {
  float per_level;  // levels for 1
  RowScale scale;
};

KG_TARGET inline Range FindRange(size_t n, const float* x) {
  Floats least = {}, greatest = {};
  size_t i = 0;
  for (; i + kWidth <= n; i += kWidth) {
    const Floats v = Load(x + i);
    least = Smaller(v, least);
    greatest = Larger(v, greatest);
  }
  float low = 0, high = 0;
  for (size_t l = 0; l < kWidth; ++l) {
    low = least[l] < low ? least[l] : low;
    high = greatest[l] > high ? greatest[l] : high;
  }
  for (; i < n; ++i) {
    low = x[i] < low ? x[i] : low;
    high = x[i] > high ? x[i] : high;
  }
  constexpr float kLevels = 255, kTiny = 1e-30f;
  const float spread = high - low;
  if (!(spread > kTiny)) return {0, {0, 0}};  // all but zeros
  const float per_level = kLevels / spread;
  const float zero = std::nearbyint(-low * per_level);
  // Infinite scores can come only from broken weights.
  if (!(zero >= 0 && zero <= kLevels)) return {0, {0, 0}};
  return {per_level, {spread / kLevels, static_cast<int32_t>(zero)}};
}

// Nearest level, ties to even; within 0..255 less the zero.
KG_TARGET inline Ints NearestLevels(const Range& range, Floats x) {
  constexpr float kRound = 12582912.0f;  // 1.5 * 2^23
  const auto zero = static_cast<float>(range.scale.zero);
  Floats v = x * range.per_level;
  v = Smaller(Larger(v, Floats{} - zero), Floats{} + (255.0f - zero));
  return (Ints)(v + kRound) - (Ints)(Floats{} + kRound);
}

KG_TARGET RowScale ToCodes(size_t n, const float* x, uint8_t* out) {
  const Range range = FindRange(n, x);
  const int32_t zero = range.scale.zero;
  size_t i = 0;
  for (; i + kWidth <= n; i += kWidth) {
    *reinterpret_cast<StoredFewCodes*>(out + i) = __builtin_convertvector(
        NearestLevels(range, Load(x + i)) + zero, FewCodes);
  }
  for (; i < n; ++i) {
    out[i] =
        static_cast<uint8_t>(NearestLevels(range, Floats{} + x[i])[0] + zero);
  }
  return range.scale;
}

KG_TARGET void ToBf16(size_t n, const float* x, uint16_t* out) {
  for (size_t i = 0; i < n; ++i) {
    const uint32_t bits = std::bit_cast<uint32_t>(x[i]);
    const uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    const bool nan = (bits & 0x7FFFFFFF) > 0x7F800000;
    out[i] = static_cast<uint16_t>(nan ? (bits >> 16 | 0x40) : rounded);
  }
}

KG_TARGET void RoundBf16(size_t n, const float* x, float* out) {
  for (size_t i = 0; i < n; ++i) {
    const uint32_t bits = std::bit_cast<uint32_t>(x[i]);
    const uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000;
    const bool nan = (bits & 0x7FFFFFFF) > 0x7F800000;
    out[i] = std::bit_cast<float>(nan ? bits : rounded);
  }
}

constexpr Kernels kTable = {AddNorm,       Softmax,     Dot,    ToBf16,
                            RoundBf16,     ToCodes,     kPanel, MultiplyFloats,
                            MultiplyCodes, FinishCodes, Pack,   PackTransposed};

}  // namespace
}  // namespace kg
