#include "extractor/language/tree.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>

namespace kg {
namespace {

// Infinite scores and NaN can come only from broken weights; any tree will do
// then, but it must be one.
double Bounded(float score) {
  constexpr double kLimit = 1e30;
  return std::isnan(score) ? -kLimit
                           : std::clamp<double>(score, -kLimit, kLimit);
}

// Nodes: 0 is the root, 1..n the words; cycles are contracted to further ones,
// at most n - 1, since each takes the place of two nodes or more.
//
// A path of best incoming arcs grows from a word that has none yet. It ends at
// a settled node (one from which the root is reached), or meets itself: then
// the cycle becomes one node, whose incoming arcs lose what they would replace.
// Last, the arcs into contracted nodes are handed down to the word they enter.
class ArborescenceFinder {
 public:
  ArborescenceFinder(std::span<const float> scores, size_t n);

  std::vector<size_t> Find();

 private:
  static constexpr size_t kNone = SIZE_MAX;

  struct Entry {  // the best arc from one word or the root into a node
    double score = 0;
    size_t target = 0;  // the word inside the node that it enters
  };
  struct Node {
    std::vector<Entry> entries;  // by source, 0..n; empty once contracted
    size_t parent = kNone;       // the node that it was contracted into
    size_t source = kNone;       // of the arc chosen to enter it
    bool settled = false;
    bool on_path = false;
  };

  size_t Outermost(size_t node);
  void ChooseEntry(size_t node);
  void Grow(size_t start);
  size_t Contract(std::vector<size_t>* path, size_t first);
  std::vector<size_t> Expand();

  const size_t n_;
  std::vector<Node> nodes_;
  std::vector<size_t> outer_;  // union-find over nodes_
};

ArborescenceFinder::ArborescenceFinder(std::span<const float> scores, size_t n)
    : n_(n), nodes_(n + 1), outer_(n + 1) {
  nodes_.reserve(2 * n + 1);
  double low = 0, high = 0;
  for (const float score : scores) {
    low = std::min(low, Bounded(score));
    high = std::max(high, Bounded(score));
  }
  // More than any two trees differ: so one arc of the root's is kept.
  const double price = (high - low + 1) * (static_cast<double>(n) + 1);
  nodes_[0].settled = true;
  for (size_t node = 0; node <= n; ++node) outer_[node] = node;
  for (size_t word = 1; word <= n; ++word) {
    std::vector<Entry>& entries = nodes_[word].entries;
    entries.resize(n + 1);
    for (size_t source = 0; source <= n; ++source) {
      const double score = Bounded(scores[(word - 1) * (n + 1) + source]);
      entries[source] = {score, word};
    }
    entries[0].score -= price;
  }
}

size_t ArborescenceFinder::Outermost(size_t node) {
  while (outer_[node] != node) {
    outer_[node] = outer_[outer_[node]];
    node = outer_[node];
  }
  return node;
}

void ArborescenceFinder::ChooseEntry(size_t node) {
  Node& own = nodes_[node];
  for (size_t source = 0; source <= n_; ++source) {
    if (Outermost(source) == node) continue;
    if (own.source == kNone ||
        own.entries[source].score > own.entries[own.source].score) {
      own.source = source;
    }
  }
}

void ArborescenceFinder::Grow(size_t start) {
  std::vector<size_t> path = {start};
  while (true) {
    const size_t node = path.back();
    nodes_[node].on_path = true;
    ChooseEntry(node);
    const size_t before = Outermost(nodes_[node].source);
    if (nodes_[before].settled) break;
    path.push_back(nodes_[before].on_path ? Contract(&path, before) : before);
  }
  for (const size_t node : path) nodes_[node].settled = true;
}

// Takes the cycle from `first` to the path's end off the path.
size_t ArborescenceFinder::Contract(std::vector<size_t>* path, size_t first) {
  const size_t cycle = nodes_.size();
  nodes_.emplace_back();
  outer_.push_back(cycle);
  std::vector<Entry>& entries = nodes_[cycle].entries;
  size_t member = kNone;
  while (member != first) {
    member = path->back();
    path->pop_back();
    Node& inner = nodes_[member];
    const double replaced = inner.entries[inner.source].score;
    const bool empty = entries.empty();
    if (empty) entries.resize(n_ + 1);
    for (size_t source = 0; source <= n_; ++source) {
      const double score = inner.entries[source].score - replaced;
      if (empty || score > entries[source].score) {
        entries[source] = {score, inner.entries[source].target};
      }
    }
    inner.parent = cycle;
    outer_[member] = cycle;
  }
  return cycle;
}

std::vector<size_t> ArborescenceFinder::Expand() {
  for (size_t node = nodes_.size(); node-- > n_ + 1;) {
    // The member that the cycle's arc enters gives up its own.
    size_t member = nodes_[node].entries[nodes_[node].source].target;
    while (nodes_[member].parent != node) member = nodes_[member].parent;
    nodes_[member].source = nodes_[node].source;
  }
  std::vector<size_t> heads(n_);
  for (size_t word = 1; word <= n_; ++word) {
    heads[word - 1] = nodes_[word].source;
  }
  return heads;
}

std::vector<size_t> ArborescenceFinder::Find() {
  for (size_t word = 1; word <= n_; ++word) {
    const size_t node = Outermost(word);
    if (!nodes_[node].settled) Grow(node);
  }
  return Expand();
}

}  // namespace

std::vector<size_t> MaximumTree(std::span<const float> scores, size_t n) {
  assert(scores.size() == n * (n + 1));
  return ArborescenceFinder(scores, n).Find();
}

}  // namespace kg
