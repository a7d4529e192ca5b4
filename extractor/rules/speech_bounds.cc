#include "extractor/rules/speech_bounds.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/speech_acts.h"
#include "extractor/rules/speech_contents.h"
#include "extractor/rules/speech_sources.h"

namespace kg {
namespace {

class Mender {
 public:
  Mender(const Analysis& analysis, const std::vector<bool>& quoted,
         Speech* speech)
      : analysis_(analysis),
        words_(analysis.words()),
        quoted_(quoted),
        speech_(*speech),
        cue_(speech->cue.front().begin),
        cue_end_(speech->cue.back().end),
        sentence_(analysis.At(cue_).sentence),
        tree_(analysis.tree(sentence_)),
        begin_(analysis.SentenceBegin(sentence_)),
        end_(analysis.SentenceEnd(sentence_)) {
    if (!speech->verb) return;
    const TokenAt verb = analysis.At(*speech->verb);
    if (verb.sentence == sentence_) verb_ = verb.token;
  }

  void Run() {
    const std::vector<Range> before = speech_.content;
    for (const auto step :
         {&Mender::CutIntroduction, &Mender::CutConsequences,
          &Mender::CutSecondCue, &Mender::CutBehindCue, &Mender::CutComment,
          &Mender::CutQuestion, &Mender::CutOwnSubject, &Mender::CutTurn,
          &Mender::CutBehindQuote, &Mender::TakeInVerb, &Mender::TakeInSubject,
          &Mender::CutPronoun, &Mender::CutAddressee,
          &Mender::TakeInFirstClause}) {
      if (!speech_.content.empty()) (this->*step)();
    }
    if (Same(before)) return;
    if (speech_.content.empty()) {
      speech_.content = before;  // nothing is said but the article's words
      speech_.made = false;
      return;
    }
    ResetHeads();
  }

 private:
  bool Same(const std::vector<Range>& before) const {
    return std::equal(before.begin(), before.end(), speech_.content.begin(),
                      speech_.content.end(),
                      [](const Range& a, const Range& b) {
                        return a.begin == b.begin && a.end == b.end;
                      });
  }

  uint32_t Position(uint32_t t) const { return begin_ + t; }

  // The ranges of the content between two positions.
  std::vector<Range> Between(uint32_t from, uint32_t to) const {
    std::vector<Range> part;
    for (const Range& range : speech_.content) {
      const Range cut = {std::max(range.begin, from), std::min(range.end, to)};
      if (cut.begin < cut.end) part.push_back(cut);
    }
    return part;
  }

  void Cut(uint32_t from, uint32_t to) {
    while (from > begin_ && Has(speech_.content, from - 1) &&
           !quoted_[from - 1] && analysis_.token(from - 1).upos == "PUNCT") {
      --from;
    }
    speech_.content = Subtract(speech_.content, {{from, to}});
  }

  void CutTokens(const std::vector<uint32_t>& tokens) {
    for (const Range& range : analysis_.RangesOf(sentence_, tokens)) {
      Cut(range.begin, range.end);
    }
  }

  bool AnyQuoted(uint32_t from, uint32_t to) const {
    return std::find(quoted_.begin() + from, quoted_.begin() + to, true) !=
           quoted_.begin() + to;
  }

  const std::string& Form(uint32_t position) const {
    return analysis_.token(position).form;
  }

  // "summed the plan up bluntly: '…'": only the quotation is said.
  void CutIntroduction() {
    for (uint32_t p = cue_end_; p + 1 < end_; ++p) {
      if (Form(p) != ":" || quoted_[p] || !quoted_[p + 1]) continue;
      const auto part = Between(cue_end_, p);
      if (!Has(speech_.content, p + 1) || part.empty() ||
          AnyQuoted(cue_end_, p) || IsClause(part)) {
        return;
      }
      return Cut(cue_end_, p + 1);
    }
  }

  bool IsClause(const std::vector<Range>& part) const {
    if (!MainClauses(analysis_, part).empty()) return true;
    // "the plan was: '…'"
    const uint32_t last = part.back().end - 1;
    return tree_.HasFeature(last - begin_, "VerbForm=Fin");
  }

  // "announced he was leaving, prompting a vote": the announcement did.
  void CutConsequences() {
    if (!verb_) return;
    const bool deed = words_.ActTakes(tree_.lemma(*verb_), "deed");
    const std::string consequences = words_.Structure("consequence");
    for (uint32_t t = 1; t < tree_.size(); ++t) {
      if (tree_.token(t).xpos != "VBG" || tree_.token(t - 1).form != "," ||
          quoted_[Position(t)] || !Has(speech_.content, Position(t)) ||
          !Contains(consequences, tree_.lemma(t))) {
        continue;
      }
      const bool its = tree_.Head(t) == static_cast<int32_t>(*verb_);
      if (deed || its) CutTokens(tree_.Subtree(t));
    }
  }

