#include "graph/resolve/decisions.h"

#include <algorithm>

namespace kg {
namespace {

uint32_t FirstBegin(const LocalEntity& entity) {
  uint32_t begin = entity.mentions.front().span.begin;
  for (const Mention& mention : entity.mentions) {
    begin = std::min(begin, mention.span.begin);
  }
  return begin;
}

bool IsMentionedAt(const LocalEntity& entity, uint32_t begin) {
  return std::any_of(
      entity.mentions.begin(), entity.mentions.end(),
      [&](const Mention& mention) { return mention.span.begin == begin; });
}

}  // namespace

const LocalEntity* FindLocal(const LocalFacts& facts, uint32_t mention_begin) {
  const LocalEntity* found = nullptr;
  for (const LocalEntity& entity : facts.entities) {
    if (!IsMentionedAt(entity, mention_begin)) continue;
    if (FirstBegin(entity) == mention_begin) return &entity;
    if (found == nullptr) found = &entity;
  }
  return found;
}

DecisionTable::DecisionTable(std::vector<Decision> decisions,
                             const ResolveTables& tables)
    : tables_(tables) {
  for (Decision& decision : decisions) Add(std::move(decision));
}

void DecisionTable::Add(Decision decision) {
  for (const Decision::LocalName& local : decision.of) {
    named_.insert(local.article);
  }
  const auto after = std::upper_bound(
      decisions_.begin(), decisions_.end(), decision.sequence,
      [](uint32_t s, const Decision& d) { return s < d.sequence; });
  decisions_.insert(after, std::move(decision));
}

void DecisionTable::Update(const ArticleId& article, const LocalFacts* facts) {
  locals_.erase(locals_.lower_bound({article, 0}),
                locals_.upper_bound({article, UINT32_MAX}));
  if (facts == nullptr) return;
  for (const Decision& decision : decisions_) {
    for (const Decision::LocalName& local : decision.of) {
      if (local.article != article) continue;
      const LocalEntity* entity = FindLocal(*facts, local.mention_begin);
      if (entity == nullptr) continue;
      locals_[{article, local.mention_begin}] = {
          KeyOf(*entity, article, tables_).Node(),
          AloneKey(*entity, article).Node(), FirstBegin(*entity)};
    }
  }
}

std::vector<const DecisionTable::Local*> DecisionTable::Found(
    const Decision& decision) const {
  std::vector<const Local*> found;
  for (const Decision::LocalName& local : decision.of) {
    const auto at = locals_.find({local.article, local.mention_begin});
    if (at == locals_.end()) continue;
    const bool again = std::any_of(
        found.begin(), found.end(),
        [&](const Local* f) { return f->alone == at->second.alone; });
    if (!again) found.push_back(&at->second);
  }
  return found;
}

// A split of local entities of one name sets all but the first apart: the name
// itself cannot tell them from each other.
std::set<std::string> DecisionTable::AloneNodes() const {
  std::set<std::string> alone;
  for (const Decision& decision : decisions_) {
    if (decision.action != Decision::Action::kSplit) continue;
    const std::vector<const Local*> found = Found(decision);
    const bool one_name = std::all_of(
        found.begin(), found.end(),
        [&](const Local* local) { return local->node == found.front()->node; });
    if (!one_name) continue;
    for (size_t i = 1; i < found.size(); ++i) alone.insert(found[i]->alone);
  }
  return alone;
}

ResolveKey DecisionTable::KeyFor(const LocalEntity& entity,
                                 const ArticleId& article) const {
  if (!alone_.empty() && named_.contains(article)) {
    ResolveKey key = AloneKey(entity, article);
    if (alone_.contains(key.Node())) return key;
  }
  return KeyOf(entity, article, tables_);
}

std::set<ArticleId> DecisionTable::Refresh() {
  std::set<std::string> alone = AloneNodes();
  std::vector<std::string> changed;
  std::set_symmetric_difference(alone.begin(), alone.end(), alone_.begin(),
                                alone_.end(), std::back_inserter(changed));
  std::set<ArticleId> articles;
  for (const std::string& node : changed) {
    // An alone node's key begins with its article, in 32 digits.
    const auto hash = Hash128::FromHex(std::string_view(node).substr(1, 32));
    if (hash) articles.insert({*hash});
  }
  alone_ = std::move(alone);
  applied_.clear();
  for (const Decision& decision : decisions_) {
    Applied applied{decision.sequence, decision.action, {}, decision.name};
    for (const Local* local : Found(decision)) {
      const std::string& node =
          alone_.contains(local->alone) ? local->alone : local->node;
      if (std::find(applied.nodes.begin(), applied.nodes.end(), node) ==
          applied.nodes.end()) {
        applied.nodes.push_back(node);
      }
    }
    if (!applied.nodes.empty()) applied_.push_back(std::move(applied));
  }
  return articles;
}

}  // namespace kg
