#include "extractor/rules/speech.h"

#include <algorithm>
#include <limits>

#include "extractor/rules/speech_join.h"

namespace kg {
namespace {

// A cue stands next to its quotation, with at most its subject, an apposition
// and adverbs between; chosen on news.
constexpr uint32_t kFarthestCue = 30;
constexpr uint32_t kFarthestFragmentCue = 3;
// A cue with a clause of its own rather has said that than the quotation.
constexpr uint32_t kOwnContentCost = 12;
constexpr uint8_t kQuoteConfidence = 92;
constexpr uint8_t kContinuedConfidence = 60;
constexpr uint8_t kUnattributedConfidence = 50;
constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

class Assigner {
 public:
  Assigner(const Analysis& analysis, const std::vector<Quotation>& quotations)
      : analysis_(analysis), quotations_(quotations) {
    for (uint32_t s = 0; s < analysis.sentences(); ++s) {
      begins_.push_back(static_cast<uint32_t>(list_.size()));
      for (Speech& speech : FindCues(analysis, s)) {
        list_.push_back(std::move(speech));
      }
    }
    begins_.push_back(static_cast<uint32_t>(list_.size()));
    quoted_by_.assign(quotations.size(), kNone);
  }

  Speeches Run() && {
    for (uint32_t q = 0; q < quotations_.size(); ++q) Assign(q);
    Speeches out;
    for (Speech& speech :
         JoinAttributions(analysis_, quotations_, std::move(list_))) {
      if (speech.content.empty()) continue;
      SetForm(&speech);
      out.list.push_back(std::move(speech));
    }
    Nest(&out);
    return out;
  }

 private:
  void Assign(uint32_t q) {
    const Quotation& quotation = quotations_[q];
    uint32_t chosen = Overlapping(quotation.range);
    if (chosen == kNone) chosen = Adjacent(quotation);
    if (chosen == kNone) chosen = OfNoun(quotation.range);
    if (chosen == kNone && quotation.clausal) chosen = Announced(quotation);
    if (chosen == kNone && quotation.clausal) chosen = Continued(q);
    if (chosen == kNone && quotation.clausal) chosen = AddUnattributed(q);
    if (chosen == kNone) return;
    quoted_by_[q] = chosen;
    Extend(quotation, &list_[chosen]);
  }

  void Extend(const Quotation& quotation, Speech* speech) const {
    if (speech->heads.empty() || speech->nominal) {
      if (quotation.clausal) speech->nominal = false;
    }
    DropBeyondCue(quotation, speech);
    AddMainClauses(quotation, speech);
    speech->content.push_back(quotation.range);
    Normalize(&speech->content);
    speech->content = Subtract(speech->content, speech->cue);
    if (speech->confidence < kQuoteConfidence && quotation.clausal &&
        speech->speaker && !speech->cue.empty()) {
      speech->confidence = kQuoteConfidence;
    }
  }

  // "'…,' said Lee, who left": where the main clause of what is said stands in
  // the quotation, nothing beyond the cue belongs to it unless it is quoted.
  void DropBeyondCue(const Quotation& quotation, Speech* speech) const {
    if (!quotation.clausal || speech->heads.empty() || speech->cue.empty() ||
        !quotation.range.Has(speech->heads.front())) {
      return;
    }
    const uint32_t cue = speech->cue.front().begin;
    const bool before = quotation.range.begin < cue;
    auto& content = speech->content;
    content.erase(std::remove_if(content.begin(), content.end(),
                                 [&](const Range& range) {
                                   return before != (range.begin < cue) &&
                                          !IsQuoted(range);
                                 }),
                  content.end());
    auto& heads = speech->heads;
    heads.erase(
        std::remove_if(heads.begin(), heads.end(),
                       [&](uint32_t head) { return !Has(content, head); }),
        heads.end());
  }

  bool IsQuoted(const Range& range) const {
    const auto after = std::upper_bound(
        quotations_.begin(), quotations_.end(), range.begin,
        [](uint32_t p, const Quotation& q) { return p < q.range.end; });
    return after != quotations_.end() && after->range.begin < range.end;
  }

