// Any bytes as a safetensors file; the values of every tensor are read.
#include <vector>

#include "extractor/language/safetensors.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const kg::Result<kg::TensorViews> tensors =
      kg::ParseSafetensors("m", kg::fuzz::TextOf(data, size));
  if (!tensors.ok()) {
    kg::fuzz::Require(tensors.status().message().starts_with("m: "));
    return 0;
  }
  for (const auto& [name, tensor] : *tensors) {
    size_t count = 1;
    for (const size_t length : tensor.shape) count *= length;
    std::vector<float> values(count);
    kg::ReadValues(tensor, 0, count, values.data());
  }
  return 0;
}
