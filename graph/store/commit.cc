#include "graph/store/commit.h"

#include <limits>
#include <utility>

#include "base/unicode.h"
#include "graph/store/raw_records.h"

namespace kg {
namespace {

// A count of a row, moved by so many; false where it would fall below zero.
bool Move(uint32_t* count, int64_t difference) {
  const int64_t moved = static_cast<int64_t>(*count) + difference;
  if (moved < 0 || moved > std::numeric_limits<uint32_t>::max()) return false;
  *count = static_cast<uint32_t>(moved);
  return true;
}

template <typename K>
bool Move(std::map<K, uint32_t>* counts, const K& key, int64_t difference) {
  uint32_t& count = (*counts)[key];
  if (!Move(&count, difference)) return false;
  if (count == 0) counts->erase(key);
  return true;
}

template <typename K>
bool MoveAll(std::map<K, uint32_t>* counts, const std::map<K, uint32_t>& by,
             int64_t sign) {
  for (const auto& [key, count] : by) {
    if (!Move(counts, key, sign * static_cast<int64_t>(count))) return false;
  }
  return true;
}

bool MoveConfidences(std::map<uint8_t, uint32_t>* counts,
                     const std::vector<EvidenceRecord>& evidence,
                     int64_t sign) {
  for (const EvidenceRecord& e : evidence) {
    if (!Move(counts, e.confidence, sign)) return false;
  }
  return true;
}

Status CountBelowZero(char tag, const Hash128& hash) {
  return CorruptRecord(Family::kRecord, HashKey(tag, hash),
                       "a count would leave its range");
}

}  // namespace

std::string counter::OfType(EntityType type) {
  return "type " + std::string(NameOf(type));
}

ArticleCommit::ArticleCommit(const Database& database) : overlay_(database) {}

Status ArticleCommit::Apply(const ArticleChange& change) {
  KG_RETURN_IF_ERROR(RemoveArticle(change.id));
  if (!change.facts) return Status();
  return AddArticle(change);
}

Status ArticleCommit::RemoveArticle(const ArticleId& id) {
  const std::string meta_key = HashKey(tag::kArticle, id.hash);
  const std::string facts_key = HashKey(tag::kFacts, id.hash);
  KG_ASSIGN(const auto meta_bytes, overlay_.Get(Family::kRaw, meta_key));
  if (!meta_bytes) return Status();
  KG_ASSIGN(const auto facts_bytes, overlay_.Get(Family::kRaw, facts_key));
  if (!facts_bytes) {
    return CorruptRecord(Family::kRaw, facts_key, "it is missing");
  }
  KG_ASSIGN(ArticleMeta meta, DecodeRaw<ArticleMeta>(meta_key, *meta_bytes));
  KG_ASSIGN(ArticleFacts old, DecodeRaw<ArticleFacts>(facts_key, *facts_bytes));
  old.facts.article = std::move(meta.article);
  old.facts.article.id = id;
  const Contribution contribution =
      MakeContribution(old.facts, old.entities, meta.source);
  KG_ASSIGN(const PrivateId document, DocumentOf(id, Sign::kRemove));
  KG_RETURN_IF_ERROR(Merge(
      contribution, {document, contribution.day, Sign::kRemove, meta.source}));
  for (char tag : {tag::kArticle, tag::kText, tag::kFacts}) {
    overlay_.Delete(Family::kRaw, HashKey(tag, id.hash));
  }
  return Status();
}

Status ArticleCommit::AddArticle(const ArticleChange& change) {
  const LocalFacts& facts = *change.facts;
  const Status valid = ValidateFacts(facts, change.entities.size());
  if (!valid.ok()) return valid.At("article " + change.id.Hex());
  if (facts.article.id != change.id) {
    return Status::InvalidInput("article " + change.id.Hex() +
                                ": its facts are of article " +
                                facts.article.id.Hex());
  }
  const Contribution contribution =
      MakeContribution(facts, change.entities, change.source);
  KG_ASSIGN(const PrivateId document, DocumentOf(change.id, Sign::kAdd));
  KG_RETURN_IF_ERROR(Merge(
      contribution, {document, contribution.day, Sign::kAdd, change.source}));
  WriteRaw(change);
  return Status();
}

void ArticleCommit::WriteRaw(const ArticleChange& change) {
  const LocalFacts& facts = *change.facts;
  const Hash128& hash = change.id.hash;
  overlay_.Put(Family::kRaw, HashKey(tag::kArticle, hash),
               EncodeMeta(facts.article, change.source));
  overlay_.Put(Family::kRaw, HashKey(tag::kText, hash),
               EncodeArticleText(facts.article));
  overlay_.Put(Family::kRaw, HashKey(tag::kFacts, hash),
               EncodeFacts(facts, change.entities));
}

Result<PrivateId> ArticleCommit::DocumentOf(const ArticleId& id, Sign sign) {
  const std::string key = HashKey(tag::kDocument, id.hash);
  if (sign == Sign::kAdd) {
    KG_ASSIGN(const PrivateId document, NewId(IdKind::kArticle, id.hash));
    overlay_.Put(Family::kRecord, key, Encode(document));
    return document;
  }
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  if (!bytes) return CorruptRecord(Family::kRecord, key, "it is missing");
  KG_ASSIGN(const PrivateId document,
            Decode<PrivateId>(Family::kRecord, key, *bytes));
  overlay_.Delete(Family::kRecord, key);
  overlay_.Delete(Family::kRecord, IdKey(tag::kId, document));
  freed_[id.hash] = document;
  return document;
}

Status ArticleCommit::Merge(const Contribution& contribution,
                            const Document& document) {
  const auto sign = static_cast<int64_t>(document.sign);
  KG_RETURN_IF_ERROR(CountThe(counter::kArticles, sign));
  if (document.day != 0) {
    KG_RETURN_IF_ERROR(overlay_.Count(
        Family::kRecord, NumberKey(tag::kDay, document.day), sign));
  }
  for (const auto& [id, share] : contribution.entities) {
    KG_RETURN_IF_ERROR(MergeEntity(id, share, document));
  }
  for (const auto& [id, share] : contribution.relations) {
    KG_RETURN_IF_ERROR(MergeRelation(id, share, document));
  }
  for (const auto& [id, share] : contribution.claims) {
    KG_RETURN_IF_ERROR(MergeClaim(id, share, document));
  }
  return Status();
}

Status ArticleCommit::MergeEntity(const EntityId& id, const EntityShare& share,
                                  const Document& document) {
  const auto sign = static_cast<int64_t>(document.sign);
  KG_ASSIGN(EntityState * state, EntityAt(id));
  EntityRow& row = state->row;
  if (row.id == PrivateId::kNone) {
    KG_ASSIGN(row.id, NewId(IdKind::kEntity, id.hash));
  }
  if (!Move(&row.articles, sign) ||
      !Move(&row.mentions, sign * share.mentions) ||
      !Move(&row.described, sign * share.described) ||
      !MoveAll(&row.types, share.types, sign)) {
    return CountBelowZero(tag::kEntity, id.hash);
  }
  Own(Family::kEvidence, MentionsKey(row.id, document.day, document.id),
      EncodeCount(share.mentions), document.sign);
  return CountTexts(id, share, row.id, document.sign);
}

Status ArticleCommit::CountTexts(const EntityId& id, const EntityShare& share,
                                 PrivateId private_id, Sign sign) {
  const auto factor = static_cast<int64_t>(sign);
  const std::pair<EntityPart, const TextCounts*> parts[] = {
      {EntityPart::kName, &share.names},
      {EntityPart::kAlias, &share.aliases},
      {EntityPart::kDescription, &share.descriptions},
  };
  for (const auto& [part, counts] : parts) {
    for (const auto& [text, count] : *counts) {
      KG_RETURN_IF_ERROR(overlay_.Count(
          Family::kRecord, PartKey(id, part, text), factor * count));
    }
  }
  for (const auto& [external, count] : share.external) {
    KG_RETURN_IF_ERROR(overlay_.Count(
        Family::kRecord, ExternalKey(id, external.first, external.second),
        factor * count));
  }
  for (const auto& [term, count] : share.terms) {
    KG_RETURN_IF_ERROR(overlay_.Count(Family::kText, NameKey(term, private_id),
                                      factor * count));
  }
  return Status();
}

Status ArticleCommit::MergeRelation(const RelationId& id,
                                    const RelationShare& share,
                                    const Document& document) {
  const auto sign = static_cast<int64_t>(document.sign);
  KG_ASSIGN(RelationState * state, RelationAt(id, share));
  RelationRow& row = state->row;
  if (!Move(&row.articles, sign) ||
      !MoveConfidences(&row.confidences, share.evidence, sign) ||
      !MoveAll(&row.properties, share.properties, sign)) {
    return CountBelowZero(tag::kRelation, id.hash);
  }
  KG_RETURN_IF_ERROR(MergeSource(id, document, &row));
  uint32_t ordinal = 0;
  for (const EvidenceRecord& evidence : share.evidence) {
    const EvidencePlace place = {row.id, document.day, document.id,
                                 evidence.whole.begin, ordinal++};
    Own(Family::kEvidence, EvidenceKey(place), Encode(evidence), document.sign);
  }
  Own(Family::kEdge, EdgeDayKey(document.day, row.id, document.id),
      Encode(MarksOf(row)), document.sign);
  return CountThe(counter::kEvidence, sign * ordinal);
}

Status ArticleCommit::MergeSource(const RelationId& id,
                                  const Document& document, RelationRow* row) {
  if (!document.source) return Status();
  const std::string key = SourceKey(id, *document.source);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  uint64_t before = 0;
  if (bytes) {
    KG_ASSIGN(before, Decode<uint64_t>(Family::kRecord, key, *bytes));
  }
  // All but one of the near-copies add no source.
  const bool adds = document.sign == Sign::kAdd;
  const auto sign = static_cast<int64_t>(document.sign);
  if ((adds ? before >= 1 : before >= 2) && !Move(&row->copies, sign)) {
    return CountBelowZero(tag::kRelation, id.hash);
  }
  return overlay_.Count(Family::kRecord, key, sign);
}

Status ArticleCommit::SetNames(const EntityId& id,
                               const std::optional<EntityNames>& names) {
  KG_ASSIGN(const EntityState* state, EntityAt(id));
  if (names && state->row.articles == 0) {
    return Status::InvalidInput("entity " + id.Hex() +
                                ": it has names, but no article");
  }
  const std::string key = HashKey(tag::kNames, id.hash);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRaw, key));
  const auto count_term = [&](const EntityNames& of, int64_t sign) -> Status {
    const std::string term = FoldTerm(of.shown);
    if (!of.renamed || term.empty()) return Status();
    return overlay_.Count(Family::kText, NameKey(term, state->row.id), sign);
  };
  if (bytes) {
    KG_ASSIGN(const EntityNames old, DecodeRaw<EntityNames>(key, *bytes));
    KG_RETURN_IF_ERROR(count_term(old, -1));
    overlay_.Delete(Family::kRaw, key);
  }
  if (!names) return Status();
  overlay_.Put(Family::kRaw, key, Encode(*names));
  return count_term(*names, 1);
}

