// Names and other spans from BIOES scores: the best sequence of tags that the
// scheme allows.
// Immutable, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/status.h"

namespace kg {

class NameDecoder {
 public:
  // Tags are "O", or B-, I-, E- or S- and a type; B, I, E, S where there is one
  // type only. InvalidInput for others, or for want of "O".
  static Result<NameDecoder> Make(const std::vector<std::string>& tags);

  // rows: one span of scores for each word. The indices of the best tags.
  std::vector<size_t> Decode(
      std::span<const std::span<const float>> rows) const;

  // A tag as BIO: S becomes B, E becomes I.
  const std::string& Bio(size_t tag) const { return bio_[tag]; }

 private:
  NameDecoder() = default;

  std::vector<std::string> bio_;
  std::vector<bool> may_start_;
  std::vector<bool> may_end_;
  std::vector<std::vector<size_t>> before_;  // by tag: those it may follow
};

}  // namespace kg
