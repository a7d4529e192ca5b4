// FactIndex: the graph's facts by small numbers instead of public ids, for work
// that walks along many of them. Numbers belong to one view, carry no order and
// appear in no output. The store's snapshot has one; FactIndex::Of() makes one
// in memory for any other view. Thread-safe for reading; cursors belong to one
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/status.h"
#include "graph/facts/types.h"

namespace kg {

class GraphView;

enum class ThingKind : uint8_t {
  kArticle = 1,
  kEntity = 2,
  kRelation = 3,
  kClaim = 4,
};

// What a number stands for. 0 is nobody.
struct Thing {
  ThingKind kind = ThingKind::kArticle;
  Hash128 hash;
};

// A relation between its ends (0: none, or a literal), or a claim between its
// speaker and one of its topics (0: none).
struct FactEdge {
  uint64_t subject = 0;
  uint64_t object = 0;
  uint64_t fact = 0;
  uint32_t predicate = 0;
  bool is_claim = false;
  bool plain = false;  // a relation that IsPlain()
  bool negated = false;
};

struct PredicateCount {
  std::string name;
  uint32_t number = 0;
  uint64_t relations = 0;
  uint64_t claims = 0;
};

// What is shown of an entity everywhere.
struct EntityHead {
  EntityType type = EntityType::kConcept;
  std::string name;
};

// Of the articles of a fact; empty: none has a date.
struct DayRange {
  std::string first;
  std::string last;
};

// The facts of one entity after another, by predicate, then by the other end.
class FactCursor {
 public:
  virtual ~FactCursor() = default;
  // Facts of the entity, of this predicate where it is not 0.
  virtual void Seek(uint64_t entity, uint32_t predicate) = 0;
  // False at the end and on failure.
  virtual bool Next(FactEdge* edge) = 0;
  virtual Status status() const { return {}; }
};

class NumberCursor {
 public:
  virtual ~NumberCursor() = default;
  virtual bool Next(uint64_t* number) = 0;
  virtual Status status() const { return {}; }
};

struct Mentions {
  uint64_t article = 0;
  uint64_t count = 0;
};

class FactIndex {
 public:
  virtual ~FactIndex() = default;

  // NotFound where there is none.
  virtual Result<uint64_t> NumberOf(ThingKind kind,
                                    const Hash128& hash) const = 0;
  virtual Result<Thing> ThingOf(uint64_t number) const = 0;
  // Names of relations and claims, with their counts; by name.
  virtual Result<std::vector<PredicateCount>> Predicates() const = 0;
  // Facts from an entity as their subject, or to one as their object.
  virtual std::unique_ptr<FactCursor> FactsFrom() const = 0;
  virtual std::unique_ptr<FactCursor> FactsTo() const = 0;
  // Facts of a predicate, by subject, then by object; Seek() looks at no
  // entity. Those without a subject or an object may be left out.
  virtual std::unique_ptr<FactCursor> FactsOfPredicate() const = 0;
  virtual Result<EntityHead> HeadOf(uint64_t entity) const = 0;
  virtual Result<DayRange> DaysOf(uint64_t relation) const = 0;
  virtual std::unique_ptr<NumberCursor> Things(ThingKind kind) const = 0;
  virtual Result<std::vector<uint64_t>> EntitiesNamed(
      std::string_view name) const = 0;
  // Articles that mention the entity.
  virtual Result<std::vector<Mentions>> MentionsOf(uint64_t entity) const = 0;
  // Articles of a relation's evidence, each once.
  virtual Result<std::vector<uint64_t>> ArticlesOf(uint64_t relation) const = 0;

  // The view's own where it has one, else one in memory that borrows the view.
  static Result<std::shared_ptr<const FactIndex>> Of(const GraphView& view);
};

}  // namespace kg
