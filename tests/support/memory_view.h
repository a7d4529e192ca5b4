// MemoryView: a GraphView made of local facts in the most obvious way, as a
// small graph for tests and as an independent second opinion on the store.
// Everything is computed when it is made; queries scan.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "graph/view/graph_view.h"
#include "graph/view/ids.h"
#include "tests/support/memory_entity.h"

namespace kg::testing {

class MemoryView : public GraphView {
 public:
  // An article's canonical facts, and the entity of each local entity.
  struct Part {
    LocalFacts facts;
    std::vector<EntityId> entities;
  };

  explicit MemoryView(std::vector<Part> parts) {
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
      return a.facts.article.id < b.facts.article.id;
    });
    for (const Part& part : parts) Add(part);
    for (auto& [id, entity] : entities_) entity.Finish();
    for (auto& [id, evidence] : relation_evidence_) FinishRelation(id);
  }

  Status ForEachArticle(
      const std::function<bool(const ArticleRecord&)>& visit) const override {
    return Visit(articles_, visit);
  }
  Status ForEachEntity(
      const std::function<bool(const EntityRecord&)>& visit) const override {
    for (const auto& [id, entity] : entities_) {
      if (!visit(entity.record)) break;
    }
    return Status();
  }
  Status ForEachRelation(
      const std::function<bool(const RelationRecord&)>& visit) const override {
    return Visit(relations_, visit);
  }
  Status ForEachClaim(
      const std::function<bool(const ClaimRecord&)>& visit) const override {
    return Visit(claims_, visit);
  }

  Result<ArticleRecord> Article(const ArticleId& id) const override {
    return Get(articles_, id);
  }
  Result<EntityRecord> Entity(const EntityId& id) const override {
    KG_ASSIGN(const MemoryEntity entity, Get(entities_, id));
    return entity.record;
  }
  Result<RelationRecord> Relation(const RelationId& id) const override {
    return Get(relations_, id);
  }
  Result<ClaimRecord> Claim(const ClaimId& id) const override {
    return Get(claims_, id);
  }
  Result<std::string> Text(const ArticleId& id) const override {
    return Get(texts_, id);
  }
  Result<std::vector<EvidenceRecord>> EvidenceOf(
      const RelationId& id) const override {
    return Get(relation_evidence_, id);
  }
  Result<std::vector<EvidenceRecord>> EvidenceOf(
      const ClaimId& id) const override {
    return Get(claim_evidence_, id);
  }

  Result<std::vector<RelationRecord>> Relations(
      const FactPattern& pattern) const override {
    std::vector<RelationRecord> out;
    for (const auto& [id, relation] : relations_) {
      const auto* object = std::get_if<EntityId>(&relation.object);
      if (Matches(pattern, relation.subject, relation.predicate,
                  object ? std::vector{*object} : std::vector<EntityId>())) {
        out.push_back(relation);
      }
    }
    return out;
  }
  Result<std::vector<ClaimRecord>> Claims(
      const FactPattern& pattern) const override {
    std::vector<ClaimRecord> out;
    for (const auto& [id, claim] : claims_) {
      if (Matches(pattern, claim.speaker, claim.act, claim.topics)) {
        out.push_back(claim);
      }
    }
    return out;
  }

  Result<std::vector<EntityId>> EntitiesNamed(
      std::string_view name) const override {
    const auto at = names_.find(FoldTerm(name));
    if (at == names_.end()) return std::vector<EntityId>();
    return std::vector<EntityId>(at->second.begin(), at->second.end());
  }
  Status ForEachName(const std::function<bool(std::string_view folded)>& visit)
      const override {
    for (const auto& [name, ids] : names_) {
      if (!visit(name)) break;
    }
    return Status();
  }

  Result<GraphStatistics> Statistics() const override {
    GraphStatistics out;
    std::map<std::string, uint64_t> types, predicates, acts;
    out.articles = articles_.size();
    out.entities = entities_.size();
    out.relations = relations_.size();
    out.claims = claims_.size();
    out.evidence = claims_.size();
    for (const auto& [id, entity] : entities_) {
      ++types[std::string(NameOf(entity.record.type))];
    }
    for (const auto& [id, relation] : relations_) {
      ++predicates[relation.predicate];
      out.plain_relations +=
          IsPlain(relation.polarity, relation.modality, relation.standing,
                  relation.subject.has_value());
      out.evidence += relation_evidence_.at(id).size();
    }
    for (const auto& [id, claim] : claims_) ++acts[claim.act];
    for (const auto& [id, article] : articles_) {
      Extend(article.date, &out.first_date, &out.last_date);
    }
    out.entity_types.assign(types.begin(), types.end());
    out.predicates.assign(predicates.begin(), predicates.end());
    out.acts.assign(acts.begin(), acts.end());
    return out;
  }

 private:
  template <typename Map, typename F>
  static Status Visit(const Map& map, const F& visit) {
    for (const auto& [id, record] : map) {
      if (!visit(record)) break;
    }
    return Status();
  }
  template <typename Map, typename Id>
  static Result<typename Map::mapped_type> Get(const Map& map, const Id& id) {
    const auto at = map.find(id);
    if (at == map.end()) return Status::NotFound(id.Hex() + ": not there");
    return at->second;
  }

  static bool Matches(const FactPattern& pattern,
                      const std::optional<EntityId>& subject,
                      const std::string& predicate,
                      const std::vector<EntityId>& objects) {
    auto any_of = [](const std::vector<EntityId>& wanted, const EntityId& id) {
      return std::find(wanted.begin(), wanted.end(), id) != wanted.end();
    };
    if (!pattern.predicate.empty() && pattern.predicate != predicate) {
      return false;
    }
    if (!pattern.subjects.empty() &&
        !(subject && any_of(pattern.subjects, *subject))) {
      return false;
    }
    return pattern.objects.empty() ||
           std::any_of(objects.begin(), objects.end(), [&](const auto& id) {
             return any_of(pattern.objects, id);
           });
  }

  // An article without a date has no say.
  static void Extend(const std::string& date, std::string* first,
                     std::string* last) {
    if (date.empty()) return;
    if (first->empty() || date < *first) *first = date;
    if (date > *last) *last = date;
  }

  void Add(const Part& part) {
    const kg::Article& article = part.facts.article;
    AddArticle(article);
    std::set<EntityId> here(part.entities.begin(), part.entities.end());
    for (size_t i = 0; i < part.facts.entities.size(); ++i) {
      AddEntity(part.facts.entities[i], part.entities[i]);
    }
    for (const EntityId& id : here) {
      EntityRecord& record = entities_[id].record;
      ++record.articles;
      Extend(article.date, &record.first_date, &record.last_date);
    }
    std::vector<RelationId> relations;
    for (const LocalRelation& r : part.facts.relations) {
      relations.push_back(MakeRelationId(At(part, r.subject), r.predicate,
                                         EndOf(part, r.object), r.polarity,
                                         r.modality, r.standing, r.derived));
    }
    std::vector<ClaimId> claims;
    for (uint32_t i = 0; i < part.facts.claims.size(); ++i) {
      claims.push_back(IdOf(part.facts, i));
    }
    for (size_t i = 0; i < relations.size(); ++i) {
      AddRelation(part, part.facts.relations[i], relations[i], claims);
    }
    for (size_t i = 0; i < claims.size(); ++i) {
      AddClaim(part, part.facts.claims[i], claims[i], relations, claims);
    }
  }

  static std::optional<EntityId> At(const Part& part,
                                    const std::optional<uint32_t>& index) {
    if (!index) return std::nullopt;
    return part.entities[*index];
  }
  static End EndOf(const Part& part, const LocalEnd& end) {
    if (const auto* index = std::get_if<uint32_t>(&end)) {
      return part.entities[*index];
    }
    return std::get<Literal>(end);
  }
  static ClaimId IdOf(const LocalFacts& facts, uint32_t index) {
    const LocalClaim& c = facts.claims[index];
    std::optional<ClaimId> parent;
    if (c.parent) parent = IdOf(facts, *c.parent);
    return MakeClaimId(facts.article.id, c.cue, c.content, c.speaker_span,
                       c.act, parent, c.derived);
  }

  void AddArticle(const kg::Article& article) {
    ArticleRecord& record = articles_[article.id];
    record.id = article.id;
    record.root_label = article.root_label;
    record.path = article.path;
    record.record = article.record;
    record.url = article.url;
    record.title = article.title;
    record.date = article.date;
    record.authors = article.authors;
    record.publisher = article.publisher;
    record.language = article.language;
    record.model = article.model;
    record.extractor = article.extractor;
    record.body_begin = article.body_begin;
    record.has_text = article.has_text;
    texts_[article.id] = article.text;
  }

  void AddEntity(const LocalEntity& local, const EntityId& id) {
    entities_[id].record.id = id;
    entities_[id].Add(local);
    for (const Alias& alias : local.aliases) {
      names_[FoldTerm(alias.text)].insert(id);
    }
    names_[FoldTerm(local.name)].insert(id);
    names_.erase("");
  }

  EvidenceRecord EvidenceAt(const Part& part, const std::vector<Span>& spans) {
    EvidenceRecord record;
    record.article = part.facts.article.id;
    record.whole = {spans.front().begin, spans.back().end};
    record.line = LineAt(part.facts.article.source_map, record.whole.begin);
    return record;
  }

  void AddRelation(const Part& part, const LocalRelation& local,
                   const RelationId& id, const std::vector<ClaimId>& claims) {
    RelationRecord& record = relations_[id];
    record.id = id;
    record.subject = At(part, local.subject);
    record.predicate = local.predicate;
    record.object = EndOf(part, local.object);
    record.polarity = local.polarity;
    record.modality = local.modality;
    record.standing = local.standing;
    record.derived = local.derived;
    if (!local.property.empty()) ++properties_[id][local.property];
    for (const Evidence& evidence : local.evidence) {
      EvidenceRecord item = EvidenceAt(part, evidence.spans);
      item.spans = evidence.spans;
      item.quote = evidence.quote;
      item.subject = evidence.subject;
      item.object = evidence.object;
      if (evidence.claim) item.claim = claims[*evidence.claim];
      item.qualifiers = evidence.qualifiers;
      item.confidence = evidence.confidence;
      item.rule = evidence.rule;
      relation_evidence_[id].push_back(std::move(item));
    }
  }

  void FinishRelation(const RelationId& id) {
    RelationRecord& record = relations_.at(id);
    std::vector<EvidenceRecord>& evidence = relation_evidence_.at(id);
    auto place = [&](const EvidenceRecord& e) {
      return std::tuple(
          articles_.at(e.article).date,
          std::tie(e.article, e.whole, e.spans, e.subject, e.object, e.claim));
    };
    std::stable_sort(
        evidence.begin(), evidence.end(),
        [&](const auto& a, const auto& b) { return place(a) < place(b); });
    std::set<ArticleId> sources;
    for (const EvidenceRecord& item : evidence) {
      sources.insert(item.article);
      record.confidence = std::max(record.confidence, item.confidence);
      Extend(articles_.at(item.article).date, &record.first_date,
             &record.last_date);
    }
    record.sources = static_cast<uint32_t>(sources.size());
    if (properties_.contains(id)) {
      record.property = MostFrequent(properties_.at(id));
    }
  }

  void AddClaim(const Part& part, const LocalClaim& local, const ClaimId& id,
                const std::vector<RelationId>& relations,
                const std::vector<ClaimId>& claims) {
    ClaimRecord& record = claims_[id];
    record.id = id;
    record.article = part.facts.article.id;
    record.speaker = At(part, local.speaker);
    record.act = local.act;
    record.addressee = At(part, local.addressee);
    record.form = local.form;
    record.polarity = local.polarity;
    record.text = local.text;
    std::set<EntityId> topics;
    for (uint32_t i : local.topics) topics.insert(part.entities[i]);
    record.topics.assign(topics.begin(), topics.end());
    std::set<RelationId> propositions;
    for (uint32_t i : local.propositions) propositions.insert(relations[i]);
    record.propositions.assign(propositions.begin(), propositions.end());
    if (local.parent) record.parent = claims[*local.parent];
    record.date = local.date;
    record.derived = local.derived;
    record.confidence = local.confidence;
    EvidenceRecord item = EvidenceAt(part, local.spans);
    item.spans = local.content;
    item.quote = local.quote;
    item.subject = local.speaker_span;
    item.cue = local.cue;
    item.confidence = local.confidence;
    item.rule = local.rule;
    claim_evidence_[id] = {std::move(item)};
  }

  std::map<ArticleId, ArticleRecord> articles_;
  std::map<ArticleId, std::string> texts_;
  std::map<EntityId, MemoryEntity> entities_;
  std::map<RelationId, RelationRecord> relations_;
  std::map<RelationId, std::map<std::string, uint32_t>> properties_;
  std::map<RelationId, std::vector<EvidenceRecord>> relation_evidence_;
  std::map<ClaimId, ClaimRecord> claims_;
  std::map<ClaimId, std::vector<EvidenceRecord>> claim_evidence_;
  std::map<std::string, std::set<EntityId>> names_;
};

}  // namespace kg::testing
