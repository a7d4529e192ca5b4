#include "tests/support/memory_graph.h"

#include <algorithm>

namespace kg {
namespace {

class ListedNodes : public NodeCursor {
 public:
  explicit ListedNodes(std::vector<NodeRef> nodes) : nodes_(std::move(nodes)) {}
  bool Next(NodeRef* node) override {
    if (at_ == nodes_.size()) return false;
    *node = nodes_[at_++];
    return true;
  }

 private:
  std::vector<NodeRef> nodes_;
  size_t at_ = 0;
};

}  // namespace

class MemoryEdgeCursor : public EdgeCursor {
 public:
  MemoryEdgeCursor(const MemoryGraph& graph, EdgeDirection direction,
                   std::vector<SymbolId> types)
      : graph_(graph), direction_(direction), types_(std::move(types)) {}

  void Seek(NodeRef node) override {
    edges_.clear();
    at_ = 0;
    const auto found = graph_.nodes_.find(node.id);
    if (found == graph_.nodes_.end()) return;
    if (direction_ != EdgeDirection::kIn) Add(found->second.out, false);
    if (direction_ != EdgeDirection::kOut) {
      Add(found->second.in, direction_ == EdgeDirection::kBoth);
    }
  }

  bool Next(EdgeRef* edge) override {
    if (at_ == edges_.size()) return false;
    *edge = edges_[at_++];
    return true;
  }

 private:
  void Add(const std::vector<EdgeRef>& edges, bool skip_loops) {
    for (const EdgeRef& edge : edges) {
      if (skip_loops && edge.start == edge.end) continue;
      if (!types_.empty() &&
          std::find(types_.begin(), types_.end(), edge.type) == types_.end()) {
        continue;
      }
      edges_.push_back(edge);
    }
  }

