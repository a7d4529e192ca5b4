#include "extractor/rules/analysis.h"

#include <algorithm>

#include "extractor/rules/modality.h"

namespace kg {
namespace {

// Chosen: results and tables of figures have more numbers than the densest
// report of a company's year.
constexpr uint32_t kFewestNumbers = 5;
constexpr uint32_t kFewestBars = 2;
constexpr size_t kLeader = 4;  // dots between an entry and its page

bool IsNumberLike(const Token& token) {
  return token.upos == "NUM" ||
         (!token.form.empty() && token.form[0] >= '0' && token.form[0] <= '9');
}

// Scores, tables, lists of contents: what stands side by side there is no
// clause, whatever a parser makes of it.
bool IsProse(const Tree& tree) {
  if (tree.size() > Analysis::kLongest) return false;
  uint32_t numbers = 0;
  uint32_t words = 0;
  uint32_t bars = 0;
  for (uint32_t t = 0; t < tree.size(); ++t) {
    const Token& token = tree.token(t);
    const bool number = IsNumberLike(token);
    numbers += number;
    words += !number && token.upos != "PUNCT" && token.upos != "SYM";
    bars += token.form == "|";
    if (token.form.size() >= kLeader &&
        token.form.find_first_not_of('.') == std::string::npos) {
      return false;
    }
  }
  return bars < kFewestBars &&
         (numbers < kFewestNumbers || numbers * 3 < words * 2);
}

void Mark(const std::vector<Range>& ranges, std::vector<bool>* marked) {
  for (const Range& range : ranges) {
    for (uint32_t p = range.begin; p < range.end; ++p) (*marked)[p] = true;
  }
}

}  // namespace

Analysis::Analysis(const std::string& text, const Document& document,
                   const Words& words)
    : text_(&text), document_(&document), words_(&words) {
  begins_.push_back(0);
  trees_.reserve(document.sentences.size());
  for (const Sentence& sentence : document.sentences) {
    trees_.emplace_back(sentence);
    const Tree& tree = trees_.back();
    SentenceClauses clauses;
    clauses.by_token.assign(tree.size(), -1);
    if (IsProse(tree)) clauses = FindClauses(tree, words);
    SetFactuality(tree, words, &clauses);
    clauses_.push_back(std::move(clauses));
    begins_.push_back(begins_.back() + tree.size());
  }
  in_attribution_.resize(positions());
  in_negation_.resize(positions());
  for (const AttributedWords& one : document.attributions) {
    Mark(one.content, &in_attribution_);
  }
  for (const NegatedWords& one : document.negations) {
    Mark(one.scope, &in_negation_);
  }
}

TokenAt Analysis::At(uint32_t position) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), position);
  const auto sentence = static_cast<uint32_t>(after - begins_.begin()) - 1;
  return {sentence, position - begins_[sentence]};
}

const Token& Analysis::token(uint32_t position) const {
  const TokenAt at = At(position);
  return document_->sentences[at.sentence].tokens[at.token];
}

std::vector<Span> Analysis::SpansOf(const std::vector<Range>& ranges) const {
  std::vector<Span> spans;
  for (const Range& range : ranges) {
    if (range.begin >= range.end) continue;
    spans.push_back({token(range.begin).begin, token(range.end - 1).end});
  }
  return spans;
}

std::vector<Range> Analysis::RangesOf(
    uint32_t sentence, const std::vector<uint32_t>& tokens) const {
  std::vector<Range> ranges;
  for (uint32_t t : tokens) {
    const uint32_t position = Position(sentence, t);
    if (!ranges.empty() && ranges.back().end == position) {
      ++ranges.back().end;
    } else {
      ranges.push_back({position, position + 1});
    }
  }
  return ranges;
}

void Normalize(std::vector<Range>* ranges) {
  std::sort(ranges->begin(), ranges->end(), [](const Range& a, const Range& b) {
    return a.begin < b.begin || (a.begin == b.begin && a.end < b.end);
  });
  std::vector<Range> out;
  for (const Range& range : *ranges) {
    if (range.begin >= range.end) continue;
    if (!out.empty() && range.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, range.end);
    } else {
      out.push_back(range);
    }
  }
  *ranges = std::move(out);
}

std::vector<Range> Subtract(const std::vector<Range>& from,
                            const std::vector<Range>& without) {
  std::vector<Range> out;
  size_t w = 0;
  for (Range range : from) {
    while (w < without.size() && without[w].end <= range.begin) ++w;
    for (size_t i = w; i < without.size() && without[i].begin < range.end;
         ++i) {
      if (range.begin < without[i].begin) {
        out.push_back({range.begin, without[i].begin});
      }
      range.begin = std::max(range.begin, without[i].end);
    }
    if (range.begin < range.end) out.push_back(range);
  }
  return out;
}

uint32_t Count(const std::vector<Range>& ranges) {
  uint32_t count = 0;
  for (const Range& range : ranges) count += range.end - range.begin;
  return count;
}

bool Has(const std::vector<Range>& ranges, uint32_t position) {
  const auto after = std::upper_bound(
      ranges.begin(), ranges.end(), position,
      [](uint32_t p, const Range& range) { return p < range.begin; });
  return after != ranges.begin() && std::prev(after)->Has(position);
}

}  // namespace kg
