#include "extractor/language/tensor_reader.h"

namespace kg {

std::vector<float> TensorReader::Read(const std::string& name, Dims shape) {
  if (!status_.ok()) return {};
  Result<std::vector<float>> values =
      file_.Read(name, {shape.begin(), shape.size()});
  status_ = values.status();
  return values.ok() ? std::move(values).value() : std::vector<float>();
}

TensorView TensorReader::Find(const std::string& name, Dims shape) {
  if (!status_.ok()) return {};
  Result<TensorView> view = file_.Find(name, {shape.begin(), shape.size()});
  status_ = view.status();
  return view.ok() ? std::move(view).value() : TensorView();
}

Linear TensorReader::Pack(const LinearShape& shape,
                          const std::vector<float>& weight,
                          const std::vector<float>& bias) {
  if (!status_.ok()) return Linear();
  Result<Linear> linear = Linear::Pack(shape, precision_, {weight, bias});
  status_ = linear.status();
  return linear.ok() ? std::move(linear).value() : Linear();
}

Linear TensorReader::Layer(const std::string& name, const LinearShape& shape) {
  const auto weight = Read(name + ".weight", {shape.out, shape.in});
  const auto bias = Read(name + ".bias", {shape.out});
  return Pack(shape, weight, bias);
}

Linear TensorReader::Stacked(
    const std::vector<std::pair<std::string, size_t>>& parts, size_t in,
    Activation activation) {
  std::vector<float> weight, bias;
  for (const auto& [name, out] : parts) {
    const auto w = Read(name + ".weight", {out, in});
    const auto b = Read(name + ".bias", {out});
    weight.insert(weight.end(), w.begin(), w.end());
    bias.insert(bias.end(), b.begin(), b.end());
  }
  return Pack({in, bias.size(), activation}, weight, bias);
}

std::vector<float> Transposed(const std::vector<float>& x, size_t count,
                              size_t n) {
  std::vector<float> out(x.size());
  if (x.empty()) return out;
  for (size_t l = 0; l < count; ++l) {
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j < n; ++j) {
        out[(l * n + j) * n + i] = x[(l * n + i) * n + j];
      }
    }
  }
  return out;
}

}  // namespace kg
