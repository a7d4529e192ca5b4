// FactGroups: relations and claims that one row of `kg find` shows together.
// Private to query. Borrows the view; not thread-safe.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "base/cancel.h"
#include "base/lru.h"
#include "base/status.h"
#include "graph/view/graph_view.h"

namespace kg {

// Of a claim: its speaker, act and one of its topics. A claim without topics
// has a group of its own words.
struct FactGroup {
  bool is_claim = false;
  std::optional<EntityId> subject;
  std::string predicate;
  std::variant<std::monostate, EntityId, Literal> object;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string text;  // of a claim, the first one's

  bool plain = false;
  std::string derived;  // empty where one of the facts is not derived
  uint8_t confidence = 0;
  uint32_t sources = 0;
  std::string first_date;
  std::string last_date;
  std::set<RelationId> relations;
  std::set<ClaimId> claims;
};

class FactGroups {
 public:
  FactGroups(const GraphView& view, const CancelToken* cancel)
      : view_(view), cancel_(cancel) {}

  // Nothing derived is added from now on.
  void LeaveOutDerived() { with_derived_ = false; }
  // Adds what matches the pattern; with `literal`, only relations to a literal
  // of that folded text or value.
  Status AddRelations(const FactPattern& pattern,
                      const std::optional<std::string>& literal);
  Status AddClaims(const FactPattern& pattern);

  bool empty() const { return groups_.empty(); }
  // Most sources first, then by the first id. Leaves nothing.
  std::vector<FactGroup> TakeSorted();

 private:
  using Key = std::tuple<bool, std::optional<EntityId>, std::string,
                         std::variant<std::monostate, EntityId, Literal>,
                         Polarity, Modality, Standing, std::string>;
  struct Entry {
    FactGroup group;
    // Where one record's count is not enough; near-copies count as one.
    std::set<ArticleId> articles;
  };
  // What groups need of an article.
  struct ArticleInfo {
    std::string date;
    ArticleId source;  // itself, or the one that it is a near-copy of
  };

  Status AddRelation(const RelationRecord& relation);
  Status AddClaim(const ClaimRecord& claim,
                  const std::variant<std::monostate, EntityId, Literal>& topic);
  Status CountSources(const RelationId& id, Entry* entry);
  Result<std::string> DateOf(const ClaimRecord& claim);
  Result<ArticleInfo> InfoOf(const ArticleId& id);
  bool Cancelled() const { return cancel_ != nullptr && cancel_->cancelled(); }

  const GraphView& view_;
  const CancelToken* cancel_;
  bool with_derived_ = true;
  std::map<Key, Entry> groups_;
  LruCache<ArticleId, ArticleInfo> articles_{4096};
};

}  // namespace kg
