#include "extractor/rules/speech.h"

#include <algorithm>
#include <limits>

#include "extractor/rules/speech_acts.h"
#include "extractor/rules/speech_bounds.h"
#include "extractor/rules/speech_contents.h"
#include "extractor/rules/speech_join.h"
#include "extractor/rules/speech_naming.h"
#include "extractor/rules/speech_nest.h"
#include "extractor/rules/speech_sources.h"
#include "extractor/rules/speech_turns.h"
#include "extractor/rules/speech_vain.h"

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
constexpr uint8_t kSignatureConfidence = 80;
constexpr uint8_t kAnnouncedConfidence = 80;
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
    signed_.assign(quotations.size(), false);
    quoted_ = QuotedPositions(analysis, quotations);
    AddTurns();
  }

  Speeches Run() && {
    for (uint32_t q = 0; q < quotations_.size(); ++q) Assign(q);
    Speeches out;
    for (Speech& speech :
         JoinAttributions(analysis_, quotations_, std::move(list_))) {
      if (!SaysSomething(analysis_, speech)) continue;
      MendBounds(analysis_, quoted_, &speech);
      MendAct(analysis_, &speech);
      if (SaysNoStatement(analysis_, quoted_, speech)) speech.made = false;
      SetForm(analysis_, quotations_, &speech);
      out.list.push_back(std::move(speech));
    }
    Nest(analysis_, quotations_, &out);
    return out;
  }

 private:
  // The turns of a transcript take the place of what its first lines give as
  // headlines ("LEE: We will appeal.").
  void AddTurns() {
    const auto cues = static_cast<uint32_t>(list_.size());
    for (Speech& turn : FindTurns(analysis_)) list_.push_back(std::move(turn));
    std::vector<bool> turns(analysis_.positions(), false);
    for (uint32_t i = cues; i < list_.size(); ++i) {
      const Range& passage = list_[i].content.front();
      std::fill(turns.begin() + passage.begin, turns.begin() + passage.end,
                true);
    }
    for (uint32_t i = 0; i < cues; ++i) {
      Speech& cue = list_[i];
      if (cue.rule != "headline-speaker" || !turns[cue.content.front().begin]) {
        continue;
      }
      cue.act.clear();
      cue.content.clear();
    }
  }

  void Assign(uint32_t q) {
    const Quotation& quotation = quotations_[q];
    uint32_t chosen = Overlapping(quotation.range);
    if (chosen == kNone) chosen = Adjacent(quotation);
    if (chosen == kNone) chosen = OfNoun(quotation.range);
    chosen = Signed(q, chosen);
    if (chosen == kNone && quotation.clausal) chosen = Announced(quotation);
    if (chosen == kNone && quotation.clausal) chosen = AnnouncedBy(quotation);
    if (chosen == kNone && quotation.clausal) chosen = Continued(q);
    if (chosen == kNone && quotation.clausal) chosen = AddQuoted();
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
      if (analysis_.clauses(at.sentence).At(at.token) == nullptr) continue;
      const int32_t head = tree.Head(at.token);
      const bool main = head < 0 ||
                        !quotation.range.Has(analysis_.Position(
                            at.sentence, static_cast<uint32_t>(head))) ||
                        tree.Is(at.token, "conj");
      if (!main) continue;
      if (std::find(speech->heads.begin(), speech->heads.end(), p) ==
          speech->heads.end()) {
        speech->heads.push_back(p);
      }
    }
    SetPolarity(analysis_, speech);
  }

  // "'…' Ann Lee, The Journal": who signs has said it, unless a cue names
  // somebody else ("Some argue that '…' Ann Lee").
  uint32_t Signed(uint32_t q, uint32_t chosen) {
    if (chosen != kNone && NamesSource(list_[chosen])) return chosen;
    const auto signature = SignatureAfter(analysis_, quotations_[q]);
    if (!signature) return chosen;
    if (chosen == kNone) {
      chosen = AddQuoted();
      list_[chosen].rule = "signature";
      list_[chosen].confidence = kSignatureConfidence;
    }
    list_[chosen].speaker = signature;
    list_[chosen].fixed_speaker = true;
    signed_[q] = true;
    return chosen;
  }

  bool NamesSource(const Speech& speech) const {
    if (!speech.speaker) return false;
    const TokenAt at = analysis_.At(*speech.speaker);
    return analysis_.words().PronounCell(
               analysis_.tree(at.sentence).word(at.token), "kind") !=
           "indefinite";
  }

  // "Ann Lee was brief: '…'".
  uint32_t AnnouncedBy(const Quotation& quotation) {
    const auto speaker = AnnouncedSpeaker(analysis_, quotation);
    if (!speaker) return kNone;
    const uint32_t added = AddQuoted();
    list_[added].speaker = speaker;
    list_[added].fixed_speaker = true;
    list_[added].rule = "announced-quotation";
    list_[added].confidence = kAnnouncedConfidence;
    return added;
  }

  // The nearest speech whose content the tree already lets into the quotation.
  uint32_t Overlapping(const Range& quotation) const {
    const uint32_t first = analysis_.At(quotation.begin).sentence;
    const uint32_t last = analysis_.At(quotation.end - 1).sentence;
    uint32_t best = kNone;
    uint32_t best_count = kNone;
    for (uint32_t i = begins_[first]; i < begins_[last + 1]; ++i) {
      const Speech& speech = list_[i];
      if (!StandsOutside(speech, quotation)) continue;
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

  static bool StandsOutside(const Speech& speech, const Range& quotation) {
    if (speech.act.empty() || speech.cue.empty() ||
        speech.rule == "speech-noun" ||
        quotation.Has(speech.cue.front().begin)) {
      return false;
    }
    return speech.verb || speech.rule == "source-phrase";
  }

  bool CanQuote(const Speech& speech, const Range& quotation) const {
    if (!StandsOutside(speech, quotation) || speech.rule == kNamingRule ||
        IsAboutQuotation(analysis_, speech, quotation)) {
      return false;
    }
    if (!speech.verb) return true;
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
    if (q == 0 || quoted_by_[q - 1] == kNone || signed_[q - 1]) return kNone;
    const Range& range = quotations_[q].range;
    const TokenAt at = analysis_.At(range.begin);
    const uint32_t before =
        analysis_.At(quotations_[q - 1].range.end - 1).sentence;
    if (at.token != 0 || at.sentence > before + 2 ||
        IsHeading(analysis_, at.sentence)) {
      return kNone;
    }
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

  uint32_t AddQuoted() {
    Speech speech;
    speech.act = analysis_.words().Structure("speech");
    speech.rule = "unattributed-quotation";
    speech.confidence = kUnattributedConfidence;
    list_.push_back(std::move(speech));
    return static_cast<uint32_t>(list_.size()) - 1;
  }

  const Analysis& analysis_;
  const std::vector<Quotation>& quotations_;
  std::vector<Speech> list_;
  std::vector<uint32_t> begins_;     // first speech of each sentence
  std::vector<uint32_t> quoted_by_;  // speech of each quotation
  std::vector<bool> signed_;         // by quotation
  std::vector<bool> quoted_;         // by position
};

}  // namespace

Speeches FindSpeeches(const Analysis& analysis,
                      const std::vector<Quotation>& quotations) {
  return Assigner(analysis, quotations).Run();
}

}  // namespace kg
