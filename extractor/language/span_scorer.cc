#include "extractor/language/span_scorer.h"

#include <algorithm>
#include <cstdlib>

#include "extractor/language/onednn.h"

namespace kg {
namespace {

// Lower bounds of the classes, in nodes.
constexpr int64_t kDistances[] = {1, 2, 3, 4, 6, 9, 16, 32, 64};
static_assert(2 * std::size(kDistances) + 1 == kDistanceBuckets);

}  // namespace

size_t DistanceBucket(int64_t distance) {
  const auto bucket = static_cast<size_t>(
      std::upper_bound(std::begin(kDistances), std::end(kDistances),
                       std::abs(distance)) -
      std::begin(kDistances));
  return distance < 0 ? bucket + std::size(kDistances) : bucket;
}

SpanScorer::SpanScorer(const SpanWeights& weights, size_t hidden, size_t span)
    : weights_(weights),
      kernels_(KernelsFor(CurrentProcessor().vector)),
      hidden_(hidden),
      span_(span),
      keyed_(weights.tags * span) {}

Status SpanScorer::Run(const WindowWords& words, std::span<const CueWords> cues,
                       LinearRunner* runner) {
  if (cues.empty()) return Status();
  const size_t h = hidden_;
  words_.resize(RoundUpRows(words.size()) * span_);
  KG_RETURN_IF_ERROR(runner->Run(weights_.word, words.size(), words.rows.data(),
                                 words_.data()));
  means_.resize(RoundUpRows(cues.size()) * h);
  cues_.resize(RoundUpRows(cues.size()) * span_);
  for (size_t c = 0; c < cues.size(); ++c) {
    const float* first = words.rows.data() + cues[c].first * h;
    const float* last = words.rows.data() + cues[c].last * h;
    for (size_t i = 0; i < h; ++i) {
      means_[c * h + i] = (first[i] + last[i]) / 2;
    }
  }
  KG_RETURN_IF_ERROR(
      runner->Run(weights_.cue, cues.size(), means_.data(), cues_.data()));
  stride_ = words.size() * weights_.tags;
  scores_.resize(cues.size() * stride_);
  for (size_t c = 0; c < cues.size(); ++c) {
    ScoreCue(words, cues[c], cues_.data() + c * span_,
             scores_.data() + c * stride_);
  }
  return Status();
}

// score[w,t] = word[w] . (biaffine[t] . cue + word_score[t]) + distance[d,t]
void SpanScorer::ScoreCue(const WindowWords& words, const CueWords& cue,
                          const float* vector, float* scores) {
  const size_t q = span_, tags = weights_.tags;
  for (size_t i = 0; i < tags * q; ++i) {
    keyed_[i] = kernels_.dot(q, weights_.biaffine.data() + i * q, vector) +
                weights_.word_score[i];
  }
  const int64_t origin = words.nodes[cue.first];
  for (size_t w = 0; w < words.size(); ++w) {
    const size_t bucket = DistanceBucket(int64_t{words.nodes[w]} - origin);
    const float* distance = weights_.distance.data() + bucket * tags;
    const float* word = words_.data() + w * q;
    for (size_t t = 0; t < tags; ++t) {
      scores[w * tags + t] =
          kernels_.dot(q, word, keyed_.data() + t * q) + distance[t];
    }
  }
}

}  // namespace kg
