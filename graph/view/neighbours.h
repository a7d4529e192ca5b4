// What a ViewGraph keeps in memory of the edges between entities: short lists
// of those at one entity, and of those of one predicate, so that a walk that
// comes by again costs no look into the store. Up to a weight of bytes; what
// was used longest ago goes. Thread-safe; the lists are shared and immutable.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "base/lru.h"
#include "graph/view/fact_index.h"
#include "graph/view/property_graph.h"

namespace kg {

// An edge between entities, without the entity that it was asked for.
struct Neighbour {
  uint64_t other = 0;  // NodeRef::id
  uint64_t key = 0;    // as EdgeRef's
  SymbolId type = 0;
};

// By type, then by the other end.
struct NeighbourList {
  std::vector<Neighbour> edges;
  size_t loops = 0;  // edges to the entity itself
};

// Turns facts, in an index's order, into the edges between entities that they
// stand for: a plain relation is one; the claims of one speaker, act, topic and
// polarity are one together.
class EdgeMaker {
 public:
  // Before the facts of another entity or predicate.
  void Restart();
  // False where the fact makes no edge, or one that was made already.
  bool Make(const FactEdge& fact, EdgeRef* edge);

 private:
  FactEdge last_;         // the claim that an act's edge was last made for
  unsigned emitted_ = 0;  // its polarities so far
};

// Set in the key of an edge of an act, with the polarity in its last bits.
constexpr uint64_t kActKey = uint64_t{1} << 62;

enum class FactOrder : uint8_t { kFrom, kTo, kOfPredicate };

class Neighbourhood {
 public:
  // `index` outlives it.
  explicit Neighbourhood(const FactIndex& index) : index_(index) {}

  // The edges from an entity (kFrom), or to it (kTo), of this predicate, or of
  // all where it is 0. Null where they are too many for a list.
  using List = std::shared_ptr<const NeighbourList>;
  Result<List> Of(uint64_t entity, FactOrder order, uint32_t predicate) const;

  // All edges of a predicate. Null where they are too many for a list.
  using Edges = std::shared_ptr<const std::vector<EdgeRef>>;
  Result<Edges> OfPredicate(uint32_t predicate) const;

  // A cursor that nobody uses; given back, it spares the making of another.
  std::unique_ptr<FactCursor> TakeCursor(FactOrder order) const;
  void GiveCursor(FactOrder order, std::unique_ptr<FactCursor> cursor) const;

 private:
  struct Key {
    uint64_t entity = 0;
    uint32_t predicate = 0;
    FactOrder order = FactOrder::kFrom;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    size_t operator()(const Key& key) const;
  };
  Result<List> Read(const Key& key) const;

  const FactIndex& index_;
  mutable std::mutex mutex_;
  mutable LruCache<Key, List, KeyHash> lists_{96 << 20};      // chosen
  mutable LruCache<uint32_t, Edges> of_predicate_{64 << 20};  // chosen
  mutable std::vector<std::unique_ptr<FactCursor>> cursors_[3];
};

}  // namespace kg
