// MemoryGraph: a property graph in memory for the tests of the query language,
// filled by set-up scripts of CREATE, DELETE and reading clauses. Scripts go
// through the language's own lexer, parser and operators; only their CREATE and
// DELETE are this loader's. Borrows nothing.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/view/property_graph.h"
#include "query/kgq/engine.h"

namespace kg {

class MemoryGraph : public PropertyGraph {
 public:
  NodeRef AddNode(std::vector<std::string> labels, ValueMap properties);
  EdgeRef AddEdge(NodeRef start, NodeRef end, const std::string& type,
                  ValueMap properties);
  void RemoveEdge(const EdgeRef& edge);
  void RemoveNode(NodeRef node);

  std::optional<SymbolId> Label(std::string_view name) const override;
  std::optional<SymbolId> EdgeType(std::string_view name) const override;
  std::optional<SymbolId> Key(std::string_view name) const override;
  std::string EdgeTypeName(SymbolId type) const override;
  std::vector<std::string> LabelNames() const override;
  std::vector<std::string> EdgeTypeNames() const override;
  std::vector<std::string> KeyNames() const override;
  std::unique_ptr<NodeCursor> AllNodes() const override;
  std::unique_ptr<NodeCursor> NodesLabelled(SymbolId label) const override;
  std::unique_ptr<EdgeCursor> Edges(
      EdgeDirection direction,
      const std::vector<SymbolId>& types) const override;
  Result<bool> HasLabel(NodeRef node, SymbolId label) const override;
  Result<std::vector<std::string>> Labels(NodeRef node) const override;
  Result<Value> Property(NodeRef node, SymbolId key) const override;
  Result<Value> Property(const EdgeRef& edge, SymbolId key) const override;
  Result<ValueMap> Properties(NodeRef node) const override;
  Result<ValueMap> Properties(const EdgeRef& edge) const override;
  double CountNodes() const override;
  double CountLabelled(SymbolId label) const override;
  double CountEdges(std::optional<SymbolId> type) const override;

 private:
  friend class MemoryEdgeCursor;
  struct Symbols {
    SymbolId Intern(const std::string& name);
    std::optional<SymbolId> Find(std::string_view name) const;
    std::vector<std::string> Sorted() const;
    std::map<std::string, SymbolId, std::less<>> ids;
    std::vector<std::string> names;
  };
  struct StoredNode {
    std::vector<SymbolId> labels;  // as created
    ValueMap properties;
    std::vector<EdgeRef> out;
    std::vector<EdgeRef> in;
  };

  Symbols labels_;
  Symbols types_;
  Symbols keys_;
  std::map<uint64_t, StoredNode> nodes_;
  std::map<uint64_t, ValueMap> edge_properties_;  // by key
  uint64_t next_node_ = 0;
  uint64_t next_edge_ = 0;
};

// Runs a set-up script. Nothing where it went well, or what is wrong with it.
std::string LoadScript(std::string_view script,
                       const QueryParameters& parameters, MemoryGraph* graph);

}  // namespace kg
