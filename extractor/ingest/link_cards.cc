#include "extractor/ingest/link_cards.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/unicode.h"

namespace kg {
namespace {

// Chosen on such pages: names have up to nine words with those that introduce
// them again, cards three to five headlines.
constexpr size_t kLongestName = 9;
constexpr size_t kLongestCard = 110;
constexpr size_t kLongestParticle = 3;  // "Lee de Holm"

struct Word {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Word> WordsOf(std::string_view line) {
  std::vector<Word> words;
  for (size_t at = 0; at < line.size();) {
    const size_t begin = line.find_first_not_of(' ', at);
    if (begin == std::string_view::npos) break;
    const size_t end = std::min(line.find(' ', begin), line.size());
    words.push_back({begin, end});
    at = end;
  }
  return words;
}

bool OpensUpper(std::string_view word) {
  size_t at = 0;
  while (at < word.size() && IsPunctuation(DecodeAt(word, at).value)) {
    at += DecodeAt(word, at).bytes;
  }
  return at < word.size() && IsUpper(DecodeAt(word, at).value);
}

bool IsParticle(std::string_view word) {
  return word.size() <= kLongestParticle &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

class CardFinder {
 public:
  CardFinder(std::string_view line, const std::unordered_set<std::string>& ends)
      : line_(line), ends_(ends), words_(WordsOf(line)) {}

  std::string Run() {
    std::string out;
    size_t kept = 0;
    for (size_t w = 1; w < words_.size(); ++w) {
      const auto before = NameBefore(w);
      if (!before || words_[*before].end < kept) continue;
      const auto end = EndOf(w);
      if (!end) continue;
      out.append(line_, kept, words_[*before].end - kept);
      kept = *end;
      while (w + 1 < words_.size() && words_[w + 1].begin < kept) ++w;
    }
    if (kept == 0) return std::string(line_);
    out.append(line_, kept);
    return out;
  }

 private:
  std::string_view At(size_t w) const {
    return line_.substr(words_[w].begin, words_[w].end - words_[w].begin);
  }

  // For "LeeStocks" and "Lee2020", the word Lee that ended the name shown; all
  // between belongs to the name's repetition.
  std::optional<size_t> NameBefore(size_t w) const {
    const std::string_view word = At(w);
    for (size_t at = 1; at < word.size(); ++at) {
      const char c = word[at];
      const bool opens = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      const bool glued =
          opens && word[at - 1] >= 'a' && word[at - 1] <= 'z' && at > 1;
      if (!glued) continue;
      const std::string_view last = word.substr(0, at);
      for (size_t b = w; b-- > w - std::min(w, kLongestName);) {
        if (At(b) == last) return b;
        if (!OpensUpper(At(b)) && !IsParticle(At(b))) break;
      }
    }
    return std::nullopt;
  }

  // The byte after the card's last word; marks glued to that stay in the line.
  std::optional<size_t> EndOf(size_t w) const {
    const size_t limit = std::min(words_.size(), w + kLongestCard);
    for (size_t e = w + 1; e < limit; ++e) {
      const std::string_view word = At(e);
      size_t length = 0;
      while (length < word.size() && word[length] >= 'A' &&
             word[length] <= 'Z') {
        ++length;
      }
      if (ends_.count(std::string(word.substr(0, length))) == 0) continue;
      const size_t end = words_[e].begin + length;
      const bool letter =
          length < word.size() && IsLetter(DecodeAt(word, length).value);
      if (!letter) return end;
    }
    return std::nullopt;
  }

  std::string_view line_;
  const std::unordered_set<std::string>& ends_;
  std::vector<Word> words_;
};

}  // namespace

std::string WithoutLinkCards(std::string_view line,
                             const std::unordered_set<std::string>& ends) {
  const bool any = std::any_of(ends.begin(), ends.end(), [&](const auto& end) {
    return line.find(end) != std::string_view::npos;
  });
  return any ? CardFinder(line, ends).Run() : std::string(line);
}

}  // namespace kg
