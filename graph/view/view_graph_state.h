// Private to ViewGraph: its tables, its caches, and what it reads of a view by
// number.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/lru.h"
#include "graph/view/neighbours.h"
#include "graph/view/view_graph.h"

namespace kg {

// Edges that no index leads along backwards, gathered once when first asked
// for, by the node that they lead to.
struct BackwardEdges {
  std::map<uint64_t, std::vector<EdgeRef>> to;  // by NodeRef::id
};

// What queries ask for most, as values that they can share.
struct EntityValues {
  EntityType type = EntityType::kConcept;
  Value name;
  Value type_name;
};
struct DayValues {
  Value first;
  Value last;
};

struct ViewGraph::State {
  const GraphView* view = nullptr;
  std::shared_ptr<const FactIndex> index;
  GraphStatistics statistics;
  std::vector<PredicateCount> predicates;  // by name
  std::map<uint32_t, const PredicateCount*> by_number;

  std::unique_ptr<Neighbourhood> neighbours;

  Result<std::shared_ptr<const EntityValues>> Head(uint64_t number) const;
  Result<std::shared_ptr<const DayValues>> Days(uint64_t relation) const;
  Result<std::vector<NodeRef>> Named(const std::string& name) const;
  // Records by number; shared, so that they outlive the cache.
  Result<std::shared_ptr<const EntityRecord>> Entity(uint64_t number) const;
  Result<std::shared_ptr<const RelationRecord>> Relation(uint64_t number) const;
  Result<std::shared_ptr<const ClaimRecord>> Claim(uint64_t number) const;
  Result<std::shared_ptr<const ArticleRecord>> Article(uint64_t number) const;
  Result<NodeRef> NodeOfEntity(const EntityId& id) const;

  // The claims that an edge of an act stands for.
  Result<std::vector<std::shared_ptr<const ClaimRecord>>> ClaimsOf(
      const EdgeRef& edge) const;
  bool IsActEdge(const EdgeRef& edge) const;

  // Edges of relations, claims and articles from their own records.
  Status RelationEdges(NodeRef node, std::vector<EdgeRef>* edges) const;
  Status ClaimEdges(NodeRef node, std::vector<EdgeRef>* edges) const;
  Result<const BackwardEdges*> Backward() const;

  template <typename T>
  struct Cache {
    explicit Cache(size_t capacity = 20000) : records(capacity) {}
    mutable std::mutex mutex;
    mutable LruCache<uint64_t, std::shared_ptr<const T>> records;
  };
  Cache<EntityValues> heads{1 << 17};  // chosen, as is the next
  Cache<DayValues> days{1 << 18};
  Cache<EntityRecord> entities;
  Cache<RelationRecord> relations;
  Cache<ClaimRecord> claims;
  Cache<ArticleRecord> articles;
  // Edges of any type, nothing kept in memory.
  std::unique_ptr<EdgeCursor> StreamEdges(
      EdgeDirection direction, const std::vector<SymbolId>& types) const;
  mutable std::mutex names_mutex;
  mutable LruCache<std::string, std::vector<NodeRef>> names{1 << 14};
  mutable std::mutex backward_mutex;
  mutable std::unique_ptr<BackwardEdges> backward;
};

EdgeRef StructureEdge(NodeRef start, NodeRef end, StructureType type,
                      uint64_t key);

// view_graph_properties.cc: keys in the order of their symbols.
enum class PropertyKey : SymbolId {
  kAct = 1,
  kAliases,
  kArticles,
  kAuthors,
  kClaims,
  kConfidence,
  kCount,
  kDatatype,
  kDate,
  kDerived,
  kDescribed,
  kDescriptions,
  kExternal,
  kFirstDate,
  kForm,
  kId,
  kLanguage,
  kLastDate,
  kMentions,
  kModality,
  kName,
  kNearCopyOf,
  kPath,
  kPlace,
  kPolarity,
  kPredicate,
  kProperty,
  kPublisher,
  kRecord,
  kSources,
  kStanding,
  kText,
  kTime,
  kTitle,
  kType,
  kUnit,
  kUrl,
  kValue,
};
std::optional<SymbolId> FindKey(std::string_view name);
std::vector<std::string> AllKeys();
std::string_view KeyName(SymbolId key);
// Keys that the kind of node may have.
std::vector<SymbolId> KeysOf(ThingKind kind);

}  // namespace kg
