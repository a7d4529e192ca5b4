#include "extractor/language/coreference.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include "extractor/language/onednn.h"

namespace kg {
namespace {

// Disjoint sets of positions; each set's root is its smallest.
class Sets {
 public:
  uint32_t Root(uint32_t x) {
    while (true) {
      const auto it = parent_.find(x);
      if (it == parent_.end()) return x;
      const auto above = parent_.find(it->second);
      if (above != parent_.end()) it->second = above->second;  // halve the path
      x = it->second;
    }
  }
  void Join(uint32_t a, uint32_t b) {
    a = Root(a);
    b = Root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::unordered_map<uint32_t, uint32_t> parent_;  // of those that are no root
};

}  // namespace

std::vector<std::vector<uint32_t>> ClustersOf(
    std::span<const CoreferenceLink> links) {
  Sets sets;
  std::vector<uint32_t> positions;
  for (const CoreferenceLink& link : links) {
    sets.Join(link.antecedent, link.anaphor);
    positions.push_back(link.antecedent);
    positions.push_back(link.anaphor);
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()),
                  positions.end());
  std::map<uint32_t, std::vector<uint32_t>> by_root;
  for (const uint32_t position : positions) {
    by_root[sets.Root(position)].push_back(position);
  }
  std::vector<std::vector<uint32_t>> clusters;
  for (auto& [root, cluster] : by_root) {
    if (cluster.size() > 1) clusters.push_back(std::move(cluster));
  }
  return clusters;
}

Coreference::Coreference(const CoreferenceWeights& weights, size_t pair)
    : weights_(weights),
      kernels_(KernelsFor(CurrentProcessor().vector)),
      pair_(pair) {}

void Coreference::Start() {
  candidates_.clear();
  antecedents_.clear();
  links_.clear();
  remembered_ = 0;
}

// All but the last kNearest.
void Coreference::Forget() {
  const size_t extra =
      candidates_.size() - std::min(candidates_.size(), kNearest);
  candidates_.erase(candidates_.begin(),
                    candidates_.begin() + static_cast<std::ptrdiff_t>(extra));
  antecedents_.erase(
      antecedents_.begin(),
      antecedents_.begin() + static_cast<std::ptrdiff_t>(extra * pair_));
  remembered_ = candidates_.size();
}

Status Coreference::Add(std::vector<Candidate> candidates, const float* rows,
                        LinearRunner* runner) {
  Forget();
  const size_t n = candidates.size(), r = pair_;
  if (n == 0) return Status();
  std::move(candidates.begin(), candidates.end(),
            std::back_inserter(candidates_));
  pairs_.resize(RoundUpRows(n) * 2 * r);
  anaphors_.resize(RoundUpRows(n) * r);
  queries_.resize(RoundUpRows(n) * r);
  KG_RETURN_IF_ERROR(runner->Run(weights_.pair, n, rows, pairs_.data()));
  for (size_t i = 0; i < n; ++i) {
    const float* row = pairs_.data() + i * 2 * r;
    std::copy_n(row, r, anaphors_.data() + i * r);
    antecedents_.insert(antecedents_.end(), row + r, row + 2 * r);
  }
  KG_RETURN_IF_ERROR(
      runner->Run(weights_.query, n, anaphors_.data(), queries_.data()));
  const size_t width = candidates_.size();
  scores_.resize(n * width);
  const OneThread one_thread;
  GemmArgs args{.m = n, .n = width, .k = r};
  args.a = queries_.data();
  args.lda = r;
  args.b = antecedents_.data();
  args.ldb = r;
  args.b_transposed = true;
  args.c = scores_.data();
  args.ldc = width;
  KG_RETURN_IF_ERROR(Gemm(args));
  for (size_t i = 0; i < n; ++i) {
    const float* anaphor = anaphors_.data() + i * r;
    Score(i, kernels_.dot(r, anaphor, weights_.anaphor_score.data()) +
                 weights_.bias);
    Link(i);
  }
  return Status();
}

// Adds to the products what depends on the kinds of the two mentions.
void Coreference::Score(size_t i, float base) {
  const size_t own = remembered_ + i;
  float* scores = scores_.data() + i * candidates_.size();
  for (size_t j = own - std::min(own, kNearest); j < own; ++j) {
    const PairRows rows = RowsOf(candidates_[own], candidates_[j], own - j);
    scores[j] +=
        base + weights_.match[rows.match] + weights_.distance[rows.distance] +
        weights_.sentence[rows.sentence] + weights_.person[rows.person];
  }
}

std::span<const float> Coreference::scores(size_t i) const {
  const size_t own = remembered_ + i;
  const size_t first = own - std::min(own, kNearest);
  return std::span(scores_).subspan(i * candidates_.size() + first,
                                    own - first);
}

// To the best antecedent, if it is better than none, whose score is 0.
void Coreference::Link(size_t i) {
  const std::span<const float> found = scores(i);
  const auto best = std::max_element(found.begin(), found.end());
  const size_t own = remembered_ + i;
  Candidate& anaphor = candidates_[own];
  anaphor.first = anaphor.position;
  if (best == found.end() || !(*best > 0)) return;
  const size_t from = own - found.size();
  const Candidate& antecedent =
      candidates_[from + static_cast<size_t>(best - found.begin())];
  anaphor.first = antecedent.first;
  double same = 0, all = std::exp(-double{*best});  // of none, whose score is 0
  for (size_t j = 0; j < found.size(); ++j) {
    const double weight = std::exp(double{found[j]} - double{*best});
    all += weight;
    if (candidates_[from + j].first == anaphor.first) same += weight;
  }
  links_.push_back(
      {antecedent.position, anaphor.position, static_cast<float>(same / all)});
}

}  // namespace kg
