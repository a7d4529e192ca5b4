// Reading the derived families as the graph's records. Pure functions over a
// database; thread-safe.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "graph/store/raw_records.h"
#include "graph/store/records.h"
#include "graph/store/rocks.h"
#include "graph/view/fact_index.h"
#include "graph/view/graph_view.h"
#include "graph/view/records.h"

namespace kg {

ArticleRecord RecordOf(const ArticleMeta& meta);
RelationRecord RecordOf(const RelationId& id, RelationRow row, DayRange days);
// The articles that mention the entity, ascending.
Result<std::vector<ArticleId>> ReadArticlesOf(const Database& database,
                                              const EntityId& id);

// NotFound where there is none.
Result<EntityRecord> ReadEntity(const Database& database, const EntityId& id);
// Its type and name alone, by a cursor over the rows of all entities.
Result<EntityHead> ReadEntityHead(const Database& database, Cursor* entities,
                                  const EntityId& id);
// The first and last day of a relation, by a cursor over the rows of the
// evidence of all; rows without a date have no say.
Result<DayRange> ReadDays(Cursor* evidence, PrivateId relation);
Result<RelationRecord> ReadRelation(const Database& database,
                                    const RelationId& id);
Result<std::vector<RelationRecord>> ReadRelations(
    const Database& database, const std::vector<Hash128>& ids);
Result<ClaimRecord> ReadClaim(const Database& database, const ClaimId& id);

// By ascending id, until false.
Status ForEachEntityRecord(
    const Database& database,
    const std::function<bool(const EntityRecord&)>& visit);
Status ForEachRelationRecord(
    const Database& database,
    const std::function<bool(const RelationRecord&)>& visit);
Status ForEachClaimRecord(const Database& database,
                          const std::function<bool(const ClaimRecord&)>& visit);

// By article date, article id, position.
Result<std::vector<EvidenceRecord>> ReadEvidence(const Database& database,
                                                 const RelationId& id);
Result<std::vector<EvidenceRecord>> ReadEvidence(const Database& database,
                                                 const ClaimId& id);

Result<std::vector<RelationRecord>> ReadRelations(const Database& database,
                                                  const FactPattern& pattern);
Result<std::vector<ClaimRecord>> ReadClaims(const Database& database,
                                            const FactPattern& pattern);
// As GraphView::ForEachRelationFrom(): a look at the evidence of each serves
// for its days too.
Status ForEachRelationFrom(
    const Database& database, const EntityId& subject,
    const std::function<bool(const RelationRecord&,
                             const std::vector<EvidenceRecord>&)>& visit);

Result<std::vector<EntityId>> ReadNamed(const Database& database,
                                        std::string_view name);
Status ForEachStoredName(const Database& database,
                         const std::function<bool(std::string_view)>& visit);

Result<GraphStatistics> ReadStatistics(const Database& database);

}  // namespace kg
