// ValueWriter: values as text, as the language writes them; a subclass may show
// nodes, edges, paths and keys in its own way. Borrows the graph. One thread.
#pragma once

#include <string>
#include <string_view>

#include "graph/view/property_graph.h"

namespace kg {

class ValueWriter {
 public:
  explicit ValueWriter(const PropertyGraph& graph) : graph_(graph) {}
  virtual ~ValueWriter() = default;

  void Write(const Value& value);
  std::string Take() { return std::move(out_); }

 protected:
  virtual void Node(NodeRef node);
  virtual void Edge(const EdgeRef& edge);
  virtual void Path(const GraphPath& path);
  // A key of a map, or another name.
  virtual std::string Name(std::string_view name) const;
  // The nodes and edges of a path, one after another.
  void Steps(const GraphPath& path);

  const PropertyGraph& graph_;
  std::string out_;

 private:
  void List(const ValueList& list);
  void Map(const ValueMap& map);
};

}  // namespace kg
