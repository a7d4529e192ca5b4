// From nodes with their links and the decisions about them to entities. Pure:
// the order in which nodes and links come changes nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "graph/facts/entity_names.h"
#include "graph/resolve/decisions.h"
#include "graph/resolve/name_node.h"

namespace kg {

// A link between two nodes of the closure.
struct NodeLink {
  std::string from;
  std::string to;
  std::string reason;
  bool is_short = false;
  auto operator<=>(const NodeLink&) const = default;
};

struct ResolvedGroup {
  std::vector<std::string> nodes;  // sorted
  std::string chief;               // whose key is the entity's
  EntityNames names;
  bool has_names = false;  // worth keeping: several names, or one of its own
};

// `nodes` holds every node that links or decisions of its nodes lead to.
std::vector<ResolvedGroup> GroupNodes(
    const std::map<std::string, NameNode>& nodes,
    const std::set<NodeLink>& links,
    const std::vector<DecisionTable::Applied>& decisions);

// The name of most of the node's local entities; ties: the longest, the first.
std::string NameOfNode(const NameNode& node);

}  // namespace kg
