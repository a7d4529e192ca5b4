// Scores of a window's words for one cue at a time: which belong to what the
// cue governs (its source, its content, its scope). One worker's buffers; not
// thread-safe.
#pragma once

#include <span>
#include <vector>

#include "base/status.h"
#include "extractor/language/head_weights.h"
#include "extractor/language/kernels.h"

namespace kg {

// Classes of a word's place before or after a cue.
constexpr size_t kDistanceBuckets = 19;
// 0: the cue itself; 1..9: after it, nearer ones first; 10..18: before it.
size_t DistanceBucket(int64_t distance);

// The vectors of a window's words, in order.
struct WindowWords {
  std::vector<float> rows;      // [RoundUpRows(words),H]
  std::vector<uint32_t> nodes;  // indices into Window::nodes; distances count
                                // these
  size_t size() const { return nodes.size(); }
};

// A cue's first and last word.
struct CueWords {
  size_t first = 0;
  size_t last = 0;
};

class SpanScorer {
 public:
  // The weights are borrowed for the object's life.
  SpanScorer(const SpanWeights& weights, size_t hidden, size_t span);

  // Of some cues of a window at once; the scores of cue c and word w are
  // scores(c)[w * T + tag] until the next call.
  Status Run(const WindowWords& words, std::span<const CueWords> cues,
             LinearRunner* runner);
  std::span<const float> scores(size_t cue) const {
    return std::span(scores_).subspan(cue * stride_, stride_);
  }

 private:
  void ScoreCue(const WindowWords& words, const CueWords& cue,
                const float* vector, float* scores);

  const SpanWeights& weights_;
  const Kernels& kernels_;
  const size_t hidden_;
  const size_t span_;
  size_t stride_ = 0;          // values of a cue: words * T
  std::vector<float> words_;   // [words,Q]
  std::vector<float> means_;   // [cues,H]
  std::vector<float> cues_;    // [cues,Q]
  std::vector<float> keyed_;   // [T,Q]: what a word is multiplied with
  std::vector<float> scores_;  // [cues,words,T]
};

}  // namespace kg
