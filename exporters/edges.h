// The edges that leave one entity: its facts, put together by predicate,
// object, polarity and marks, as Gephi, Cytoscape and tables of edges show
// them. Holds the facts' ids of one entity at a time. Borrows the view; not
// thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/cancel.h"
#include "exporters/article_cache.h"
#include "exporters/filter.h"
#include "exporters/sink.h"
#include "graph/view/graph_view.h"

namespace kg {

// The distinct facts of visited edges.
struct EdgeCounts {
  uint64_t relations = 0;
  uint64_t claims = 0;
};

class Edges {
 public:
  // What a visit needs of an edge: its ends alone, or all of it.
  enum class Detail : uint8_t { kEnds, kFull };
  using Wanted = std::function<bool(const EntityId& target)>;
  using Visit = std::function<Status(const ExportedEdge&)>;

  Edges(const GraphView& view, const ExportFilter& filter)
      : view_(view), filter_(filter), articles_(view) {}

  // By predicate, target, polarity and marks. Literals and unknown ends make no
  // edge, and a target that is not wanted. Of the filter, what concerns facts;
  // not types, ego and giant.
  Status ForEach(const EntityId& source, Detail detail, const Wanted& wanted,
                 const Visit& visit, EdgeCounts* counts);

  // Whether the facts of this edge's ends and act have enough sources.
  Result<bool> HasSources(const ClaimRecord& claim);

 private:
  struct Key {
    std::string predicate;
    EntityId target;
    Polarity polarity = Polarity::kAffirmed;
    Modality modality = Modality::kAsserted;
    Standing standing = Standing::kStated;
    bool is_claim = false;
    auto operator<=>(const Key&) const = default;
  };
  struct Group {
    std::vector<RelationId> relations;
    std::vector<ClaimId> claims;
    std::vector<std::string> rules;  // of each of them
    uint8_t confidence = 0;
    uint32_t sources = 0;  // of the only relation, where it is known
  };
  struct Tally;  // of a group's evidence
  using Groups = std::map<Key, Group>;

  Status AddRelations(const EntityId& source, const Wanted& wanted,
                      Groups* groups);
  Status AddClaims(const EntityId& source, const Wanted& wanted,
                   Groups* groups);
  // False where the filter leaves the edge out.
  Result<bool> Complete(const Key& key, const Group& group, Detail detail,
                        ExportedEdge* edge);
  Result<Tally> Count(const Group& group, Detail detail);
  Status CountEvidence(const std::vector<EvidenceRecord>& evidence,
                       const std::string& date, Detail detail, Tally* tally);

  const GraphView& view_;
  const ExportFilter& filter_;
  ArticleCache articles_;
  // Sources of speaker, act, topic and polarity.
  LruCache<Hash128, uint32_t> claim_sources_{1 << 16};
};

// "not bans", "may buys", "leads (said)": a relation's predicate with its
// marks; a claim's act alone.
std::string EdgeLabel(const std::string& predicate, Polarity polarity,
                      Modality modality, Standing standing, bool is_claim);

}  // namespace kg
