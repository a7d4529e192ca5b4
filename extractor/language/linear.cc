#include "extractor/language/linear.h"

#include <cassert>
#include <cstring>
#include <map>
#include <oneapi/dnnl/dnnl.hpp>
#include <utility>
#include <vector>

#include "extractor/language/kernels.h"
#include "extractor/language/onednn.h"

namespace kg {
namespace {

using dnnl::matmul;
using dnnl::memory;
using Type = memory::data_type;
using Tag = memory::format_tag;

// Rows for which the weights' layout is chosen: a full window.
constexpr size_t kTypicalRows = 160;

const dnnl::engine& Engine() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

memory::dim Dim(size_t n) { return static_cast<memory::dim>(n); }

memory::desc Rows(size_t rows, size_t columns, Type type) {
  return {{Dim(rows), Dim(columns)}, type, Tag::ab};
}

// W^T: [in,out] in a layout of oneDNN's choice, or as stored (ba: [out,in]).
memory::desc Weights(const LinearShape& shape, Type type, Tag tag) {
  return {{Dim(shape.in), Dim(shape.out)}, type, tag};
}

Status FromError(const dnnl::error& error) {
  return Status::Unsupported(std::string("oneDNN: ") + error.what());
}

matmul::primitive_desc Describe(const LinearShape& shape, size_t rows,
                                Type type, const memory::desc& weights) {
  dnnl::post_ops post;
  if (shape.activation == Activation::kRelu) {
    post.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
  } else if (shape.activation == Activation::kGelu) {
    post.append_eltwise(1, dnnl::algorithm::eltwise_gelu_erf, 0, 0);
  }
  dnnl::primitive_attr attributes;
  attributes.set_post_ops(post);
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  const Type result = shape.inner ? type : Type::f32;
  const matmul::desc description(Rows(rows, shape.in, type), weights,
                                 Rows(1, shape.out, Type::f32),
                                 Rows(rows, shape.out, result));
  return matmul::primitive_desc(description, attributes, Engine());
}

bool IsReference(const matmul::primitive_desc& description) {
  return std::string_view(description.impl_info_str()).starts_with("ref");
}

// oneDNN's own layout where it has one that its fast kernels take for any
// number of rows. Else as stored: oneDNN's plain choice, [in,out], is up to a
// quarter slower for 1536 columns (measured with AVX2: rows 6 KiB apart share
// cache sets).
memory::desc ChooseLayout(const LinearShape& shape, Type type) {
  const memory::desc stored = Weights(shape, type, Tag::ba);
  const memory::desc chosen =
      Describe(shape, kTypicalRows, type, Weights(shape, type, Tag::any))
          .weights_desc();
  if (chosen == Weights(shape, type, Tag::ab)) return stored;
  for (const size_t rows : {kRowBlock, 4 * kRowBlock, 2 * kTypicalRows}) {
    if (IsReference(Describe(shape, rows, type, chosen))) return stored;
  }
  return chosen;
}

}  // namespace

struct Linear::Packed {
  LinearShape shape;
  Type type = Type::undef;
  memory weights;
  memory bias;
};

Linear::Linear() = default;
Linear::Linear(Linear&&) noexcept = default;
Linear& Linear::operator=(Linear&&) noexcept = default;
Linear::~Linear() = default;

Result<Linear> Linear::Pack(const LinearShape& shape, Precision precision,
                            std::span<const float> weight,
                            std::span<const float> bias) {
  assert(weight.size() == shape.in * shape.out && bias.size() == shape.out);
  const OneThread one_thread;
  try {
    Linear linear;
    linear.packed_ = std::make_unique<Packed>();
    Packed& packed = *linear.packed_;
    packed.shape = shape;
    packed.type = precision == Precision::kBf16 ? Type::bf16 : Type::f32;
    packed.weights = memory(ChooseLayout(shape, packed.type), Engine());
    memory source(Weights(shape, Type::f32, Tag::ba), Engine(),
                  const_cast<float*>(weight.data()));
    dnnl::stream stream(Engine());
    dnnl::reorder(source, packed.weights)
        .execute(stream, source, packed.weights);
    stream.wait();
    packed.bias = memory(Rows(1, shape.out, Type::f32), Engine());
    std::memcpy(packed.bias.get_data_handle(), bias.data(),
                bias.size() * sizeof(float));
    return linear;
  } catch (const dnnl::error& error) {
    return FromError(error);
  }
}

struct LinearRunner::Impl {
  struct Product {
    matmul primitive;
    memory::desc scratch;
  };
  struct Key {
    LinearShape shape;
    Type type;
    size_t rows;
    auto operator<=>(const Key&) const = default;
  };

