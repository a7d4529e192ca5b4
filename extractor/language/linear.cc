#include "extractor/language/linear.h"

#include <cassert>
#include <optional>
#include <utility>
#include <vector>

#include "extractor/language/linear_onednn.h"
#include "extractor/language/linear_panels.h"
#include "extractor/language/onednn.h"

namespace kg {

struct Linear::Packed {
  LinearShape shape;
  // One of them.
  std::optional<PanelLinear> panels;
  std::optional<OneDnnLinear> onednn;
};

Linear::Linear() = default;
Linear::Linear(Linear&&) noexcept = default;
Linear& Linear::operator=(Linear&&) noexcept = default;
Linear::~Linear() = default;

Result<Linear> Linear::Pack(const LinearShape& shape, Precision precision,
                            const LinearValues& values) {
  assert(values.weight.size() == shape.in * shape.out);
  assert(values.bias.size() == shape.out);
  const ProcessorClass& processor = CurrentProcessor();
  Linear linear;
  linear.packed_ = std::make_unique<Packed>();
  linear.packed_->shape = shape;
  if (processor.UsesOneDnn(precision)) {
    KG_ASSIGN(linear.packed_->onednn,
              OneDnnLinear::Pack(shape, precision, values));
  } else {
    linear.packed_->panels.emplace(shape, precision, values,
                                   KernelsFor(processor.vector));
  }
  return linear;
}

struct LinearRunner::Impl {
  Status Run(const Linear::Packed& linear, size_t rows, const float* in,
             float* out) {
    if (linear.onednn) return onednn.Run(*linear.onednn, rows, in, out);
    panels.Run(*linear.panels, rows, in, out);
    return Status();
  }

  PanelRunner panels;
  OneDnnRunner onednn;
  std::vector<float> middle;  // what passes from first to second
};

LinearRunner::LinearRunner() : impl_(std::make_unique<Impl>()) {}
LinearRunner::~LinearRunner() = default;

Status LinearRunner::Run(const Linear& linear, size_t rows, const float* in,
                         float* out) {
  return impl_->Run(*linear.packed_, rows, in, out);
}

Status LinearRunner::RunPair(const Linear& first, const Linear& second,
                             size_t rows, const float* in, float* out) {
  const Linear::Packed& one = *first.packed_;
  const Linear::Packed& two = *second.packed_;
  assert(one.shape.inner && !two.shape.inner);
  if (one.onednn) {
    return impl_->onednn.RunPair(*one.onednn, *two.onednn, rows, in, out);
  }
  const size_t count = RoundUpRows(rows) * one.shape.out;
  if (impl_->middle.size() < count) impl_->middle.resize(count);
  KG_RETURN_IF_ERROR(impl_->Run(one, rows, in, impl_->middle.data()));
  return impl_->Run(two, rows, impl_->middle.data(), out);
}

}  // namespace kg
