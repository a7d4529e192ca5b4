// From scores to who says what: cues, and for each cue the words of its source
// and its content. Immutable, thread-safe.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/status.h"
#include "extractor/language/document.h"
#include "extractor/language/model_config.h"
#include "extractor/language/role_spans.h"

namespace kg {

// The settings are config.json's: cue_bias is added to the scores of all cue
// tags but "O"; attribution_weight times what the global source or content head
// gives the tag of the same place more than "O" is added to the score of a tag
// with that role ("O" has no counterpart: a word outside this attribution may
// be in another).
class AttributionDecoder {
 public:
  // InvalidInput for labels that are no such tags.
  static Result<AttributionDecoder> Make(const ModelConfig& config,
                                         const Labels& labels);

  // The cues of a part's words; scores [words, cue tags]. Numbered from 0.
  std::vector<Range> Cues(std::span<const float> scores) const;

  // What the global heads say of the words of a window, by attribution tag:
  // [words, tags]; empty where it has no weight.
  // source(w) and content(w) answer the heads' scores of a word.
  template <typename Source, typename Content>
  std::vector<float> Global(size_t words, Source source,
                            Content content) const {
    std::vector<float> out;
    if (weight_ == 0) return out;
    for (size_t w = 0; w < words; ++w) AddGlobal(source(w), content(w), &out);
    return out;
  }

  // The attribution of one cue: `scores` [words, tags] are conditioned on it,
  // `global` is Global's answer. Of the runs of words found, the source's
  // nearest to the cue, and the content's nearest before it and after it.
  AttributedWords Decode(const Range& cue, std::span<const float> scores,
                         std::span<const float> global) const;

 private:
  AttributionDecoder(RoleDecoder cues, RoleDecoder roles)
      : cues_(std::move(cues)), roles_(std::move(roles)) {}
  void AddGlobal(std::span<const float> source, std::span<const float> content,
                 std::vector<float>* out) const;

  RoleDecoder cues_;
  RoleDecoder roles_;
  // By attribution tag: the index of its place in its role's global labels.
  std::vector<size_t> counterpart_;
  std::array<size_t, 2> outside_{};  // "O" in each role's global labels
  float weight_ = 0;
  float cue_bias_ = 0;
};

}  // namespace kg
