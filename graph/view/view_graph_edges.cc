// The edges of a ViewGraph's node. An entity's come from the index of facts,
// as a stream; those of other nodes from their records; the few that lead
// against every index from a list gathered once.

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "graph/view/view_graph_state.h"

namespace kg {
namespace {

// Types whose edges at an entity are made from its facts.
bool IsOfFacts(SymbolId type) {
  switch (static_cast<StructureType>(type)) {
    case StructureType::kSubject:
    case StructureType::kObject:
    case StructureType::kMade:
    case StructureType::kAbout:
      return true;
    default:
      return false;
  }
}

class ViewEdges : public EdgeCursor {
 public:
  ViewEdges(const ViewGraph::State& state, EdgeDirection direction,
            const std::vector<SymbolId>& types)
      : state_(state), direction_(direction), types_(types) {
    for (const SymbolId type : types) {
      if (type > kFirstPredicate) {
        predicates_.push_back(type - kFirstPredicate);
      } else if (IsOfFacts(type)) {
        all_facts_ = true;
      }
    }
    if (types.empty()) all_facts_ = true;
    if (all_facts_) predicates_ = {0};
  }

  void Seek(NodeRef node) override {
    node_ = node;
    listed_.clear();
    pending_.clear();
    made_.clear();
    at_ = 0;
    pass_ = 0;
    seeking_ = false;
    status_ = Status();
    entity_ = KindOf(node) == ThingKind::kEntity;
    status_ = List();
  }

  bool Next(EdgeRef* edge) override {
    while (status_.ok()) {
      if (at_ < listed_.size()) {
        *edge = listed_[at_++];
        if (Wanted(*edge)) return true;
        continue;
      }
      if (!pending_.empty()) {
        *edge = pending_.front();
        pending_.pop_front();
        if (Wanted(*edge)) return true;
        continue;
      }
      if (!entity_ || !Advance()) return false;
    }
    return false;
  }

  Status status() const override { return status_; }

 private:
  bool Outgoing() const { return direction_ != EdgeDirection::kIn; }
  bool Incoming() const { return direction_ != EdgeDirection::kOut; }

  bool Wants(StructureType type) const {
    return types_.empty() ||
           std::find(types_.begin(), types_.end(),
                     static_cast<SymbolId>(type)) != types_.end();
  }

  bool Wanted(const EdgeRef& edge) const {
    const bool out = edge.start == node_.id;
    if (out ? !Outgoing() && edge.end != node_.id : !Incoming()) return false;
    return types_.empty() ||
           std::find(types_.begin(), types_.end(), edge.type) != types_.end();
  }

  // Everything that no pass over facts gives.
  Status List() {
    switch (KindOf(node_)) {
      case ThingKind::kRelation:
        KG_RETURN_IF_ERROR(state_.RelationEdges(node_, &listed_));
        break;
      case ThingKind::kClaim:
        KG_RETURN_IF_ERROR(state_.ClaimEdges(node_, &listed_));
        break;
      case ThingKind::kEntity:
        if (Outgoing() && Wants(StructureType::kMentionedIn)) {
          KG_RETURN_IF_ERROR(ListMentions());
        }
        break;
      default:
        break;
    }
    const bool backward =
        Incoming() &&
        (Wants(StructureType::kAddressedTo) ||
         Wants(StructureType::kProposes) || Wants(StructureType::kWithin) ||
         Wants(StructureType::kIn) || Wants(StructureType::kMentionedIn));
    if (!backward) return Status();
    KG_ASSIGN(const BackwardEdges* edges, state_.Backward());
    const auto found = edges->to.find(node_.id);
    if (found == edges->to.end()) return Status();
    listed_.insert(listed_.end(), found->second.begin(), found->second.end());
    return Status();
  }

  Status ListMentions() {
    KG_ASSIGN(const std::vector<Mentions> mentions,
              state_.index->MentionsOf(NumberOf(node_)));
    for (const Mentions& one : mentions) {
      listed_.push_back(StructureEdge(node_,
                                      NodeOf(ThingKind::kArticle, one.article),
                                      StructureType::kMentionedIn, one.count));
    }
    return Status();
  }

