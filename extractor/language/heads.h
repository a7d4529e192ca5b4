// The heads that come after tags and trees: types of mentions, negations, who
// says what, factuality, coreference. Fills those fields of a document, window
// after window. One worker's buffers; not thread-safe.
#pragma once

#include <vector>

#include "base/status.h"
#include "extractor/language/coreference.h"
#include "extractor/language/document.h"
#include "extractor/language/forward.h"
#include "extractor/language/model.h"
#include "extractor/language/span_scorer.h"
#include "extractor/language/windows.h"

namespace kg {

class Heads {
 public:
  // Borrowed for the object's life.
  explicit Heads(const ModelParts& parts);

  // A new document: what it holds of these fields goes.
  void Start(Document* document);
  // The document's next window, of which `forward` has just run; its tags and
  // trees are set.
  Status Read(const Window& window, const Forward& forward, Document* document);
  // After the last window.
  void Finish(Document* document);

  // Of the last window: scores [words, tags] for each cue of the document's
  // attributions in it; and those of coreference.
  const SpanScorer& attribution_scores() const { return attribution_; }
  const Coreference& coreference() const { return coreference_; }

 private:
  void Gather(const Window& window, const Forward& forward, Document* document);
  void SetEntities(const Forward& forward);
  std::vector<Range> NegationCues(const Forward& forward) const;
  std::vector<Range> SpeechCues(const Window& window,
                                const Forward& forward) const;
  Status SetNegations(const std::vector<Range>& cues, Document* document);
  Status SetAttributions(const std::vector<Range>& cues, const Forward& forward,
                         Document* document);
  Status SetFactuality();
  Status AddCandidates(const Window& window, const Document& document);
  // Rows of those words to picked_, with room for the runner.
  void Pick(const std::vector<size_t>& words);

  const ModelParts& parts_;
  const HeadWeights& weights_;
  const Kernels& kernels_;
  LinearRunner runner_;
  SpanScorer attribution_;
  SpanScorer scope_;
  Coreference coreference_;
  CandidateFinder finder_;
  uint32_t position_ = 0;  // of the window's first word in the document
  WindowWords words_;
  std::vector<Token*> tokens_;      // of words_
  std::vector<bool> heads_others_;  // by word: something hangs on it
  std::vector<float> picked_;       // [some words,H]
  std::vector<float> hidden_;       // [some words,B]
};

}  // namespace kg
