// Coreference over a whole document, window after window: each candidate's best
// antecedent among those before it, then clusters by union. Time is linear in
// the document; of the past, the last kNearest vectors are kept. One worker's
// buffers; not thread-safe.
#pragma once

#include <span>
#include <vector>

#include "base/status.h"
#include "extractor/language/coreference_features.h"
#include "extractor/language/head_weights.h"
#include "extractor/language/kernels.h"

namespace kg {

struct CoreferenceLink {
  uint32_t antecedent = 0;  // position of its head
  uint32_t anaphor = 0;
  // What the model gives the antecedent and all that are linked to it, of one
  // for them, the other candidates and none: a softmax of their scores.
  float probability = 1;
};

// What the links join, in clusters of two and more; positions ascend, clusters
// by their first.
std::vector<std::vector<uint32_t>> ClustersOf(
    std::span<const CoreferenceLink> links);

class Coreference {
 public:
  // The weights are borrowed for the object's life.
  Coreference(const CoreferenceWeights& weights, size_t pair);

  // A new document.
  void Start();
  // The candidates of the next window with their vectors, rows [n,H] with room
  // for RoundUpRows(n).
  Status Add(std::vector<Candidate> candidates, const float* rows,
             LinearRunner* runner);
  // How many candidates Add got last, and of its candidate i: its position, and
  // the scores of the candidates before it, nearest last, kNearest at most.
  size_t added() const { return candidates_.size() - remembered_; }
  uint32_t position(size_t i) const {
    return candidates_[remembered_ + i].position;
  }
  std::span<const float> scores(size_t i) const;

  const std::vector<CoreferenceLink>& links() const { return links_; }

 private:
  void Forget();
  void Score(size_t i, float base);
  void Link(size_t i);

  const CoreferenceWeights& weights_;
  const Kernels& kernels_;
  const size_t pair_;
  std::vector<Candidate> candidates_;  // remembered ones, then the window's
  size_t remembered_ = 0;
  std::vector<float> antecedents_;  // [candidates_,R]
  std::vector<float> pairs_;        // [window's,2R]
  std::vector<float> anaphors_;     // [window's,R]
  std::vector<float> queries_;      // [window's,R]
  std::vector<float> scores_;       // [window's,candidates_]
  std::vector<CoreferenceLink> links_;
};

}  // namespace kg