  // "told him that it failed and demanded that it end": demanded it himself.
  void CutSecondCue() {
    if (!verb_ || speech_.heads.empty()) return;
    const std::string mandative = words_.Structure("mandative acts");
    for (uint32_t t = *verb_ + 1; t < tree_.size(); ++t) {
      const int32_t head = tree_.Head(t);
      if (head < 0 || !tree_.Is(t, "conj") || tree_.Child(t, "nsubj") ||
          tree_.token(t).xpos != "VBD" || quoted_[Position(t)] ||
          !Has(speech_.content, Position(t))) {
        continue;
      }
      const auto first = static_cast<uint32_t>(head);
      const bool spoken =
          first == *verb_ || (Position(first) == speech_.heads.front() &&
                              Contains(mandative, words_.Act(tree_.lemma(t))));
      if (spoken && !words_.Act(tree_.lemma(t)).empty()) {
        CutTokens(tree_.Subtree(t));
      }
    }
  }

  // "…, Lee concluded, which hurt Acme": the article goes on.
  void CutBehindCue() {
    if (speech_.content.front().begin > cue_ || cue_end_ + 2 >= end_ ||
        Form(cue_end_) != ",") {
      return;
    }
    const uint32_t next = cue_end_ + 1;
    if (quoted_[next] || !IsRelativePronoun(tree_, next - begin_)) return;
    uint32_t end = next;
    while (end < end_ && !quoted_[end]) ++end;
    Cut(cue_end_, end);
  }

  // "it will fall — a view that many share — though …": what somebody says of
  // it in a phrase of its own.
  void CutComment() {
    const auto heads = MainClauses(analysis_, speech_.content);
    if (heads.empty()) return;
    for (uint32_t p = std::max(heads.front(), begin_) + 1; p + 2 < end_; ++p) {
      if (!IsDashMark(analysis_.token(p)) || quoted_[p] ||
          !Has(speech_.content, p) || !IsComment(p + 1)) {
        continue;
      }
      const auto next = NextDash(p + 1);
      if (!next || OpensClause(*next + 1)) Cut(p, end_);
      return;
    }
  }

  // An indefinite noun with a relative clause.
  bool IsComment(uint32_t position) const {
    const uint32_t t = position - begin_;
    const int32_t noun = tree_.Head(t);
    if (noun < 0 || quoted_[position] || !tree_.HasFeature(t, "Definite=Ind")) {
      return false;
    }
    const auto children = tree_.Children(static_cast<uint32_t>(noun));
    return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
      return tree_.Relation(child) == "acl:relcl";
    });
  }

  std::optional<uint32_t> NextDash(uint32_t from) const {
    for (uint32_t p = from; p + 1 < end_; ++p) {
      if (IsDashMark(analysis_.token(p)) &&
          analysis_.token(p - 1).space_after) {
        return p;
      }
    }
    return std::nullopt;
  }

  bool OpensClause(uint32_t position) const {
    const std::string& upos = analysis_.token(position).upos;
    return upos == "SCONJ" || upos == "CCONJ";
  }

  // "Asked what he wanted, Lee said …": asked by somebody else.
  void CutQuestion() {
    if (!verb_) return;
    for (uint32_t child : tree_.Children(*verb_)) {
      if (child < *verb_ && tree_.token(child).xpos == "VBN" &&
          words_.ActTakes(tree_.lemma(child), "question") &&
          !AnyQuoted(Position(tree_.Subtree(child).front()), Position(child))) {
        CutTokens(tree_.Subtree(child));
      }
    }
  }

  // "The letter threatened to sue": who says it is not what is said.
  void CutOwnSubject() {
    if (!verb_ || speech_.content.back().begin < cue_end_) return;
    const auto subject = tree_.Child(*verb_, "nsubj");
    if (!subject || *subject > *verb_ || quoted_[Position(*subject)] ||
        !Has(speech_.content, Position(*subject))) {
      return;
    }
    CutTokens(tree_.Subtree(*subject));
  }

  // "The reformers want tests, but the Finns have none": perhaps the article's.
  void CutTurn() {
    for (uint32_t t = cue_end_ - begin_ + 1; t + 1 < tree_.size(); ++t) {
      const int32_t verb = tree_.Head(t);
      if (!words_.Negates("contrast", tree_.word(t)) || !tree_.Is(t, "cc") ||
          tree_.token(t - 1).form != "," || quoted_[Position(t)] ||
          !Has(speech_.content, Position(t)) ||
          verb < static_cast<int32_t>(t)) {
        continue;
      }
      const auto turn = static_cast<uint32_t>(verb);
      const auto subject = tree_.Child(turn, "nsubj");
      const uint32_t end = Position(tree_.Subtree(turn).back()) + 1;
      if (!subject || tree_.token(*subject).upos == "PRON" ||
          tree_.Child(turn, "mark") || AnyQuoted(Position(t), end)) {
        continue;
      }
      return Cut(Position(t), std::max(end, speech_.content.back().end));
    }
  }

  // "called him “kind” as she defended him".
  void CutBehindQuote() {
    uint32_t p = speech_.content.back().end;
    const uint32_t end = p;
    while (p > cue_end_ && Has(speech_.content, p - 1) && !quoted_[p - 1]) --p;
    while (p < end && analysis_.token(p).upos == "PUNCT") ++p;
    if (p == end || p <= cue_end_ + 1 || p < begin_ || end > end_) return;
    const uint32_t mark = p - begin_;
    const int32_t clause = tree_.Head(mark);
    const std::string_view role =
        words_.table("marks").Get(tree_.word(mark), "role");
    if (tree_.Is(mark, "mark") && role == "time" && clause >= 0 &&
        HasFiniteForm(tree_, static_cast<uint32_t>(clause))) {
      Cut(p, end);
    }
  }

