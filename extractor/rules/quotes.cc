#include "extractor/rules/quotes.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/unicode.h"
#include "extractor/rules/speech_sources.h"

namespace kg {
namespace {

// Tokens; chosen on news.
constexpr uint32_t kLongestAnnouncement = 40;
constexpr uint32_t kShortestBlock = 6;

enum class Side { kOpen, kClose, kEither };

struct Mark {
  std::string_view form;
  Side side;
  bool single;
};

// U+2019 is an apostrophe, too: it closes only what U+2018 opened.
constexpr Mark kMarks[] = {
    {"\"", Side::kEither, false},
    {"``", Side::kOpen, false},
    {"''", Side::kClose, false},
    {"\xE2\x80\x9C", Side::kOpen, false},
    {"\xE2\x80\x9D", Side::kClose, false},
    {"\xC2\xAB", Side::kOpen, false},
    {"\xC2\xBB", Side::kClose, false},
    {"\xE2\x80\x9E", Side::kOpen, false},
    {"\xE2\x80\x98", Side::kOpen, true},
    {"\xE2\x80\x99", Side::kClose, true},
    {"'", Side::kEither, true},
};

const Mark* FindMark(const Token& token) {
  if (token.xpos == "POS") return nullptr;
  for (const Mark& mark : kMarks) {
    if (mark.form == token.form) return &mark;
  }
  return nullptr;
}

class Scanner {
 public:
  explicit Scanner(const Analysis& analysis) : analysis_(analysis) {}

  std::vector<Quotation> Run() && {
    for (uint32_t s = 0; s < analysis_.sentences(); ++s) {
      const auto& sentence = analysis_.document().sentences[s];
      if (sentence.starts_paragraph) StartParagraph(s);
      for (uint32_t t = 0; t < sentence.tokens.size(); ++t) {
        if (const Mark* mark = FindMark(sentence.tokens[t])) {
          Meet(*mark, s, t);
        }
      }
    }
    End(analysis_.positions());
    return std::move(quotations_);
  }

 private:
  // Which way the mark at `t` faces, by the blanks around it.
  Side Faces(const Mark& mark, uint32_t s, uint32_t t) const {
    if (mark.side != Side::kEither) return mark.side;
    const auto& tokens = analysis_.document().sentences[s].tokens;
    const uint32_t position = analysis_.Position(s, t);
    const bool blank_before =
        position == 0 || analysis_.token(position - 1).space_after ||
        analysis_.token(position - 1).end < tokens[t].begin;
    const bool blank_after = t + 1 == tokens.size() || tokens[t].space_after;
    if (blank_before && !blank_after) return Side::kOpen;
    if (!blank_before && blank_after) return Side::kClose;
    return open_ ? Side::kClose : Side::kOpen;
  }

  void Meet(const Mark& mark, uint32_t s, uint32_t t) {
    const uint32_t position = analysis_.Position(s, t);
    const Side side = Faces(mark, s, t);
    if (!open_) {
      if (side == Side::kOpen) {
        open_ = position;
        single_ = mark.single;
      }
      return;
    }
    if (single_ != mark.single) return;  // a quotation inside
    if (side == Side::kClose && position > *open_) {
      closed_ = true;
      End(position + 1);
    }
  }

  // An open quotation goes on if the paragraph opens again or closes first.
  void StartParagraph(uint32_t s) {
    if (!open_) return;
    if (single_ || !Continues(s)) End(analysis_.SentenceBegin(s));
  }

  bool Continues(uint32_t s) const {
    const auto& sentences = analysis_.document().sentences;
    for (uint32_t i = s; i < sentences.size(); ++i) {
      if (i > s && sentences[i].starts_paragraph) return false;
      for (uint32_t t = 0; t < sentences[i].tokens.size(); ++t) {
        const Mark* mark = FindMark(sentences[i].tokens[t]);
        if (mark == nullptr || mark->single) continue;
        return (i == s && t == 0) || Faces(*mark, i, t) == Side::kClose;
      }
    }
    return false;
  }

  void End(uint32_t end) {
    if (!open_) return;
    Quotation quotation{{*open_, end}, closed_, false};
    for (uint32_t p = *open_; p < end; ++p) {
      const TokenAt at = analysis_.At(p);
      const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
      if (clause != nullptr && IsWhole(*clause, at)) quotation.clausal = true;
    }
    // A single mark that nothing closes is an apostrophe.
    if (closed_ || !single_) quotations_.push_back(quotation);
    open_.reset();
    closed_ = false;
  }

  // A clause with its subject inside, or a verb group of its own.
  bool IsWhole(const Clause& clause, const TokenAt& at) const {
    const uint32_t sentence = analysis_.SentenceBegin(at.sentence);
    if (!clause.auxiliaries.empty() &&
        sentence + clause.group.front() >= *open_)
      return true;
    return clause.subject && sentence + *clause.subject >= *open_;
  }

  const Analysis& analysis_;
  std::vector<Quotation> quotations_;
  std::optional<uint32_t> open_;
  bool single_ = false;
  bool closed_ = false;
};

// "He went on:" at the end of a paragraph: the next one is a block of his
// words, without marks.
bool Announces(const Analysis& analysis, uint32_t sentence) {
  const Tree& tree = analysis.tree(sentence);
  if (tree.size() < 2 || tree.size() > kLongestAnnouncement ||
      tree.token(tree.size() - 1).form != ":" ||
      ParagraphSentences(analysis, sentence).end != sentence + 1) {
    return false;
  }
  for (uint32_t t = 0; t < tree.size(); ++t) {
    const std::string& lemma = tree.lemma(t);
    if (tree.token(t).upos == "VERB" &&
        (analysis.words().ActTakes(lemma, "clause") ||
         analysis.words().ActTakes(lemma, "quote"))) {
      return true;
    }
  }
  return false;
}

// No item of a list.
bool IsProse(const Analysis& analysis, const Range& range) {
  const Token& first = analysis.token(range.begin);
  return Count({range}) >= kShortestBlock &&
         IsLetter(DecodeAt(first.form, 0).value);
}

}  // namespace

std::vector<Quotation> FindQuotations(const Analysis& analysis) {
  std::vector<Quotation> found = Scanner(analysis).Run();
  std::vector<Quotation> blocks;
  for (uint32_t s = 0; s + 1 < analysis.sentences(); ++s) {
    if (!Announces(analysis, s)) continue;
    const Range block = ParagraphSentences(analysis, s + 1);
    const Range range = {analysis.SentenceBegin(block.begin),
                         analysis.SentenceEnd(block.end - 1)};
    const auto next = std::lower_bound(
        found.begin(), found.end(), range.begin,
        [](const Quotation& q, uint32_t p) { return q.range.end <= p; });
    const bool marked = next != found.end() && next->range.begin < range.end;
    if (!marked && IsProse(analysis, range)) {
      blocks.push_back({range, true, true});
    }
  }
  found.insert(found.end(), blocks.begin(), blocks.end());
  std::sort(found.begin(), found.end(),
            [](const Quotation& a, const Quotation& b) {
              return a.range.begin < b.range.begin;
            });
  return found;
}

std::vector<bool> QuotedPositions(const Analysis& analysis,
                                  const std::vector<Quotation>& quotations) {
  std::vector<bool> quoted(analysis.positions(), false);
  for (const Quotation& quotation : quotations) {
    std::fill(quoted.begin() + quotation.range.begin,
              quoted.begin() + quotation.range.end, true);
  }
  return quoted;
}

bool IsQuotationMark(const Token& token) { return FindMark(token) != nullptr; }

}  // namespace kg
