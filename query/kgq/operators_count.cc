// The last step of a pattern of which only the number of matches is asked for:
// each row of the input once, with how many edges or paths lead on from it.

#include <algorithm>
#include <limits>

#include "query/kgq/expand.h"
#include "query/kgq/node_counts.h"

namespace kg {
namespace {

// Whether an edge is among those that the node's edge cursor gives at `at`.
bool IsAmong(const PlanNode& node, const EdgeRef& edge, NodeRef at,
             QueryRun& run) {
  if (node.label) {
    const Result<bool> has =
        run.graph().HasLabel(OtherEnd(edge, at), *node.label);
    if (!run.Check(has.status()) || !*has) return false;
  }
  if (!node.types.empty() && std::find(node.types.begin(), node.types.end(),
                                       edge.type) == node.types.end()) {
    return false;
  }
  switch (node.direction) {
    case EdgeDirection::kOut:
      return edge.start == at.id;
    case EdgeDirection::kIn:
      return edge.end == at.id;
    default:
      return edge.start == at.id || edge.end == at.id;
  }
}

// How many of the edges in the slots are among them: within one MATCH all
// edges are different, so that each takes one away.
uint64_t CountUsed(const PlanNode& node, NodeRef at, QueryRun& run) {
  uint64_t used = 0;
  for (const SlotId slot : node.other_edges) {
    const Value& value = run.slot(slot);
    if (value.is_edge()) used += IsAmong(node, value.edge(), at, run);
    if (!value.is_list()) continue;
    for (const Value& element : value.list()) {
      if (element.is_edge()) used += IsAmong(node, element.edge(), at, run);
    }
  }
  return used;
}

class Counting : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 protected:
  // How many there are from the node.
  virtual uint64_t CountAt(NodeRef node) = 0;

 private:
  void DoOpen() override { input_->Open(); }

  bool DoNext() override {
    while (input_->Next()) {
      const Value& from = run_.slot(node_.from);
      if (!from.is_node()) continue;
      const uint64_t count = CountAt(from.node());
      if (run_.failed()) return false;
      if (count == 0) continue;
      run_.slot(node_.count) = Value::Integer(static_cast<int64_t>(count));
      return true;
    }
    return false;
  }
};

class CountEdges : public Counting {
 public:
  CountEdges(const PlanNode& node, QueryRun& run)
      : Counting(node, run), cursor_(MakeEdgeCursor(node, run)) {}
  ~CountEdges() override { run_.Release(bytes_); }

 private:
  uint64_t CountAt(NodeRef node) override {
    if (cursor_ == nullptr) return 0;
    if (node_.count_by_scan && !scanned_) Scan();
    if (scanned_) {
      // Rows of one node often come one after another.
      if (node.id == last_node_) return last_count_;
      last_node_ = node.id;
      last_count_ = counts_.Of(node.id);
      return last_count_;
    }
    cursor_->Seek(node);
    const uint64_t count = cursor_->CountRest();
    if (!run_.Check(cursor_->status())) return 0;
    return count - std::min(count, CountUsed(node_, node, run_));
  }

  // The number of edges at each node, by one pass over all of the types.
  void Scan() {
    scanned_ = true;
    for (const SymbolId type : node_.types) {
      const std::unique_ptr<EdgeScan> scan = run_.graph().ScanEdges(type);
      for (EdgeRef edge; scan->Next(&edge);) {
        if (!run_.Tick()) return;
        counts_.Add(node_.direction == EdgeDirection::kOut ? edge.start
                                                           : edge.end);
        const uint64_t bytes = counts_.bytes();
        if (bytes > bytes_ && !run_.Reserve(bytes - bytes_)) return;
        bytes_ = bytes;
      }
      if (!run_.Check(scan->status())) return;
    }
  }

  std::unique_ptr<EdgeCursor> cursor_;
  bool scanned_ = false;
  NodeCounts counts_;
  uint64_t last_node_ = std::numeric_limits<uint64_t>::max();
  uint64_t last_count_ = 0;
  uint64_t bytes_ = 0;
};

// Depth first to the last edge but one of each path; the last ones are counted.
class CountPaths : public Counting {
 public:
  using Counting::Counting;

 private:
  uint64_t CountAt(NodeRef start) override {
    if (node_.min > node_.max) return 0;
    uint64_t total = node_.min == 0 ? 1 : 0;
    if (node_.no_type || node_.max == 0) return total;
    if (last_ == nullptr) last_ = NewCursor();
    nodes_.assign(1, start);
    edges_.clear();
    if (node_.max == 1) return total + LastEdges();
    depth_ = 0;
    Descend();
    while (Step()) {
      if (edges_.size() >= node_.min) ++total;
      if (edges_.size() + 1 == node_.max) {
        total += LastEdges();
      } else {
        Descend();
      }
    }
    return total;
  }

  std::unique_ptr<EdgeCursor> NewCursor() const {
    return run_.graph().Edges(node_.direction, node_.types);
  }

  void Descend() {
    if (levels_.size() == depth_) levels_.push_back(NewCursor());
    levels_[depth_++]->Seek(nodes_.back());
  }

  // To the next path of at most one edge less than the longest.
  bool Step() {
    while (depth_ > 0) {
      while (edges_.size() >= depth_) {
        edges_.pop_back();
        nodes_.pop_back();
      }
      EdgeCursor& cursor = *levels_[depth_ - 1];
      EdgeRef edge;
      while (cursor.Next(&edge)) {
        if (!run_.Tick()) return false;
        if (std::find(edges_.begin(), edges_.end(), edge) != edges_.end() ||
            !IsUnused(edge, node_.other_edges, run_)) {
          continue;
        }
        nodes_.push_back(OtherEnd(edge, nodes_.back()));
        edges_.push_back(edge);
        return true;
      }
      if (!run_.Check(cursor.status())) return false;
      --depth_;
    }
    return false;
  }

  // How many paths of one edge more there are.
  uint64_t LastEdges() {
    const NodeRef at = nodes_.back();
    last_->Seek(at);
    const uint64_t count = last_->CountRest();
    if (!run_.Check(last_->status())) return 0;
    uint64_t used = CountUsed(node_, at, run_);
    for (const EdgeRef& edge : edges_) used += IsAmong(node_, edge, at, run_);
    return count - std::min(count, used);
  }

  std::vector<std::unique_ptr<EdgeCursor>> levels_;
  size_t depth_ = 0;  // levels in use
  std::unique_ptr<EdgeCursor> last_;
  std::vector<NodeRef> nodes_;
  std::vector<EdgeRef> edges_;
};

}  // namespace

std::unique_ptr<QueryOperator> MakeCountEdges(const PlanNode& node,
                                              QueryRun& run) {
  return std::make_unique<CountEdges>(node, run);
}

std::unique_ptr<QueryOperator> MakeCountPaths(const PlanNode& node,
                                              QueryRun& run) {
  return std::make_unique<CountPaths>(node, run);
}

}  // namespace kg