  // "said each of them — A and B — would come": a subject has its verb.
  void TakeInVerb() {
    if (!verb_ || speech_.content.front().begin < cue_) return;
    for (uint32_t child : tree_.Children(*verb_)) {
      const auto subject = tree_.Child(child, "nsubj");
      if (!tree_.Is(child, "ccomp") || child < *verb_ || !subject ||
          Has(speech_.content, Position(child)) || quoted_[Position(child)] ||
          !Has(speech_.content, Position(*subject))) {
        continue;
      }
      const uint32_t first = speech_.content.front().begin;
      const uint32_t last = Position(tree_.Subtree(child).back()) + 1;
      speech_.content.push_back({first, last});
      Normalize(&speech_.content);
    }
  }

  // "felt the rules [to use them were weak]": what the tree takes for an
  // object.
  void TakeInSubject() {
    const uint32_t first = speech_.content.front().begin;
    if (!verb_ || first <= cue_end_) return;
    const auto object = tree_.Child(*verb_, "obj");
    const auto clause = tree_.Child(*verb_, "ccomp");
    if (!object || !clause || Position(*object) < cue_end_ ||
        Position(*object) >= first ||
        !Has(speech_.content, Position(*clause)) ||
        !HasFiniteForm(tree_, *clause) || tree_.Child(*clause, "nsubj") ||
        tree_.Child(*clause, "mark") || tree_.Child(*clause, "nsubj:pass")) {
      return;
    }
    for (uint32_t p = cue_end_; p < first; ++p) {
      if (analysis_.token(p).upos == "PUNCT") return;
    }
    speech_.content.push_back({cue_end_, first});
    Normalize(&speech_.content);
  }

  // "[what] Lee called [a disaster]": the disaster alone.
  void CutPronoun() {
    const Range first = speech_.content.front();
    if (speech_.content.size() > 1 && first.end == first.begin + 1 &&
        first.end < cue_ && analysis_.token(first.begin).xpos == "WP") {
      speech_.content.erase(speech_.content.begin());
    }
  }

  // "claimed [to Lee] that it was safe".
  void CutAddressee() {
    const uint32_t first = speech_.content.front().begin;
    if (!speech_.addressee || first != cue_end_ || quoted_[first] ||
        !Has(speech_.content, *speech_.addressee) ||
        analysis_.token(first).upos != "ADP") {
      return;
    }
    const TokenAt at = analysis_.At(*speech_.addressee);
    if (at.sentence != sentence_ ||
        tree_.Child(at.token, "case") != std::optional(first - begin_)) {
      return;
    }
    Cut(first, Position(tree_.Subtree(at.token).back()) + 1);
  }

  // "They own guns, and might use them, says Lee": he says both.
  void TakeInFirstClause() {
    const uint32_t first = speech_.content.front().begin;
    if (first >= cue_ || first <= begin_ || AnyQuoted(first, first + 2) ||
        analysis_.token(first).upos != "CCONJ") {
      return;
    }
    const int32_t second = tree_.Head(first - begin_);
    if (second < 0 || !tree_.Is(static_cast<uint32_t>(second), "conj")) return;
    const int32_t head = tree_.Head(static_cast<uint32_t>(second));
    const auto clause = static_cast<uint32_t>(std::max(head, 0));
    if (head < 0 || Position(clause) >= first ||
        !tree_.Child(clause, "nsubj")) {
      return;
    }
    const uint32_t from = Position(tree_.Subtree(clause).front());
    if (AnyQuoted(from, first)) return;
    speech_.content.push_back({from, first});
    Normalize(&speech_.content);
  }

  void ResetHeads() {
    auto& heads = speech_.heads;
    std::erase_if(heads,
                  [&](uint32_t head) { return !Has(speech_.content, head); });
    const auto main = MainClauses(analysis_, speech_.content);
    if (heads.empty() || !main.empty()) heads = main;
    speech_.nominal = main.empty();
    if (heads.empty()) {
      heads.push_back(MainWord(analysis_, speech_.content, {"NOUN"}));
    }
    SetPolarity(analysis_, &speech_);
  }

  const Analysis& analysis_;
  const Words& words_;
  const std::vector<bool>& quoted_;
  Speech& speech_;
  const uint32_t cue_;  // positions
  const uint32_t cue_end_;
  const uint32_t sentence_;
  const Tree& tree_;
  const uint32_t begin_;  // of the cue's sentence
  const uint32_t end_;
  std::optional<uint32_t> verb_;  // in that sentence
};

}  // namespace

void MendBounds(const Analysis& analysis, const std::vector<bool>& quoted,
                Speech* speech) {
  if (speech->cue.empty() || speech->content.empty()) return;
  Mender(analysis, quoted, speech).Run();
}

}  // namespace kg
