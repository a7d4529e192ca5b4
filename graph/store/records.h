// Values of the derived families: record, evidence, edge, text. Each encodes
// to a versioned record and decodes within bounds. Layouts: records.cc and
// docs/format.md. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/store/keys.h"
#include "graph/view/records.h"

namespace kg {

// What a private id stands for.
enum class IdKind : uint8_t {
  kArticle = 1,
  kEntity = 2,
  kRelation = 3,
  kClaim = 4,
};
template <>
std::optional<IdKind> FromNumber<IdKind>(uint8_t number);

struct IdRow {
  IdKind kind = IdKind::kArticle;
  Hash128 hash;
};

// The next private ids to give.
struct NextIds {
  PrivateId id = static_cast<PrivateId>(1);
  PredicateId predicate = static_cast<PredicateId>(1);
};

// A name that relations or claims use; gone when none does.
struct PredicateRow {
  PredicateId id = PredicateId::kNone;
  uint32_t relations = 0;
  uint32_t claims = 0;
};

// What all articles together say of an entity; its counted texts stand under
// keys of their own, its days in the evidence family.
struct EntityRow {
  PrivateId id = PrivateId::kNone;
  uint32_t articles = 0;
  uint32_t mentions = 0;
  uint32_t described = 0;  // of its local entities
  std::map<EntityType, uint32_t> types;
};

struct RelationRow {
  PrivateId id = PrivateId::kNone;
  std::optional<EntityId> subject;
  std::string predicate;
  End object;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string derived;
  uint32_t articles = 0;
  uint32_t copies = 0;  // articles that add no source: near-copies of others
  std::map<uint8_t, uint32_t> confidences;     // of its evidence
  std::map<std::string, uint32_t> properties;  // of its local relations
};

struct ClaimRow {
  PrivateId id = PrivateId::kNone;
  ClaimRecord claim;  // all but its id, which is the key's
};

// An edge's value: what a reader filters by without the fact's record.
enum class FactKind : uint8_t { kRelation = 1, kClaim = 2 };
template <>
std::optional<FactKind> FromNumber<FactKind>(uint8_t number);
struct EdgeMarks {
  FactKind kind = FactKind::kRelation;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;    // of a relation
  Standing standing = Standing::kAttributed;  // of a relation
  bool derived = false;
};

std::string Encode(PrivateId id);
std::string Encode(const IdRow& row);
std::string Encode(const NextIds& row);
std::string Encode(const PredicateRow& row);
std::string Encode(const EntityRow& row);
std::string Encode(const RelationRow& row);
std::string Encode(const ClaimRow& row);
std::string Encode(const EdgeMarks& marks);
std::string Encode(const EvidenceRecord& evidence);  // without its article
std::string EncodeCount(uint64_t count);
std::string EncodeText(const std::string& text);

// Decode<IdRow>(family, key, bytes): Corrupt, naming the key, where the bytes
// are not one whole record. For PrivateId, IdRow, NextIds, PredicateRow,
// EntityRow, RelationRow, ClaimRow, EdgeMarks, EvidenceRecord, uint64_t (a
// count), std::string.
template <typename T>
Result<T> Decode(Family family, std::string_view key, std::string_view bytes);

// The value that most of them have, ties to the first; nothing of no values.
template <typename K>
std::optional<K> MostCommon(const std::map<K, uint32_t>& counts) {
  std::optional<K> best;
  uint32_t best_count = 0;
  for (const auto& [value, count] : counts) {
    if (count > best_count) {
      best = value;
      best_count = count;
    }
  }
  return best;
}

// Marks of the edges of a relation and of a claim.
EdgeMarks MarksOf(const RelationRow& relation);
EdgeMarks MarksOf(const ClaimRecord& claim);

}  // namespace kg
