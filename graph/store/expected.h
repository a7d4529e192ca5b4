// The derived families as they must be: contributions of all articles added up
// in plain maps, apart from the code that commits. Private ids are the store's
// own, since nothing else knows them. For checks; holds all rows in memory.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "graph/facts/entity_names.h"
#include "graph/store/contribution.h"
#include "graph/store/keys.h"
#include "graph/store/records.h"

namespace kg {

using ExpectedRows =
    std::array<std::map<std::string, std::string>, kFamilyCount>;

// The ids that the store gave: of articles, entities, relations and claims by
// their hash, of predicates by name.
struct GivenIds {
  std::map<Hash128, PrivateId> ids;
  std::map<std::string, PredicateId> predicates;
};

class Expected {
 public:
  // `given` outlives it.
  explicit Expected(const GivenIds& given) : given_(given) {}

  void Add(const Contribution& contribution);
  void AddNames(const EntityId& id, const EntityNames& names);
  // After all: every row but the next ids to give.
  ExpectedRows Rows() &&;

 private:
  PrivateId IdOf(const Hash128& hash) const;
  void Put(Family family, const std::string& key, std::string value);
  void Count(Family family, const std::string& key, uint64_t by);
  void PutId(IdKind kind, const Hash128& hash);
  void AddEntity(const EntityId& id, const EntityShare& share,
                 const Contribution& from);
  void AddRelation(const RelationId& id, const RelationShare& share,
                   const Contribution& from);
  void AddClaim(const ClaimId& id, const ClaimShare& share,
                const Contribution& from);
  void PutEdge(const std::optional<EntityId>& subject,
               const std::string& predicate,
               const std::optional<EntityId>& object, PrivateId fact,
               const EdgeMarks& marks);
  void FinishEntities();
  void FinishRelations();
  void FinishPredicates();
  void CountThe(std::string_view name, uint64_t by);

  const GivenIds& given_;
  ExpectedRows rows_;
  std::array<std::map<std::string, uint64_t>, kFamilyCount> counts_;
  std::map<EntityId, EntityRow> entities_;
  std::map<RelationId, RelationRow> relations_;
  std::map<std::pair<RelationId, ArticleId>, uint32_t> sources_;
  std::map<std::string, PredicateRow> predicates_;
};

}  // namespace kg