void ArticleCommit::SetIndexRow(const std::string& key,
                                const std::optional<std::string>& value) {
  const std::string row = TextKey(tag::kIndex, key);
  if (value) {
    overlay_.Put(Family::kRecord, row, *value);
  } else {
    overlay_.Delete(Family::kRecord, row);
  }
}

void ArticleCommit::PutDecision(const Decision& decision) {
  overlay_.Put(Family::kRaw, NumberKey(tag::kDecision, decision.sequence),
               Encode(decision));
}

Result<PrivateId> ArticleCommit::ClaimIdFor(const ClaimId& id, Sign sign) {
  if (sign == Sign::kAdd) return NewId(IdKind::kClaim, id.hash);
  const std::string key = HashKey(tag::kClaim, id.hash);
  KG_ASSIGN(const auto bytes, overlay_.Get(Family::kRecord, key));
  if (!bytes) return CorruptRecord(Family::kRecord, key, "it is missing");
  KG_ASSIGN(const ClaimRow row, Decode<ClaimRow>(Family::kRecord, key, *bytes));
  overlay_.Delete(Family::kRecord, IdKey(tag::kId, row.id));
  freed_[id.hash] = row.id;
  return row.id;
}

Status ArticleCommit::MergeClaim(const ClaimId& id, const ClaimShare& share,
                                 const Document& document) {
  const auto sign = static_cast<int64_t>(document.sign);
  const ClaimRecord& claim = share.claim;
  KG_ASSIGN(const PrivateId private_id, ClaimIdFor(id, document.sign));
  Own(Family::kRecord, HashKey(tag::kClaim, id.hash),
      Encode(ClaimRow{private_id, claim}), document.sign);
  Own(Family::kEvidence, IdKey(tag::kClaimEvidence, private_id),
      Encode(share.evidence), document.sign);
  const EdgeMarks marks = MarksOf(claim);
  Own(Family::kEdge, EdgeDayKey(document.day, private_id, document.id),
      Encode(marks), document.sign);

  KG_ASSIGN(PredicateRow * act, PredicateAt(claim.act));
  if (!Move(&act->claims, sign)) {
    return CorruptRecord(Family::kRecord, TextKey(tag::kPredicate, claim.act),
                         "a count would leave its range");
  }
  std::vector<std::optional<EntityId>> topics(claim.topics.begin(),
                                              claim.topics.end());
  if (topics.empty()) topics.push_back(std::nullopt);
  for (const std::optional<EntityId>& topic : topics) {
    KG_ASSIGN(const Edge edge,
              EdgeOf(claim.speaker, claim.act, topic, private_id));
    OwnEdge(edge, marks, document.sign);
  }
  KG_RETURN_IF_ERROR(CountThe(counter::kClaims, sign));
  return CountThe(counter::kEvidence, sign);
}

void ArticleCommit::Own(Family family, const std::string& key,
                        std::string value, Sign sign) {
  if (sign == Sign::kAdd) {
    overlay_.Put(family, key, std::move(value));
  } else {
    overlay_.Delete(family, key);
  }
}

Status ArticleCommit::CountThe(std::string_view name, int64_t difference) {
  return overlay_.Count(Family::kRecord, TextKey(tag::kCounter, name),
                        difference);
}

}  // namespace kg
