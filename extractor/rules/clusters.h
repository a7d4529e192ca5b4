// The model's coreference clusters beside the names: which mentions mean the
// same thing, and which named entity that is. Pure, linear in the document.
// Borrows what it is given.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/extract.h"
#include "extractor/rules/names.h"

namespace kg {

class Clusters {
 public:
  Clusters(const Analysis& analysis, const Ends& ends);

  // The cluster of the mention that this token heads; -1: none.
  int32_t At(uint32_t position) const {
    return by_position_.empty() ? -1 : by_position_[position];
  }
  // The named entity of its names, the one with most of them; nothing where no
  // mention is a name.
  std::optional<uint32_t> Name(int32_t cluster) const {
    return names_[static_cast<size_t>(cluster)];
  }
  // The same, but nothing where its names disagree too much.
  std::optional<uint32_t> MainName(int32_t cluster) const {
    return mixed_[static_cast<size_t>(cluster)] ? std::nullopt : Name(cluster);
  }

 private:
  std::vector<int32_t> by_position_;  // empty if there are no clusters
  std::vector<std::optional<uint32_t>> names_;
  std::vector<bool> mixed_;
};

// The document's mentions, by place: those of the model's clusters with the
// words that belong to their heads, and the names that stand in none.
std::vector<DocumentMention> ClusterMentions(const Analysis& analysis,
                                             const NameTable& names,
                                             const Clusters& clusters);

}  // namespace kg
