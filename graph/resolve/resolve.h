// Resolution: which local entities of different articles are one entity. Pure:
// a function of the local entities alone, so that any order of additions gives
// the same graph.
#pragma once

#include <string>
#include <vector>

#include "graph/facts/facts.h"

namespace kg {

// The key that equal entities share: the folded canonical name; of a described
// source ("a senior US official"), article and first mention, so that it is
// never merged.
std::string CanonicalKey(const LocalEntity& entity, const ArticleId& article);

EntityId MakeEntityId(const std::string& canonical_key);

// One id for each local entity, by equal canonical keys.
std::vector<EntityId> ResolveEntities(const LocalFacts& facts);

}  // namespace kg
