// Canonicalize works in an order in which nothing sorted depends on something
// not yet sorted: entities by their own fields; claims by their ids and spans,
// which name no relation; relations by entities and claims; then the claims'
// propositions; last, entities that nothing needs go.
#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "graph/facts/claim_id.h"
#include "graph/facts/facts.h"

namespace kg {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

using Indices = std::vector<uint32_t>;  // old index -> new index

template <typename T>
void SortUnique(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// Sorted, and overlapping ones joined.
void NormalizeSpans(std::vector<Span>* spans) {
  std::sort(spans->begin(), spans->end());
  std::vector<Span> out;
  for (const Span& span : *spans) {
    if (!out.empty() && (out.back() == span || out.back().Overlaps(span))) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  *spans = std::move(out);
}

uint32_t FirstBegin(const std::vector<Span>& spans) {
  return spans.empty() ? kNone : spans.front().begin;
}

void Remap(const Indices& to, std::optional<uint32_t>* index) {
  if (*index) *index = to[**index];
}

void Remap(const Indices& to, std::vector<uint32_t>* indices) {
  for (uint32_t& index : *indices) index = to[index];
  SortUnique(indices);
}

// The numbers 0..size-1 sorted by less(a, b).
template <typename Less>
Indices SortedOrder(size_t size, Less less) {
  Indices order(size);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), less);
  return order;
}

// ---- entities

void NormalizeEntity(LocalEntity* entity) {
  std::sort(entity->mentions.begin(), entity->mentions.end());
  // One mention a span: of several forms the most telling, which sorts first.
  entity->mentions.erase(
      std::unique(
          entity->mentions.begin(), entity->mentions.end(),
          [](const Mention& a, const Mention& b) { return a.span == b.span; }),
      entity->mentions.end());
  std::map<std::string, uint32_t> counts;
  for (const Alias& alias : entity->aliases) counts[alias.text] += alias.count;
  entity->aliases.clear();
  for (auto& [text, count] : counts) entity->aliases.push_back({text, count});
  SortUnique(&entity->descriptions);
}

auto EntityKey(const LocalEntity& e) {
  const uint32_t first = e.mentions.empty() ? kNone : e.mentions[0].span.begin;
  return std::tuple(first, std::tie(e.mentions, e.type, e.name, e.described,
                                    e.aliases, e.descriptions, e.external));
}

// Sorts the entities, joins equal ones, and returns where each went.
Indices SortEntities(std::vector<LocalEntity>* entities) {
  for (LocalEntity& entity : *entities) NormalizeEntity(&entity);
  const Indices order =
      SortedOrder(entities->size(), [&](uint32_t a, uint32_t b) {
        return EntityKey((*entities)[a]) < EntityKey((*entities)[b]);
      });
  Indices to(entities->size());
  std::vector<LocalEntity> sorted;
  for (uint32_t old : order) {
    LocalEntity& entity = (*entities)[old];
    if (sorted.empty() || EntityKey(sorted.back()) != EntityKey(entity)) {
      sorted.push_back(std::move(entity));
    }
    to[old] = static_cast<uint32_t>(sorted.size() - 1);
  }
  *entities = std::move(sorted);
  return to;
}

// ---- claims

// Parents that lead back to their child name no claim that holds the other:
// each claim of such a ring loses its parent.
void BreakParentRings(std::vector<LocalClaim>* claims) {
  enum class Mark : uint8_t { kNew, kOnPath, kDone };
  std::vector<Mark> marks(claims->size(), Mark::kNew);
  for (uint32_t start = 0; start < claims->size(); ++start) {
    Indices path;
    std::optional<uint32_t> at = start;
    while (at && marks[*at] == Mark::kNew) {
      marks[*at] = Mark::kOnPath;
      path.push_back(*at);
      at = (*claims)[*at].parent;
    }
    if (at && marks[*at] == Mark::kOnPath) {
      for (auto ring = std::find(path.begin(), path.end(), *at);
           ring != path.end(); ++ring) {
        (*claims)[*ring].parent.reset();
      }
    }
    for (uint32_t index : path) marks[index] = Mark::kDone;
  }
}

// Ids of all claims, parents first. Parents must form no ring.
std::vector<ClaimId> ClaimIds(const ArticleId& article,
                              const std::vector<LocalClaim>& claims) {
  std::vector<std::optional<ClaimId>> ids(claims.size());
  for (uint32_t start = 0; start < claims.size(); ++start) {
    Indices path;
    for (std::optional<uint32_t> at = start; at && !ids[*at];
         at = claims[*at].parent) {
      path.push_back(*at);
    }
    for (size_t i = path.size(); i-- > 0;) {
      const LocalClaim& c = claims[path[i]];
      ids[path[i]] =
          MakeClaimId(article, c.cue, c.content, c.speaker_span, c.act,
                      c.parent ? ids[*c.parent] : std::nullopt, c.derived);
    }
  }
  std::vector<ClaimId> out;
  for (const std::optional<ClaimId>& id : ids) out.push_back(*id);
  return out;
}

// All that may differ between claims of one id and is not joined.
auto ClaimKey(const LocalClaim& c) {
  return std::tie(c.spans, c.speaker, c.addressee, c.form, c.polarity, c.text,
                  c.content, c.date, c.quote, c.rule);
}

// For each id, the first of its claims by their own keys, with what the others
// say of topics and propositions.
std::map<ClaimId, uint32_t> JoinClaims(const std::vector<ClaimId>& ids,
                                       std::vector<LocalClaim>* claims) {
  std::map<ClaimId, uint32_t> chosen;
  for (uint32_t i = 0; i < claims->size(); ++i) {
    auto [at, is_new] = chosen.emplace(ids[i], i);
    if (!is_new && ClaimKey((*claims)[i]) < ClaimKey((*claims)[at->second])) {
      at->second = i;
    }
  }
  for (uint32_t i = 0; i < claims->size(); ++i) {
    const LocalClaim& other = (*claims)[i];
    LocalClaim& kept = (*claims)[chosen.at(ids[i])];
    if (&kept == &other) continue;
    kept.topics.insert(kept.topics.end(), other.topics.begin(),
                       other.topics.end());
    kept.propositions.insert(kept.propositions.end(),
                             other.propositions.begin(),
                             other.propositions.end());
    kept.confidence = std::max(kept.confidence, other.confidence);
  }
  return chosen;
}

// Sorts the claims, joins those of one id, and returns where each went.
// Propositions keep their old indices.
Indices SortClaims(const ArticleId& article, const Indices& entity_to,
                   std::vector<LocalClaim>* claims) {
  for (LocalClaim& claim : *claims) {
    Remap(entity_to, &claim.speaker);
    Remap(entity_to, &claim.addressee);
    Remap(entity_to, &claim.topics);
    NormalizeSpans(&claim.content);
    NormalizeSpans(&claim.spans);
  }
  BreakParentRings(claims);
  const std::vector<ClaimId> ids = ClaimIds(article, *claims);
  Indices order;
  for (const auto& [id, index] : JoinClaims(ids, claims)) {
    order.push_back(index);
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const LocalClaim& x = (*claims)[a];
    const LocalClaim& y = (*claims)[b];
    return std::tuple(FirstBegin(x.spans), std::tie(x.spans, ids[a])) <
           std::tuple(FirstBegin(y.spans), std::tie(y.spans, ids[b]));
  });
  std::map<ClaimId, uint32_t> position;
  std::vector<LocalClaim> sorted;
  for (uint32_t old : order) {
    position[ids[old]] = static_cast<uint32_t>(sorted.size());
    sorted.push_back(std::move((*claims)[old]));
    SortUnique(&sorted.back().topics);
  }
  Indices to(ids.size());
  for (uint32_t i = 0; i < ids.size(); ++i) to[i] = position.at(ids[i]);
  for (LocalClaim& claim : sorted) Remap(to, &claim.parent);
  *claims = std::move(sorted);
  return to;
}

