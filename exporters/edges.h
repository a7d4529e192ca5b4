// The edges that leave one entity: its facts, put together by predicate,
// object, polarity and marks, as Gephi, Cytoscape and tables of edges show
// them. Holds at a time what leaves one entity: of each edge its sources, dates
// and up to three quotes. Borrows the view; not thread-safe.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
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
  // A group's evidence.
  struct Tally {
    std::set<ArticleId> sources;
    std::set<std::string> dates;
    // The first evidence of each source, until there are enough.
    std::vector<ExportedQuote> quotes;
  };
  struct Group {
    Tally tally;
    uint32_t relations = 0;
    std::vector<std::pair<std::string, ClaimId>> claims;  // with their days
    std::optional<std::string> rule;  // the least of all facts
    uint8_t confidence = 0;

    void AddFact(const std::string& derived, uint8_t sure) {
      rule = rule ? std::min(*rule, derived) : derived;
      confidence = std::max(confidence, sure);
    }
  };
  using Groups = std::map<Key, Group>;

  // The ends alone need no evidence, unless it chooses.
  bool NeedsEvidence(Detail detail) const {
    return detail == Detail::kFull || filter_.HasWindow() ||
           filter_.min_sources > 1;
  }
  Status AddRelations(const EntityId& source, Detail detail,
                      const Wanted& wanted, Groups* groups);
  // The group of a relation, or null where it makes no edge.
  Group* AddRelation(const RelationRecord& relation, const Wanted& wanted,
                     Groups* groups) const;
  Status AddClaims(const EntityId& source, const Wanted& wanted,
                   Groups* groups);
  // False where the filter leaves the edge out.
  Result<bool> Complete(const Key& key, Detail detail, Group* group,
                        ExportedEdge* edge);
  Status CountClaims(Detail detail, Group* group);
  Status CountEvidence(const std::vector<EvidenceRecord>& evidence,
                       const std::string& date, Detail detail, Tally* tally);
  // Of the claim, else of its article.
  Result<std::string> DayOf(const ClaimRecord& claim);

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
