// A node of resolution: all local entities whose names have one key, with what
// the rules that link nodes need to know of them. Sums over articles, so that
// taking an article out and putting it in commute. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/resolve/name_key.h"
#include "graph/resolve/name_tables.h"

namespace kg {

// What one article says of a node, or all articles do.
struct NameShare {
  std::map<EntityType, uint32_t> types;  // local entities
  // Name as it stands and the reason of its key -> local entities.
  std::map<std::pair<std::string, std::string>, uint32_t> names;
  // Folded one-word aliases: acronyms and parts of a person's name -> local
  // entities that have them.
  std::map<std::string, uint32_t> shorts;
  uint32_t acronyms = 0;  // local entities whose name looks like one
  uint32_t articles = 0;
};

struct NameNode {
  std::string node;  // ResolveKey::Node()
  NameShare share;
  ArticleId first_article;  // the smallest id
  EntityId entity;          // as resolved last; zero for a new node
  bool grouped = false;     // entity has other nodes or a name of its own

  NameSlot slot() const { return static_cast<NameSlot>(node[0]); }
  std::string_view text() const { return std::string_view(node).substr(1); }
  bool Is(EntityType type) const;  // of most of its local entities
  bool MayBeOrganization() const;  // no person, place, group or common noun
  // How many articles, as a power of four: a rule may compare them without
  // looking again at every article.
  int Size() const;
};

void AddTo(NameShare* sum, const NameShare& share);
// False where a count would fall below zero: nothing is promised of *sum then.
[[nodiscard]] bool TakeFrom(NameShare* sum, const NameShare& share);

// What a local entity adds to the node of its key.
NameShare ShareOf(const LocalEntity& entity, const ResolveKey& key);

// The blocks that the node is in: nodes that could be one entity share one.
std::set<std::string> BlocksOf(const NameNode& node,
                               const ResolveTables& tables);
// All that the links of a node's blocks depend on: two states of a node with
// equal faces are linked alike.
std::string FaceOf(const NameNode& node, const ResolveTables& tables);

// As bytes of an index row, and back; Corrupt for other bytes.
std::string EncodeNode(const NameNode& node);
Result<NameNode> DecodeNode(std::string node, std::string_view bytes);

}  // namespace kg