// ---- relations

// Evidence of one relation at one place is one, however many rules found it.
auto EvidencePlace(const Evidence& e) {
  return std::tie(e.spans, e.subject, e.object, e.claim);
}

void SortEvidence(std::vector<Evidence>* evidence) {
  std::sort(evidence->begin(), evidence->end(),
            [](const Evidence& a, const Evidence& b) {
              return std::tuple(EvidencePlace(a), std::tie(a.quote, a.rule)) <
                     std::tuple(EvidencePlace(b), std::tie(b.quote, b.rule));
            });
  std::vector<Evidence> out;
  for (Evidence& item : *evidence) {
    if (out.empty() || EvidencePlace(out.back()) != EvidencePlace(item)) {
      out.push_back(std::move(item));
    } else {
      Evidence& kept = out.back();
      kept.qualifiers.insert(kept.qualifiers.end(), item.qualifiers.begin(),
                             item.qualifiers.end());
      kept.confidence = std::max(kept.confidence, item.confidence);
    }
  }
  for (Evidence& item : out) SortUnique(&item.qualifiers);
  *evidence = std::move(out);
}

auto RelationIdentity(const LocalRelation& r) {
  return std::tie(r.subject, r.predicate, r.object, r.polarity, r.modality,
                  r.standing, r.derived);
}

void MoveRelation(const Indices& entity_to, const Indices& claim_to,
                  LocalRelation* relation) {
  Remap(entity_to, &relation->subject);
  if (auto* entity = std::get_if<uint32_t>(&relation->object)) {
    *entity = entity_to[*entity];
  }
  for (Evidence& evidence : relation->evidence) {
    NormalizeSpans(&evidence.spans);
    Remap(claim_to, &evidence.claim);
  }
}

