#include "extractor/language/onednn_library.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>

#include <cassert>
#include <string>

namespace kg {
namespace {

// Of the interface that dnnl.h describes: oneDNN 2.
constexpr char kLibrary[] = "libdnnl.so.2";

struct Library {
  void* handle = nullptr;
  std::string failure;  // where the handle is null
};

const Library& OneDnn() {
  static const Library library = [] {
    Library opened;
    opened.handle = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
    if (opened.handle == nullptr) opened.failure = dlerror();
    return opened;
  }();
  return library;
}

// A function of oneDNN, or of a library that it brings along.
template <typename Function>
Function* Find(const char* name) {
  void* found = dlsym(OneDnn().handle, name);
  assert(found != nullptr);  // kLibrary fixes what there is
  return reinterpret_cast<Function*>(found);
}

}  // namespace

Status OpenOneDnn() {
  if (OneDnn().handle != nullptr) return Status();
  return Status::NotFound(OneDnn().failure +
                          "; oneDNN runs the language model, install libdnnl2");
}

// <omp.h> would tie us to one compiler's runtime.
int OpenMpThreads() {
  static const auto get = Find<int()>("omp_get_max_threads");
  return get();
}

void SetOpenMpThreads(int threads) {
  static const auto set = Find<void(int)>("omp_set_num_threads");
  set(threads);
}

}  // namespace kg

