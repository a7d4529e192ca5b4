// FactsGroup::Finish: the references between the lines of a group.
#include <utility>

#include "graph/facts/jsonl_group.h"

namespace kg {
namespace {

Result<uint32_t> Lookup(const std::unordered_map<std::string, uint32_t>& ids,
                        const std::string& id, const std::string& what) {
  const auto at = ids.find(id);
  if (at != ids.end()) return at->second;
  return Status::InvalidInput("no " + what + " '" + id + "' in the group");
}

// The first claim whose parents lead back to itself.
std::optional<size_t> FindParentRing(const std::vector<LocalClaim>& claims) {
  std::vector<size_t> visited_from(claims.size(), claims.size());
  for (size_t start = 0; start < claims.size(); ++start) {
    for (std::optional<uint32_t> at = static_cast<uint32_t>(start); at;
         at = claims[*at].parent) {
      if (visited_from[*at] == start) return *at;
      if (visited_from[*at] != claims.size()) break;
      visited_from[*at] = start;
    }
  }
  return std::nullopt;
}

}  // namespace

uint32_t FactsGroup::NewEntity(const Reference& reference) {
  const auto index = static_cast<uint32_t>(facts_.entities.size());
  LocalEntity entity;
  entity.name = reference.name;
  entity.type = reference.type.value_or(EntityType::kConcept);
  first_by_name_.emplace(entity.name, index);
  first_by_type_.emplace(std::pair(entity.name, entity.type), index);
  facts_.entities.push_back(std::move(entity));
  type_is_guess_.push_back(!reference.type);
  return index;
}

Result<uint32_t> FactsGroup::Resolve(const Reference& reference) {
  if (reference.id) {
    const auto at = entity_ids_.find(*reference.id);
    if (at != entity_ids_.end()) {
      if (type_is_guess_[at->second] && reference.type) {
        facts_.entities[at->second].type = *reference.type;
        type_is_guess_[at->second] = false;
      }
      return at->second;
    }
    if (reference.name.empty()) {
      return Status::InvalidInput("the entity '" + *reference.id +
                                  "' has neither a line nor a name");
    }
    return entity_ids_[*reference.id] = NewEntity(reference);
  }
  if (reference.type) {
    const auto at = first_by_type_.find({reference.name, *reference.type});
    if (at != first_by_type_.end()) return at->second;
  } else {
    const auto at = first_by_name_.find(reference.name);
    if (at != first_by_name_.end()) return at->second;
  }
  return NewEntity(reference);
}

Status FactsGroup::Resolve(const std::optional<Reference>& reference,
                           std::optional<uint32_t>* index) {
  if (!reference) return Status();
  KG_ASSIGN(*index, Resolve(*reference));
  return Status();
}

Status FactsGroup::ResolveMention(const MentionDraft& draft) {
  KG_ASSIGN(const uint32_t entity, Lookup(entity_ids_, draft.entity, "entity"));
  facts_.entities[entity].mentions.push_back(draft.mention);
  return Status();
}

Status FactsGroup::ResolveRelation(const RelationDraft& draft) {
  LocalRelation relation = draft.relation;
  KG_RETURN_IF_ERROR(Resolve(draft.subject, &relation.subject));
  if (draft.object) {
    KG_ASSIGN(relation.object, Resolve(*draft.object));
  }
  for (size_t i = 0; i < draft.claims.size(); ++i) {
    if (!draft.claims[i]) continue;
    KG_ASSIGN(relation.evidence[i].claim,
              Lookup(claim_ids_, *draft.claims[i], "claim"));
  }
  facts_.relations.push_back(std::move(relation));
  return Status();
}

Status FactsGroup::ResolveClaim(const ClaimDraft& draft) {
  LocalClaim claim = draft.claim;
  KG_RETURN_IF_ERROR(Resolve(draft.speaker, &claim.speaker));
  KG_RETURN_IF_ERROR(Resolve(draft.addressee, &claim.addressee));
  for (const Reference& topic : draft.topics) {
    KG_ASSIGN(const uint32_t index, Resolve(topic));
    claim.topics.push_back(index);
  }
  for (const std::string& id : draft.propositions) {
    KG_ASSIGN(const uint32_t index, Lookup(relation_ids_, id, "relation"));
    claim.propositions.push_back(index);
  }
  if (draft.parent) {
    KG_ASSIGN(claim.parent, Lookup(claim_ids_, *draft.parent, "claim"));
  }
  facts_.claims.push_back(std::move(claim));
  return Status();
}

Result<LocalFacts> FactsGroup::Finish(size_t* line) {
  for (const RelationDraft& draft : relations_) {
    *line = draft.line;
    KG_RETURN_IF_ERROR(ResolveRelation(draft));
  }
  for (const ClaimDraft& draft : claims_) {
    *line = draft.line;
    KG_RETURN_IF_ERROR(ResolveClaim(draft));
  }
  // Mentions come last: they may be of entities that have no line.
  for (const MentionDraft& draft : mentions_) {
    *line = draft.line;
    KG_RETURN_IF_ERROR(ResolveMention(draft));
  }
  if (const std::optional<size_t> ring = FindParentRing(facts_.claims)) {
    *line = claims_[*ring].line;
    return Status::InvalidInput("the claim is its own parent");
  }
  Canonicalize(&facts_);
  return std::move(facts_);
}

}  // namespace kg