bool ComesBefore(const LocalRelation& a, const LocalRelation& b) {
  auto first = [](const LocalRelation& r) {
    return r.evidence.empty() ? kNone : FirstBegin(r.evidence[0].spans);
  };
  return std::tuple(first(a), RelationIdentity(a)) <
         std::tuple(first(b), RelationIdentity(b));
}

// Equal relations in one, by identity; `joined_at` tells where each went.
std::vector<LocalRelation> JoinRelations(std::vector<LocalRelation>* relations,
                                         Indices* joined_at) {
  const Indices order =
      SortedOrder(relations->size(), [&](uint32_t a, uint32_t b) {
        const LocalRelation& x = (*relations)[a];
        const LocalRelation& y = (*relations)[b];
        return std::tuple(RelationIdentity(x), std::tie(x.property)) <
               std::tuple(RelationIdentity(y), std::tie(y.property));
      });
  std::vector<LocalRelation> joined;
  joined_at->resize(relations->size());
  for (uint32_t old : order) {
    LocalRelation& relation = (*relations)[old];
    if (joined.empty() ||
        RelationIdentity(joined.back()) != RelationIdentity(relation)) {
      joined.push_back(std::move(relation));
    } else {
      LocalRelation& kept = joined.back();
      for (Evidence& e : relation.evidence) {
        kept.evidence.push_back(std::move(e));
      }
      if (kept.property.empty()) kept.property = relation.property;
    }
    (*joined_at)[old] = static_cast<uint32_t>(joined.size() - 1);
  }
  for (LocalRelation& relation : joined) SortEvidence(&relation.evidence);
  return joined;
}

// Sorts the relations, joins equal ones, and returns where each went.
Indices SortRelations(const Indices& entity_to, const Indices& claim_to,
                      std::vector<LocalRelation>* relations) {
  for (LocalRelation& relation : *relations) {
    MoveRelation(entity_to, claim_to, &relation);
  }
  Indices to;
  std::vector<LocalRelation> joined = JoinRelations(relations, &to);
  const Indices order = SortedOrder(joined.size(), [&](uint32_t a, uint32_t b) {
    return ComesBefore(joined[a], joined[b]);
  });
  Indices moved(joined.size());
  std::vector<LocalRelation> sorted;
  for (uint32_t old : order) {
    moved[old] = static_cast<uint32_t>(sorted.size());
    sorted.push_back(std::move(joined[old]));
  }
  *relations = std::move(sorted);
  for (uint32_t& index : to) index = moved[index];
  return to;
}

// ---- what nothing needs

std::vector<bool> NeededEntities(const LocalFacts& facts) {
  std::vector<bool> needed(facts.entities.size(), false);
  auto need = [&](const std::optional<uint32_t>& index) {
    if (index) needed[*index] = true;
  };
  for (uint32_t i = 0; i < needed.size(); ++i) {
    needed[i] = !facts.entities[i].mentions.empty();
  }
  for (const LocalRelation& relation : facts.relations) {
    need(relation.subject);
    if (const auto* entity = std::get_if<uint32_t>(&relation.object)) {
      need(*entity);
    }
  }
  for (const LocalClaim& claim : facts.claims) {
    need(claim.speaker);
    need(claim.addressee);
    for (uint32_t topic : claim.topics) need(topic);
  }
  return needed;
}

void DropUnneededEntities(LocalFacts* facts) {
  const std::vector<bool> needed = NeededEntities(*facts);
  Indices to(needed.size(), kNone);
  std::vector<LocalEntity> kept;
  for (uint32_t i = 0; i < needed.size(); ++i) {
    if (!needed[i]) continue;
    to[i] = static_cast<uint32_t>(kept.size());
    kept.push_back(std::move(facts->entities[i]));
  }
  facts->entities = std::move(kept);
  for (LocalRelation& relation : facts->relations) {
    Remap(to, &relation.subject);
    if (auto* entity = std::get_if<uint32_t>(&relation.object)) {
      *entity = to[*entity];
    }
  }
  for (LocalClaim& claim : facts->claims) {
    Remap(to, &claim.speaker);
    Remap(to, &claim.addressee);
    Remap(to, &claim.topics);
  }
}

}  // namespace

void Canonicalize(LocalFacts* facts) {
  SortUnique(&facts->article.source_map);
  const Indices entity_to = SortEntities(&facts->entities);
  const Indices claim_to =
      SortClaims(facts->article.id, entity_to, &facts->claims);
  const Indices relation_to =
      SortRelations(entity_to, claim_to, &facts->relations);
  for (LocalClaim& claim : facts->claims) {
    Remap(relation_to, &claim.propositions);
  }
  DropUnneededEntities(facts);
}

}  // namespace kg