  // Main predicates inside: those whose governor stands outside.
  void AddMainClauses(const Quotation& quotation, Speech* speech) const {
    if (!quotation.clausal) return;
    for (uint32_t p = quotation.range.begin; p < quotation.range.end; ++p) {
      const TokenAt at = analysis_.At(p);
      const Tree& tree = analysis_.tree(at.sentence);
      const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
      if (clause == nullptr) continue;
      const int32_t head = tree.Head(at.token);
      const bool main = head < 0 ||
                        !quotation.range.Has(analysis_.Position(
                            at.sentence, static_cast<uint32_t>(head))) ||
                        tree.Is(at.token, "conj");
      if (!main) continue;
      if (std::find(speech->heads.begin(), speech->heads.end(), p) ==
          speech->heads.end()) {
        if (speech->heads.empty() && clause->polarity == Polarity::kNegated) {
          speech->polarity = Polarity::kNegated;
        }
        speech->heads.push_back(p);
      }
    }
  }

  // The nearest speech whose content the tree already lets into the quotation.
  uint32_t Overlapping(const Range& quotation) const {
    const uint32_t first = analysis_.At(quotation.begin).sentence;
    const uint32_t last = analysis_.At(quotation.end - 1).sentence;
    uint32_t best = kNone;
    uint32_t best_count = kNone;
    for (uint32_t i = begins_[first]; i < begins_[last + 1]; ++i) {
      const Speech& speech = list_[i];
      if (!CanQuote(speech, quotation)) continue;
      const bool overlaps = std::any_of(
          speech.content.begin(), speech.content.end(), [&](const Range& r) {
            return r.begin < quotation.end && quotation.begin < r.end;
          });
      const uint32_t count = Count(speech.content);
      if (overlaps && count < best_count) {
        best = i;
        best_count = count;
      }
    }
    return best;
  }

  // "a statement: '…'".
  uint32_t OfNoun(const Range& quotation) const {
    const uint32_t s = analysis_.At(quotation.begin).sentence;
    for (uint32_t i = begins_[s]; i < begins_[s + 1]; ++i) {
      if (list_[i].rule != "speech-noun") continue;
      for (const Range& range : list_[i].content) {
        if (range.begin < quotation.end && quotation.begin < range.end) {
          return i;
        }
      }
    }
    return kNone;
  }

  bool CanQuote(const Speech& speech, const Range& quotation) const {
    if (speech.act.empty() || speech.cue.empty() ||
        speech.rule == "speech-noun" ||
        quotation.Has(speech.cue.front().begin)) {
      return false;
    }
    if (!speech.verb) return speech.rule == "source-phrase";
    const TokenAt at = analysis_.At(*speech.verb);
    const std::string& lemma = analysis_.tree(at.sentence).lemma(at.token);
    const Words& words = analysis_.words();
    return words.ActTakes(lemma, "clause") || words.ActTakes(lemma, "quote");
  }

  uint32_t Adjacent(const Quotation& quotation) const {
    const uint32_t first = analysis_.At(quotation.range.begin).sentence;
    const uint32_t last = analysis_.At(quotation.range.end - 1).sentence;
    uint32_t best = kNone;
    // Some words alone are somebody's only right beside the cue.
    uint32_t best_cost =
        quotation.clausal ? kFarthestCue : kFarthestFragmentCue;
    const uint32_t end = std::min(last + 2, analysis_.sentences());
    for (uint32_t i = begins_[first]; i < begins_[end]; ++i) {
      const Speech& speech = list_[i];
      if (!CanQuote(speech, quotation.range)) continue;
      if (!quotation.clausal && !speech.content.empty()) continue;
      const uint32_t cue = speech.cue.front().begin;
      uint32_t cost = Distance(quotation.range, cue);
      if (cost == kNone) continue;
      if (analysis_.At(cue).sentence > last && !FollowsAsTag(speech, last)) {
        continue;
      }
      if (!speech.content.empty()) cost += kOwnContentCost;
      if (cost < best_cost) {
        best = i;
        best_cost = cost;
      }
    }
    return best;
  }

  // Words between the quotation and the cue; kNone over a sentence's end.
  uint32_t Distance(const Range& quotation, uint32_t cue) const {
    const bool after = cue >= quotation.end;
    const uint32_t from = after ? quotation.end : cue + 1;
    const uint32_t to = after ? cue : quotation.begin;
    if (to > from + kFarthestCue) return kNone;
    uint32_t distance = 0;
    for (uint32_t p = from; p < to; ++p) {
      const std::string& form = analysis_.token(p).form;
      if (form == "." || form == "?" || form == "!" || form == ";")
        return kNone;
      ++distance;
    }
    return distance;
  }

