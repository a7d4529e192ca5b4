// Operators along edges: one edge, a path of several, and the ends of edges
// that are known already.

#include <algorithm>

#include "query/kgq/along_edges.h"

namespace kg {
namespace {

bool SameNode(const Value& value, NodeRef node) {
  return value.is_node() && value.node() == node;
}

class Expand : public AlongEdges {
 public:
  using AlongEdges::AlongEdges;

 private:
  bool Advance() override {
    while (input_->Next()) {
      const Value& from = run_.slot(node_.from);
      if (!from.is_node()) continue;
      from_ = from.node();
      cursor_->Seek(from_);
      return true;
    }
    return false;
  }

  bool Accept(const EdgeRef& edge) override {
    if (!node_.other_edges.empty() &&
        !IsUnused(edge, node_.other_edges, run_)) {
      return false;
    }
    if (node_.keep_edges) run_.slot(node_.edge) = Value::Edge(edge);
    run_.slot(node_.to) = Value::Node(OtherEnd(edge, from_));
    return true;
  }

  NodeRef from_;
};

// Depth first; a cursor for each edge of the path walked.
class ExpandPaths : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    depth_ = 0;
    active_ = false;
  }

  bool DoNext() override {
    while (true) {
      if (!active_) {
        if (!Advance()) return false;
        if (node_.min == 0 && Emit()) return true;
      }
      if (Step()) {
        if (Emit()) return true;
      } else if (run_.failed()) {
        return false;
      }
    }
  }

  bool Advance() {
    while (input_->Next()) {
      const Value& from = run_.slot(node_.from);
      if (!from.is_node()) continue;
      nodes_.assign(1, from.node());
      edges_.clear();
      depth_ = 0;
      active_ = true;
      Descend();
      return true;
    }
    return false;
  }

  // Opens a level at the path's end, if the path may grow.
  void Descend() {
    if (node_.no_type || edges_.size() >= node_.max || node_.min > node_.max) {
      return;
    }
    if (levels_.size() == depth_) {
      levels_.push_back(run_.graph().Edges(node_.direction, node_.types));
    }
    levels_[depth_]->Seek(nodes_.back());
    ++depth_;
  }

  // To the next path; false where there is none from this start. There are as
  // many levels as edges, or one more: that of the path's end.
  bool Step() {
    while (true) {
      if (depth_ == edges_.size()) {
        if (edges_.empty()) break;
        edges_.pop_back();
        nodes_.pop_back();
      }
      EdgeCursor& cursor = *levels_[depth_ - 1];
      EdgeRef edge;
      bool found = false;
      while (!found && cursor.Next(&edge)) {
        if (!run_.Tick()) return false;
        found = Accept(edge, nodes_.back());
      }
      if (!run_.Check(cursor.status())) return false;
      if (!found) {
        --depth_;
        continue;
      }
      nodes_.push_back(OtherEnd(edge, nodes_.back()));
      edges_.push_back(edge);
      Descend();
      return true;
    }
    active_ = false;
    return false;
  }

  bool Accept(const EdgeRef& edge, NodeRef from) {
    if (std::find(edges_.begin(), edges_.end(), edge) != edges_.end()) {
      return false;
    }
    if (!node_.other_edges.empty() &&
        !IsUnused(edge, node_.other_edges, run_)) {
      return false;
    }
    return StepPasses(node_, edge, OtherEnd(edge, from), run_);
  }

  bool Emit() {
    if (edges_.size() < node_.min || edges_.size() > node_.max) return false;
    if (node_.to_bound && !SameNode(run_.slot(node_.to), nodes_.back())) {
      return false;
    }
    if (!node_.to_bound) run_.slot(node_.to) = Value::Node(nodes_.back());
    if (!node_.keep_edges) return true;
    ValueList list;
    list.reserve(edges_.size());
    for (const EdgeRef& edge : edges_) list.push_back(Value::Edge(edge));
    if (node_.reversed) std::reverse(list.begin(), list.end());
    run_.slot(node_.edge) = Value::List(std::move(list));
    return true;
  }

  std::vector<std::unique_ptr<EdgeCursor>> levels_;
  size_t depth_ = 0;  // levels in use
  bool active_ = false;
  std::vector<NodeRef> nodes_;
  std::vector<EdgeRef> edges_;
};

