#include "exporters/record_export.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "base/lru.h"
#include "exporters/article_cache.h"
#include "exporters/edges.h"

namespace kg {
namespace {

// Chosen: a name and an id take about 100 bytes.
constexpr size_t kCachedEntities = 1 << 16;
// Code points of context around a quote, as the Web Annotation model's own
// examples have it.
constexpr uint32_t kContext = 32;

// Weakest last.
constexpr Modality kByCertainty[] = {
    Modality::kAsserted, Modality::kRequired,    Modality::kPlanned,
    Modality::kPossible, Modality::kConditional, Modality::kQuestioned};

size_t RankOf(Modality modality) {
  return static_cast<size_t>(
      std::find(std::begin(kByCertainty), std::end(kByCertainty), modality) -
      std::begin(kByCertainty));
}

void Convert(const OffsetMap& offsets, Span* span) {
  *span = {offsets.ToCodePoints(span->begin), offsets.ToCodePoints(span->end)};
}

void Convert(const OffsetMap& offsets, std::optional<Span>* span) {
  if (*span) Convert(offsets, &**span);
}

// What makes two literals one value.
auto ValueOf(const Literal& literal) {
  return std::tie(literal.datatype, literal.value, literal.unit);
}

bool Before(const ExportedFact& a, const ExportedFact& b) {
  if (a.predicate != b.predicate) return a.predicate < b.predicate;
  if (a.object.index() != b.object.index()) {
    return a.object.index() < b.object.index();
  }
  if (const auto* entity = std::get_if<EntityId>(&a.object)) {
    return *entity < std::get<EntityId>(b.object);
  }
  return ValueOf(std::get<Literal>(a.object)) <
         ValueOf(std::get<Literal>(b.object));
}

class Pusher {
 public:
  Pusher(const GraphView& view, const ExportOptions& options,
         const Selection& selection, Sink* sink, ExportCounts* counts)
      : view_(view),
        options_(options),
        filter_(options.filter),
        selection_(selection),
        sink_(sink),
        counts_(counts),
        articles_(view),
        edges_(view, options.filter) {}

  Status Run() {
    if (filter_.Any()) KG_RETURN_IF_ERROR(FindArticles());
    KG_RETURN_IF_ERROR(Each<ArticleRecord>(&GraphView::ForEachArticle));
    KG_RETURN_IF_ERROR(Each<EntityRecord>(&GraphView::ForEachEntity));
    KG_RETURN_IF_ERROR(Each<RelationRecord>(&GraphView::ForEachRelation));
    return Each<ClaimRecord>(&GraphView::ForEachClaim);
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
    if (filter_.Any() && !wanted_articles_.contains(record.id)) return Status();
    ExportedArticle article{record, record.body_begin, std::nullopt};
    if (record.has_text) {
      KG_ASSIGN(std::string text, view_.Text(record.id));
      article.body_begin = OffsetMap(text).ToCodePoints(record.body_begin);
      if (options_.with_text) article.text = std::move(text);
    }
    ++counts_->articles;
    return sink_->Article(article);
  }

  Status Push(const EntityRecord& record) {
    if (!selection_.Contains(record.id)) return Status();
    ExportedNode node{record, {}, std::nullopt};
    if (options_.needs.facts) {
      KG_ASSIGN(node.facts, FactsOf(record.id));
    }
    ++counts_->entities;
    return sink_->Entity(node);
  }

  Status Push(const RelationRecord& record) {
    KG_ASSIGN(const auto kept, Keep(record));
    if (!kept) return Status();
    ExportedRelation relation{kept->first, std::nullopt, Literal(), {}};
    KG_RETURN_IF_ERROR(SetEntity(record.subject, &relation.subject));
    if (const auto* id = std::get_if<EntityId>(&record.object)) {
      KG_ASSIGN(relation.object, EntityOf(*id));
    } else {
      relation.object = std::get<Literal>(record.object);
    }
    KG_ASSIGN(relation.evidence, Evidence(kept->second));
    ++counts_->relations;
    return sink_->Relation(relation);
  }

