#include "query/find_rows.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace kg {

Result<FoundRow> RowMaker::Make(const FactGroup& group) {
  FoundRow row;
  row.kind =
      group.is_claim ? FoundRow::Kind::kClaim : FoundRow::Kind::kRelation;
  if (group.subject) {
    KG_ASSIGN(row.subject, EntityOf(*group.subject));
  }
  row.predicate = group.predicate;
  if (const auto* entity = std::get_if<EntityId>(&group.object)) {
    KG_ASSIGN(row.object, EntityOf(*entity));
  } else if (const auto* literal = std::get_if<Literal>(&group.object)) {
    row.object = *literal;
  }
  row.polarity = group.polarity;
  row.modality = group.modality;
  row.standing = group.standing;
  row.derived = group.derived;
  row.confidence = group.confidence;
  row.sources = group.sources;
  row.first_date = group.first_date;
  row.last_date = group.last_date;
  row.text = group.text;
  row.plain = group.plain;
  for (const RelationId& id : group.relations) row.ids.push_back(id.Hex());
  for (const ClaimId& id : group.claims) row.ids.push_back(id.Hex());
  KG_RETURN_IF_ERROR(AddEvidence(group, &row));
  return row;
}

Result<FoundEntity> RowMaker::EntityOf(const EntityId& id) {
  if (const FoundEntity* known = entities_.Find(id)) return *known;
  KG_ASSIGN(EntityRecord record, view_.Entity(id));
  return *entities_.Put(id, {id, std::move(record.name), record.type});
}

Result<const ArticleRecord*> RowMaker::ArticleOf(const ArticleId& id) {
  if (const ArticleRecord* known = articles_.Find(id)) return known;
  KG_ASSIGN(ArticleRecord record, view_.Article(id));
  return articles_.Put(id, std::move(record));
}

Result<Span> RowMaker::ToCodePoints(const ArticleRecord& article,
                                    const Span& span) {
  if (!article.has_text) return span;
  const OffsetMap* map = offsets_.Find(article.id);
  if (map == nullptr) {
    KG_ASSIGN(const std::string text, view_.Text(article.id));
    map = offsets_.Put(article.id, OffsetMap(text));
  }
  return Span{map->ToCodePoints(span.begin), map->ToCodePoints(span.end)};
}

// The earliest of each fact, which may be shown.
Result<std::vector<EvidenceRecord>> RowMaker::EvidenceOf(
    const FactGroup& group) {
  std::vector<EvidenceRecord> all;
  auto append = [&](Result<std::vector<EvidenceRecord>> some) -> Status {
    KG_RETURN_IF_ERROR(some.status());
    if (max_evidence_ > 0 && some->size() > max_evidence_) {
      some->resize(max_evidence_);
    }
    std::move(some->begin(), some->end(), std::back_inserter(all));
    return Status();
  };
  for (const RelationId& id : group.relations) {
    KG_RETURN_IF_ERROR(append(view_.EvidenceOf(id)));
  }
  for (const ClaimId& id : group.claims) {
    KG_RETURN_IF_ERROR(append(view_.EvidenceOf(id)));
  }
  return all;
}

Status RowMaker::AddEvidence(const FactGroup& group, FoundRow* row) {
  KG_ASSIGN(std::vector<EvidenceRecord> records, EvidenceOf(group));
  std::vector<std::pair<std::string, EvidenceRecord>> dated;
  for (EvidenceRecord& record : records) {
    KG_ASSIGN(const ArticleRecord* article, ArticleOf(record.article));
    dated.emplace_back(article->date, std::move(record));
  }
  auto key = [](const auto& item) {
    return std::tie(item.first, item.second.article, item.second.whole);
  };
  std::sort(dated.begin(), dated.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  if (max_evidence_ > 0 && dated.size() > max_evidence_) {
    dated.resize(max_evidence_);
  }
  for (auto& [date, record] : dated) {
    KG_ASSIGN(const ArticleRecord* article, ArticleOf(record.article));
    FoundEvidence evidence;
    evidence.article = record.article;
    evidence.path = article->path;
    evidence.url = article->url;
    evidence.date = std::move(date);
    evidence.line = record.line;
    KG_ASSIGN(evidence.span, ToCodePoints(*article, record.whole));
    evidence.quote = std::move(record.quote);
    row->evidence.push_back(std::move(evidence));
  }
  return Status();
}

}  // namespace kg
