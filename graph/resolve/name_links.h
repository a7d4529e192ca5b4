// Which nodes of a block are one entity, and why. A rule links a short form to
// a full one only where all full forms that it could stand for are one; where
// two are not, it stands alone. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graph/resolve/name_node.h"
#include "graph/resolve/name_tables.h"

namespace kg {

struct NameLink {
  size_t from = 0;  // index in the nodes: the shorter, or rarer, form
  size_t to = 0;
  const char* reason = "";  // a phrase for people
  bool is_short = false;    // `from` is no name to show the entity by
};

// Links among the nodes of one block. Names that are alike by two rules may be
// linked twice. The order of the nodes changes nothing but the indices.
std::vector<NameLink> LinksOf(const std::string& block,
                              const std::vector<NameNode>& nodes,
                              const ResolveTables& tables);

}  // namespace kg