  Status Push(const ClaimRecord& given) {
    KG_ASSIGN(const bool kept, Keeps(given));
    if (!kept) return Status();
    ClaimRecord record = given;
    ExportedClaim claim{record, std::nullopt, std::nullopt, {}, {}};
    KG_RETURN_IF_ERROR(LeaveOutWhatIsNotKept(&record));
    KG_RETURN_IF_ERROR(SetEntity(record.speaker, &claim.speaker));
    KG_RETURN_IF_ERROR(SetEntity(record.addressee, &claim.addressee));
    for (const EntityId& topic : record.topics) {
      KG_ASSIGN(ExportedEntity entity, EntityOf(topic));
      claim.topics.push_back(std::move(entity));
    }
    for (const RelationId& id : given.propositions) {
      KG_ASSIGN(const RelationRecord proposition, view_.Relation(id));
      if (RankOf(proposition.modality) > RankOf(claim.certainty)) {
        claim.certainty = proposition.modality;
      }
    }
    KG_ASSIGN(std::vector<EvidenceRecord> evidence,
              view_.EvidenceOf(record.id));
    KG_ASSIGN(claim.evidence, Evidence(evidence));
    ++counts_->claims;
    return sink_->Claim(claim);
  }

  // The relation with the evidence that the filter leaves; nothing where it
  // leaves none.
  using KeptRelation =
      std::optional<std::pair<RelationRecord, std::vector<EvidenceRecord>>>;
  Result<KeptRelation> Keep(const RelationRecord& record) {
    if (!KeepsEnds(record) || !filter_.WantsPredicate(record.predicate) ||
        record.confidence < filter_.min_confidence) {
      return KeptRelation();
    }
    KG_ASSIGN(std::vector<EvidenceRecord> evidence,
              view_.EvidenceOf(record.id));
    RelationRecord copy = record;
    if (filter_.HasWindow()) KG_RETURN_IF_ERROR(Narrow(&copy, &evidence));
    if (evidence.empty() || copy.sources < filter_.min_sources) {
      return KeptRelation();
    }
    return KeptRelation({std::move(copy), std::move(evidence)});
  }

  bool KeepsEnds(const RelationRecord& record) const {
    const auto* object = std::get_if<EntityId>(&record.object);
    return (!record.subject || selection_.Contains(*record.subject)) &&
           (object == nullptr || selection_.Contains(*object)) &&
           (record.subject || object != nullptr || !filter_.Any());
  }

  // What the articles of the window say, counted again.
  Status Narrow(RelationRecord* record, std::vector<EvidenceRecord>* evidence) {
    std::vector<EvidenceRecord> inside;
    std::unordered_set<Hash128> sources;
    std::string first, last;
    for (EvidenceRecord& item : *evidence) {
      KG_ASSIGN(const ArticleInfo* article, articles_.Info(item.article));
      if (!filter_.InWindow(article->date)) continue;
      sources.insert(article->origin.hash);
      if (first.empty() || article->date < first) first = article->date;
      last = std::max(last, article->date);
      inside.push_back(std::move(item));
    }
    *evidence = std::move(inside);
    record->sources = static_cast<uint32_t>(sources.size());
    record->first_date = std::move(first);
    record->last_date = std::move(last);
    return Status();
  }

  Result<bool> Keeps(const ClaimRecord& record) {
    if (!filter_.Any()) return true;
    if (!filter_.WantsPredicate(record.act) ||
        record.confidence < filter_.min_confidence ||
        (record.speaker && !selection_.Contains(*record.speaker))) {
      return false;
    }
    const bool about = std::any_of(
        record.topics.begin(), record.topics.end(),
        [&](const EntityId& id) { return selection_.Contains(id); });
    if (!about && !(record.speaker && record.topics.empty())) return false;
    if (filter_.HasWindow()) {
      KG_ASSIGN(const ArticleInfo* article, articles_.Info(record.article));
      if (!filter_.InWindow(record.date.empty() ? article->date
                                                : record.date)) {
        return false;
      }
    }
    return edges_.HasSources(record);
  }

  // No reference of the export leads out of it.
  Status LeaveOutWhatIsNotKept(ClaimRecord* record) {
    if (!filter_.Any()) return Status();
    if (record->addressee && !selection_.Contains(*record->addressee)) {
      record->addressee.reset();
    }
    std::erase_if(record->topics,
                  [&](const EntityId& id) { return !selection_.Contains(id); });
    std::vector<RelationId> propositions;
    for (const RelationId& id : record->propositions) {
      KG_ASSIGN(const RelationRecord relation, view_.Relation(id));
      KG_ASSIGN(const auto kept, Keep(relation));
      if (kept) propositions.push_back(id);
    }
    record->propositions = std::move(propositions);
    if (!record->parent) return Status();
    KG_ASSIGN(const ClaimRecord parent, view_.Claim(*record->parent));
    KG_ASSIGN(const bool kept, Keeps(parent));
    if (!kept) record->parent.reset();
    return Status();
  }

