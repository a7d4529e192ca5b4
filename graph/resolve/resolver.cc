#include "graph/resolve/resolver.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "graph/resolve/resolve.h"

namespace kg {
namespace {

Status BelowZero(const std::string& node) {
  return Status::Corrupt("index of names, '" + node +
                         "': a count would fall below zero; kg repair "
                         "makes it again");
}

// The slots in which a name can stand with the same text.
constexpr NameSlot kSiblings[] = {NameSlot::kName, NameSlot::kWord,
                                  NameSlot::kConcept};

bool HasSiblings(const NameNode& node) {
  return std::find(std::begin(kSiblings), std::end(kSiblings), node.slot()) !=
         std::end(kSiblings);
}

}  // namespace

EntityId EntityIdOf(const NameNode& chief, size_t ordinal) {
  const std::string text(chief.text());
  switch (chief.slot()) {
    case NameSlot::kDescribed:
      return MakeEntityId("described " + text);
    case NameSlot::kAlone:
      return MakeEntityId("alone " + text);
    default:
      break;
  }
  if (ordinal == 0) return MakeEntityId("name " + text);
  return {HashFields("entity", {"name " + text, chief.first_article.Hex(),
                                std::to_string(ordinal)})};
}

Result<Resolver::State*> Resolver::At(const std::string& node) {
  const auto known = states_.find(node);
  if (known != states_.end()) return &known->second;
  State state;
  state.node.node = node;
  KG_ASSIGN(const auto bytes, index_->Get(ResolveIndex::NodeKey(node)));
  if (bytes) {
    KG_ASSIGN(state.node, DecodeNode(node, *bytes));
    KG_ASSIGN(state.node.first_article, FirstArticle(node));
    state.knows_first = true;
    state.existed = true;
    state.face = FaceOf(state.node, tables_);
    state.blocks = BlocksOf(state.node, tables_);
    before_[node] = state.node.entity;
  }
  return &states_.emplace(node, std::move(state)).first->second;
}

Resolver::Shares Resolver::SharesOf(const LocalFacts& facts,
                                    const std::vector<ResolveKey>& keys) {
  Shares shares;
  for (size_t i = 0; i < facts.entities.size(); ++i) {
    NameShare& share = shares[keys[i].Node()];
    AddTo(&share, ShareOf(facts.entities[i], keys[i]));
    share.articles = 1;
  }
  return shares;
}

Status Resolver::Remove(const LocalFacts& facts,
                        const std::vector<ResolveKey>& keys) {
  const ArticleId& id = facts.article.id;
  for (const auto& [node, share] : SharesOf(facts, keys)) {
    KG_ASSIGN(State * state, At(node));
    if (!TakeFrom(&state->node.share, share)) return BelowZero(node);
    state->changed = true;
    if (state->node.first_article == id) state->knows_first = false;
    index_->Delete(ResolveIndex::MemberPrefix(node) +
                   std::string(id.hash.View()));
  }
  return Status();
}

Status Resolver::Add(const LocalFacts& facts,
                     const std::vector<ResolveKey>& keys) {
  const ArticleId& id = facts.article.id;
  for (const auto& [node, share] : SharesOf(facts, keys)) {
    KG_ASSIGN(State * state, At(node));
    ArticleId& first = state->node.first_article;
    if (state->node.share.articles == 0) {
      first = id;
      state->knows_first = true;
    } else if (state->knows_first) {
      first = std::min(first, id);
    }
    AddTo(&state->node.share, share);
    state->changed = true;
    index_->Put(ResolveIndex::MemberPrefix(node) + std::string(id.hash.View()),
                "");
  }
  return Status();
}

void Resolver::Touch(const std::set<std::string>& nodes) {
  touched_.insert(nodes.begin(), nodes.end());
}

Result<ArticleId> Resolver::FirstArticle(const std::string& node) const {
  const std::string prefix = ResolveIndex::MemberPrefix(node);
  std::optional<Hash128> first;
  KG_RETURN_IF_ERROR(index_->Scan(prefix, [&](std::string_view key) {
    first = Hash128::FromBytes(key.substr(prefix.size()));
    return false;
  }));
  if (!first) return BelowZero(node);
  return ArticleId{*first};
}

// Brings a changed node's rows and the set of touched blocks up to date.
Status Resolver::Settle(State* state) {
  NameNode& node = state->node;
  const bool exists = node.share.articles > 0;
  std::set<std::string> blocks;
  if (exists) {
    if (!state->knows_first) {
      KG_ASSIGN(node.first_article, FirstArticle(node.node));
      state->knows_first = true;
    }
    blocks = BlocksOf(node, tables_);
  }
  for (const std::string& block : state->blocks) {
    if (blocks.contains(block)) continue;
    index_->Delete(ResolveIndex::BlockPrefix(block) + node.node);
  }
  for (const std::string& block : blocks) {
    if (state->blocks.contains(block)) continue;
    index_->Put(ResolveIndex::BlockPrefix(block) + node.node, "");
  }
  if (FaceOf(node, tables_) != state->face) {
    touched_.insert(node.node);
    touched_blocks_.insert(blocks.begin(), blocks.end());
    touched_blocks_.insert(state->blocks.begin(), state->blocks.end());
    KG_RETURN_IF_ERROR(AddSiblings(node.node));
  } else if (node.grouped || node.share.names.size() > 1) {
    touched_.insert(node.node);
  }
  // Rows of blocks must see the node as it is now.
  if (exists) {
    index_->Put(ResolveIndex::NodeKey(node.node), EncodeNode(node));
  } else {
    index_->Delete(ResolveIndex::NodeKey(node.node));
  }
  return Status();
}

Status Resolver::AddSiblings(const std::string& node) {
  KG_ASSIGN(const State* state, At(node));
  if (!HasSiblings(state->node)) return Status();
  const std::string text(state->node.text());
  for (NameSlot slot : kSiblings) {
    const std::string sibling = static_cast<char>(slot) + text;
    if (sibling == node) continue;
    KG_ASSIGN(const auto bytes, index_->Get(ResolveIndex::NodeKey(sibling)));
    if (bytes) touched_.insert(sibling);
  }
  return Status();
}

Status Resolver::SettleChanged() {
  std::vector<State*> changed;
  for (auto& [node, state] : states_) {
    if (state.changed) changed.push_back(&state);
  }
  for (State* state : changed) KG_RETURN_IF_ERROR(Settle(state));
  return Status();
}

Result<const Resolver::Block*> Resolver::BlockAt(const std::string& name) {
  const auto known = blocks_.find(name);
  if (known != blocks_.end()) return &known->second;
  Block block;
  KG_ASSIGN(const std::vector<std::string> nodes,
            index_->Rest(ResolveIndex::BlockPrefix(name)));
  for (const std::string& node : nodes) {
    KG_ASSIGN(const State* state, At(node));
    block.nodes.push_back(state->node);
  }
  block.links = LinksOf(name, block.nodes, tables_);
  return &blocks_.emplace(name, std::move(block)).first->second;
}

Status Resolver::TouchBlocks() {
  for (const std::string& name : touched_blocks_) {
    KG_ASSIGN(const Block* block, BlockAt(name));
    for (const NameNode& node : block->nodes) touched_.insert(node.node);
  }
  return Status();
}

// All nodes that links or decisions lead to.
Status Resolver::Close(const std::string& start,
                       std::map<std::string, NameNode>* nodes,
                       std::set<NodeLink>* links) {
  std::deque<std::string> open = {start};
  while (!open.empty()) {
    const std::string name = std::move(open.front());
    open.pop_front();
    if (nodes->contains(name)) continue;
    KG_ASSIGN(const State* state, At(name));
    if (state->node.share.articles == 0) continue;
    nodes->emplace(name, state->node);
    for (const std::string& block_name : BlocksOf(state->node, tables_)) {
      KG_ASSIGN(const Block* block, BlockAt(block_name));
      for (const NameLink& link : block->links) {
        const std::string& from = block->nodes[link.from].node;
        const std::string& to = block->nodes[link.to].node;
        if (from != name && to != name) continue;
        links->insert({from, to, link.reason, link.is_short});
        open.push_back(from == name ? to : from);
      }
    }
    for (const auto& decision : decisions_.applied()) {
      const auto& listed = decision.nodes;
      if (std::find(listed.begin(), listed.end(), name) != listed.end()) {
        open.insert(open.end(), listed.begin(), listed.end());
      }
    }
  }
  return Status();
}

Status Resolver::GroupAll() {
  // Siblings of what is grouped may lose or gain the plain key, and so on.
  std::set<std::string> done;
  while (true) {
    std::vector<std::string> open;
    std::set_difference(touched_.begin(), touched_.end(), done.begin(),
                        done.end(), std::back_inserter(open));
    if (open.empty()) return Status();
    for (const std::string& start : open) {
      done.insert(start);
      KG_ASSIGN(const State* state, At(start));
      if (state->node.share.articles == 0 || grouped_.contains(start)) {
        continue;
      }
      std::map<std::string, NameNode> nodes;
      std::set<NodeLink> links;
      KG_RETURN_IF_ERROR(Close(start, &nodes, &links));
      for (const auto& [name, node] : nodes) {
        grouped_.insert(name);
        KG_RETURN_IF_ERROR(AddSiblings(name));
      }
      for (ResolvedGroup& group :
           GroupNodes(nodes, links, decisions_.applied())) {
        groups_.push_back(std::move(group));
      }
    }
  }
}

void Resolver::NameEntities() {
  // Of the entities whose chiefs share a text, the one with the smallest first
  // article has the plain key.
  std::map<std::string, std::vector<const ResolvedGroup*>> by_text;
  for (const ResolvedGroup& group : groups_) {
    const NameNode& chief = states_.at(group.chief).node;
    const std::string text(chief.text());
    by_text[HasSiblings(chief) ? " " + text : group.chief].push_back(&group);
  }
  for (auto& [text, groups] : by_text) {
    std::sort(groups.begin(), groups.end(),
              [&](const ResolvedGroup* a, const ResolvedGroup* b) {
                const NameNode& x = states_.at(a->chief).node;
                const NameNode& y = states_.at(b->chief).node;
                return std::tie(x.first_article, x.node) <
                       std::tie(y.first_article, y.node);
              });
    for (size_t i = 0; i < groups.size(); ++i) {
      Put(*groups[i], EntityIdOf(states_.at(groups[i]->chief).node, i));
    }
  }
}

void Resolver::Put(const ResolvedGroup& group, const EntityId& id) {
  for (const std::string& name : group.nodes) {
    NameNode& node = states_.at(name).node;
    if (node.entity == id && node.grouped == group.has_names) continue;
    node.entity = id;
    node.grouped = group.has_names;
    index_->Put(ResolveIndex::NodeKey(name), EncodeNode(node));
  }
  if (group.has_names) out_.names[id] = group.names;
}

// What the changes leave behind: names of entities that have none any more, and
// articles whose local entities belong to others.
Status Resolver::CollectMoved() {
  std::set<EntityId> left;
  for (const auto& [name, entity] : before_) left.insert(entity);
  for (const std::string& name : grouped_) {
    const State& state = states_.at(name);
    const auto old = before_.find(name);
    if (old != before_.end() && old->second == state.node.entity) continue;
    KG_ASSIGN(const std::vector<ArticleId> articles,
              index_->Articles(ResolveIndex::MemberPrefix(name)));
    out_.articles.insert(articles.begin(), articles.end());
  }
  for (const auto& [name, entity] : before_) {
    const State& state = states_.at(name);
    const bool gone = state.node.share.articles == 0;
    if (!gone && !grouped_.contains(name)) left.erase(entity);
  }
  for (const EntityId& id : left) out_.names.emplace(id, std::nullopt);
  return Status();
}

Result<Resolution> Resolver::Finish() {
  KG_RETURN_IF_ERROR(SettleChanged());
  blocks_.clear();
  KG_RETURN_IF_ERROR(TouchBlocks());
  KG_RETURN_IF_ERROR(GroupAll());
  NameEntities();
  KG_RETURN_IF_ERROR(CollectMoved());
  return std::move(out_);
}

Result<std::vector<EntityId>> Resolver::EntitiesOf(
    const std::vector<ResolveKey>& keys) {
  std::vector<EntityId> entities;
  for (const ResolveKey& key : keys) {
    KG_ASSIGN(const State* state, At(key.Node()));
    entities.push_back(state->node.entity);
  }
  return entities;
}

}  // namespace kg
