// What a relation says of others than its ends: the owner of a thing, the
// country of a government. Pure.
#pragma once

#include <optional>

#include "extractor/rules/analysis.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/relations.h"

namespace kg {

// Whoever bans Acme's phones bans Acme: the owner of the draft's object, if its
// predicate carries over.
std::optional<End> OwnerOf(const Analysis& analysis, const Ends& ends,
                           const RelationDraft& draft);
// A country's authorities act for it: the country of the draft's subject.
std::optional<End> GovernmentOf(const Analysis& analysis, const Ends& ends,
                                const RelationDraft& draft);

}  // namespace kg
