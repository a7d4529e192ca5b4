#include "extractor/rules/speech_nest.h"

#include <algorithm>

namespace kg {

void SetForm(const Analysis& analysis, const std::vector<Quotation>& quotations,
             Speech* speech) {
  if (speech->form == QuoteForm::kDirect) return;  // known without marks
  uint32_t quoted = 0;
  uint32_t words = 0;
  size_t q = 0;
  for (const Range& range : speech->content) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      while (q < quotations.size() && quotations[q].range.end <= p) ++q;
      if (analysis.token(p).upos == "PUNCT") continue;
      ++words;
      if (q < quotations.size() && quotations[q].range.Has(p)) ++quoted;
    }
  }
  speech->form = quoted == 0       ? QuoteForm::kIndirect
                 : quoted == words ? QuoteForm::kDirect
                                   : QuoteForm::kMixed;
}

// By falling size of content, so that a smaller one overwrites what holds it.
void Nest(const Analysis& analysis, const std::vector<Quotation>& quotations,
          Speeches* out) {
  std::vector<uint32_t> order(out->list.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return Count(out->list[a].content) > Count(out->list[b].content);
  });
  out->innermost.assign(analysis.positions(), -1);
  out->is_cue.assign(analysis.positions(), false);
  out->is_quoted.assign(analysis.positions(), false);
  out->is_label.assign(analysis.positions(), false);
  for (const Speech& speech : out->list) {
    std::fill(out->is_label.begin() + speech.label.begin,
              out->is_label.begin() + speech.label.end, true);
  }
  for (const Quotation& quotation : quotations) {
    std::fill(out->is_quoted.begin() + quotation.range.begin,
              out->is_quoted.begin() + quotation.range.end, true);
  }
  for (uint32_t i : order) {
    Speech& speech = out->list[i];
    const uint32_t place = speech.cue.empty() ? speech.content.front().begin
                                              : speech.cue.front().begin;
    const int32_t parent = out->innermost[place];
    if (parent >= 0 &&
        Count(out->list[parent].content) > Count(speech.content)) {
      speech.parent = static_cast<uint32_t>(parent);
    }
    for (const Range& range : speech.cue) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        out->is_cue[p] = true;
      }
    }
    for (const Range& range : speech.content) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        out->innermost[p] = static_cast<int32_t>(i);
      }
    }
  }
}

}  // namespace kg
