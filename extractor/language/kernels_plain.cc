#define KG_TARGET
#include "extractor/language/kernels_body.h"
#include "extractor/language/kernels_tables.h"

namespace kg {

const Kernels& PlainKernels() { return kTable; }

}  // namespace kg