  const MemoryGraph& graph_;
  EdgeDirection direction_;
  std::vector<SymbolId> types_;
  std::vector<EdgeRef> edges_;
  size_t at_ = 0;
};

SymbolId MemoryGraph::Symbols::Intern(const std::string& name) {
  const auto [found, fresh] =
      ids.emplace(name, static_cast<SymbolId>(names.size()));
  if (fresh) names.push_back(name);
  return found->second;
}

std::optional<SymbolId> MemoryGraph::Symbols::Find(
    std::string_view name) const {
  const auto found = ids.find(name);
  if (found == ids.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> MemoryGraph::Symbols::Sorted() const {
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

NodeRef MemoryGraph::AddNode(std::vector<std::string> labels,
                             ValueMap properties) {
  StoredNode node;
  for (const std::string& label : labels) {
    const SymbolId id = labels_.Intern(label);
    if (std::find(node.labels.begin(), node.labels.end(), id) ==
        node.labels.end()) {
      node.labels.push_back(id);
    }
  }
  for (auto& [key, value] : properties) {
    keys_.Intern(key);
    if (!value.is_null()) node.properties[key] = std::move(value);
  }
  const uint64_t id = next_node_++;
  nodes_[id] = std::move(node);
  return {id};
}

EdgeRef MemoryGraph::AddEdge(NodeRef start, NodeRef end,
                             const std::string& type, ValueMap properties) {
  EdgeRef edge;
  edge.start = start.id;
  edge.end = end.id;
  edge.type = types_.Intern(type);
  edge.key = next_edge_++;
  nodes_[start.id].out.push_back(edge);
  nodes_[end.id].in.push_back(edge);
  ValueMap& stored = edge_properties_[edge.key];
  for (auto& [key, value] : properties) {
    keys_.Intern(key);
    if (!value.is_null()) stored[key] = std::move(value);
  }
  return edge;
}

void MemoryGraph::RemoveEdge(const EdgeRef& edge) {
  std::erase(nodes_[edge.start].out, edge);
  std::erase(nodes_[edge.end].in, edge);
  edge_properties_.erase(edge.key);
}

void MemoryGraph::RemoveNode(NodeRef node) {
  const std::vector<EdgeRef> out = nodes_[node.id].out;
  for (const EdgeRef& edge : out) RemoveEdge(edge);
  const std::vector<EdgeRef> in = nodes_[node.id].in;
  for (const EdgeRef& edge : in) RemoveEdge(edge);
  nodes_.erase(node.id);
}

std::optional<SymbolId> MemoryGraph::Label(std::string_view name) const {
  return labels_.Find(name);
}
std::optional<SymbolId> MemoryGraph::EdgeType(std::string_view name) const {
  return types_.Find(name);
}
std::optional<SymbolId> MemoryGraph::Key(std::string_view name) const {
  return keys_.Find(name);
}
std::string MemoryGraph::EdgeTypeName(SymbolId type) const {
  return types_.names[type];
}
std::vector<std::string> MemoryGraph::LabelNames() const {
  return labels_.Sorted();
}
std::vector<std::string> MemoryGraph::EdgeTypeNames() const {
  return types_.Sorted();
}
std::vector<std::string> MemoryGraph::KeyNames() const {
  return keys_.Sorted();
}

std::unique_ptr<NodeCursor> MemoryGraph::AllNodes() const {
  std::vector<NodeRef> nodes;
  for (const auto& [id, node] : nodes_) nodes.push_back({id});
  return std::make_unique<ListedNodes>(std::move(nodes));
}

std::unique_ptr<NodeCursor> MemoryGraph::NodesLabelled(SymbolId label) const {
  std::vector<NodeRef> nodes;
  for (const auto& [id, node] : nodes_) {
    if (std::find(node.labels.begin(), node.labels.end(), label) !=
        node.labels.end()) {
      nodes.push_back({id});
    }
  }
  return std::make_unique<ListedNodes>(std::move(nodes));
}

std::unique_ptr<EdgeCursor> MemoryGraph::Edges(
    EdgeDirection direction, const std::vector<SymbolId>& types) const {
  return std::make_unique<MemoryEdgeCursor>(*this, direction, types);
}

Result<bool> MemoryGraph::HasLabel(NodeRef node, SymbolId label) const {
  const std::vector<SymbolId>& labels = nodes_.at(node.id).labels;
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

Result<std::vector<std::string>> MemoryGraph::Labels(NodeRef node) const {
  std::vector<std::string> labels;
  for (const SymbolId label : nodes_.at(node.id).labels) {
    labels.push_back(labels_.names[label]);
  }
  return labels;
}

Result<Value> MemoryGraph::Property(NodeRef node, SymbolId key) const {
  const ValueMap& properties = nodes_.at(node.id).properties;
  const auto found = properties.find(keys_.names[key]);
  return found == properties.end() ? Value() : found->second;
}

Result<Value> MemoryGraph::Property(const EdgeRef& edge, SymbolId key) const {
  const ValueMap& properties = edge_properties_.at(edge.key);
  const auto found = properties.find(keys_.names[key]);
  return found == properties.end() ? Value() : found->second;
}

Result<ValueMap> MemoryGraph::Properties(NodeRef node) const {
  return nodes_.at(node.id).properties;
}

Result<ValueMap> MemoryGraph::Properties(const EdgeRef& edge) const {
  return edge_properties_.at(edge.key);
}

double MemoryGraph::CountNodes() const {
  return static_cast<double>(nodes_.size());
}

double MemoryGraph::CountLabelled(SymbolId label) const {
  double count = 0;
  for (const auto& [id, node] : nodes_) {
    count += std::count(node.labels.begin(), node.labels.end(), label) > 0;
  }
  return count;
}

double MemoryGraph::CountEdges(std::optional<SymbolId> type) const {
  double count = 0;
  for (const auto& [id, node] : nodes_) {
    for (const EdgeRef& edge : node.out) count += !type || edge.type == *type;
  }
  return count;
}

}  // namespace kg
