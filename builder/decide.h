// Decisions about entities of a store: which local entities stand for them, so
// that the decision outlives names, ids and rebuilds. Reads a snapshot that
// shows the store's present state. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

struct DecisionRequest {
  Decision::Action action = Decision::Action::kMerge;
  std::vector<EntityId> entities;  // of a merge two or more, else one
  std::string name;                // of a rename
  std::string date;
  std::string note;
};

// The decision, with the next number. InvalidInput where there is nothing to
// decide: one entity to merge, one mention to split, a name that it has.
Result<Decision> MakeDecision(const Snapshot& snapshot, const Lexicon& lexicon,
                              const DecisionRequest& request);

}  // namespace kg
