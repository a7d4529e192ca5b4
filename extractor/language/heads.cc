#include "extractor/language/heads.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extractor/language/onednn.h"

namespace kg {
namespace {

// The label of words that head no mention.
constexpr std::string_view kNoEntity = "-";
// Words that say that something happens or is so, if anything hangs on them.
constexpr std::string_view kPredicates[] = {"VERB", "AUX", "NOUN", "ADJ"};

bool MayBePredicate(const Token& token) {
  return std::find(std::begin(kPredicates), std::end(kPredicates),
                   token.upos) != std::end(kPredicates);
}

size_t Best(std::span<const float> scores) {
  return static_cast<size_t>(std::max_element(scores.begin(), scores.end()) -
                             scores.begin());
}

std::vector<CueWords> FirstAndLast(const std::vector<Range>& cues) {
  std::vector<CueWords> words;
  for (const Range& cue : cues) words.push_back({cue.begin, cue.end - 1});
  return words;
}

// Words of a window to positions of the document.
void Shift(uint32_t by, std::vector<Range>* ranges) {
  for (Range& range : *ranges) {
    range.begin += by;
    range.end += by;
  }
}

}  // namespace

Heads::Heads(const ModelParts& parts)
    : parts_(parts),
      weights_(parts.weights.extra),
      kernels_(KernelsFor(CurrentProcessor().vector)),
      attribution_(weights_.attribution, parts.config.hidden,
                   parts.config.span),
      scope_(weights_.scope, parts.config.hidden, parts.config.span),
      coreference_(weights_.coreference, parts.config.pair) {}

void Heads::Start(Document* document) {
  document->attributions.clear();
  document->negations.clear();
  document->clusters.clear();
  coreference_.Start();
  finder_ = CandidateFinder();
  position_ = 0;
}

Status Heads::Read(const Window& window, const Forward& forward,
                   Document* document) {
  Gather(window, forward, document);
  SetEntities(forward);
  KG_RETURN_IF_ERROR(SetNegations(NegationCues(forward), document));
  KG_RETURN_IF_ERROR(
      SetAttributions(SpeechCues(window, forward), forward, document));
  KG_RETURN_IF_ERROR(SetFactuality());
  KG_RETURN_IF_ERROR(AddCandidates(window, *document));
  position_ += static_cast<uint32_t>(words_.size());
  return Status();
}

void Heads::Finish(Document* document) {
  document->clusters = ClustersOf(coreference_.links());
  size_t s = 0;
  uint32_t begin = 0;  // position of the sentence's first token
  for (const CoreferenceLink& link : coreference_.links()) {  // ascending
    while (link.anaphor >= begin + document->sentences[s].tokens.size()) {
      begin += static_cast<uint32_t>(document->sentences[s++].tokens.size());
    }
    document->sentences[s].tokens[link.anaphor - begin].antecedent_probability =
        link.probability;
  }
}

// The window's words in one row, their [SEP]s left out.
void Heads::Gather(const Window& window, const Forward& forward,
                   Document* document) {
  const size_t h = parts_.config.hidden;
  words_.nodes.clear();
  tokens_.clear();
  words_.rows.resize(RoundUpRows(window.nodes.size()) * h);
  heads_others_.assign(window.nodes.size(), false);
  for (const Part& part : window.parts) {
    std::vector<Token>& tokens = document->sentences[part.sentence].tokens;
    const size_t first = tokens_.size();
    for (size_t t = part.token_begin; t < part.token_end; ++t) {
      const size_t node = part.node_begin + t - part.token_begin;
      std::copy_n(forward.hidden(node).data(), h,
                  words_.rows.data() + tokens_.size() * h);
      words_.nodes.push_back(static_cast<uint32_t>(node));
      tokens_.push_back(&tokens[t]);
      const auto head = static_cast<size_t>(tokens[t].head);
      if (tokens[t].head >= 0 && head >= part.token_begin) {
        heads_others_[first + head - part.token_begin] = true;
      }
    }
  }
}

void Heads::SetEntities(const Forward& forward) {
  const std::vector<std::string>& labels = parts_.labels.entity;
  for (size_t w = 0; w < words_.size(); ++w) {
    const auto scores = forward.tags(TagHead::kEntity, words_.nodes[w]);
    const std::string& label = labels[static_cast<size_t>(
        std::max_element(scores.begin(), scores.end()) - scores.begin())];
    tokens_[w]->entity = label == kNoEntity ? "" : label;
  }
}

// Words in a row that the head calls negations.
std::vector<Range> Heads::NegationCues(const Forward& forward) const {
  std::vector<Range> cues;
  for (uint32_t w = 0; w < words_.size(); ++w) {
    const auto scores = forward.tags(TagHead::kNegation, words_.nodes[w]);
    if (parts_.labels.negation[Best(scores)] == kOutside) continue;
    if (cues.empty() || cues.back().end != w) cues.push_back({w, w});
    cues.back().end = w + 1;
  }
  return cues;
}

std::vector<Range> Heads::SpeechCues(const Window& window,
                                     const Forward& forward) const {
  std::vector<Range> cues;
  uint32_t first = 0;
  for (const Part& part : window.parts) {
    std::vector<float> scores;
    const size_t words = part.token_end - part.token_begin;
    for (size_t w = 0; w < words; ++w) {
      const auto row = forward.tags(TagHead::kCue, words_.nodes[first + w]);
      scores.insert(scores.end(), row.begin(), row.end());
    }
    std::vector<Range> own = parts_.attributions.Cues(scores);
    Shift(first, &own);
    cues.insert(cues.end(), own.begin(), own.end());
    first += static_cast<uint32_t>(words);
  }
  return cues;
}

Status Heads::SetNegations(const std::vector<Range>& cues, Document* document) {
  KG_RETURN_IF_ERROR(scope_.Run(words_, FirstAndLast(cues), &runner_));
  for (size_t c = 0; c < cues.size(); ++c) {
    std::vector<Range> scope =
        std::move(parts_.scopes.Decode(scope_.scores(c))[0]);
    Shift(position_, &scope);
    const Range cue{cues[c].begin + position_, cues[c].end + position_};
    document->negations.push_back({cue, std::move(scope)});
  }
  return Status();
}

Status Heads::SetAttributions(const std::vector<Range>& cues,
                              const Forward& forward, Document* document) {
  KG_RETURN_IF_ERROR(attribution_.Run(words_, FirstAndLast(cues), &runner_));
  if (cues.empty()) return Status();
  const auto tags = [&](TagHead head) {
    return [&, head](size_t w) { return forward.tags(head, words_.nodes[w]); };
  };
  const std::vector<float> global = parts_.attributions.Global(
      words_.size(), tags(TagHead::kSource), tags(TagHead::kContent));
  for (size_t c = 0; c < cues.size(); ++c) {
    AttributedWords found =
        parts_.attributions.Decode(cues[c], attribution_.scores(c), global);
    if (found.content.empty()) continue;
    Shift(position_, &found.cue);
    Shift(position_, &found.source);
    Shift(position_, &found.content);
    document->attributions.push_back(std::move(found));
  }
  return Status();
}

void Heads::Pick(const std::vector<size_t>& words) {
  const size_t h = parts_.config.hidden;
  picked_.resize(RoundUpRows(words.size()) * h);
  for (size_t i = 0; i < words.size(); ++i) {
    std::copy_n(words_.rows.data() + words[i] * h, h, picked_.data() + i * h);
  }
}

Status Heads::SetFactuality() {
  std::vector<size_t> predicates;
  for (size_t w = 0; w < words_.size(); ++w) {
    tokens_[w]->factuality = Token().factuality;
    if (heads_others_[w] && MayBePredicate(*tokens_[w])) {
      predicates.push_back(w);
    }
  }
  if (predicates.empty()) return Status();
  Pick(predicates);
  const size_t b = parts_.config.label;
  hidden_.resize(RoundUpRows(predicates.size()) * b);
  KG_RETURN_IF_ERROR(runner_.Run(weights_.factuality.hidden, predicates.size(),
                                 picked_.data(), hidden_.data()));
  for (size_t i = 0; i < predicates.size(); ++i) {
    tokens_[predicates[i]]->factuality =
        kernels_.dot(b, hidden_.data() + i * b,
                     weights_.factuality.out.data()) +
        weights_.factuality.bias;
  }
  return Status();
}

Status Heads::AddCandidates(const Window& window, const Document& document) {
  std::vector<Candidate> candidates;
  uint32_t first = position_;
  for (const Part& part : window.parts) {
    finder_.Find(document.sentences[part.sentence], part, first, &candidates);
    first += static_cast<uint32_t>(part.token_end - part.token_begin);
  }
  std::vector<size_t> words;
  for (const Candidate& candidate : candidates) {
    words.push_back(candidate.position - position_);
  }
  Pick(words);
  return coreference_.Add(std::move(candidates), picked_.data(), &runner_);
}

}  // namespace kg
