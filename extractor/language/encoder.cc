#include "extractor/language/encoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "extractor/language/forward.h"
#include "extractor/language/heads.h"
#include "extractor/language/layout.h"
#include "extractor/language/model.h"
#include "extractor/language/projective.h"
#include "extractor/language/tree.h"
#include "extractor/language/windows.h"

namespace kg {
namespace {

// How the parts of an overlong sentence hang on its first part's root.
constexpr char kPartRelation[] = "parataxis";
// Words of the longest sentence whose tree is sought among those without
// crossing arcs, in cubic time; above, in quadratic time, among all.
constexpr size_t kLongestProjective = 200;

size_t Best(std::span<const float> scores) {
  return static_cast<size_t>(std::max_element(scores.begin(), scores.end()) -
                             scores.begin());
}

// Softmax: what the chosen one gets of all but `without`.
float Probability(std::span<const float> scores, size_t chosen,
                  size_t without = std::numeric_limits<size_t>::max()) {
  double sum = 0;  // relative to the chosen one
  for (size_t i = 0; i < scores.size(); ++i) {
    if (i != without) sum += std::exp(double{scores[i]} - scores[chosen]);
  }
  return static_cast<float>(1 / sum);
}

// The best relation but `root`.
size_t BestRelation(std::span<const float> scores, size_t root) {
  size_t best = root == 0 ? 1 : 0;
  for (size_t l = 0; l < scores.size(); ++l) {
    if (l != root && scores[l] > scores[best]) best = l;
  }
  return best;
}

}  // namespace

struct Encoder::Impl {
  Impl(std::shared_ptr<const LoadedModel> loaded, StageTimes* stage_times)
      : model(std::move(loaded)),
        parts(model->parts()),
        times(stage_times),
        forward(parts.config, parts.weights, times),
        more_heads(parts) {}

  Status AnnotateWindow(Document* document);
  void Tag(const Part& part, std::span<Token> tokens);
  void Names(const Part& part, std::span<Token> tokens);
  Status Attach(const Part& part, Sentence* sentence);
  Status Label();

  std::shared_ptr<const LoadedModel> model;
  const ModelParts& parts;
  StageTimes* const times;
  Forward forward;
  Heads more_heads;
  Window window;
  std::vector<NodeArc> arcs;       // of the window's words but the roots
  std::vector<Token*> dependents;  // of the arcs
  std::vector<float> label_scores;
};

Encoder::Encoder(std::shared_ptr<const Model> model, StageTimes* times) {
  // Model::Open is the only maker of models.
  impl_ = std::make_unique<Impl>(
      std::static_pointer_cast<const LoadedModel>(std::move(model)), times);
}

Encoder::~Encoder() = default;

StageTimes* Encoder::times() const { return impl_->times; }

Status Encoder::Annotate(Document* document, const CancelToken* cancel) {
  const ModelParts& parts = impl_->parts;
  SetLayouts(document);
  impl_->more_heads.Start(document);
  WindowReader reader(*document, parts.word_piece,
                      {parts.config.max_pieces, parts.config.positions});
  const auto read = [&] {
    const StageScope scope(impl_->times, Stage::kPieces);
    return reader.Next(&impl_->window);
  };
  while (read()) {
    if (cancel != nullptr && cancel->cancelled()) return Status::Cancelled();
    KG_RETURN_IF_ERROR(impl_->AnnotateWindow(document));
  }
  impl_->more_heads.Finish(document);
  return Status();
}

Status Encoder::Impl::AnnotateWindow(Document* document) {
  const StageScope scope(times, Stage::kDecode);
  KG_RETURN_IF_ERROR(forward.Run(window));
  arcs.clear();
  dependents.clear();
  for (const Part& part : window.parts) {
    Sentence* sentence = &document->sentences[part.sentence];
    const std::span<Token> tokens =
        std::span(sentence->tokens)
            .subspan(part.token_begin, part.token_end - part.token_begin);
    Tag(part, tokens);
    Names(part, tokens);
    KG_RETURN_IF_ERROR(Attach(part, sentence));
  }
  KG_RETURN_IF_ERROR(Label());
  const StageScope heads_scope(times, Stage::kSpeech);
  return more_heads.Read(window, forward, document);
}

void Encoder::Impl::Tag(const Part& part, std::span<Token> tokens) {
  const Labels& labels = parts.labels;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t node = part.node_begin + i;
    Token& token = tokens[i];
    token.upos = labels.upos[Best(forward.tags(TagHead::kUpos, node))];
    token.xpos = labels.xpos[Best(forward.tags(TagHead::kXpos, node))];
    token.feats = labels.feats[Best(forward.tags(TagHead::kFeats, node))];
    token.lemma = BestLemma(parts.lemma_scripts,
                            forward.tags(TagHead::kLemma, node), token.form);
  }
}

void Encoder::Impl::Names(const Part& part, std::span<Token> tokens) {
  std::vector<std::span<const float>> rows;
  for (size_t i = 0; i < tokens.size(); ++i) {
    rows.push_back(forward.tags(TagHead::kNer, part.node_begin + i));
  }
  const std::vector<size_t> path = parts.names.Decode(rows);
  for (size_t i = 0; i < tokens.size(); ++i) {
    tokens[i].ner = parts.names.Bio(path[i]);
    tokens[i].name_probability = Probability(rows[i], path[i]);
  }
}

// Heads, and the relations of roots; the rest is left to Label.
Status Encoder::Impl::Attach(const Part& part, Sentence* sentence) {
  std::vector<Token>& tokens = sentence->tokens;
  const size_t n = part.token_end - part.token_begin;
  std::span<const float> scores;
  KG_RETURN_IF_ERROR(forward.ScoreArcs(part, &scores));
  const std::vector<size_t> heads = n > kLongestProjective
                                        ? MaximumTree(scores, n)
                                        : MaximumProjectiveTree(scores, n);
  // Where a sentence's later parts hang: its first part is done already.
  const auto root = std::find_if(
      tokens.begin(), tokens.begin() + part.token_begin,
      [](const Token& token) { return token.deprel == kRootRelation; });
  for (size_t i = 0; i < n; ++i) {
    Token& token = tokens[part.token_begin + i];
    token.head_probability =
        Probability(scores.subspan(i * (n + 1), n + 1), heads[i], i + 1);
    if (heads[i] > 0) {
      token.head = static_cast<int32_t>(part.token_begin + heads[i] - 1);
      arcs.push_back({part.node_begin + i, part.node_begin + heads[i] - 1});
      dependents.push_back(&token);
    } else if (part.token_begin == 0) {
      token.head = -1;
      token.deprel = kRootRelation;
    } else {
      token.head = static_cast<int32_t>(root - tokens.begin());
      token.deprel = kPartRelation;
    }
  }
  return Status();
}

// All the window's relations at once: products of more rows are faster.
Status Encoder::Impl::Label() {
  KG_RETURN_IF_ERROR(forward.ScoreLabels(arcs, &label_scores));
  const std::vector<std::string>& relations = parts.labels.deprel;
  for (size_t i = 0; i < arcs.size(); ++i) {
    const auto scores =
        std::span(label_scores).subspan(i * relations.size(), relations.size());
    const size_t best = BestRelation(scores, parts.root_label);
    dependents[i]->deprel = relations[best];
    dependents[i]->relation_probability =
        Probability(scores, best, parts.root_label);
  }
  return Status();
}

}  // namespace kg
