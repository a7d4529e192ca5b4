// Keys of every family: how they are made, taken apart and shown. Layouts: the
// table in keys.cc and docs/format.md. Bytewise order of keys is the order of
// their fields. Pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "graph/facts/facts.h"

namespace kg {

// On disk by name. `default` is RocksDB's own and stays empty.
enum class Family : uint8_t { kRaw, kRecord, kEvidence, kEdge, kText };
inline constexpr Family kFamilies[] = {Family::kRaw, Family::kRecord,
                                       Family::kEvidence, Family::kEdge,
                                       Family::kText};
inline constexpr size_t kFamilyCount = std::size(kFamilies);
std::string_view NameOf(Family family);

// Private ids: given by the writer in any order, shown nowhere. 0: none.
enum class PrivateId : uint64_t { kNone = 0 };    // 5 bytes in keys
enum class PredicateId : uint32_t { kNone = 0 };  // 4 bytes in keys

// A day as a number that sorts and can be read: 20190226; 0 for no date.
using Day = uint32_t;
// Nothing for what is neither empty nor YYYY-MM-DD.
std::optional<Day> DayOf(std::string_view date);
std::string DateOf(Day day);

// The parts of an entity that are counted, each under the entity's key.
enum class EntityPart : uint8_t {
  kName = 1,
  kAlias = 2,
  kDescription = 3,
  kExternal = 4,  // term of the scheme, then the value
};

// The three orders of an edge's fields.
enum class EdgeOrder : char {
  kOut = 'S',          // subject, predicate, object
  kIn = 'O',           // object, predicate, subject
  kByPredicate = 'P',  // predicate, subject, object
};

// Between subject and object over a fact: a relation, or a claim (speaker, act,
// topic).
struct Edge {
  PrivateId subject = PrivateId::kNone;
  PredicateId predicate = PredicateId::kNone;
  PrivateId object = PrivateId::kNone;
  PrivateId fact = PrivateId::kNone;
  bool operator==(const Edge&) const = default;
};

// Where a piece of evidence stands: sorts by day, document, position.
struct EvidencePlace {
  PrivateId fact = PrivateId::kNone;
  Day day = 0;
  PrivateId document = PrivateId::kNone;
  uint32_t begin = 0;
  uint32_t ordinal = 0;  // among the fact's evidence in the document
  bool operator==(const EvidencePlace&) const = default;
};

// One-byte tags that open the keys, by family.
namespace tag {
// raw
inline constexpr char kArticle = 'm';   // article -> ArticleMeta
inline constexpr char kText = 't';      // article -> ArticleText
inline constexpr char kFacts = 'f';     // article -> ArticleFacts
inline constexpr char kDecision = 'd';  // sequence -> Decision
inline constexpr char kFile = 'p';      // root label, path -> FileState
inline constexpr char kRoot = 'r';      // root label -> path
inline constexpr char kNames = 'e';     // entity -> EntityNames
inline constexpr char kManifest = 'M';
// record
inline constexpr char kDocument = 'A';     // article -> private id
inline constexpr char kClaim = 'C';        // claim -> ClaimRow
inline constexpr char kDay = 'D';          // day -> count of articles
inline constexpr char kEntity = 'E';       // entity [part] -> EntityRow, count
inline constexpr char kId = 'I';           // private id -> IdRow
inline constexpr char kNextIds = 'N';      // -> NextIds
inline constexpr char kPredicate = 'P';    // name -> PredicateRow
inline constexpr char kPredicateId = 'Q';  // predicate id -> name
inline constexpr char kRelation = 'R';     // relation -> RelationRow
inline constexpr char kSource = 'G';       // relation, near-copies -> count
inline constexpr char kIndex = 'X';        // opaque
inline constexpr char kCounter = 'S';      // name -> count
// evidence
inline constexpr char kClaimEvidence = 'c';  // claim -> EvidenceRow
inline constexpr char kMentions = 'e';       // entity, day, document -> count
inline constexpr char kRelationEvidence = 'r';  // place -> EvidenceRow
// edge: EdgeOrder, and
inline constexpr char kEdgeDay = 'D';  // day, fact, document -> EdgeMarks
// text
inline constexpr char kName = 'n';  // folded term, entity -> count
}  // namespace tag

std::string HashKey(char tag, const Hash128& hash);
std::string TextKey(char tag, std::string_view text);  // text to the key's end
std::string NumberKey(char tag, uint32_t number);
std::string IdKey(char tag, PrivateId id);
// A term that ends inside a key: no term is another's prefix, and terms sort
// as their bytes do.
std::string TermKey(char tag, std::string_view term);
std::string PartKey(const EntityId& entity, EntityPart part,
                    std::string_view text);
std::string ExternalKey(const EntityId& entity, std::string_view scheme,
                        std::string_view value);
std::string SourceKey(const RelationId& relation, const ArticleId& source);
std::string FileKey(std::string_view root_label, std::string_view path);
std::string MentionsKey(PrivateId entity, Day day, PrivateId document);
std::string EvidenceKey(const EvidencePlace& place);
std::string EdgeDayKey(Day day, PrivateId fact, PrivateId document);
std::string NameKey(std::string_view folded, PrivateId entity);
std::string EdgeKey(EdgeOrder order, const Edge& edge);
// The first `fields` (0..3) of the order's fields.
std::string EdgePrefix(EdgeOrder order, const Edge& edge, int fields);

// Each gives nothing for a key of another shape.
std::optional<Hash128> HashOfKey(std::string_view key);
std::optional<PrivateId> IdOfKey(std::string_view key);
std::optional<EvidencePlace> PlaceOfKey(std::string_view key);
std::optional<Edge> EdgeOfKey(std::string_view key);
// The term, and what follows it in the key.
struct SplitTerm {
  std::string term;
  std::string_view rest;
};
std::optional<SplitTerm> TermOfKey(std::string_view key);
// The part of an entity's key; nothing for the entity's own.
struct SplitPart {
  EntityPart part = EntityPart::kName;
  std::string_view text;
};
std::optional<SplitPart> PartOfKey(std::string_view key);
std::optional<SplitTerm> ExternalOfPart(std::string_view text);

// The smallest key after all that begin with this prefix; empty where none is.
std::string PrefixEnd(std::string_view prefix);

// "record/entity 3f0a… name 'Huawei'", for errors.
std::string KeyText(Family family, std::string_view key);

// "…: broken rule", for a stored record.
Status CorruptRecord(Family family, std::string_view key, std::string rule);

}  // namespace kg
