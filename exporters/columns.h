// The properties of nodes and edges, as GraphML, GEXF and CSV show them: one
// table for all three. Plain values, pure functions.
//
// Names are in lower case, as Gephi makes them so; none is one that Gephi
// (label, x, y, size, r, g, b, color, weight) or sigma.js (type) keeps for
// itself. Lists are joined with "; ": list types break NetworkX, igraph and
// graphology.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exporters/sink.h"

namespace kg {

enum class ColumnType : uint8_t { kString, kInteger, kDouble, kBoolean };

// An empty value is no value.
struct NodeColumn {
  std::string_view name;
  ColumnType type;
  std::string (*value)(const ExportedNode& node);
};
struct EdgeColumn {
  std::string_view name;
  ColumnType type;
  std::string (*value)(const ExportedEdge& edge);
};
std::span<const NodeColumn> NodeColumns();
std::span<const EdgeColumn> EdgeColumns();

}  // namespace kg
