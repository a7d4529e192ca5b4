#define KG_TARGET
#define KG_VECTOR_BYTES 16
#include "extractor/language/kernels_vector.h"

namespace kg {
namespace {

Ints MultiplyFours(Codes a, Levels b) {
  Ints sums;
  for (size_t l = 0; l < kWidth; ++l) {
    sums[l] = a[4 * l] * b[4 * l] + a[4 * l + 1] * b[4 * l + 1] +
              a[4 * l + 2] * b[4 * l + 2] + a[4 * l + 3] * b[4 * l + 3];
  }
  return sums;
}

}  // namespace
}  // namespace kg

#include "extractor/language/kernels_body.h"
#include "extractor/language/kernels_tables.h"

namespace kg {

const Kernels& PlainKernels() { return kTable; }

}  // namespace kg
