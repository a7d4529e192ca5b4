// Elsewhere than on x86-64 this file repeats the plain kernels; no level but
// kPlain is asked for there.
#if defined(__x86_64__)
#define KG_TARGET __attribute__((target("avx2,fma")))
#else
#define KG_TARGET
#endif
#include "extractor/language/kernels_body.h"
#include "extractor/language/kernels_tables.h"

namespace kg {

const Kernels& Avx2Kernels() { return kTable; }

}  // namespace kg
