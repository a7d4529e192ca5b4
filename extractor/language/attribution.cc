#include "extractor/language/attribution.h"

#include <algorithm>
#include <utility>

namespace kg {
namespace {

enum Role { kSource, kContent };
const std::vector<std::string> kRoles = {"source", "content"};
const std::vector<std::string> kNoRoles = {""};

// Of a tag among those of a global head.
Result<size_t> IndexOf(const std::vector<std::string>& labels, char place) {
  const auto found =
      std::find(labels.begin(), labels.end(), std::string(1, place));
  if (found != labels.end()) return static_cast<size_t>(found - labels.begin());
  return Status::InvalidInput(std::string("expected the tag '") + place +
                              "' in 'source' and 'content'");
}

// How many words lie between the two.
uint32_t Away(const Range& run, const Range& cue) {
  if (run.begin >= cue.end) return run.begin - cue.end;
  return cue.begin > run.end ? cue.begin - run.end : 0;
}

// The first of the nearest to the cue.
void AddNearest(std::span<const Range> runs, const Range& cue,
                std::vector<Range>* out) {
  const auto nearest = std::min_element(runs.begin(), runs.end(),
                                        [&](const Range& a, const Range& b) {
                                          return Away(a, cue) < Away(b, cue);
                                        });
  if (nearest != runs.end()) out->push_back(*nearest);
}

}  // namespace

Result<AttributionDecoder> AttributionDecoder::Make(const ModelConfig& config,
                                                    const Labels& labels) {
  KG_ASSIGN(RoleDecoder cues, RoleDecoder::Make(labels.cue, kNoRoles));
  KG_ASSIGN(RoleDecoder roles, RoleDecoder::Make(labels.attribution, kRoles));
  AttributionDecoder decoder(std::move(cues), std::move(roles));
  decoder.weight_ = config.attribution_weight;
  decoder.cue_bias_ = config.cue_bias;
  const std::vector<std::string>* global[] = {&labels.source, &labels.content};
  for (const Role role : {kSource, kContent}) {
    KG_ASSIGN(decoder.outside_[role], IndexOf(*global[role], 'O'));
  }
  for (const RoleTag& tag : decoder.roles_.tags()) {
    size_t index = 0;
    if (tag.role >= 0) {
      KG_ASSIGN(index, IndexOf(*global[tag.role], tag.place));
    }
    decoder.counterpart_.push_back(index);
  }
  return decoder;
}

std::vector<Range> AttributionDecoder::Cues(
    std::span<const float> scores) const {
  const std::vector<RoleTag>& tags = cues_.tags();
  std::vector<float> biased(scores.begin(), scores.end());
  for (size_t i = 0; i < biased.size(); ++i) {
    if (tags[i % tags.size()].role >= 0) biased[i] += cue_bias_;
  }
  return std::move(cues_.Decode(biased)[0]);
}

void AttributionDecoder::AddGlobal(std::span<const float> source,
                                   std::span<const float> content,
                                   std::vector<float>* out) const {
  const std::span<const float> scores[] = {source, content};
  for (size_t t = 0; t < counterpart_.size(); ++t) {
    const int role = roles_.tags()[t].role;
    out->push_back(role < 0 ? 0
                            : scores[role][counterpart_[t]] -
                                  scores[role][outside_[role]]);
  }
}

AttributedWords AttributionDecoder::Decode(
    const Range& cue, std::span<const float> scores,
    std::span<const float> global) const {
  std::vector<float> mixed(scores.begin(), scores.end());
  for (size_t i = 0; i < global.size(); ++i) mixed[i] += weight_ * global[i];
  std::vector<std::vector<Range>> runs = roles_.Decode(mixed);
  const std::vector<Range>& content = runs[kContent];
  const auto after =
      std::find_if(content.begin(), content.end(),
                   [&](const Range& run) { return run.begin >= cue.end; });
  AttributedWords found{{cue}, {}, {}};
  AddNearest(runs[kSource], cue, &found.source);
  AddNearest({content.begin(), after}, cue, &found.content);
  AddNearest({after, content.end()}, cue, &found.content);
  return found;
}

}  // namespace kg
