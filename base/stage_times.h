// StageTimes: where the processor time of an extraction goes, stage by stage.
// One object for each thread that works; a null pointer measures nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace kg {

// In the order of the work; names in kStageNames.
enum class Stage {
  kIngest,
  kSegment,
  kPieces,
  kEmbedding,
  kProjections,
  kAttention,
  kFeedForward,
  kNorms,
  kTagHeads,
  kArcs,
  kRelations,
  kSpeech,
  kDecode,
  kRules,
  kOutput,
};
constexpr size_t kStages = 15;
constexpr std::array<const char*, kStages> kStageNames = {
    "read articles",
    "sentences and words",
    "word pieces",
    "embedding",
    "query, key, value, output",
    "attention",
    "feed forward",
    "layer norms",
    "heads: tags, parser",
    "heads: arcs",
    "heads: relations",
    "heads: speech, coreference",
    "decoding",
    "rules",
    "output",
};

class StageTimes {
 public:
  double Seconds(Stage stage) const;
  void Add(const StageTimes& other);

 private:
  friend class StageScope;
  static constexpr size_t kNone = kStages;

  // Bills the time since the last call to the stage that was current.
  size_t Switch(size_t next);

  std::array<uint64_t, kStages> nanoseconds_ = {};
  size_t current_ = kNone;
  uint64_t since_ = 0;
};

// While it lives, this thread's time is the stage's; an inner scope's time is
// not the outer's.
class StageScope {
 public:
  StageScope(StageTimes* times, Stage stage)
      : times_(times),
        before_(times == nullptr ? 0
                                 : times->Switch(static_cast<size_t>(stage))) {}
  ~StageScope() {
    if (times_ != nullptr) times_->Switch(before_);
  }
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;

 private:
  StageTimes* const times_;
  const size_t before_;
};

}  // namespace kg
