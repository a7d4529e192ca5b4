#include "exporters/export.h"

#include <utility>

#include "base/unicode.h"
#include "base/lru.h"

namespace kg {
namespace {

// Chosen: facts come in the order of their ids and so meet articles at random.
// An article's offsets take about 1 kB, not its text's 10.
constexpr size_t kCachedArticles = 4096;
constexpr size_t kCachedEntities = 1 << 16;

// What evidence needs of its article.
struct ArticleInfo {
  std::string path;
  std::optional<std::string> url;
  std::optional<OffsetMap> offsets;  // absent: no text, offsets stay
};

uint32_t ToCodePoints(const ArticleInfo& article, uint32_t byte) {
  return article.offsets ? article.offsets->ToCodePoints(byte) : byte;
}

void Convert(const ArticleInfo& article, Span* span) {
  *span = {ToCodePoints(article, span->begin),
           ToCodePoints(article, span->end)};
}

void Convert(const ArticleInfo& article, std::optional<Span>* span) {
  if (*span) Convert(article, &**span);
}

class Exporter {
 public:
  Exporter(const GraphView& view, const ExportOptions& options, Sink* sink)
      : view_(view), options_(options), sink_(sink) {}

  Status Run() {
    KG_RETURN_IF_ERROR(sink_->Begin());
    KG_RETURN_IF_ERROR(Each<ArticleRecord>(&GraphView::ForEachArticle));
    KG_RETURN_IF_ERROR(Each<EntityRecord>(&GraphView::ForEachEntity));
    KG_RETURN_IF_ERROR(Each<RelationRecord>(&GraphView::ForEachRelation));
    KG_RETURN_IF_ERROR(Each<ClaimRecord>(&GraphView::ForEachClaim));
    return sink_->End();
  }

 private:
  template <typename Record>
  using Visit = std::function<bool(const Record&)>;

  // Pushes all records of a kind; the first failure stops.
  template <typename Record>
  Status Each(Status (GraphView::*for_each)(const Visit<Record>&) const) {
    Status pushed;
    KG_RETURN_IF_ERROR((view_.*for_each)([&](const Record& record) {
      if (options_.cancel != nullptr && options_.cancel->cancelled()) {
        pushed = Status::Cancelled();
      } else {
        pushed = Push(record);
      }
      return pushed.ok();
    }));
    return pushed;
  }

  Status Push(const ArticleRecord& record) {
    ExportedArticle article{record, record.body_begin, std::nullopt};
    if (record.has_text) {
      KG_ASSIGN(std::string text, view_.Text(record.id));
      article.body_begin = OffsetMap(text).ToCodePoints(record.body_begin);
      if (options_.with_text) article.text = std::move(text);
    }
    return sink_->Article(article);
  }

  Status Push(const EntityRecord& record) { return sink_->Entity(record); }

  Status Push(const RelationRecord& record) {
    ExportedRelation relation{record, std::nullopt, Literal(), {}};
    KG_RETURN_IF_ERROR(SetEntity(record.subject, &relation.subject));
    if (const auto* id = std::get_if<EntityId>(&record.object)) {
      KG_ASSIGN(relation.object, EntityOf(*id));
    } else {
      relation.object = std::get<Literal>(record.object);
    }
    KG_ASSIGN(relation.evidence, Evidence(view_.EvidenceOf(record.id)));
    return sink_->Relation(relation);
  }

  Status Push(const ClaimRecord& record) {
    ExportedClaim claim{record, std::nullopt, std::nullopt, {}, {}};
    KG_RETURN_IF_ERROR(SetEntity(record.speaker, &claim.speaker));
    KG_RETURN_IF_ERROR(SetEntity(record.addressee, &claim.addressee));
    for (const EntityId& topic : record.topics) {
      KG_ASSIGN(ExportedEntity entity, EntityOf(topic));
      claim.topics.push_back(std::move(entity));
    }
    KG_ASSIGN(claim.evidence, Evidence(view_.EvidenceOf(record.id)));
    return sink_->Claim(claim);
  }

  Result<ExportedEntity> EntityOf(const EntityId& id) {
    if (const ExportedEntity* known = entities_.Find(id)) return *known;
    KG_ASSIGN(EntityRecord record, view_.Entity(id));
    return *entities_.Put(id, {id, std::move(record.name), record.type});
  }

  Status SetEntity(const std::optional<EntityId>& id,
                   std::optional<ExportedEntity>* entity) {
    if (!id) return Status();
    KG_ASSIGN(*entity, EntityOf(*id));
    return Status();
  }

  Result<const ArticleInfo*> ArticleOf(const ArticleId& id) {
    if (const ArticleInfo* known = articles_.Find(id)) return known;
    KG_ASSIGN(ArticleRecord record, view_.Article(id));
    ArticleInfo info{std::move(record.path), std::move(record.url), {}};
    if (record.has_text) {
      KG_ASSIGN(const std::string text, view_.Text(id));
      info.offsets.emplace(text);
    }
    return articles_.Put(id, std::move(info));
  }

  Result<std::vector<ExportedEvidence>> Evidence(
      Result<std::vector<EvidenceRecord>> records) {
    KG_RETURN_IF_ERROR(records.status());
    std::vector<ExportedEvidence> out;
    for (EvidenceRecord& record : *records) {
      KG_ASSIGN(const ArticleInfo* article, ArticleOf(record.article));
      for (Span& span : record.spans) Convert(*article, &span);
      Convert(*article, &record.whole);
      Convert(*article, &record.subject);
      Convert(*article, &record.object);
      Convert(*article, &record.cue);
      out.push_back({std::move(record), article->path, article->url});
    }
    return out;
  }

  const GraphView& view_;
  const ExportOptions& options_;
  Sink* sink_;
  LruCache<EntityId, ExportedEntity> entities_{kCachedEntities};
  LruCache<ArticleId, ArticleInfo> articles_{kCachedArticles};
};

}  // namespace

Status Export(const GraphView& view, const ExportOptions& options, Sink* sink) {
  return Exporter(view, options, sink).Run();
}

}  // namespace kg
