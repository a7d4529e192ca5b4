#include "query/nearest.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr size_t kMaxTyped = 64;   // characters that are compared
constexpr size_t kMaxKept = 1000;  // candidates that are remembered
constexpr int kWordsScore = 1;     // all words of the one stand in the other
constexpr int kEditScore = 2;      // each edit

std::u32string CodePointsOf(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size() && out.size() <= kMaxTyped;) {
    const CodePoint c = DecodeAt(text, at);
    out.push_back(c.value);
    at += c.bytes;
  }
  return out;
}

// One edit for every three characters: a slip, not another word.
size_t MaxEdits(size_t typed) { return typed / 3; }

bool HasWords(std::u32string_view text, std::u32string_view words) {
  constexpr size_t kShortest = 3;  // shorter words stand in too many names
  if (words.size() < kShortest || words.size() >= text.size()) return false;
  for (size_t at = text.find(words); at != text.npos;
       at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    if ((at == 0 || text[at - 1] == U' ') &&
        (end == text.size() || text[end] == U' ')) {
      return true;
    }
  }
  return false;
}

// The score of a candidate; negative: not like what was typed.
int ScoreOf(std::u32string_view typed, std::u32string_view candidate) {
  if (HasWords(candidate, typed) || HasWords(typed, candidate)) {
    return kWordsScore;
  }
  const size_t limit = MaxEdits(typed.size());
  const size_t edits = EditDistance(typed, candidate, limit);
  return edits > limit ? -1 : static_cast<int>(edits) * kEditScore;
}

}  // namespace

size_t EditDistance(std::u32string_view a, std::u32string_view b,
                    size_t limit) {
  const size_t apart =
      std::max(a.size(), b.size()) - std::min(a.size(), b.size());
  if (apart > limit) return limit + 1;
  // Rows of the optimal string alignment's table: of i - 2, i - 1 and i.
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1),
      row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t lowest = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      lowest = std::min(lowest, row[j]);
    }
    if (lowest > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], limit + 1);
}

Nearest::Nearest(const std::vector<std::string>& typed) {
  for (const std::string& text : typed) {
    std::u32string code_points = CodePointsOf(text);
    if (code_points.size() <= kMaxTyped) {
      typed_.push_back(std::move(code_points));
    }
  }
}

void Nearest::Offer(std::string_view text, std::string_view shown) {
  const std::u32string candidate = CodePointsOf(text);
  for (const std::u32string& typed : typed_) {
    const int score = ScoreOf(typed, candidate);
    if (score < 0) continue;
    const auto known = scores_.find(shown);
    if (known != scores_.end()) {
      known->second = std::min(known->second, score);
    } else if (scores_.size() < kMaxKept) {
      scores_.emplace(shown, score);
    }
  }
}

std::vector<std::string> Nearest::Best(size_t limit) const {
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [shown, score] : scores_) sorted.emplace_back(score, shown);
  std::sort(sorted.begin(), sorted.end());
  if (sorted.size() > limit) sorted.resize(limit);
  std::vector<std::string> out;
  for (auto& [score, shown] : sorted) out.push_back(std::move(shown));
  return out;
}

}  // namespace kg
