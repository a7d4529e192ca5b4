// ViewGraph: a GraphView as the property graph that people ask (design: "the
// graph that people see"). Entities, claims, articles and relations are nodes;
// plain relations are edges between entities, and so are the claims of one
// speaker, act, topic and polarity together; SUBJECT, OBJECT, MADE, ABOUT,
// ADDRESSED_TO, PROPOSES, WITHIN, IN and MENTIONED_IN join the rest. Borrows
// the view. Thread-safe for reading.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "graph/view/fact_index.h"
#include "graph/view/graph_view.h"
#include "graph/view/property_graph.h"

namespace kg {

// Nodes carry their kind in their number.
NodeRef NodeOf(ThingKind kind, uint64_t number);
ThingKind KindOf(NodeRef node);
uint64_t NumberOf(NodeRef node);

// Edge types that are no predicate; predicates follow, by their number.
enum class StructureType : SymbolId {
  kSubject = 1,
  kObject,
  kMade,
  kAbout,
  kAddressedTo,
  kProposes,
  kWithin,
  kIn,
  kMentionedIn,
};
constexpr SymbolId kFirstPredicate = 16;

class ViewGraph : public PropertyGraph {
 public:
  static Result<std::unique_ptr<ViewGraph>> Make(const GraphView& view);
  ~ViewGraph() override;

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
  bool CanLeadTo(const std::vector<SymbolId>& types,
                 SymbolId label) const override;
  std::unique_ptr<EdgeCursor> EdgesLeadingTo(EdgeDirection direction,
                                             const std::vector<SymbolId>& types,
                                             SymbolId label) const override;
  bool CanScan(SymbolId type) const override;
  std::unique_ptr<EdgeScan> ScanEdges(SymbolId type) const override;

  Result<bool> HasLabel(NodeRef node, SymbolId label) const override;
  Result<std::vector<std::string>> Labels(NodeRef node) const override;
  Result<Value> Property(NodeRef node, SymbolId key) const override;
  Result<Value> Property(const EdgeRef& edge, SymbolId key) const override;
  Result<ValueMap> Properties(NodeRef node) const override;
  Result<ValueMap> Properties(const EdgeRef& edge) const override;

  bool HasAliasIndex() const override { return true; }
  Result<std::vector<NodeRef>> NodesNamed(std::string_view name) const override;
  Result<Value> EvidenceOf(const Value& value) const override;
  Result<Value> Search(std::string_view words) const override;
  Result<Value> IdOf(NodeRef node) const override;
  Result<Value> IdOf(const EdgeRef& edge) const override;

  double CountNodes() const override;
  double CountLabelled(SymbolId label) const override;
  double CountEdges(std::optional<SymbolId> type) const override;
  double Degree(std::optional<SymbolId> type,
                EdgeDirection direction) const override;

  struct State;

 private:
  explicit ViewGraph(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kg