// The ends of an edge, or of a list of edges that makes a path, in the
// pattern's order.
class Ends : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    ends_.clear();
  }

  bool DoNext() override {
    while (true) {
      while (!ends_.empty()) {
        const auto [from, to] = ends_.back();
        ends_.pop_back();
        if (Accept(from, to)) return true;
      }
      if (!input_->Next()) return false;
      const Value edges = run_.slot(node_.edge);
      if (node_.kind == PlanKind::kEndsOfEdge) {
        if (edges.is_edge()) Collect({edges.edge()});
      } else {
        CollectList(edges);
      }
    }
  }

  bool Accept(NodeRef from, NodeRef to) {
    Value& left = run_.slot(node_.from);
    Value& right = run_.slot(node_.to);
    if (node_.from_bound && !SameNode(left, from)) return false;
    if (!node_.from_bound) left = Value::Node(from);
    if (node_.to_bound || node_.from == node_.to) return SameNode(right, to);
    right = Value::Node(to);
    return true;
  }

  void CollectList(const Value& list) {
    if (!list.is_list()) return;
    std::vector<EdgeRef> edges;
    for (const Value& value : list.list()) {
      if (!value.is_edge()) return;
      const EdgeRef& edge = value.edge();
      if (std::find(edges.begin(), edges.end(), edge) != edges.end()) return;
      edges.push_back(edge);
    }
    if (edges.size() < node_.min || edges.size() > node_.max) return;
    if (!edges.empty()) return Collect(edges);
    // A path without edges starts and ends at the same node, known or not.
    if (node_.from_bound && run_.slot(node_.from).is_node()) {
      const NodeRef node = run_.slot(node_.from).node();
      ends_.emplace_back(node, node);
    } else if (node_.to_bound && run_.slot(node_.to).is_node()) {
      const NodeRef node = run_.slot(node_.to).node();
      ends_.emplace_back(node, node);
    } else {
      const std::unique_ptr<NodeCursor> all = run_.graph().AllNodes();
      NodeRef node;
      while (all->Next(&node)) ends_.emplace_back(node, node);
      run_.Check(all->status());
    }
  }

  void Collect(const std::vector<EdgeRef>& edges) {
    for (const EdgeRef& edge : edges) {
      if (node_.no_type) return;
      if (!node_.types.empty() &&
          std::find(node_.types.begin(), node_.types.end(), edge.type) ==
              node_.types.end()) {
        return;
      }
      if (!IsUnused(edge, node_.other_edges, run_)) return;
    }
    const EdgeRef& first = edges.front();
    if (node_.direction != EdgeDirection::kIn) Walk(edges, {first.start});
    if (node_.direction == EdgeDirection::kIn ||
        (node_.direction == EdgeDirection::kBoth && first.start != first.end)) {
      Walk(edges, {first.end});
    }
  }

  void Walk(const std::vector<EdgeRef>& edges, NodeRef start) {
    NodeRef at = start;
    for (const EdgeRef& edge : edges) {
      const bool forward = edge.start == at.id;
      const bool backward = edge.end == at.id;
      const bool fits = node_.direction == EdgeDirection::kOut ? forward
                        : node_.direction == EdgeDirection::kIn
                            ? backward
                            : forward || backward;
      if (!fits) return;
      at = node_.direction == EdgeDirection::kIn ? NodeRef{edge.start}
                                                 : OtherEnd(edge, at);
      if (!StepPasses(node_, edge, at, run_)) return;
    }
    ends_.emplace_back(start, at);
  }

  std::vector<std::pair<NodeRef, NodeRef>> ends_;
};

}  // namespace

bool IsUnused(const EdgeRef& edge, const std::vector<SlotId>& slots,
              QueryRun& run) {
  for (const SlotId slot : slots) {
    const Value& other = run.slot(slot);
    if (other.is_edge() && other.edge() == edge) return false;
    if (!other.is_list()) continue;
    for (const Value& element : other.list()) {
      if (element.is_edge() && element.edge() == edge) return false;
    }
  }
  return true;
}

bool StepPasses(const PlanNode& node, const EdgeRef& edge, NodeRef reached,
                QueryRun& run) {
  for (size_t i = 0; i < node.edge_tests.size(); ++i) {
    run.slot(node.edge_test_slots[i]) = Value::Edge(edge);
    if (!IsTrue(*node.edge_tests[i], run)) return false;
  }
  for (size_t i = 0; i < node.node_tests.size(); ++i) {
    run.slot(node.node_test_slots[i]) = Value::Node(reached);
    if (!IsTrue(*node.node_tests[i], run)) return false;
  }
  return true;
}

std::unique_ptr<EdgeCursor> MakeEdgeCursor(const PlanNode& node,
                                           QueryRun& run) {
  if (node.no_type) return nullptr;
  if (!node.label) return run.graph().Edges(node.direction, node.types);
  return run.graph().EdgesLeadingTo(node.direction, node.types, *node.label);
}

std::unique_ptr<QueryOperator> MakeExpand(const PlanNode& node, QueryRun& run) {
  if (node.to_bound) return MakeExpandInto(node, run);
  return std::make_unique<Expand>(node, run);
}

std::unique_ptr<QueryOperator> MakeExpandPaths(const PlanNode& node,
                                               QueryRun& run) {
  return std::make_unique<ExpandPaths>(node, run);
}

std::unique_ptr<QueryOperator> MakeEnds(const PlanNode& node, QueryRun& run) {
  return std::make_unique<Ends>(node, run);
}

}  // namespace kg
