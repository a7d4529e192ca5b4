// An edge between two nodes that are known: what closes a circle. Where one
// node stays the same for many rows, its edges go into a table by their other
// end, and each row looks there: a hash join.

#include <algorithm>

#include "query/kgq/along_edges.h"
#include "query/kgq/node_table.h"

namespace kg {
namespace {

// Chosen: rows with the same node before its edges are worth a table, and the
// most edges of one.
constexpr uint32_t kRowsBeforeTable = 8;
constexpr size_t kLargestTable = 1 << 20;

class ExpandInto : public AlongEdges {
 public:
  using AlongEdges::AlongEdges;
  ~ExpandInto() override { run_.Release(bytes_); }

 private:
  struct Range {
    uint32_t begin = 0;
    uint32_t end = 0;
  };

  bool Advance() override {
    while (input_->Next()) {
      const Value& from = run_.slot(node_.from);
      const Value& to = run_.slot(node_.to);
      if (!from.is_node() || !to.is_node()) continue;
      if (from.node() != from_ || rows_of_node_ == 0) {
        from_ = from.node();
        rows_of_node_ = 0;
        tabled_ = false;
      }
      to_ = to.node();
      if (++rows_of_node_ == kRowsBeforeTable) MakeTable();
      if (run_.failed()) return false;
      if (tabled_) {
        const Range* range = table_.Find(to_.id);
        range_ = range == nullptr ? Range() : *range;
        if (range == nullptr) continue;
      } else {
        cursor_->SeekBetween(from_, to_);
      }
      return true;
    }
    return false;
  }

  bool NextEdge(EdgeRef* edge) override {
    if (!tabled_) return cursor_->Next(edge);
    if (range_.begin == range_.end) return false;
    *edge = edges_[range_.begin++];
    return true;
  }

  bool Accept(const EdgeRef& edge) override {
    if (OtherEnd(edge, from_) != to_) return false;
    if (!IsUnused(edge, node_.other_edges, run_)) return false;
    if (node_.keep_edges) run_.slot(node_.edge) = Value::Edge(edge);
    return true;
  }

  // Of the edges at from_, unless they are too many.
  void MakeTable() {
    table_.Clear();
    edges_.clear();
    run_.Release(std::exchange(bytes_, 0));
    cursor_->Seek(from_);
    for (EdgeRef edge; cursor_->Next(&edge);) {
      if (!run_.Tick()) return;
      edges_.push_back(edge);
      if (edges_.size() > kLargestTable) return;
    }
    if (!run_.Check(cursor_->status())) return;
    std::sort(edges_.begin(), edges_.end(),
              [this](const EdgeRef& a, const EdgeRef& b) {
                return OtherEnd(a, from_) < OtherEnd(b, from_);
              });
    for (uint32_t i = 0; i < edges_.size(); ++i) {
      Range* range = table_.Insert(OtherEnd(edges_[i], from_).id).first;
      if (range->end == 0) range->begin = i;
      range->end = i + 1;
    }
    bytes_ = table_.bytes() + edges_.size() * sizeof(EdgeRef);
    tabled_ = run_.Reserve(bytes_);
  }

  NodeRef from_;
  NodeRef to_;
  uint32_t rows_of_node_ = 0;  // in a row, with from_
  bool tabled_ = false;
  std::vector<EdgeRef> edges_;  // of from_, by their other end
  NodeTable<Range> table_;      // into edges_
  Range range_;                 // of the row, still to give
  uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<QueryOperator> MakeExpandInto(const PlanNode& node,
                                              QueryRun& run) {
  return std::make_unique<ExpandInto>(node, run);
}

}  // namespace kg
