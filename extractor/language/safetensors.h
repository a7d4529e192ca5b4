// Reading of safetensors files (https://github.com/huggingface/safetensors): a
// JSON header that names tensors, then their bytes. The file stays mapped for
// the object's life; views into it die with it. Immutable, thread-safe.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/status.h"

namespace kg {

enum class TensorType { kF32, kBf16 };

struct TensorView {
  TensorType type = TensorType::kF32;
  std::vector<size_t> shape;
  std::string_view bytes;  // row-major, little-endian, of any alignment
};

using TensorViews = std::map<std::string, TensorView, std::less<>>;

// The tensors of a file's bytes. InvalidInput, starting with `name`, unless the
// header is right and the tensors fill the rest of the file without overlap.
Result<TensorViews> ParseSafetensors(const std::string& name,
                                     std::string_view bytes);

// `count` values from element `first` on, as float. The range must be inside.
void ReadValues(const TensorView& tensor, size_t first, size_t count,
                float* out);

class Safetensors {
 public:
  static Result<Safetensors> Open(const std::string& path);

  size_t size() const { return file_.bytes().size(); }
  std::string_view bytes() const { return file_.bytes(); }
  const std::string& path() const { return path_; }
  // The tensor of this name and shape; InvalidInput names what differs.
  Result<TensorView> Find(std::string_view name,
                          std::span<const size_t> shape) const;
  // All its values as float.
  Result<std::vector<float>> Read(std::string_view name,
                                  std::span<const size_t> shape) const;

 private:
  Safetensors(std::string path, MappedFile file, TensorViews tensors)
      : path_(std::move(path)),
        file_(std::move(file)),
        tensors_(std::move(tensors)) {}

  std::string path_;
  MappedFile file_;
  TensorViews tensors_;
};

}  // namespace kg
