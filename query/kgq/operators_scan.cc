// Operators that bring nodes in: each row of the input with each of them.

#include <algorithm>

#include "query/kgq/operator.h"

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
  if (node.kind == PlanKind::kLabelled && !node.label) {
    return std::make_unique<NoNodes>(node, run);
  }
  return std::make_unique<NodeScan>(node, run);
}

}  // namespace kg
