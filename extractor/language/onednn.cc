#include "extractor/language/onednn.h"

#include <oneapi/dnnl/dnnl.h>

// Debian's oneDNN runs on GNU OpenMP; <omp.h> would tie us to one compiler.
extern "C" {
int omp_get_max_threads(void);
void omp_set_num_threads(int);
}

namespace kg {
namespace {

struct IsaRow {
  dnnl_cpu_isa_t isa;
  ProcessorClass processor;
};
// BF16 without its own instructions (avx512_core, _vnni) is converted to f32
// on the way and slower than f32.
constexpr IsaRow kIsas[] = {
    {dnnl_cpu_isa_sse41, {"sse41", VectorLevel::kPlain, false, false}},
    {dnnl_cpu_isa_avx, {"avx", VectorLevel::kPlain, false, false}},
    {dnnl_cpu_isa_avx2, {"avx2", VectorLevel::kAvx2, false, false}},
    {dnnl_cpu_isa_avx2_vnni, {"avx2_vnni", VectorLevel::kAvx2, false, false}},
    {dnnl_cpu_isa_avx512_mic, {"avx512_mic", VectorLevel::kAvx2, false, false}},
    {dnnl_cpu_isa_avx512_mic_4ops,
     {"avx512_mic_4ops", VectorLevel::kAvx2, false, false}},
    {dnnl_cpu_isa_avx512_core,
     {"avx512_core", VectorLevel::kAvx512, true, false}},
    {dnnl_cpu_isa_avx512_core_vnni,
     {"avx512_core_vnni", VectorLevel::kAvx512, true, false}},
    {dnnl_cpu_isa_avx512_core_bf16,
     {"avx512_core_bf16", VectorLevel::kAvx512, true, true}},
    {dnnl_cpu_isa_avx512_core_amx,
     {"avx512_core_amx", VectorLevel::kAvx512, true, true}},
};
constexpr ProcessorClass kOther = {"plain", VectorLevel::kPlain, false, false};

dnnl_dim_t Dim(size_t n) { return static_cast<dnnl_dim_t>(n); }

}  // namespace

const ProcessorClass& CurrentProcessor() {
  const dnnl_cpu_isa_t isa = dnnl_get_effective_cpu_isa();
  for (const IsaRow& row : kIsas) {
    if (row.isa == isa) return row.processor;
  }
  return kOther;
}

OneThread::OneThread() : before_(omp_get_max_threads()) {
  omp_set_num_threads(1);
}

OneThread::~OneThread() { omp_set_num_threads(before_); }

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
