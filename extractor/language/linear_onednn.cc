#include "extractor/language/linear_onednn.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <map>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/language/kernels.h"
#include "extractor/language/levels.h"
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

// The types of a layer's products. int8 leaves exact sums, finished by kernels.
struct Types {
  Type in;
  Type weights;
  Type out;        // where the results leave the layers
  Type inner_out;  // where the next layer takes them
  bool finishes;   // oneDNN adds the bias and activates
};

Types TypesOf(Precision precision) {
  switch (precision) {
    case Precision::kBf16:
      return {Type::bf16, Type::bf16, Type::f32, Type::bf16, true};
    case Precision::kInt8:
      return {Type::u8, Type::s8, Type::s32, Type::s32, false};
    case Precision::kF32:
    case Precision::kAuto:
      break;
  }
  return {Type::f32, Type::f32, Type::f32, Type::f32, true};
}

Type ResultType(const LinearShape& shape, const Types& types) {
  return shape.inner ? types.inner_out : types.out;
}

matmul::primitive_desc Describe(const LinearShape& shape, size_t rows,
                                const Types& types,
                                const memory::desc& weights) {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  const memory::desc in = Rows(rows, shape.in, types.in);
  const memory::desc out = Rows(rows, shape.out, ResultType(shape, types));
  if (!types.finishes) {
    return matmul::primitive_desc(matmul::desc(in, weights, out), attributes,
                                  Engine());
  }
  dnnl::post_ops post;
  if (shape.activation == Activation::kRelu) {
    post.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
  } else if (shape.activation == Activation::kGelu) {
    post.append_eltwise(1, dnnl::algorithm::eltwise_gelu_erf, 0, 0);
  }
  attributes.set_post_ops(post);
  const memory::desc bias = Rows(1, shape.out, Type::f32);
  return matmul::primitive_desc(matmul::desc(in, weights, bias, out),
                                attributes, Engine());
}

bool IsReference(const matmul::primitive_desc& description) {
  return std::string_view(description.impl_info_str()).starts_with("ref");
}

// oneDNN's own layout where it has one that its fast kernels take for any
// number of rows. Else as stored: oneDNN's plain choice, [in,out], is up to a
// quarter slower for 1536 columns (measured with AVX2: rows 6 KiB apart share
// cache sets).
memory::desc ChooseLayout(const LinearShape& shape, const Types& types) {
  const memory::desc stored = Weights(shape, types.weights, Tag::ba);
  const memory::desc chosen = Describe(shape, kTypicalRows, types,
                                       Weights(shape, types.weights, Tag::any))
                                  .weights_desc();
  if (chosen == Weights(shape, types.weights, Tag::ab)) return stored;
  for (const size_t rows : {kRowBlock, 4 * kRowBlock, 2 * kTypicalRows}) {
    if (IsReference(Describe(shape, rows, types, chosen))) return stored;
  }
  return chosen;
}

// `values` [out,in] as oneDNN wants them.
memory Reordered(const LinearShape& shape, const Types& types, Type given,
                 const void* values) {
  memory packed(ChooseLayout(shape, types), Engine());
  memory source(Weights(shape, given, Tag::ba), Engine(),
                const_cast<void*>(values));
  dnnl::stream stream(Engine());
  dnnl::reorder(source, packed).execute(stream, source, packed);
  stream.wait();
  return packed;
}

}  // namespace

struct OneDnnLinear::Packed {
  LinearShape shape;
  Precision precision = Precision::kF32;
  memory weights;
  memory bias;
  std::vector<float> padded_bias;   // of int8, [out] and room for a vector
  std::vector<float> column_scale;  // of int8, the same
  std::vector<int32_t> sums;        // of int8: of each output's levels, padded
};

OneDnnLinear::OneDnnLinear() : packed_(std::make_unique<Packed>()) {}
OneDnnLinear::OneDnnLinear(OneDnnLinear&&) noexcept = default;
OneDnnLinear& OneDnnLinear::operator=(OneDnnLinear&&) noexcept = default;
OneDnnLinear::~OneDnnLinear() = default;

Result<OneDnnLinear> OneDnnLinear::Pack(const LinearShape& shape,
                                        Precision precision,
                                        const LinearValues& values) {
  const OneThread one_thread;
  try {
    OneDnnLinear linear;
    Packed& packed = *linear.packed_;
    packed.shape = shape;
    packed.precision = precision;
    const Types types = TypesOf(precision);
    if (precision == Precision::kInt8) {
      constexpr size_t kRoom = 16;  // values of the longest vector
      WeightLevels from = ToWeightLevels(shape.in, kAllLevels, values.weight);
      packed.weights = Reordered(shape, types, Type::s8, from.levels.data());
      packed.column_scale = std::move(from.scales);
      packed.column_scale.resize(shape.out + kRoom);
      packed.sums = std::move(from.sums);
      packed.sums.resize(shape.out + kRoom);
      packed.padded_bias.assign(values.bias.begin(), values.bias.end());
      packed.padded_bias.resize(shape.out + kRoom);
      return linear;
    }
    packed.weights = Reordered(shape, types, Type::f32, values.weight.data());
    packed.bias = memory(Rows(1, shape.out, Type::f32), Engine());
    std::memcpy(packed.bias.get_data_handle(), values.bias.data(),
                values.bias.size_bytes());
    return linear;
  } catch (const dnnl::error& error) {
    return FromError(error);
  }
}

struct OneDnnRunner::Impl {
  struct Product {
    matmul primitive;
    memory::desc scratch;
  };
  struct Key {
    LinearShape shape;
    Precision precision;
    size_t rows;
    auto operator<=>(const Key&) const = default;
  };