  const Product& Find(const Linear::Packed& linear, size_t rows);
  const void* Input(const Linear::Packed& linear, size_t rows, const float* in);
  void Execute(const Linear::Packed& linear, size_t rows, const void* in,
               void* out);

  const Kernels& kernels = KernelsFor(CurrentProcessor().vector);
  dnnl::stream stream{Engine()};
  std::map<Key, Product> products;
  std::vector<uint16_t> input;    // BF16 copy of f32 rows
  std::vector<std::byte> middle;  // what passes from first to second
  std::vector<std::byte> scratch;
};

const LinearRunner::Impl::Product& LinearRunner::Impl::Find(
    const Linear::Packed& linear, size_t rows) {
  const Key key{linear.shape, linear.type, rows};
  const auto it = products.find(key);
  if (it != products.end()) return it->second;
  const auto description =
      Describe(linear.shape, rows, linear.type, linear.weights.get_desc());
  Product product{matmul(description), description.scratchpad_desc()};
  return products.emplace(key, std::move(product)).first->second;
}

// The rows in the weights' precision.
const void* LinearRunner::Impl::Input(const Linear::Packed& linear, size_t rows,
                                      const float* in) {
  if (linear.type == Type::f32) return in;
  const size_t count = rows * linear.shape.in;
  if (input.size() < count) input.resize(count);
  kernels.to_bf16(count, in, input.data());
  return input.data();
}

void LinearRunner::Impl::Execute(const Linear::Packed& linear, size_t rows,
                                 const void* in, void* out) {
  const Product& product = Find(linear, rows);
  const size_t scratch_bytes = product.scratch.get_size();
  if (scratch.size() < scratch_bytes) scratch.resize(scratch_bytes);
  const LinearShape& shape = linear.shape;
  product.primitive.execute(
      stream,
      {{DNNL_ARG_SRC, memory(Rows(rows, shape.in, linear.type), Engine(),
                             const_cast<void*>(in))},
       {DNNL_ARG_WEIGHTS, linear.weights},
       {DNNL_ARG_BIAS, linear.bias},
       {DNNL_ARG_DST,
        memory(Rows(rows, shape.out, shape.inner ? linear.type : Type::f32),
               Engine(), out)},
       {DNNL_ARG_SCRATCHPAD,
        memory(product.scratch, Engine(), scratch.data())}});
  stream.wait();
}

LinearRunner::LinearRunner() = default;
LinearRunner::~LinearRunner() = default;

Status LinearRunner::Run(const Linear& linear, size_t rows, const float* in,
                         float* out) {
  assert(!linear.packed_->shape.inner);
  const OneThread one_thread;
  try {
    if (impl_ == nullptr) impl_ = std::make_unique<Impl>();
    rows = RoundUpRows(rows);
    impl_->Execute(*linear.packed_, rows,
                   impl_->Input(*linear.packed_, rows, in), out);
  } catch (const dnnl::error& error) {
    return FromError(error);
  }
  return Status();
}

Status LinearRunner::RunPair(const Linear& first, const Linear& second,
                             size_t rows, const float* in, float* out) {
  assert(first.packed_->shape.inner && !second.packed_->shape.inner);
  const OneThread one_thread;
  try {
    if (impl_ == nullptr) impl_ = std::make_unique<Impl>();
    rows = RoundUpRows(rows);
    // Room for f32; BF16 takes half.
    const size_t bytes = rows * first.packed_->shape.out * sizeof(float);
    if (impl_->middle.size() < bytes) impl_->middle.resize(bytes);
    impl_->Execute(*first.packed_, rows, impl_->Input(*first.packed_, rows, in),
                   impl_->middle.data());
    impl_->Execute(*second.packed_, rows, impl_->middle.data(), out);
  } catch (const dnnl::error& error) {
    return FromError(error);
  }
  return Status();
}

}  // namespace kg
