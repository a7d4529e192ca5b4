#include "exporters/edges.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kg {
namespace {

constexpr size_t kQuotes = 3;

std::string_view View(const EntityId& id) { return id.hash.View(); }

// Where two edges of a pair have one label, Gephi makes one edge of them: all
// but the plainest say in their type what they are.
std::string TypeOf(const ExportedEdge& edge, bool first_of_label) {
  if (first_of_label) return edge.label;
  std::string type = edge.label + " [" + std::string(NameOf(edge.polarity));
  if (!edge.is_claim) {
    type += ", " + std::string(NameOf(edge.modality)) + ", " +
            std::string(NameOf(edge.standing));
  }
  return type + "]";
}

}  // namespace

std::string EdgeLabel(const std::string& predicate, Polarity polarity,
                      Modality modality, Standing standing, bool is_claim) {
  if (is_claim) return predicate;
  std::string label;
  if (modality != Modality::kAsserted) label += "may ";
  if (polarity == Polarity::kNegated) label += "not ";
  label += predicate;
  if (standing == Standing::kAttributed) label += " (said)";
  return label;
}

Edges::Group* Edges::AddRelation(const RelationRecord& relation,
                                 const Wanted& wanted, Groups* groups) const {
  const auto* target = std::get_if<EntityId>(&relation.object);
  if (target == nullptr || !filter_.WantsPredicate(relation.predicate) ||
      relation.confidence < filter_.min_confidence ||
      !(filter_.all || IsPlain(relation.polarity, relation.modality,
                               relation.standing, true)) ||
      !wanted(*target)) {
    return nullptr;
  }
  Group& group = (*groups)[{relation.predicate, *target, relation.polarity,
                            relation.modality, relation.standing, false}];
  ++group.relations;
  group.AddFact(relation.derived, relation.confidence);
  return &group;
}

Status Edges::AddRelations(const EntityId& source, Detail detail,
                           const Wanted& wanted, Groups* groups) {
  if (!NeedsEvidence(detail)) {
    KG_ASSIGN(const std::vector<RelationRecord> relations,
              view_.Relations({{source}, "", {}}));
    for (const RelationRecord& one : relations) {
      AddRelation(one, wanted, groups);
    }
    return Status();
  }
  Status counted;
  KG_RETURN_IF_ERROR(view_.ForEachRelationFrom(
      source, [&](const RelationRecord& relation,
                  const std::vector<EvidenceRecord>& evidence) {
        Group* group = AddRelation(relation, wanted, groups);
        if (group == nullptr) return true;
        counted = CountEvidence(evidence, "", detail, &group->tally);
        return counted.ok();
      }));
  return counted;
}

Result<std::string> Edges::DayOf(const ClaimRecord& claim) {
  if (!claim.date.empty()) return claim.date;
  KG_ASSIGN(const ArticleInfo* article, articles_.Info(claim.article));
  return article->date;
}

Status Edges::AddClaims(const EntityId& source, const Wanted& wanted,
                        Groups* groups) {
  KG_ASSIGN(const std::vector<ClaimRecord> claims,
            view_.Claims({{source}, "", {}}));
  for (const ClaimRecord& claim : claims) {
    if (!filter_.WantsPredicate(claim.act) ||
        claim.confidence < filter_.min_confidence) {
      continue;
    }
    KG_ASSIGN(const std::string day, DayOf(claim));
    for (const EntityId& topic : claim.topics) {
      if (!wanted(topic)) continue;
      Group& group = (*groups)[{claim.act, topic, claim.polarity,
                                Modality::kAsserted, Standing::kStated, true}];
      group.claims.emplace_back(day, claim.id);
      group.AddFact(claim.derived, claim.confidence);
    }
  }
  return Status();
}

Status Edges::CountEvidence(const std::vector<EvidenceRecord>& evidence,
                            const std::string& said, Detail detail,
                            Tally* tally) {
  for (const EvidenceRecord& item : evidence) {
    KG_ASSIGN(const ArticleInfo* article, articles_.Info(item.article));
    const std::string& date = said.empty() ? article->date : said;
    if (!filter_.InWindow(date)) continue;
    const bool is_new = tally->sources.insert(article->origin).second;
    if (detail == Detail::kEnds) continue;
    if (!date.empty()) tally->dates.insert(date);
    if (is_new && tally->quotes.size() < kQuotes) {
      tally->quotes.push_back(
          {item.quote, article->url.value_or(article->path)});
    }
  }
  return Status();
}