  // Passes: over the facts from the entity, then over those to it, each for
  // every predicate asked for. False at the end.
  bool Advance() {
    const size_t passes = 2 * predicates_.size();
    while (pass_ < passes) {
      const bool from = pass_ < predicates_.size();
      if (!Needed(from)) {
        pass_ += predicates_.size();
        continue;
      }
      std::unique_ptr<FactCursor>& cursor = from ? from_ : to_;
      if (!seeking_) {
        if (cursor == nullptr) {
          cursor = from ? state_.index->FactsFrom() : state_.index->FactsTo();
        }
        cursor->Seek(NumberOf(node_), predicates_[pass_ % predicates_.size()]);
        seeking_ = true;
        maker_.Restart();
      }
      FactEdge fact;
      if (cursor->Next(&fact)) {
        from ? FromEntity(fact) : ToEntity(fact);
        return true;
      }
      status_ = cursor->status();
      if (!status_.ok()) return false;
      seeking_ = false;
      ++pass_;
    }
    return false;
  }

  // Facts from the entity give edges out, and SUBJECT edges in.
  bool Needed(bool from) const {
    if (predicates_.empty()) return false;
    if (from ? Outgoing() : Incoming()) return true;
    return all_facts_ && from && Wants(StructureType::kSubject);
  }

  void Between(const FactEdge& fact) {
    EdgeRef edge;
    if (maker_.Make(fact, &edge)) pending_.push_back(edge);
  }

  void FromEntity(const FactEdge& fact) {
    if (Outgoing()) Between(fact);
    if (!all_facts_) return;
    if (!fact.is_claim) {
      pending_.push_back(StructureEdge(NodeOf(ThingKind::kRelation, fact.fact),
                                       node_, StructureType::kSubject,
                                       fact.fact));
    } else if (made_.insert(fact.fact).second) {
      pending_.push_back(StructureEdge(node_,
                                       NodeOf(ThingKind::kClaim, fact.fact),
                                       StructureType::kMade, fact.fact));
    }
  }

  void ToEntity(const FactEdge& fact) {
    // A loop has been found from its start.
    const bool loop = fact.subject == fact.object && Outgoing();
    if (!loop) Between(fact);
    if (!all_facts_) return;
    const bool claim = fact.is_claim;
    pending_.push_back(StructureEdge(
        NodeOf(claim ? ThingKind::kClaim : ThingKind::kRelation, fact.fact),
        node_, claim ? StructureType::kAbout : StructureType::kObject,
        fact.fact));
  }

  const ViewGraph::State& state_;
  EdgeDirection direction_;
  std::vector<SymbolId> types_;
  std::vector<uint32_t> predicates_;  // to seek; 0: all at once
  bool all_facts_ = false;
  std::unique_ptr<FactCursor> from_;
  std::unique_ptr<FactCursor> to_;

