// Reads the tensors of a model until the first that is wrong and keeps that
// error, so that callers need not look after each of them: after an error all
// answers are empty. Borrows the file. Not thread-safe.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "extractor/language/encoder.h"
#include "extractor/language/linear.h"
#include "extractor/language/safetensors.h"

namespace kg {

class TensorReader {
 public:
  using Dims = std::initializer_list<size_t>;

  TensorReader(const Safetensors& file, Precision precision)
      : file_(file), precision_(precision) {}

  const Status& status() const { return status_; }

  std::vector<float> Read(const std::string& name, Dims shape);
  TensorView Find(const std::string& name, Dims shape);
  // weight [out,in], bias [out].
  Linear Pack(const LinearShape& shape, const std::vector<float>& weight,
              const std::vector<float>& bias);
  // One layer of the tensors name.weight and name.bias.
  Linear Layer(const std::string& name, const LinearShape& shape);
  // Several layers over the same input as one: rows below each other.
  Linear Stacked(const std::vector<std::pair<std::string, size_t>>& parts,
                 size_t in, Activation activation);

 private:
  const Safetensors& file_;
  const Precision precision_;
  Status status_;
};

// [l][i][j] -> [l][j][i] for `count` squares of side n.
std::vector<float> Transposed(const std::vector<float>& x, size_t count,
                              size_t n);

}  // namespace kg