  // "'…?' Lee asked." cut after the quotation: a sentence that only tags it.
  bool FollowsAsTag(const Speech& speech, uint32_t quotation_end) const {
    const TokenAt at = analysis_.At(speech.cue.front().begin);
    const auto& sentence = analysis_.document().sentences[at.sentence];
    return at.sentence == quotation_end + 1 && !sentence.starts_paragraph &&
           speech.content.empty() &&
           analysis_.tree(at.sentence).Head(at.token) < 0;
  }

  // The sentence before ends with a colon: its last cue.
  uint32_t Announced(const Quotation& quotation) const {
    const uint32_t s = analysis_.At(quotation.range.begin).sentence;
    if (quotation.range.begin != analysis_.SentenceBegin(s) || s == 0) {
      return kNone;
    }
    const auto& before = analysis_.document().sentences[s - 1].tokens;
    if (before.empty() || before.back().form != ":") return kNone;
    for (uint32_t i = begins_[s]; i-- > begins_[s - 1];) {
      if (CanQuote(list_[i], quotation.range)) return i;
    }
    return kNone;
  }

  // A quotation right after an attributed one goes on with the same speaker:
  // in the same paragraph as the same speech, in the next one as another.
  uint32_t Continued(uint32_t q) {
    if (q == 0 || quoted_by_[q - 1] == kNone) return kNone;
    const Range& range = quotations_[q].range;
    const TokenAt at = analysis_.At(range.begin);
    const uint32_t before =
        analysis_.At(quotations_[q - 1].range.end - 1).sentence;
    if (at.token != 0 || at.sentence > before + 2) return kNone;
    const auto& sentences = analysis_.document().sentences;
    uint32_t paragraphs = 0;
    for (uint32_t s = before + 1; s <= at.sentence; ++s) {
      if (sentences[s].starts_paragraph) ++paragraphs;
      const bool speaks = begins_[s] != begins_[s + 1] && s < at.sentence;
      if (speaks) return kNone;
    }
    const uint32_t previous = quoted_by_[q - 1];
    if (paragraphs == 0 && at.sentence <= before + 1) return previous;
    if (paragraphs != 1 || !quotations_[q - 1].clausal) return kNone;
    const Speech& said = list_[previous];
    if (!said.speaker) return kNone;
    Speech speech;
    speech.act = analysis_.words().Structure("speech");
    speech.speaker = said.speaker;
    speech.rule = "continued-quotation";
    speech.confidence = kContinuedConfidence;
    list_.push_back(std::move(speech));
    return static_cast<uint32_t>(list_.size()) - 1;
  }

  uint32_t AddUnattributed(uint32_t) {
    Speech speech;
    speech.act = analysis_.words().Structure("speech");
    speech.rule = "unattributed-quotation";
    speech.confidence = kUnattributedConfidence;
    list_.push_back(std::move(speech));
    return static_cast<uint32_t>(list_.size()) - 1;
  }

  void SetForm(Speech* speech) const {
    uint32_t quoted = 0;
    uint32_t words = 0;
    size_t q = 0;
    for (const Range& range : speech->content) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        while (q < quotations_.size() && quotations_[q].range.end <= p) ++q;
        if (analysis_.token(p).upos == "PUNCT") continue;
        ++words;
        if (q < quotations_.size() && quotations_[q].range.Has(p)) ++quoted;
      }
    }
    speech->form = quoted == 0       ? QuoteForm::kIndirect
                   : quoted == words ? QuoteForm::kDirect
                                     : QuoteForm::kMixed;
  }

  // By falling size of content, so that a smaller one overwrites what holds it.
  void Nest(Speeches* out) const {
    std::vector<uint32_t> order(out->list.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return Count(out->list[a].content) > Count(out->list[b].content);
    });
    out->innermost.assign(analysis_.positions(), -1);
    out->is_cue.assign(analysis_.positions(), false);
    out->is_quoted.assign(analysis_.positions(), false);
    for (const Quotation& quotation : quotations_) {
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

  const Analysis& analysis_;
  const std::vector<Quotation>& quotations_;
  std::vector<Speech> list_;
  std::vector<uint32_t> begins_;     // first speech of each sentence
  std::vector<uint32_t> quoted_by_;  // speech of each quotation
};

}  // namespace

Speeches FindSpeeches(const Analysis& analysis,
                      const std::vector<Quotation>& quotations) {
  return Assigner(analysis, quotations).Run();
}

}  // namespace kg
