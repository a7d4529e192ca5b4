// The public ids of relations and claims: hashes of what makes two facts one.
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "graph/facts/claim_id.h"  // MakeClaimId
#include "graph/view/records.h"

namespace kg {

// From the ends, the predicate, the marks and the rule if derived.
RelationId MakeRelationId(const std::optional<EntityId>& subject,
                          std::string_view predicate, const End& object,
                          Polarity polarity, Modality modality,
                          Standing standing, std::string_view derived);

}  // namespace kg
