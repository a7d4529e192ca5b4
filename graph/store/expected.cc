#include "graph/store/expected.h"

#include <utility>

#include "base/unicode.h"
#include "graph/store/commit.h"
#include "graph/store/edges.h"

namespace kg {

PrivateId Expected::IdOf(const Hash128& hash) const {
  const auto at = given_.ids.find(hash);
  return at == given_.ids.end() ? PrivateId::kNone : at->second;
}

void Expected::Put(Family family, const std::string& key, std::string value) {
  rows_[static_cast<size_t>(family)][key] = std::move(value);
}

void Expected::Count(Family family, const std::string& key, uint64_t by) {
  counts_[static_cast<size_t>(family)][key] += by;
}

void Expected::CountThe(std::string_view name, uint64_t by) {
  Count(Family::kRecord, TextKey(tag::kCounter, name), by);
}

void Expected::PutId(IdKind kind, const Hash128& hash) {
  Put(Family::kRecord, IdKey(tag::kId, IdOf(hash)), Encode(IdRow{kind, hash}));
}

void Expected::Add(const Contribution& from) {
  const Hash128& article = from.article.hash;
  PutId(IdKind::kArticle, article);
  Put(Family::kRecord, HashKey(tag::kDocument, article), Encode(IdOf(article)));
  CountThe(counter::kArticles, 1);
  if (from.day != 0) Count(Family::kRecord, NumberKey(tag::kDay, from.day), 1);
  for (const auto& [id, share] : from.entities) AddEntity(id, share, from);
  for (const auto& [id, share] : from.relations) AddRelation(id, share, from);
  for (const auto& [id, share] : from.claims) AddClaim(id, share, from);
}

void Expected::AddEntity(const EntityId& id, const EntityShare& share,
                         const Contribution& from) {
  EntityRow& row = entities_[id];
  row.id = IdOf(id.hash);
  row.articles += 1;
  row.mentions += share.mentions;
  row.described += share.described;
  for (const auto& [type, count] : share.types) row.types[type] += count;
  for (const auto& [text, count] : share.names) {
    Count(Family::kRecord, PartKey(id, EntityPart::kName, text), count);
  }
  for (const auto& [text, count] : share.aliases) {
    Count(Family::kRecord, PartKey(id, EntityPart::kAlias, text), count);
  }
  for (const auto& [text, count] : share.descriptions) {
    Count(Family::kRecord, PartKey(id, EntityPart::kDescription, text), count);
  }
  for (const auto& [external, count] : share.external) {
    Count(Family::kRecord, ExternalKey(id, external.first, external.second),
          count);
  }
  for (const auto& [term, count] : share.terms) {
    Count(Family::kText, NameKey(term, row.id), count);
  }
  Put(Family::kEvidence, MentionsKey(row.id, from.day, IdOf(from.article.hash)),
      EncodeCount(share.mentions));
}

void Expected::AddRelation(const RelationId& id, const RelationShare& share,
                           const Contribution& from) {
  RelationRow& row = relations_[id];
  row.id = IdOf(id.hash);
  row.subject = share.subject;
  row.predicate = share.predicate;
  row.object = share.object;
  row.polarity = share.polarity;
  row.modality = share.modality;
  row.standing = share.standing;
  row.derived = share.derived;
  row.articles += 1;
  for (const auto& [text, count] : share.properties) {
    row.properties[text] += count;
  }
  if (from.source && ++sources_[{id, *from.source}] > 1) ++row.copies;
  const PrivateId document = IdOf(from.article.hash);
  for (uint32_t i = 0; i < share.evidence.size(); ++i) {
    const EvidenceRecord& evidence = share.evidence[i];
    row.confidences[evidence.confidence] += 1;
    Put(Family::kEvidence,
        EvidenceKey({row.id, from.day, document, evidence.whole.begin, i}),
        Encode(evidence));
    CountThe(counter::kEvidence, 1);
  }
  Put(Family::kEdge, EdgeDayKey(from.day, row.id, document),
      Encode(MarksOf(row)));
}

void Expected::AddClaim(const ClaimId& id, const ClaimShare& share,
                        const Contribution& from) {
  const PrivateId private_id = IdOf(id.hash);
  const ClaimRecord& claim = share.claim;
  PutId(IdKind::kClaim, id.hash);
  Put(Family::kRecord, HashKey(tag::kClaim, id.hash),
      Encode(ClaimRow{private_id, claim}));
  Put(Family::kEvidence, IdKey(tag::kClaimEvidence, private_id),
      Encode(share.evidence));
  const EdgeMarks marks = MarksOf(claim);
  Put(Family::kEdge, EdgeDayKey(from.day, private_id, IdOf(from.article.hash)),
      Encode(marks));
  for (const EntityId& topic : claim.topics) {
    PutEdge(claim.speaker, claim.act, topic, private_id, marks);
  }
  if (claim.topics.empty()) {
    PutEdge(claim.speaker, claim.act, std::nullopt, private_id, marks);
  }
  ++predicates_[claim.act].claims;
  CountThe(counter::kClaims, 1);
  CountThe(counter::kEvidence, 1);
}

void Expected::PutEdge(const std::optional<EntityId>& subject,
                       const std::string& predicate,
                       const std::optional<EntityId>& object, PrivateId fact,
                       const EdgeMarks& marks) {
  Edge edge;
  if (subject) edge.subject = IdOf(subject->hash);
  if (object) edge.object = IdOf(object->hash);
  const auto given = given_.predicates.find(predicate);
  if (given != given_.predicates.end()) edge.predicate = given->second;
  edge.fact = fact;
  for (const std::string& key : EdgeKeys(edge)) {
    Put(Family::kEdge, key, Encode(marks));
  }
}

void Expected::AddNames(const EntityId& id, const EntityNames& names) {
  const std::string term = FoldTerm(names.shown);
  if (!names.renamed || term.empty()) return;
  Count(Family::kText, NameKey(term, IdOf(id.hash)), 1);
}

void Expected::FinishEntities() {
  for (const auto& [id, row] : entities_) {
    PutId(IdKind::kEntity, id.hash);
    Put(Family::kRecord, HashKey(tag::kEntity, id.hash), Encode(row));
    CountThe(counter::kEntities, 1);
    if (const auto shown = MostCommon(row.types)) {
      CountThe(counter::OfType(*shown), 1);
    }
  }
}

void Expected::FinishRelations() {
  for (const auto& [id, row] : relations_) {
    PutId(IdKind::kRelation, id.hash);
    Put(Family::kRecord, HashKey(tag::kRelation, id.hash), Encode(row));
    const auto* object = std::get_if<EntityId>(&row.object);
    PutEdge(row.subject, row.predicate,
            object ? std::optional<EntityId>(*object) : std::nullopt, row.id,
            MarksOf(row));
    ++predicates_[row.predicate].relations;
    CountThe(counter::kRelations, 1);
    if (IsPlain(row.polarity, row.modality, row.standing,
                row.subject.has_value())) {
      CountThe(counter::kPlainRelations, 1);
    }
  }
}

void Expected::FinishPredicates() {
  for (auto& [name, row] : predicates_) {
    const auto given = given_.predicates.find(name);
    if (given != given_.predicates.end()) row.id = given->second;
    Put(Family::kRecord, TextKey(tag::kPredicate, name), Encode(row));
    Put(Family::kRecord,
        NumberKey(tag::kPredicateId, static_cast<uint32_t>(row.id)),
        EncodeText(name));
  }
}

ExpectedRows Expected::Rows() && {
  FinishEntities();
  FinishRelations();
  FinishPredicates();
  for (const auto& [of, count] : sources_) {
    Put(Family::kRecord, SourceKey(of.first, of.second), EncodeCount(count));
  }
  for (Family family : kFamilies) {
    for (const auto& [key, count] : counts_[static_cast<size_t>(family)]) {
      if (count > 0) Put(family, key, EncodeCount(count));
    }
  }
  return std::move(rows_);
}

}  // namespace kg
