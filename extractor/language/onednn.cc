#include "extractor/language/onednn.h"

#include <oneapi/dnnl/dnnl.h>

#include "extractor/language/onednn_library.h"

namespace kg {
namespace {

struct IsaRow {
  dnnl_cpu_isa_t isa;
  ProcessorClass processor;
};
// With AVX2, oneDNN 2.6 packs the weights of f32 at each product, has no BF16,
// and adds pairs of 8-bit products in 16 bits, which may saturate: our kernels
// are faster in f32 (docs/extraction.md), and ours of int8 have weights that
// cannot saturate (levels.h). BF16 without its
// own instructions is f32 on rounded values, so no faster.
constexpr VectorLevel kSmall = VectorLevel::kPlain;
constexpr VectorLevel kMiddle = VectorLevel::kAvx2;
constexpr VectorLevel kLarge = VectorLevel::kAvx512;
constexpr Precision kF32 = Precision::kF32;
constexpr Precision kInt8 = Precision::kInt8;
constexpr IsaRow kIsas[] = {
    {dnnl_cpu_isa_sse41, {"sse41", kSmall, false, false, false, kF32}},
    {dnnl_cpu_isa_avx, {"avx", kSmall, false, false, false, kF32}},
    {dnnl_cpu_isa_avx2, {"avx2", kMiddle, false, false, false, kInt8}},
    {dnnl_cpu_isa_avx2_vnni,
     {"avx2_vnni", kMiddle, false, false, false, kInt8}},
    {dnnl_cpu_isa_avx512_mic,
     {"avx512_mic", kMiddle, false, false, false, kInt8}},
    {dnnl_cpu_isa_avx512_mic_4ops,
     {"avx512_mic_4ops", kMiddle, false, false, false, kInt8}},
    {dnnl_cpu_isa_avx512_core,
     {"avx512_core", kLarge, true, false, false, kInt8}},
    {dnnl_cpu_isa_avx512_core_vnni,
     {"avx512_core_vnni", kLarge, true, false, true, kInt8}},
    {dnnl_cpu_isa_avx512_core_bf16,
     {"avx512_core_bf16", kLarge, true, true, true, kInt8}},
    {dnnl_cpu_isa_avx512_core_amx,
     {"avx512_core_amx", kLarge, true, true, true, kInt8}},
};
constexpr ProcessorClass kOther = {"plain", kSmall, false,
                                   false,   false,  Precision::kF32};

dnnl_dim_t Dim(size_t n) { return static_cast<dnnl_dim_t>(n); }

}  // namespace

const ProcessorClass& CurrentProcessor() {
  if (!OpenOneDnn().ok()) return kOther;
  const dnnl_cpu_isa_t isa = dnnl_get_effective_cpu_isa();
  for (const IsaRow& row : kIsas) {
    if (row.isa == isa) return row.processor;
  }
  return kOther;
}

bool ProcessorClass::UsesOneDnn(Precision precision) const {
  switch (precision) {
    case Precision::kBf16:
      return onednn_bf16;
    case Precision::kInt8:
      return onednn_int8;
    case Precision::kF32:
    case Precision::kAuto:
      break;
  }
  return onednn_f32;
}

OneThread::OneThread() : before_(OpenMpThreads()) { SetOpenMpThreads(1); }

OneThread::~OneThread() { SetOpenMpThreads(before_); }

Status Gemm(const GemmArgs& args) {
  const dnnl_status_t status =
      dnnl_sgemm('N', args.b_transposed ? 'T' : 'N', Dim(args.m), Dim(args.n),
                 Dim(args.k), args.alpha, args.a, Dim(args.lda), args.b,
                 Dim(args.ldb), 0.0f, args.c, Dim(args.ldc));
  if (status == dnnl_success) return Status();
  return Status::Unsupported("oneDNN cannot multiply: status " +
                             std::to_string(status));
}

}  // namespace kg
