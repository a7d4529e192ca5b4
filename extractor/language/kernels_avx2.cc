// Elsewhere than on x86-64 this file repeats the plain kernels; no level but
// kPlain is asked for there.
#include "extractor/language/kernels_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define KG_TARGET __attribute__((target("avx2,fma")))
#define KG_VECTOR_BYTES 32
#include "extractor/language/kernels_vector.h"

namespace kg {
namespace {

KG_TARGET inline Ints MultiplyFours(Codes a, Levels b) {
  const __m256i pairs = _mm256_maddubs_epi16((__m256i)a, (__m256i)b);
  return (Ints)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

}  // namespace
}  // namespace kg

#include "extractor/language/kernels_body.h"

namespace kg {

const Kernels& Avx2Kernels() { return kTable; }

}  // namespace kg
#else

namespace kg {

const Kernels& Avx2Kernels() { return PlainKernels(); }

}  // namespace kg
#endif