Status Edges::CountClaims(Detail detail, Group* group) {
  // Claims come by id; people read them by day.
  std::sort(group->claims.begin(), group->claims.end());
  for (const auto& [day, id] : group->claims) {
    KG_ASSIGN(const std::vector<EvidenceRecord> evidence, view_.EvidenceOf(id));
    KG_RETURN_IF_ERROR(CountEvidence(evidence, day, detail, &group->tally));
  }
  return Status();
}

Result<bool> Edges::Complete(const Key& key, Detail detail, Group* group,
                             ExportedEdge* edge) {
  if (NeedsEvidence(detail)) {
    KG_RETURN_IF_ERROR(CountClaims(detail, group));
    Tally& tally = group->tally;
    edge->sources = static_cast<uint32_t>(tally.sources.size());
    edge->dates.assign(tally.dates.begin(), tally.dates.end());
    edge->quotes = std::move(tally.quotes);
    if (edge->sources == 0 || edge->sources < filter_.min_sources) return false;
  }
  edge->target = key.target;
  edge->is_claim = key.is_claim;
  edge->predicate = key.predicate;
  edge->polarity = key.polarity;
  edge->modality = key.modality;
  edge->standing = key.standing;
  edge->derived = group->rule.value_or("");
  edge->confidence = group->confidence;
  edge->facts = static_cast<uint32_t>(group->relations + group->claims.size());
  edge->label = EdgeLabel(key.predicate, key.polarity, key.modality,
                          key.standing, key.is_claim);
  edge->id = HashFields(
      "edge", {View(edge->source), key.predicate, View(key.target),
               NameOf(key.polarity), NameOf(key.modality), NameOf(key.standing),
               key.is_claim ? "claim" : "relation"});
  return true;
}

Status Edges::ForEach(const EntityId& source, Detail detail,
                      const Wanted& wanted, const Visit& visit,
                      EdgeCounts* counts) {
  Groups groups;
  KG_RETURN_IF_ERROR(AddRelations(source, detail, wanted, &groups));
  KG_RETURN_IF_ERROR(AddClaims(source, wanted, &groups));
  std::set<std::pair<EntityId, std::string>> labels;
  std::set<ClaimId> claims;
  for (auto& [key, group] : groups) {
    ExportedEdge edge;
    edge.source = source;
    KG_ASSIGN(const bool kept, Complete(key, detail, &group, &edge));
    if (!kept) continue;
    edge.type = TypeOf(edge, labels.emplace(key.target, edge.label).second);
    counts->relations += group.relations;
    for (const auto& [day, id] : group.claims) claims.insert(id);
    KG_RETURN_IF_ERROR(visit(edge));
  }
  counts->claims += claims.size();
  return Status();
}

Result<bool> Edges::HasSources(const ClaimRecord& claim) {
  if (filter_.min_sources <= 1) return true;
  if (!claim.speaker) return false;
  for (const EntityId& topic : claim.topics) {
    const Hash128 key = HashFields(
        "claims",
        {View(*claim.speaker), claim.act, View(topic), NameOf(claim.polarity)});
    const uint32_t* sources = claim_sources_.Find(key);
    if (sources == nullptr) {
      Group group;
      KG_ASSIGN(const std::vector<ClaimRecord> claims,
                view_.Claims({{*claim.speaker}, claim.act, {topic}}));
      for (const ClaimRecord& other : claims) {
        if (other.polarity == claim.polarity &&
            other.confidence >= filter_.min_confidence) {
          KG_ASSIGN(std::string day, DayOf(other));
          group.claims.emplace_back(std::move(day), other.id);
        }
      }
      KG_RETURN_IF_ERROR(CountClaims(Detail::kEnds, &group));
      sources = claim_sources_.Put(
          key, static_cast<uint32_t>(group.tally.sources.size()));
    }
    if (*sources >= filter_.min_sources) return true;
  }
  return false;
}

}  // namespace kg
