// Resolver: which entity each local entity of the set of articles is, kept up
// as articles come and go. A pure function of the set of articles and the
// sequence of decisions: any history of changes ends in the same rows as a
// fresh run. Works block by block (nodes whose names could be the same), and
// again only for the blocks that a change touches. One thread.
//
// Give it the articles that go, then those that come, then Finish().
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/status.h"
#include "graph/facts/entity_names.h"
#include "graph/facts/facts.h"
#include "graph/resolve/decisions.h"
#include "graph/resolve/index.h"
#include "graph/resolve/name_groups.h"
#include "graph/resolve/name_links.h"
#include "graph/resolve/name_node.h"
#include "graph/resolve/name_tables.h"

namespace kg {

struct Resolution {
  // Articles that have a local entity of a node that moved to another entity;
  // those just given are among them.
  std::set<ArticleId> articles;
  // Entities whose names changed; nothing: no longer kept.
  std::map<EntityId, std::optional<EntityNames>> names;
};

class Resolver {
 public:
  // All outlive it; `decisions` was refreshed for the articles as they will be.
  Resolver(const ResolveTables& tables, const DecisionTable& decisions,
           ResolveIndex* index)
      : tables_(tables), decisions_(decisions), index_(index) {}

  // An article's local entities under the keys that they have: `keys` as made
  // by the DecisionTable when the article was added, or is.
  Status Remove(const LocalFacts& facts, const std::vector<ResolveKey>& keys);
  Status Add(const LocalFacts& facts, const std::vector<ResolveKey>& keys);
  // Nodes that decisions named before, or name now, in another way.
  void Touch(const std::set<std::string>& nodes);

  Result<Resolution> Finish();
  // After Finish(): the entity of each key.
  Result<std::vector<EntityId>> EntitiesOf(const std::vector<ResolveKey>& keys);

 private:
  struct State {
    NameNode node;
    std::string face;              // before the changes
    std::set<std::string> blocks;  // before the changes
    bool existed = false;
    bool changed = false;
    // Whether node.first_article is: not after its removal.
    bool knows_first = false;
  };
  struct Block {
    std::vector<NameNode> nodes;
    std::vector<NameLink> links;
  };
  using Shares = std::map<std::string, NameShare>;

  Result<State*> At(const std::string& node);
  static Shares SharesOf(const LocalFacts& facts,
                         const std::vector<ResolveKey>& keys);
  Status SettleChanged();
  Status Settle(State* state);
  Result<ArticleId> FirstArticle(const std::string& node) const;
  Result<const Block*> BlockAt(const std::string& block);
  Status TouchBlocks();
  Status AddSiblings(const std::string& node);
  Status GroupAll();
  Status Close(const std::string& start, std::map<std::string, NameNode>* nodes,
               std::set<NodeLink>* links);
  void NameEntities();
  void Put(const ResolvedGroup& group, const EntityId& id);
  Status CollectMoved();

  const ResolveTables& tables_;
  const DecisionTable& decisions_;
  ResolveIndex* index_;
  std::map<std::string, State> states_;
  std::map<std::string, Block> blocks_;
  std::set<std::string> touched_;  // nodes whose entity may be another
  std::set<std::string> touched_blocks_;
  std::vector<ResolvedGroup> groups_;
  std::set<std::string> grouped_;  // nodes of groups_
  std::map<std::string, EntityId> before_;
  Resolution out_;
};

// The id of an entity by its chief node's key; `ordinal` where several share
// the text of the name: 0 for the one whose first article is the smallest.
EntityId EntityIdOf(const NameNode& chief, size_t ordinal);

}  // namespace kg
