// One table for each instruction set; KernelsFor (kernels.h) picks.
#pragma once

#include "extractor/language/kernels.h"

namespace kg {

const Kernels& PlainKernels();
const Kernels& Avx2Kernels();
const Kernels& Avx512Kernels();

}  // namespace kg
