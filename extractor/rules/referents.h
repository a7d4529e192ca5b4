// What a third-person pronoun or a bare definite noun ("the company") means:
// the named entity that number, sex, type, the clause around it and the model's
// clusters agree on, or nothing. Pronouns are read from the front, so that one
// may mean what the pronoun before it meant. Linear in the document to make;
// borrows what it is given while it is made; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/clusters.h"
#include "extractor/rules/ends.h"

namespace kg {

class Referents {
 public:
  Referents(const Analysis& analysis, const Clusters& clusters,
            const Ends& ends);

  std::optional<uint32_t> At(uint32_t position) const {
    const auto it = of_.find(position);
    return it == of_.end() ? std::nullopt : std::optional<uint32_t>(it->second);
  }

 private:
  std::unordered_map<uint32_t, uint32_t> of_;  // position -> entity
};

}  // namespace kg
