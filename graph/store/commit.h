// One commit: takes out what the changed articles contributed, puts in what
// they contribute now, and gives all changed keys for one atomic batch. The
// cost is bounded by the facts touched, not by the store. One thread; one
// object for each commit.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/status.h"
#include "graph/store/contribution.h"
#include "graph/store/overlay.h"
#include "graph/store/records.h"
#include "graph/store/rocks.h"
#include "graph/store/store.h"

namespace kg {

// Names of the counters, under tag::kCounter.
namespace counter {
inline constexpr std::string_view kArticles = "articles";
inline constexpr std::string_view kEntities = "entities";
inline constexpr std::string_view kRelations = "relations";
inline constexpr std::string_view kPlainRelations = "plain relations";
inline constexpr std::string_view kClaims = "claims";
inline constexpr std::string_view kEvidence = "evidence";
// Entities shown with a type: "type Person".
std::string OfType(EntityType type);
}  // namespace counter

class ArticleCommit {
 public:
  // `database` outlives the commit and is not changed by it.
  explicit ArticleCommit(const Database& database);

  // InvalidInput where the change's own facts are wrong.
  Status Apply(const ArticleChange& change);
  // After the changes that make the entity what it is.
  Status SetNames(const EntityId& id, const std::optional<EntityNames>& names);
  void SetIndexRow(const std::string& key,
                   const std::optional<std::string>& value);
  void PutDecision(const Decision& decision);
  // After all changes: everything that the database must write at once.
  Result<const Changes*> Finish();

 private:
  enum class Sign : int8_t { kRemove = -1, kAdd = 1 };
  struct EntityState {
    EntityRow row;
    std::optional<EntityType> shown;  // before the commit; none: not there
  };
  struct RelationState {
    RelationRow row;
    bool existed = false;
  };
  // Where the article's rows stand while it is taken out or put in.
  struct Document {
    PrivateId id = PrivateId::kNone;
    Day day = 0;
    Sign sign = Sign::kAdd;
    std::optional<ArticleId> source;  // of near-copies
  };

  Status RemoveArticle(const ArticleId& id);
  Status AddArticle(const ArticleChange& change);
  void WriteRaw(const ArticleChange& change);
  Result<PrivateId> DocumentOf(const ArticleId& id, Sign sign);
  Status Merge(const Contribution& contribution, const Document& document);
  Status MergeEntity(const EntityId& id, const EntityShare& share,
                     const Document& document);
  Status CountTexts(const EntityId& id, const EntityShare& share,
                    PrivateId private_id, Sign sign);
  Status MergeRelation(const RelationId& id, const RelationShare& share,
                       const Document& document);
  // Counts the document among its near-copies that have the relation too.
  Status MergeSource(const RelationId& id, const Document& document,
                     RelationRow* row);
  Status MergeClaim(const ClaimId& id, const ClaimShare& share,
                    const Document& document);
  Result<PrivateId> ClaimIdFor(const ClaimId& id, Sign sign);

  Result<EntityState*> EntityAt(const EntityId& id);
  Result<RelationState*> RelationAt(const RelationId& id,
                                    const RelationShare& share);
  Result<PredicateRow*> PredicateAt(const std::string& name);
  Result<PrivateId> NewId(IdKind kind, const Hash128& hash);
  Result<NextIds*> Next();
  Status CountThe(std::string_view name, int64_t difference);
  // Puts or deletes a row that one article owns.
  void Own(Family family, const std::string& key, std::string value, Sign sign);

  // The edge of a fact, with the private ids of its ends.
  Result<Edge> EdgeOf(const std::optional<EntityId>& subject,
                      const std::string& predicate,
                      const std::optional<EntityId>& object, PrivateId fact);
  void OwnEdge(const Edge& edge, const EdgeMarks& marks, Sign sign);
  Status FinishRelation(const RelationId& id, const RelationState& state);
  Status FinishEntity(const EntityId& id, const EntityState& state);
  void FinishPredicates();

  Overlay overlay_;
  std::map<EntityId, EntityState> entities_;
  std::map<RelationId, RelationState> relations_;
  std::map<std::string, PredicateRow> predicates_;
  // Of articles and claims taken out, so that they keep them if they come back.
  std::map<Hash128, PrivateId> freed_;
  std::optional<NextIds> next_;
};

}  // namespace kg