  NodeRef node_;
  bool entity_ = false;
  std::vector<EdgeRef> listed_;
  size_t at_ = 0;
  std::deque<EdgeRef> pending_;
  size_t pass_ = 0;
  bool seeking_ = false;
  EdgeMaker maker_;
  std::unordered_set<uint64_t> made_;
  Status status_;
};

}  // namespace

EdgeRef StructureEdge(NodeRef start, NodeRef end, StructureType type,
                      uint64_t key) {
  EdgeRef edge;
  edge.start = start.id;
  edge.end = end.id;
  edge.type = static_cast<SymbolId>(type);
  edge.key = key;
  return edge;
}

std::unique_ptr<EdgeCursor> ViewGraph::State::StreamEdges(
    EdgeDirection direction, const std::vector<SymbolId>& types) const {
  return std::make_unique<ViewEdges>(*this, direction, types);
}

bool ViewGraph::State::IsActEdge(const EdgeRef& edge) const {
  return edge.type > kFirstPredicate && (edge.key >> 62) == 1;
}

Status ViewGraph::State::RelationEdges(NodeRef node,
                                       std::vector<EdgeRef>* edges) const {
  const uint64_t number = NumberOf(node);
  KG_ASSIGN(const auto relation, Relation(number));
  if (relation->subject) {
    KG_ASSIGN(const NodeRef subject, NodeOfEntity(*relation->subject));
    edges->push_back(
        StructureEdge(node, subject, StructureType::kSubject, number));
  }
  if (const auto* entity = std::get_if<EntityId>(&relation->object)) {
    KG_ASSIGN(const NodeRef object, NodeOfEntity(*entity));
    edges->push_back(
        StructureEdge(node, object, StructureType::kObject, number));
  }
  KG_ASSIGN(const std::vector<uint64_t> places, index->ArticlesOf(number));
  for (const uint64_t article : places) {
    edges->push_back(StructureEdge(node, NodeOf(ThingKind::kArticle, article),
                                   StructureType::kIn, number));
  }
  return Status();
}

Status ViewGraph::State::ClaimEdges(NodeRef node,
                                    std::vector<EdgeRef>* edges) const {
  const uint64_t number = NumberOf(node);
  KG_ASSIGN(const auto claim, Claim(number));
  const auto add = [&](NodeRef end, StructureType type) {
    edges->push_back(StructureEdge(node, end, type, number));
  };
  if (claim->speaker) {
    KG_ASSIGN(const NodeRef speaker, NodeOfEntity(*claim->speaker));
    edges->push_back(
        StructureEdge(speaker, node, StructureType::kMade, number));
  }
  for (const EntityId& topic : claim->topics) {
    KG_ASSIGN(const NodeRef end, NodeOfEntity(topic));
    add(end, StructureType::kAbout);
  }
  if (claim->addressee) {
    KG_ASSIGN(const NodeRef end, NodeOfEntity(*claim->addressee));
    add(end, StructureType::kAddressedTo);
  }
  for (const RelationId& proposed : claim->propositions) {
    KG_ASSIGN(const uint64_t to,
              index->NumberOf(ThingKind::kRelation, proposed.hash));
    add(NodeOf(ThingKind::kRelation, to), StructureType::kProposes);
  }
  if (claim->parent) {
    KG_ASSIGN(const uint64_t to,
              index->NumberOf(ThingKind::kClaim, claim->parent->hash));
    add(NodeOf(ThingKind::kClaim, to), StructureType::kWithin);
  }
  KG_ASSIGN(const uint64_t article,
            index->NumberOf(ThingKind::kArticle, claim->article.hash));
  add(NodeOf(ThingKind::kArticle, article), StructureType::kIn);
  return Status();
}

Result<const BackwardEdges*> ViewGraph::State::Backward() const {
  const std::lock_guard<std::mutex> lock(backward_mutex);
  if (backward != nullptr) return backward.get();
  auto made = std::make_unique<BackwardEdges>();
  std::vector<EdgeRef> edges;
  uint64_t number = 0;
  const std::unique_ptr<NumberCursor> claim_numbers =
      index->Things(ThingKind::kClaim);
  while (claim_numbers->Next(&number)) {
    KG_RETURN_IF_ERROR(ClaimEdges(NodeOf(ThingKind::kClaim, number), &edges));
  }
  KG_RETURN_IF_ERROR(claim_numbers->status());
  const std::unique_ptr<NumberCursor> relation_numbers =
      index->Things(ThingKind::kRelation);
  while (relation_numbers->Next(&number)) {
    KG_ASSIGN(const std::vector<uint64_t> places, index->ArticlesOf(number));
    for (const uint64_t article : places) {
      edges.push_back(StructureEdge(NodeOf(ThingKind::kRelation, number),
                                    NodeOf(ThingKind::kArticle, article),
                                    StructureType::kIn, number));
    }
  }
  KG_RETURN_IF_ERROR(relation_numbers->status());
  const std::unique_ptr<NumberCursor> entity_numbers =
      index->Things(ThingKind::kEntity);
  while (entity_numbers->Next(&number)) {
    KG_ASSIGN(const std::vector<Mentions> mentions, index->MentionsOf(number));
    for (const Mentions& one : mentions) {
      edges.push_back(StructureEdge(NodeOf(ThingKind::kEntity, number),
                                    NodeOf(ThingKind::kArticle, one.article),
                                    StructureType::kMentionedIn, one.count));
    }
  }
  KG_RETURN_IF_ERROR(entity_numbers->status());
  for (const EdgeRef& edge : edges) {
    const auto type = static_cast<StructureType>(edge.type);
    if (type == StructureType::kMade || type == StructureType::kAbout) continue;
    made->to[edge.end].push_back(edge);
  }
  backward = std::move(made);
  return backward.get();
}

}  // namespace kg
