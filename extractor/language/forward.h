// The forward pass: a window's pieces to scores of its words' classes, heads
// and relations. One worker's buffers; not thread-safe. Results hold until the
// next call of Run.
#pragma once

#include <span>
#include <vector>

#include "base/stage_times.h"
#include "base/status.h"
#include "extractor/language/attention.h"
#include "extractor/language/kernels.h"
#include "extractor/language/linear.h"
#include "extractor/language/model_config.h"
#include "extractor/language/weights.h"
#include "extractor/language/windows.h"

namespace kg {

// From a word to its head, both indices into Window::nodes.
struct NodeArc {
  size_t dependent = 0;
  size_t head = 0;
};

class Forward {
 public:
  // All are borrowed for the object's life; null times measure nothing.
  Forward(const ModelConfig& config, const Weights& weights,
          StageTimes* times = nullptr);

  // Encodes the window and scores all classes.
  Status Run(const Window& window);

  // Of a node (an index into Window::nodes):
  std::span<const float> hidden(size_t node) const;              // [H]
  std::span<const float> tags(TagHead head, size_t node) const;  // [classes]

  // Scores of a part's heads: [n, n + 1] for its n words, the root first. The
  // span holds until the next call.
  Status ScoreArcs(const Part& part, std::span<const float>* scores);

  // Scores of the relations [arcs.size(), D] between words and their heads.
  Status ScoreLabels(std::span<const NodeArc> arcs, std::vector<float>* scores);

 private:
  struct State {  // M: rows for the positions
    // [M,H] the residual stream; in the end the rows of the nodes alone
    std::vector<float> x;
    std::vector<float> y;           // [M,H] what a sublayer adds to it
    std::vector<float> qkv;         // [M,3H]
    std::vector<float> mixed;       // [M,H] values mixed by attention
    std::vector<float> tags;        // [M,T]
    std::vector<float> parser;      // [M,2A+2B]
    std::vector<float> d;           // [M,A] or [chunk,B], copied from `parser`
    std::vector<float> arc;         // [M,A]
    std::vector<float> arc_scores;  // [words,words+1] of one part
    std::vector<float> label;       // [chunk,D*B]
    std::vector<float> label_base;  // [chunk,D]
  };

  void Embed(const Window& window);
  void KeepNodes(const Window& window);
  Status RunLayer(const LayerWeights& layer, const Window& window, bool last);
  void AddNorm(const NormWeights& norm, size_t rows);
  Status ScoreNodes(size_t count);
  const float* ParserRow(size_t node, size_t column) const;

  const ModelConfig& config_;
  const Weights& weights_;
  const Kernels& kernels_;
  const size_t hidden_;
  const size_t relations_;
  StageTimes* const times_;
  LinearRunner runner_;
  Attention attention_;
  State state_;
};

}  // namespace kg
