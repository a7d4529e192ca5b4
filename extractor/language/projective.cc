#include "extractor/language/projective.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

namespace kg {
namespace {

// Infinite scores and NaN can come only from broken weights.
double Bounded(float score) {
  constexpr double kLimit = 1e30;
  return std::isnan(score) ? -kLimit
                           : std::clamp<double>(score, -kLimit, kLimit);
}

// Spans of words s..t, s <= t, numbered from 0. A complete span is a word and
// all that hangs on it to one side; an incomplete one is an arc between s and t
// and all that lies between. Each kind once with its head at the left end, once
// at the right.
class ProjectiveFinder {
 public:
  ProjectiveFinder(std::span<const float> scores, size_t n)
      : scores_(scores), n_(n) {
    for (std::vector<Cell>& table : tables_) table.resize(n * n);
  }

  std::vector<size_t> Find() {
    std::vector<size_t> heads(n_, 0);
    if (n_ == 0) return heads;
    for (size_t length = 1; length < n_; ++length) {
      for (size_t s = 0; s + length < n_; ++s) Fill(s, s + length);
    }
    const size_t root = Root();
    Trace({kCompleteLeft, 0, root}, &heads);
    Trace({kCompleteRight, root, n_ - 1}, &heads);
    return heads;
  }

 private:
  // By where the head is: Left: at t, its dependents to the left.
  enum Kind : uint8_t {
    kIncompleteLeft,
    kIncompleteRight,
    kCompleteLeft,
    kCompleteRight
  };
  struct Cell {
    double score = 0;
    uint32_t split = 0;
  };
  struct Part {
    Kind kind;
    size_t s, t;
  };

  Cell& At(Kind kind, size_t s, size_t t) { return tables_[kind][s * n_ + t]; }

  double Arc(size_t dependent, size_t head) const {
    return Bounded(scores_[dependent * (n_ + 1) + head + 1]);
  }

  // The best of `count` splits from `first` on; of equal ones, the first.
  template <typename ScoreOf>
  static Cell Best(size_t first, size_t count, ScoreOf score_of) {
    Cell best{-std::numeric_limits<double>::infinity(), 0};
    for (size_t q = first; q < first + count; ++q) {
      const double score = score_of(q);
      if (score > best.score) best = {score, static_cast<uint32_t>(q)};
    }
    return best;
  }

  void Fill(size_t s, size_t t) {
    Cell between = Best(s, t - s, [&](size_t q) {
      return At(kCompleteRight, s, q).score + At(kCompleteLeft, q + 1, t).score;
    });
    At(kIncompleteLeft, s, t) = {between.score + Arc(s, t), between.split};
    At(kIncompleteRight, s, t) = {between.score + Arc(t, s), between.split};
    At(kCompleteLeft, s, t) = Best(s, t - s, [&](size_t q) {
      return At(kCompleteLeft, s, q).score + At(kIncompleteLeft, q, t).score;
    });
    At(kCompleteRight, s, t) = Best(s + 1, t - s, [&](size_t q) {
      return At(kIncompleteRight, s, q).score + At(kCompleteRight, q, t).score;
    });
  }

  size_t Root() {
    return Best(0, n_,
                [&](size_t word) {
                  return At(kCompleteLeft, 0, word).score +
                         At(kCompleteRight, word, n_ - 1).score +
                         Bounded(scores_[word * (n_ + 1)]);
                })
        .split;
  }

  void Trace(Part whole, std::vector<size_t>* heads) {
    std::vector<Part> open = {whole};
    while (!open.empty()) {
      const auto [kind, s, t] = open.back();
      open.pop_back();
      if (s == t) continue;
      const size_t q = At(kind, s, t).split;
      switch (kind) {
        case kCompleteLeft:
          open.push_back({kCompleteLeft, s, q});
          open.push_back({kIncompleteLeft, q, t});
          break;
        case kCompleteRight:
          open.push_back({kIncompleteRight, s, q});
          open.push_back({kCompleteRight, q, t});
          break;
        default:
          (*heads)[kind == kIncompleteLeft ? s : t] =
              (kind == kIncompleteLeft ? t : s) + 1;
          open.push_back({kCompleteRight, s, q});
          open.push_back({kCompleteLeft, q + 1, t});
      }
    }
  }

  const std::span<const float> scores_;
  const size_t n_;
  std::vector<Cell> tables_[4];  // by Kind; [s * n + t]
};

}  // namespace

std::vector<size_t> MaximumProjectiveTree(std::span<const float> scores,
                                          size_t n) {
  assert(scores.size() == n * (n + 1));
  return ProjectiveFinder(scores, n).Find();
}

}  // namespace kg
