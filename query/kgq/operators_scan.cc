// Operators that bring nodes in: each row of the input with each of them.

#include <algorithm>

#include "query/kgq/expand.h"

namespace kg {
namespace {

// Of all nodes, or of those of a label.
class NodeScan : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    cursor_ = nullptr;
  }

  bool DoNext() override {
    NodeRef node;
    while (true) {
      if (cursor_ == nullptr) {
        if (!input_->Next()) return false;
        cursor_ = node_.kind == PlanKind::kAllNodes
                      ? run_.graph().AllNodes()
                      : run_.graph().NodesLabelled(*node_.label);
      }
      if (cursor_->Next(&node)) {
        run_.slot(node_.to) = Value::Node(node);
        return true;
      }
      if (!run_.Check(cursor_->status())) return false;
      cursor_ = nullptr;
    }
  }

  std::unique_ptr<NodeCursor> cursor_;
};

// Of the edges of some types, all that the graph has, with their ends.
class EdgesOfType : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    scan_ = nullptr;
    next_type_ = node_.types.size();
  }

  bool DoNext() override {
    EdgeRef edge;
    while (true) {
      if (scan_ == nullptr) {
        if (next_type_ == node_.types.size()) {
          if (!input_->Next()) return false;
          next_type_ = 0;
        }
        if (next_type_ == node_.types.size()) continue;
        scan_ = run_.graph().ScanEdges(node_.types[next_type_++]);
      }
      while (scan_->Next(&edge)) {
        if (Accept(edge)) return true;
        if (!run_.Tick()) return false;
      }
      if (!run_.Check(scan_->status())) return false;
      scan_ = nullptr;
    }
  }

  bool Accept(const EdgeRef& edge) {
    if (node_.from == node_.to && edge.start != edge.end) return false;
    if (!IsUnused(edge, node_.other_edges, run_)) return false;
    const bool out = node_.direction == EdgeDirection::kOut;
    run_.slot(node_.from) = Value::Node({out ? edge.start : edge.end});
    run_.slot(node_.to) = Value::Node({out ? edge.end : edge.start});
    if (node_.keep_edges) run_.slot(node_.edge) = Value::Edge(edge);
    return true;
  }

  std::unique_ptr<EdgeScan> scan_;
  size_t next_type_ = 0;
};

// Of a label that no node has.
class NoNodes : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {}
  bool DoNext() override { return false; }
};

// Of the nodes that a name means.
class NodeLookup : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    nodes_.clear();
    at_ = 0;
  }

  bool DoNext() override {
    while (at_ == nodes_.size()) {
      if (!input_->Next()) return false;
      at_ = 0;
      nodes_.clear();
      const Value value = Evaluate(*node_.expr, run_);
      if (value.is_string()) nodes_ = run_.NodesNamed(value.string());
      if (run_.failed()) return false;
    }
    run_.slot(node_.to) = Value::Node(nodes_[at_++]);
    return true;
  }

  std::vector<NodeRef> nodes_;
  size_t at_ = 0;
};

}  // namespace

std::unique_ptr<QueryOperator> MakeScan(const PlanNode& node, QueryRun& run) {
  if (node.kind == PlanKind::kNamed) {
    return std::make_unique<NodeLookup>(node, run);
  }
  if (node.kind == PlanKind::kEdgesOfType) {
    return std::make_unique<EdgesOfType>(node, run);
  }
  if (node.kind == PlanKind::kLabelled && !node.label) {
    return std::make_unique<NoNodes>(node, run);
  }
  return std::make_unique<NodeScan>(node, run);
}

}  // namespace kg
