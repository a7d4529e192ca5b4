#include "extractor/language/kernels.h"

#include "extractor/language/kernels_tables.h"

namespace kg {

const Kernels& KernelsFor(VectorLevel level) {
  switch (level) {
    case VectorLevel::kAvx512:
      return Avx512Kernels();
    case VectorLevel::kAvx2:
      return Avx2Kernels();
    case VectorLevel::kPlain:
      break;
  }
  return PlainKernels();
}

}  // namespace kg
