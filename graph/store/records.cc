// Grammar of records: a version byte, then the fields below in order.
//
//   varint  seven bits a byte, least first     byte, bool  one byte
//   text    varint length, bytes               hash        16 bytes
//   T?      bool, T where true                 T*          varint count, T…
//   A|B     byte 0 and A, or byte 1 and B      enum        its number, a byte
//   id      a private id, as a varint
#include "graph/store/records.h"

#include "graph/store/fields.h"

namespace kg {

template <>
std::optional<IdKind> FromNumber<IdKind>(uint8_t number) {
  if (number < 1 || number > 4) return std::nullopt;
  return static_cast<IdKind>(number);
}

template <>
std::optional<FactKind> FromNumber<FactKind>(uint8_t number) {
  if (number < 1 || number > 2) return std::nullopt;
  return static_cast<FactKind>(number);
}

// enum kind, hash
template <typename Codec>
void Fields(Codec& c, IdRow& v) {
  c(v.kind, v.hash);
}

// id, varint predicate id
template <typename Codec>
void Fields(Codec& c, NextIds& v) {
  c(v.id, v.predicate);
}

// varint predicate id, varint relations, varint claims
template <typename Codec>
void Fields(Codec& c, PredicateRow& v) {
  c(v.id, v.relations, v.claims);
}

// id, varint articles, varint mentions, varint described, (enum, varint)* types
template <typename Codec>
void Fields(Codec& c, EntityRow& v) {
  c(v.id, v.articles, v.mentions, v.described, v.types);
}

// id, hash? subject, text predicate, hash|literal object, enum polarity,
// enum modality, enum standing, text derived, varint articles, varint copies,
// (byte, varint)* confidences, (text, varint)* properties
template <typename Codec>
void Fields(Codec& c, RelationRow& v) {
  c(v.id, v.subject, v.predicate, v.object, v.polarity, v.modality, v.standing,
    v.derived, v.articles, v.copies, v.confidences, v.properties);
}

// hash article, hash? speaker, text act, hash? addressee, enum form,
// enum polarity, text, hash* topics, hash* propositions, hash? parent,
// text date, text derived, byte confidence
template <typename Codec>
void Fields(Codec& c, ClaimRecord& v) {
  c(v.article, v.speaker, v.act, v.addressee, v.form, v.polarity, v.text,
    v.topics, v.propositions, v.parent, v.date, v.derived, v.confidence);
}

// id, claim
template <typename Codec>
void Fields(Codec& c, ClaimRow& v) {
  c(v.id, v.claim);
}

// enum kind, enum polarity, enum modality, enum standing, bool derived
template <typename Codec>
void Fields(Codec& c, EdgeMarks& v) {
  c(v.kind, v.polarity, v.modality, v.standing, v.derived);
}

// span* spans, span whole, text quote, span? subject, span? object, span? cue,
// hash? claim, qualifier* qualifiers, byte confidence, text rule, varint line
template <typename Codec>
void Fields(Codec& c, EvidenceRecord& v) {
  c(v.spans, v.whole, v.quote, v.subject, v.object, v.cue, v.claim,
    v.qualifiers, v.confidence, v.rule, v.line);
}

std::string Encode(PrivateId id) { return EncodeRecord(id); }
std::string Encode(const IdRow& row) { return EncodeRecord(row); }
std::string Encode(const NextIds& row) { return EncodeRecord(row); }
std::string Encode(const PredicateRow& row) { return EncodeRecord(row); }
std::string Encode(const EntityRow& row) { return EncodeRecord(row); }
std::string Encode(const RelationRow& row) { return EncodeRecord(row); }
std::string Encode(const ClaimRow& row) { return EncodeRecord(row); }
std::string Encode(const EdgeMarks& marks) { return EncodeRecord(marks); }
std::string Encode(const EvidenceRecord& e) { return EncodeRecord(e); }
std::string EncodeCount(uint64_t count) { return EncodeRecord(count); }
std::string EncodeText(const std::string& text) { return EncodeRecord(text); }

template <typename T>
Result<T> Decode(Family family, std::string_view key, std::string_view bytes) {
  T record{};
  if (!DecodeRecord(bytes, &record)) {
    return CorruptRecord(family, key,
                         "expected a whole record of version 1, got " +
                             std::to_string(bytes.size()) +
                             " bytes that are none");
  }
  return record;
}

template Result<PrivateId> Decode(Family, std::string_view, std::string_view);
template Result<IdRow> Decode(Family, std::string_view, std::string_view);
template Result<NextIds> Decode(Family, std::string_view, std::string_view);
template Result<PredicateRow> Decode(Family, std::string_view,
                                     std::string_view);
template Result<EntityRow> Decode(Family, std::string_view, std::string_view);
template Result<RelationRow> Decode(Family, std::string_view, std::string_view);
template Result<ClaimRow> Decode(Family, std::string_view, std::string_view);
template Result<EdgeMarks> Decode(Family, std::string_view, std::string_view);
template Result<EvidenceRecord> Decode(Family, std::string_view,
                                       std::string_view);
template Result<uint64_t> Decode(Family, std::string_view, std::string_view);
template Result<std::string> Decode(Family, std::string_view, std::string_view);

EdgeMarks MarksOf(const RelationRow& relation) {
  return {FactKind::kRelation, relation.polarity, relation.modality,
          relation.standing, !relation.derived.empty()};
}

EdgeMarks MarksOf(const ClaimRecord& claim) {
  return {FactKind::kClaim, claim.polarity, Modality::kAsserted,
          Standing::kAttributed, !claim.derived.empty()};
}

}  // namespace kg
