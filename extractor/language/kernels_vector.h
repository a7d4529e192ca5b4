// Vectors of the compilers' vector extension (g++, clang++), for the kernels of
// one instruction set. Included by kernels_*.cc, which first define KG_TARGET,
// a function attribute that names the set, and KG_VECTOR_BYTES. All is
// file-local, so that no function compiled for one set is linked into
// another's.
#pragma once

#include <cstddef>
#include <cstdint>

// Unrolls the loop below it, whose bounds are constant, so that arrays of
// vectors stay in registers.
#if defined(__clang__)
#define KG_UNROLL _Pragma("unroll")
#else
#define KG_UNROLL _Pragma("GCC unroll 8")
#endif

namespace kg {
namespace {

constexpr size_t kWidth = KG_VECTOR_BYTES / sizeof(float);

typedef float Floats __attribute__((vector_size(KG_VECTOR_BYTES)));
typedef int32_t Ints __attribute__((vector_size(KG_VECTOR_BYTES)));
typedef uint8_t Codes __attribute__((vector_size(KG_VECTOR_BYTES)));
typedef int8_t Levels __attribute__((vector_size(KG_VECTOR_BYTES)));
typedef uint8_t FewCodes __attribute__((vector_size(KG_VECTOR_BYTES / 4)));

// How they lie in memory: anywhere.
typedef float StoredFloats
    __attribute__((vector_size(KG_VECTOR_BYTES), aligned(4), may_alias));
typedef int32_t StoredInts
    __attribute__((vector_size(KG_VECTOR_BYTES), aligned(4), may_alias));
typedef int8_t StoredLevels
    __attribute__((vector_size(KG_VECTOR_BYTES), aligned(1), may_alias));
typedef uint8_t StoredFewCodes
    __attribute__((vector_size(KG_VECTOR_BYTES / 4), aligned(1), may_alias));

KG_TARGET inline Floats Load(const float* x) {
  return *reinterpret_cast<const StoredFloats*>(x);
}
KG_TARGET inline void Store(Floats v, float* x) {
  *reinterpret_cast<StoredFloats*>(x) = v;
}
KG_TARGET inline Floats Larger(Floats a, Floats b) {
  const Ints first = a > b;
  return (Floats)(((Ints)a & first) | ((Ints)b & ~first));
}
KG_TARGET inline Floats Smaller(Floats a, Floats b) {
  const Ints first = a < b;
  return (Floats)(((Ints)a & first) | ((Ints)b & ~first));
}

// exp(x) for x <= 0, relative error below 2e-7: x = k ln 2 + r, then the
// polynomial of Cephes' expf for exp(r). 0 below the smallest normal number.
KG_TARGET inline Floats Exp(Floats x) {
  constexpr float kLog2E = 1.44269504f, kRound = 12582912.0f;  // 1.5 * 2^23
  constexpr float kLn2High = 0.693359375f, kLn2Low = -2.12194440e-4f;
  const Floats shifted = x * kLog2E + kRound;  // k in its lowest bits
  const Floats k = shifted - kRound;
  const Floats r = x - k * kLn2High - k * kLn2Low;
  Floats p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  const Ints exponent = ((Ints)shifted + 127) << 23;
  return (Floats)((Ints)(p * (Floats)exponent) & (x >= -87.0f));
}

// x Phi(x), absolute error below 2e-7 |x|: erf by Abramowitz and Stegun 7.1.26.
KG_TARGET inline Floats Gelu(Floats x) {
  const Floats size = (Floats)((Ints)x & 0x7FFFFFFF);
  const Floats t = 1.0f / (size * (0.3275911f * 0.70710678f) + 1.0f);
  Floats p = t * 1.061405429f - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  const Floats beyond = p * t * Exp(x * x * -0.5f);  // 1 - erf(size / sqrt 2)
  return (Floats)((Ints)x & (x > 0.0f)) - size * 0.5f * beyond;
}

KG_TARGET inline Floats Relu(Floats x) {
  return (Floats)((Ints)x & (x > 0.0f));
}

}  // namespace
}  // namespace kg
