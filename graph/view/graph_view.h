// GraphView: one consistent, read-only state of the graph, as the query engine,
// `find` and the exporters see it. The store's snapshot is one; tests have
// small ones in memory. Thread-safe for reading. Nothing returned refers to the
// view's memory.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "graph/view/records.h"

namespace kg {

class FactIndex;

struct GraphStatistics {
  uint64_t articles = 0;
  uint64_t entities = 0;
  uint64_t relations = 0;
  uint64_t plain_relations = 0;
  uint64_t claims = 0;
  uint64_t evidence = 0;
  std::vector<std::pair<std::string, uint64_t>> entity_types;  // by name
  std::vector<std::pair<std::string, uint64_t>> predicates;    // by name
  std::vector<std::pair<std::string, uint64_t>> acts;          // by name
  std::string first_date;
  std::string last_date;
};

// Which relations or claims: an empty field matches anything. Several ids in a
// field match any of them.
struct FactPattern {
  std::vector<EntityId> subjects;  // of a claim: its speaker
  std::string predicate;           // of a claim: its act
  std::vector<EntityId> objects;   // of a claim: one of its topics
};

class GraphView {
 public:
  virtual ~GraphView() = default;

  // Records in ascending order of id. The callback returns false to stop.
  virtual Status ForEachArticle(
      const std::function<bool(const ArticleRecord&)>& visit) const = 0;
  virtual Status ForEachEntity(
      const std::function<bool(const EntityRecord&)>& visit) const = 0;
  virtual Status ForEachRelation(
      const std::function<bool(const RelationRecord&)>& visit) const = 0;
  virtual Status ForEachClaim(
      const std::function<bool(const ClaimRecord&)>& visit) const = 0;

  // NotFound where there is none.
  virtual Result<ArticleRecord> Article(const ArticleId& id) const = 0;
  virtual Result<EntityRecord> Entity(const EntityId& id) const = 0;
  virtual Result<RelationRecord> Relation(const RelationId& id) const = 0;
  virtual Result<ClaimRecord> Claim(const ClaimId& id) const = 0;
  // The article's stored text.
  virtual Result<std::string> Text(const ArticleId& id) const = 0;

  // Sorted by article date, article id, then position.
  virtual Result<std::vector<EvidenceRecord>> EvidenceOf(
      const RelationId& id) const = 0;
  virtual Result<std::vector<EvidenceRecord>> EvidenceOf(
      const ClaimId& id) const = 0;

  // Relations and claims that match, in ascending order of id, through the
  // index that fits the bound fields.
  virtual Result<std::vector<RelationRecord>> Relations(
      const FactPattern& pattern) const = 0;
  virtual Result<std::vector<ClaimRecord>> Claims(
      const FactPattern& pattern) const = 0;
  // The relations from an entity as by Relations(), each with its evidence as
  // by EvidenceOf(), which a view may have at hand together. The callback
  // returns false to stop.
  virtual Status ForEachRelationFrom(
      const EntityId& subject,
      const std::function<bool(const RelationRecord&,
                               const std::vector<EvidenceRecord>&)>& visit)
      const;

  // Entities that have this name or alias, folded by FoldTerm(); ascending.
  virtual Result<std::vector<EntityId>> EntitiesNamed(
      std::string_view name) const = 0;
  // Every distinct folded name or alias, for spelling help; ascending.
  virtual Status ForEachName(
      const std::function<bool(std::string_view folded)>& visit) const = 0;

  virtual Result<GraphStatistics> Statistics() const = 0;

  // The facts by number (fact_index.h), where the view has an index of its own:
  // it borrows the view. Null otherwise.
  virtual std::shared_ptr<const FactIndex> Index() const { return nullptr; }
};

}  // namespace kg
