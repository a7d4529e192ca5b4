#include "extractor/language/coreference_features.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/unicode.h"
#include "extractor/language/layout.h"

namespace kg {
namespace {

struct KindRow {
  std::string_view upos;
  MentionKind kind;
};
constexpr KindRow kKinds[] = {{"NOUN", MentionKind::kNominal},
                              {"PROPN", MentionKind::kName},
                              {"PRON", MentionKind::kPronoun},
                              {"NUM", MentionKind::kNominal}};

// Universal relations of the words that are compared with the head.
constexpr std::string_view kModifiers[] = {"compound", "flat", "amod",
                                           "nummod"};

// Lower bounds of the classes.
constexpr size_t kGaps[] = {1, 2, 3, 4, 5, 8, 16, 32, 64, 128};
static_assert(std::size(kGaps) * 9 == kDistanceRows);
constexpr size_t kSentences = kSentenceRows / 9;
constexpr std::string_view kPersonKey = "Person=";

enum Match { kDifferent, kSimilar, kSame };

std::optional<MentionKind> KindOf(const Token& token) {
  for (const KindRow& row : kKinds) {
    if (token.upos == row.upos) return row.kind;
  }
  return std::nullopt;
}

bool IsModifier(const Token& token) {
  const std::string_view relation = token.deprel;
  const std::string_view universal = relation.substr(0, relation.find(':'));
  return std::find(std::begin(kModifiers), std::end(kModifiers), universal) !=
         std::end(kModifiers);
}

uint8_t PersonOf(const Token& token) {
  const size_t at = token.feats.find(kPersonKey);
  if (at == std::string::npos) return 0;
  const size_t digit = at + kPersonKey.size();
  if (digit == token.feats.size()) return 0;
  const char c = token.feats[digit];
  return c >= '1' && c <= '3' ? static_cast<uint8_t>(c - '0') : uint8_t{0};
}

bool Holds(const Candidate& candidate, uint32_t word) {
  return std::find(candidate.words.begin(), candidate.words.end(), word) !=
         candidate.words.end();
}

Match Compare(const Candidate& a, const Candidate& b) {
  if (a.set == b.set) return kSame;
  if (a.head == b.head) return kSimilar;
  const bool names =
      a.kind == MentionKind::kName && b.kind == MentionKind::kName;
  return names && (Holds(b, a.head) || Holds(a, b.head)) ? kSimilar
                                                         : kDifferent;
}

}  // namespace

PairRows RowsOf(const Candidate& anaphor, const Candidate& antecedent,
                size_t gap) {
  const size_t kinds = static_cast<size_t>(anaphor.kind) * kMentionKinds +
                       static_cast<size_t>(antecedent.kind);
  const auto near = static_cast<size_t>(
      std::upper_bound(std::begin(kGaps), std::end(kGaps), gap) -
      std::begin(kGaps) - 1);
  const size_t apart = anaphor.sentence - antecedent.sentence;
  const size_t quotes = size_t{anaphor.quoted} * 2 + size_t{antecedent.quoted};
  const size_t persons = size_t{anaphor.person} * 4 + antecedent.person;
  return {.match = kinds * 3 + Compare(anaphor, antecedent),
          .distance = kinds * std::size(kGaps) + near,
          .sentence = kinds * kSentences + std::min(apart, kSentences - 1),
          .person = persons * 4 + quotes};
}

uint32_t CandidateFinder::NumberOf(const std::string& form) {
  const auto next = static_cast<uint32_t>(words_.size());
  return words_.emplace(ToLower(form), next).first->second;
}

void CandidateFinder::Find(const Sentence& sentence, const Part& part,
                           uint32_t position, std::vector<Candidate>* out) {
  const size_t first = out->size();
  std::vector<int32_t> at(part.token_end - part.token_begin, -1);
  for (size_t t = part.token_begin; t < part.token_end; ++t) {
    const Token& token = sentence.tokens[t];
    const auto kind = KindOf(token);
    if (!kind) continue;
    at[t - part.token_begin] = static_cast<int32_t>(out->size());
    Candidate& candidate = out->emplace_back();
    candidate.position = position + static_cast<uint32_t>(t - part.token_begin);
    candidate.sentence = static_cast<uint32_t>(part.sentence);
    candidate.kind = *kind;
    if (*kind == MentionKind::kPronoun) candidate.person = PersonOf(token);
    candidate.quoted = (token.layout & kQuotedLayout) != 0;
    candidate.head = NumberOf(token.form);
    candidate.words.push_back(candidate.head);
  }
  for (size_t t = part.token_begin; t < part.token_end; ++t) {
    const Token& token = sentence.tokens[t];
    const auto head = static_cast<size_t>(token.head);
    if (token.head < 0 || head < part.token_begin || head >= part.token_end ||
        at[head - part.token_begin] < 0 || !IsModifier(token)) {
      continue;
    }
    (*out)[static_cast<size_t>(at[head - part.token_begin])].words.push_back(
        NumberOf(token.form));
  }
  for (size_t c = first; c < out->size(); ++c) {
    std::vector<uint32_t>& words = (*out)[c].words;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    const auto next = static_cast<uint32_t>(sets_.size());
    (*out)[c].set = sets_.emplace(words, next).first->second;
  }
}

}  // namespace kg
