// Private to the operators along single edges: the loop over the edges that
// each row of the input leads to.
#pragma once

#include <memory>

#include "query/kgq/expand.h"

namespace kg {

class AlongEdges : public QueryOperator {
 public:
  AlongEdges(const PlanNode& node, QueryRun& run)
      : QueryOperator(node, run), cursor_(MakeEdgeCursor(node, run)) {}

 protected:
  void DoOpen() override {
    input_->Open();
    active_ = false;
  }

  bool DoNext() override {
    if (cursor_ == nullptr) return false;
    while (true) {
      if (!active_) active_ = Advance();
      if (!active_) return false;
      EdgeRef edge;
      while (NextEdge(&edge)) {
        if (Accept(edge)) return true;
        if (!run_.Tick()) return false;
      }
      if (!run_.Check(cursor_->status())) return false;
      active_ = false;
    }
  }

  // To the next row that may have edges; false at the end.
  virtual bool Advance() = 0;
  virtual bool NextEdge(EdgeRef* edge) { return cursor_->Next(edge); }
  // Puts the edge into the row, if it belongs there.
  virtual bool Accept(const EdgeRef& edge) = 0;

  std::unique_ptr<EdgeCursor> cursor_;

 private:
  bool active_ = false;
};

}  // namespace kg
