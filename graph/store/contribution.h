// What one article adds to the graph: a pure function of its local facts and
// of the entities that its local entities belong to. A commit takes the old
// one out and puts the new one in; a check adds them all up. Sums of these
// commute, so that the graph depends on the set of articles alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/store/keys.h"
#include "graph/view/records.h"

namespace kg {

using TextCounts = std::map<std::string, uint32_t>;

struct EntityShare {
  uint32_t mentions = 0;
  uint32_t described = 0;
  std::map<EntityType, uint32_t> types;
  TextCounts names;
  TextCounts aliases;
  TextCounts descriptions;
  std::map<std::pair<std::string, std::string>, uint32_t> external;
  TextCounts terms;  // folded names and aliases
};

struct RelationShare {
  std::optional<EntityId> subject;
  std::string predicate;
  End object;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string derived;
  TextCounts properties;
  std::vector<EvidenceRecord> evidence;  // by position
};

struct ClaimShare {
  ClaimRecord claim;
  EvidenceRecord evidence;
};

struct Contribution {
  ArticleId article;
  std::optional<ArticleId> source;  // of near-copies
  Day day = 0;
  std::map<EntityId, EntityShare> entities;
  std::map<RelationId, RelationShare> relations;
  std::map<ClaimId, ClaimShare> claims;
};

// `entities` names the entity of each local entity. The facts must have passed
// ValidateFacts().
Contribution MakeContribution(const LocalFacts& facts,
                              const std::vector<EntityId>& entities,
                              const std::optional<ArticleId>& source = {});

}  // namespace kg
