// AbleGraph: a MemoryGraph that can do what the planner may ask of a graph:
// give all edges of a type, and only those that lead to a label. The plain way,
// as a second opinion on the graphs that do it fast. Header only.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "tests/support/memory_graph.h"

namespace kg {

class AbleGraph : public MemoryGraph {
 public:
  bool CanScan(SymbolId /*type*/) const override { return true; }
  std::unique_ptr<EdgeScan> ScanEdges(SymbolId type) const override {
    auto scan = std::make_unique<ListedScan>();
    const std::unique_ptr<NodeCursor> nodes = AllNodes();
    const std::unique_ptr<EdgeCursor> edges =
        Edges(EdgeDirection::kOut, {type});
    for (NodeRef node; nodes->Next(&node);) {
      edges->Seek(node);
      for (EdgeRef edge; edges->Next(&edge);) scan->edges.push_back(edge);
    }
    return scan;
  }

  bool CanLeadTo(const std::vector<SymbolId>& /*types*/,
                 SymbolId /*label*/) const override {
    return true;
  }
  std::unique_ptr<EdgeCursor> EdgesLeadingTo(EdgeDirection direction,
                                             const std::vector<SymbolId>& types,
                                             SymbolId label) const override {
    return std::make_unique<Leading>(*this, Edges(direction, types), label);
  }

 private:
  struct ListedScan : EdgeScan {
    bool Next(EdgeRef* edge) override {
      if (at == edges.size()) return false;
      *edge = edges[at++];
      return true;
    }
    std::vector<EdgeRef> edges;
    size_t at = 0;
  };

  class Leading : public EdgeCursor {
   public:
    Leading(const MemoryGraph& graph, std::unique_ptr<EdgeCursor> edges,
            SymbolId label)
        : graph_(graph), edges_(std::move(edges)), label_(label) {}
    void Seek(NodeRef node) override {
      node_ = node;
      edges_->Seek(node);
    }
    bool Next(EdgeRef* edge) override {
      while (edges_->Next(edge)) {
        const uint64_t end = edge->start == node_.id ? edge->end : edge->start;
        const Result<bool> has = graph_.HasLabel(NodeRef{end}, label_);
        if (has.ok() && *has) return true;
      }
      return false;
    }

   private:
    const MemoryGraph& graph_;
    std::unique_ptr<EdgeCursor> edges_;
    SymbolId label_;
    NodeRef node_;
  };
};

}  // namespace kg