  // The articles of all evidence that is kept.
  Status FindArticles() {
    Status found;
    KG_RETURN_IF_ERROR(view_.ForEachRelation([&](const RelationRecord& record) {
      found = AddArticles(record);
      return found.ok();
    }));
    KG_RETURN_IF_ERROR(found);
    KG_RETURN_IF_ERROR(view_.ForEachClaim([&](const ClaimRecord& record) {
      const Result<bool> kept = Keeps(record);
      found = kept.status();
      if (kept.ok() && *kept) wanted_articles_.insert(record.article);
      return found.ok();
    }));
    return found;
  }

  Status AddArticles(const RelationRecord& record) {
    KG_ASSIGN(const auto kept, Keep(record));
    if (!kept) return Status();
    for (const EvidenceRecord& item : kept->second) {
      wanted_articles_.insert(item.article);
    }
    return Status();
  }

  Result<std::vector<ExportedFact>> FactsOf(const EntityId& id) {
    KG_ASSIGN(const std::vector<RelationRecord> relations,
              view_.Relations({{id}, "", {}}));
    std::vector<ExportedFact> facts;
    for (const RelationRecord& relation : relations) {
      if (!IsPlain(relation.polarity, relation.modality, relation.standing,
                   true)) {
        continue;
      }
      if (filter_.Any()) {
        KG_ASSIGN(const auto kept, Keep(relation));
        if (!kept) continue;
      }
      facts.push_back({relation.predicate, relation.object});
    }
    std::stable_sort(facts.begin(), facts.end(), Before);
    facts.erase(std::unique(facts.begin(), facts.end(),
                            [](const ExportedFact& a, const ExportedFact& b) {
                              return !Before(a, b) && !Before(b, a);
                            }),
                facts.end());
    return facts;
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

  Result<std::vector<ExportedEvidence>> Evidence(
      const std::vector<EvidenceRecord>& records) {
    std::vector<ExportedEvidence> out;
    for (const EvidenceRecord& record : records) {
      KG_ASSIGN(const ArticleInfo* article, articles_.Info(record.article));
      out.push_back({record, article->path, article->url, "", ""});
      KG_RETURN_IF_ERROR(Locate(&out.back()));
    }
    return out;
  }

  // Offsets become code points, and the quote gets its surroundings.
  Status Locate(ExportedEvidence* evidence) {
    EvidenceRecord& record = evidence->record;
    KG_ASSIGN(const auto offsets, articles_.Offsets(record.article));
    if (offsets == nullptr) return Status();
    const Span bytes = record.whole;
    for (Span& span : record.spans) Convert(*offsets, &span);
    Convert(*offsets, &record.whole);
    Convert(*offsets, &record.subject);
    Convert(*offsets, &record.object);
    Convert(*offsets, &record.cue);
    if (!options_.needs.context) return Status();
    KG_ASSIGN(const auto text, articles_.Text(record.article));
    const uint32_t begin = record.whole.begin, end = record.whole.end;
    const uint32_t before =
        offsets->ToBytes(begin > kContext ? begin - kContext : 0);
    const uint32_t after =
        offsets->ToBytes(std::min(end + kContext, offsets->code_points()));
    evidence->prefix = text->substr(before, bytes.begin - before);
    evidence->suffix = text->substr(bytes.end, after - bytes.end);
    return Status();
  }

  const GraphView& view_;
  const ExportOptions& options_;
  const ExportFilter& filter_;
  const Selection& selection_;
  Sink* sink_;
  ExportCounts* counts_;
  ArticleCache articles_;
  Edges edges_;
  LruCache<EntityId, ExportedEntity> entities_{kCachedEntities};
  std::unordered_set<ArticleId> wanted_articles_;
};

}  // namespace

Status PushRecords(const GraphView& view, const ExportOptions& options,
                   const Selection& selection, Sink* sink,
                   ExportCounts* counts) {
  return Pusher(view, options, selection, sink, counts).Run();
}

}  // namespace kg
