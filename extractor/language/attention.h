// Attention inside a window: mixed = softmax(q k^T / sqrt(size)) v, head by
// head. Keys and values of a head are packed into panels, then blocks of a few
// queries go through scores, softmax and mixing while they stay in the
// first-level cache. One worker's buffers; not thread-safe.
#pragma once

#include <cstddef>
#include <vector>

#include "extractor/language/kernels.h"

namespace kg {

class Attention {
 public:
  // `kernels` is borrowed; heads divide hidden.
  Attention(size_t hidden, size_t heads, const Kernels& kernels)
      : hidden_(hidden), size_(hidden / heads), kernels_(kernels) {}

  // qkv [pieces,3*hidden] (query, key, value) to mixed [pieces,hidden].
  void Run(size_t pieces, const float* qkv, float* mixed);

 private:
  void RunHead(size_t pieces, const float* qkv, float* mixed);

  const size_t hidden_;
  const size_t size_;  // of a head
  const Kernels& kernels_;
  std::vector<float> keys_;    // panels of k^T [size,pieces]
  std::vector<float> values_;  // panels of v [pieces,size]
  std::vector<float> scores_;  // [block,pieces]
};

}  // namespace kg