  const Product& Find(const OneDnnLinear::Packed& linear, size_t rows);
  const void* Input(const OneDnnLinear::Packed& linear, size_t rows,
                    const float* in);
  void Execute(const OneDnnLinear::Packed& linear, size_t rows, const void* in,
               void* out);
  void Run(const OneDnnLinear::Packed& linear, size_t rows, const float* in,
           float* out);
  void RunCodes(const OneDnnLinear::Packed& linear, size_t rows,
                const float* in, float* out);

  const Kernels& kernels = KernelsFor(CurrentProcessor().vector);
  dnnl::stream stream{Engine()};
  std::map<Key, Product> products;
  std::vector<uint16_t> input;   // BF16 copy of f32 rows
  std::vector<uint8_t> codes;    // int8: rows as codes
  std::vector<RowScale> scales;  // int8: of the rows
  std::vector<int32_t> sums;     // int8: of codes and levels
  std::vector<float> middle;     // what passes from first to second
  std::vector<std::byte> scratch;
};

const OneDnnRunner::Impl::Product& OneDnnRunner::Impl::Find(
    const OneDnnLinear::Packed& linear, size_t rows) {
  const Key key{linear.shape, linear.precision, rows};
  const auto it = products.find(key);
  if (it != products.end()) return it->second;
  const auto description = Describe(
      linear.shape, rows, TypesOf(linear.precision), linear.weights.get_desc());
  Product product{matmul(description), description.scratchpad_desc()};
  return products.emplace(key, std::move(product)).first->second;
}

// The rows in the weights' precision.
const void* OneDnnRunner::Impl::Input(const OneDnnLinear::Packed& linear,
                                      size_t rows, const float* in) {
  if (linear.precision == Precision::kF32) return in;
  const size_t count = rows * linear.shape.in;
  if (input.size() < count) input.resize(count);
  kernels.to_bf16(count, in, input.data());
  return input.data();
}

void OneDnnRunner::Impl::Execute(const OneDnnLinear::Packed& linear,
                                 size_t rows, const void* in, void* out) {
  const Product& product = Find(linear, rows);
  const size_t scratch_bytes = product.scratch.get_size();
  if (scratch.size() < scratch_bytes) scratch.resize(scratch_bytes);
  const LinearShape& shape = linear.shape;
  const Types types = TypesOf(linear.precision);
  std::unordered_map<int, memory> arguments = {
      {DNNL_ARG_SRC,
       memory(Rows(rows, shape.in, types.in), Engine(), const_cast<void*>(in))},
      {DNNL_ARG_WEIGHTS, linear.weights},
      {DNNL_ARG_DST,
       memory(Rows(rows, shape.out, ResultType(shape, types)), Engine(), out)},
      {DNNL_ARG_SCRATCHPAD, memory(product.scratch, Engine(), scratch.data())}};
  if (types.finishes) arguments.emplace(DNNL_ARG_BIAS, linear.bias);
  product.primitive.execute(stream, arguments);
  stream.wait();
}

void OneDnnRunner::Impl::Run(const OneDnnLinear::Packed& linear, size_t rows,
                             const float* in, float* out) {
  if (linear.precision == Precision::kInt8) {
    RunCodes(linear, rows, in, out);
  } else {
    Execute(linear, rows, Input(linear, rows, in), out);
  }
}

void OneDnnRunner::Impl::RunCodes(const OneDnnLinear::Packed& linear,
                                  size_t rows, const float* in, float* out) {
  const LinearShape& shape = linear.shape;
  codes.resize(std::max(codes.size(), rows * shape.in));
  scales.resize(std::max(scales.size(), rows));
  sums.resize(std::max(sums.size(), rows * shape.out));
  for (size_t r = 0; r < rows; ++r) {
    scales[r] = kernels.to_codes(shape.in, in + r * shape.in,
                                 codes.data() + r * shape.in);
  }
  Execute(linear, rows, codes.data(), sums.data());
  const Finish finish = {scales.data(), linear.column_scale.data(),
                         linear.sums.data(), linear.padded_bias.data(),
                         shape.activation};
  for (size_t r = 0; r < rows; ++r) {
    kernels.finish_codes(finish, shape.out, r, sums.data() + r * shape.out,
                         out + r * shape.out);
  }
}

OneDnnRunner::OneDnnRunner() = default;
OneDnnRunner::~OneDnnRunner() = default;

Status OneDnnRunner::Run(const OneDnnLinear& linear, size_t rows,
                         const float* in, float* out) {
  assert(!linear.packed_->shape.inner);
  const OneThread one_thread;
  try {
    if (impl_ == nullptr) impl_ = std::make_unique<Impl>();
    impl_->Run(*linear.packed_, RoundUpRows(rows), in, out);
  } catch (const dnnl::error& error) {
    return FromError(error);
  }
  return Status();
}

Status OneDnnRunner::RunPair(const OneDnnLinear& first,
                             const OneDnnLinear& second, size_t rows,
                             const float* in, float* out) {
  const OneDnnLinear::Packed& one = *first.packed_;
  const OneDnnLinear::Packed& two = *second.packed_;
  assert(one.shape.inner && !two.shape.inner);
  const OneThread one_thread;
  try {
    if (impl_ == nullptr) impl_ = std::make_unique<Impl>();
    rows = RoundUpRows(rows);
    // Room for f32; BF16 takes half.
    const size_t count = rows * one.shape.out;
    if (impl_->middle.size() < count) impl_->middle.resize(count);
    impl_->Run(one, rows, in, impl_->middle.data());
    if (two.precision == Precision::kInt8) {
      impl_->Run(two, rows, impl_->middle.data(), out);
    } else {  // in the second's precision already
      impl_->Execute(two, rows, impl_->middle.data(), out);
    }
  } catch (const dnnl::error& error) {
    return FromError(error);
  }
  return Status();
}

}  // namespace kg