// What of dnnl.h the program calls, passed on to the opened library.
#define KG_PASS_ON(name, ...)                                \
  static const auto found = kg::Find<decltype(name)>(#name); \
  return found(__VA_ARGS__)

extern "C" {

dnnl_status_t dnnl_engine_create(dnnl_engine_t* engine, dnnl_engine_kind_t kind,
                                 size_t index) {
  KG_PASS_ON(dnnl_engine_create, engine, kind, index);
}
dnnl_status_t dnnl_engine_destroy(dnnl_engine_t engine) {
  KG_PASS_ON(dnnl_engine_destroy, engine);
}
dnnl_cpu_isa_t dnnl_get_effective_cpu_isa() {
  KG_PASS_ON(dnnl_get_effective_cpu_isa);
}
dnnl_status_t dnnl_matmul_desc_init(dnnl_matmul_desc_t* matmul_desc,
                                    const dnnl_memory_desc_t* src_desc,
                                    const dnnl_memory_desc_t* weights_desc,
                                    const dnnl_memory_desc_t* bias_desc,
                                    const dnnl_memory_desc_t* dst_desc) {
  KG_PASS_ON(dnnl_matmul_desc_init, matmul_desc, src_desc, weights_desc,
             bias_desc, dst_desc);
}
dnnl_status_t dnnl_memory_create(dnnl_memory_t* memory,
                                 const dnnl_memory_desc_t* memory_desc,
                                 dnnl_engine_t engine, void* handle) {
  KG_PASS_ON(dnnl_memory_create, memory, memory_desc, engine, handle);
}
int dnnl_memory_desc_equal(const dnnl_memory_desc_t* lhs,
                           const dnnl_memory_desc_t* rhs) {
  KG_PASS_ON(dnnl_memory_desc_equal, lhs, rhs);
}
size_t dnnl_memory_desc_get_size(const dnnl_memory_desc_t* memory_desc) {
  KG_PASS_ON(dnnl_memory_desc_get_size, memory_desc);
}
dnnl_status_t dnnl_memory_desc_init_by_tag(dnnl_memory_desc_t* memory_desc,
                                           int ndims, const dnnl_dims_t dims,
                                           dnnl_data_type_t data_type,
                                           dnnl_format_tag_t tag) {
  KG_PASS_ON(dnnl_memory_desc_init_by_tag, memory_desc, ndims, dims, data_type,
             tag);
}
dnnl_status_t dnnl_memory_destroy(dnnl_memory_t memory) {
  KG_PASS_ON(dnnl_memory_destroy, memory);
}
dnnl_status_t dnnl_memory_get_data_handle(const_dnnl_memory_t memory,
                                          void** handle) {
  KG_PASS_ON(dnnl_memory_get_data_handle, memory, handle);
}
dnnl_status_t dnnl_memory_get_engine(const_dnnl_memory_t memory,
                                     dnnl_engine_t* engine) {
  KG_PASS_ON(dnnl_memory_get_engine, memory, engine);
}
dnnl_status_t dnnl_memory_get_memory_desc(
    const_dnnl_memory_t memory, const dnnl_memory_desc_t** memory_desc) {
  KG_PASS_ON(dnnl_memory_get_memory_desc, memory, memory_desc);
}
dnnl_status_t dnnl_post_ops_append_eltwise(dnnl_post_ops_t post_ops,
                                           float scale,
                                           dnnl_alg_kind_t alg_kind,
                                           float alpha, float beta) {
  KG_PASS_ON(dnnl_post_ops_append_eltwise, post_ops, scale, alg_kind, alpha,
             beta);
}
dnnl_status_t dnnl_post_ops_create(dnnl_post_ops_t* post_ops) {
  KG_PASS_ON(dnnl_post_ops_create, post_ops);
}
dnnl_status_t dnnl_post_ops_destroy(dnnl_post_ops_t post_ops) {
  KG_PASS_ON(dnnl_post_ops_destroy, post_ops);
}
dnnl_status_t dnnl_primitive_attr_create(dnnl_primitive_attr_t* attr) {
  KG_PASS_ON(dnnl_primitive_attr_create, attr);
}
dnnl_status_t dnnl_primitive_attr_destroy(dnnl_primitive_attr_t attr) {
  KG_PASS_ON(dnnl_primitive_attr_destroy, attr);
}
dnnl_status_t dnnl_primitive_attr_set_post_ops(dnnl_primitive_attr_t attr,
                                               const_dnnl_post_ops_t post_ops) {
  KG_PASS_ON(dnnl_primitive_attr_set_post_ops, attr, post_ops);
}
dnnl_status_t dnnl_primitive_attr_set_scratchpad_mode(
    dnnl_primitive_attr_t attr, dnnl_scratchpad_mode_t mode) {
  KG_PASS_ON(dnnl_primitive_attr_set_scratchpad_mode, attr, mode);
}
dnnl_status_t dnnl_primitive_create(
    dnnl_primitive_t* primitive, const_dnnl_primitive_desc_t primitive_desc) {
  KG_PASS_ON(dnnl_primitive_create, primitive, primitive_desc);
}
dnnl_status_t dnnl_primitive_desc_destroy(
    dnnl_primitive_desc_t primitive_desc) {
  KG_PASS_ON(dnnl_primitive_desc_destroy, primitive_desc);
}
dnnl_status_t dnnl_primitive_desc_iterator_create(
    dnnl_primitive_desc_iterator_t* iterator, const_dnnl_op_desc_t op_desc,
    const_dnnl_primitive_attr_t attr, dnnl_engine_t engine,
    const_dnnl_primitive_desc_t hint_forward_primitive_desc) {
  KG_PASS_ON(dnnl_primitive_desc_iterator_create, iterator, op_desc, attr,
             engine, hint_forward_primitive_desc);
}
dnnl_status_t dnnl_primitive_desc_iterator_destroy(
    dnnl_primitive_desc_iterator_t iterator) {
  KG_PASS_ON(dnnl_primitive_desc_iterator_destroy, iterator);
}
dnnl_primitive_desc_t dnnl_primitive_desc_iterator_fetch(
    const_dnnl_primitive_desc_iterator_t iterator) {
  KG_PASS_ON(dnnl_primitive_desc_iterator_fetch, iterator);
}
dnnl_status_t dnnl_primitive_desc_query(
    const_dnnl_primitive_desc_t primitive_desc, dnnl_query_t what, int index,
    void* result) {
  KG_PASS_ON(dnnl_primitive_desc_query, primitive_desc, what, index, result);
}
const dnnl_memory_desc_t* dnnl_primitive_desc_query_md(
    const_dnnl_primitive_desc_t primitive_desc, dnnl_query_t what, int index) {
  KG_PASS_ON(dnnl_primitive_desc_query_md, primitive_desc, what, index);
}
dnnl_status_t dnnl_primitive_destroy(dnnl_primitive_t primitive) {
  KG_PASS_ON(dnnl_primitive_destroy, primitive);
}
dnnl_status_t dnnl_primitive_execute(const_dnnl_primitive_t primitive,
                                     dnnl_stream_t stream, int nargs,
                                     const dnnl_exec_arg_t* args) {
  KG_PASS_ON(dnnl_primitive_execute, primitive, stream, nargs, args);
}
dnnl_status_t dnnl_reorder_primitive_desc_create(
    dnnl_primitive_desc_t* reorder_primitive_desc,
    const dnnl_memory_desc_t* src_desc, dnnl_engine_t src_engine,
    const dnnl_memory_desc_t* dst_desc, dnnl_engine_t dst_engine,
    const_dnnl_primitive_attr_t attr) {
  KG_PASS_ON(dnnl_reorder_primitive_desc_create, reorder_primitive_desc,
             src_desc, src_engine, dst_desc, dst_engine, attr);
}
dnnl_status_t dnnl_sgemm(char transa, char transb, dnnl_dim_t m, dnnl_dim_t n,
                         dnnl_dim_t k, float alpha, const float* a,
                         dnnl_dim_t lda, const float* b, dnnl_dim_t ldb,
                         float beta, float* c, dnnl_dim_t ldc) {
  KG_PASS_ON(dnnl_sgemm, transa, transb, m, n, k, alpha, a, lda, b, ldb, beta,
             c, ldc);
}
dnnl_status_t dnnl_stream_create(dnnl_stream_t* stream, dnnl_engine_t engine,
                                 unsigned flags) {
  KG_PASS_ON(dnnl_stream_create, stream, engine, flags);
}
dnnl_status_t dnnl_stream_destroy(dnnl_stream_t stream) {
  KG_PASS_ON(dnnl_stream_destroy, stream);
}
dnnl_status_t dnnl_stream_wait(dnnl_stream_t stream) {
  KG_PASS_ON(dnnl_stream_wait, stream);
}
}  // extern "C"
