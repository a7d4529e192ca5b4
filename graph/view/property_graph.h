// PropertyGraph: labelled nodes and typed edges with properties, as the query
// language sees them. One consistent, read-only state; the adapter over a
// GraphView is one, tests have one in memory. Thread-safe for reading; cursors
// belong to one thread and must not outlive their graph.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "graph/view/value.h"

namespace kg {

// A label, edge type or property key of one graph.
using SymbolId = uint32_t;

enum class EdgeDirection : uint8_t { kOut, kIn, kBoth };

class NodeCursor {
 public:
  virtual ~NodeCursor() = default;
  // False at the end and on failure.
  virtual bool Next(NodeRef* node) = 0;
  virtual Status status() const { return {}; }
};

// The edges of one node after another.
class EdgeCursor {
 public:
  virtual ~EdgeCursor() = default;
  virtual void Seek(NodeRef node) = 0;
  // As Seek(), but edges that do not lead to `other` may be left out.
  virtual void SeekBetween(NodeRef node, NodeRef /*other*/) { Seek(node); }
  // Each edge once, also one that leads from a node to itself. False at the
  // end and on failure.
  virtual bool Next(EdgeRef* edge) = 0;
  // How many edges Next() would still give; it gives none of them after this.
  virtual uint64_t CountRest() {
    uint64_t count = 0;
    for (EdgeRef edge; Next(&edge);) ++count;
    return count;
  }
  virtual Status status() const { return {}; }
};

// Edges of a type, wherever they are.
class EdgeScan {
 public:
  virtual ~EdgeScan() = default;
  // False at the end and on failure.
  virtual bool Next(EdgeRef* edge) = 0;
  virtual Status status() const { return {}; }
};

struct NodeContent {
  std::vector<std::string> labels;
  ValueMap properties;
};

class PropertyGraph {
 public:
  virtual ~PropertyGraph() = default;

  // Nothing where no node, edge or property has the name.
  virtual std::optional<SymbolId> Label(std::string_view name) const = 0;
  virtual std::optional<SymbolId> EdgeType(std::string_view name) const = 0;
  virtual std::optional<SymbolId> Key(std::string_view name) const = 0;
  virtual std::string EdgeTypeName(SymbolId type) const = 0;
  // For help with spelling and completion; sorted.
  virtual std::vector<std::string> LabelNames() const = 0;
  virtual std::vector<std::string> EdgeTypeNames() const = 0;
  virtual std::vector<std::string> KeyNames() const = 0;

  virtual std::unique_ptr<NodeCursor> AllNodes() const = 0;
  virtual std::unique_ptr<NodeCursor> NodesLabelled(SymbolId label) const = 0;
  // Edges of the node of these types; all types where `types` is empty.
  virtual std::unique_ptr<EdgeCursor> Edges(
      EdgeDirection direction, const std::vector<SymbolId>& types) const = 0;
  // Whether the graph can give only those edges of these types that lead to
  // nodes of the label, with no look at the nodes; and these edges.
  virtual bool CanLeadTo(const std::vector<SymbolId>& /*types*/,
                         SymbolId /*label*/) const {
    return false;
  }
  virtual std::unique_ptr<EdgeCursor> EdgesLeadingTo(
      EdgeDirection direction, const std::vector<SymbolId>& types,
      SymbolId /*label*/) const {
    return Edges(direction, types);
  }
  // Whether the graph can give all edges of the type without looking at each
  // node; and these edges.
  virtual bool CanScan(SymbolId /*type*/) const { return false; }
  virtual std::unique_ptr<EdgeScan> ScanEdges(SymbolId /*type*/) const {
    return nullptr;
  }

  virtual Result<bool> HasLabel(NodeRef node, SymbolId label) const = 0;
  virtual Result<std::vector<std::string>> Labels(NodeRef node) const = 0;
  // Null where there is none.
  virtual Result<Value> Property(NodeRef node, SymbolId key) const = 0;
  virtual Result<Value> Property(const EdgeRef& edge, SymbolId key) const = 0;
  virtual Result<ValueMap> Properties(NodeRef node) const = 0;
  virtual Result<ValueMap> Properties(const EdgeRef& edge) const = 0;

  // Whether `{name: …}` in a pattern means any alias, through NodesNamed().
  virtual bool HasAliasIndex() const { return false; }
  virtual Result<std::vector<NodeRef>> NodesNamed(std::string_view) const {
    return std::vector<NodeRef>{};
  }
  // evidence(x): a list of maps; and search('words'): a list of nodes.
  virtual Result<Value> EvidenceOf(const Value&) const { return Value(); }
  virtual Result<Value> Search(std::string_view) const { return Value(); }
  // A number that id(x) shows.
  virtual Result<Value> IdOf(NodeRef node) const {
    return Value::Integer(static_cast<int64_t>(node.id));
  }
  virtual Result<Value> IdOf(const EdgeRef& edge) const {
    return Value::Integer(static_cast<int64_t>(edge.key));
  }

  // Stored counts: exact of nodes, which count(*) uses, estimates of edges.
  virtual double CountNodes() const = 0;
  virtual double CountLabelled(SymbolId label) const = 0;
  // Of all types where `type` is nothing.
  virtual double CountEdges(std::optional<SymbolId> type) const = 0;
  // Edges of the type that a node which may have them has on average.
  virtual double Degree(std::optional<SymbolId> type,
                        EdgeDirection direction) const {
    const double both = direction == EdgeDirection::kBoth ? 2 : 1;
    const double nodes = CountNodes();
    return nodes == 0 ? 0 : both * CountEdges(type) / nodes;
  }
};

}  // namespace kg
