#include "query/find_groups.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

bool IsLiteral(const End& end, const std::string& folded) {
  const auto* literal = std::get_if<Literal>(&end);
  return literal != nullptr && (FoldTerm(literal->text) == folded ||
                                FoldTerm(literal->value) == folded);
}

// A date that is not known has no say.
void Extend(const std::string& first, const std::string& last,
            FactGroup* group) {
  if (!first.empty() &&
      (group->first_date.empty() || first < group->first_date)) {
    group->first_date = first;
  }
  group->last_date = std::max(group->last_date, last);
}

// What all facts of a group share in this respect; the first rule by name.
void AddDerived(const std::string& rule, bool is_first, FactGroup* group) {
  if (is_first) {
    group->derived = rule;
  } else if (!group->derived.empty()) {
    group->derived = std::min(group->derived, rule);  // empty sorts first
  }
}

const Hash128& FirstId(const FactGroup& group) {
  return group.is_claim ? group.claims.begin()->hash
                        : group.relations.begin()->hash;
}

}  // namespace

Status FactGroups::AddRelations(const FactPattern& pattern,
                                const std::optional<std::string>& literal) {
  KG_ASSIGN(const std::vector<RelationRecord> relations,
            view_.Relations(pattern));
  for (const RelationRecord& relation : relations) {
    if (Cancelled()) return Status::Cancelled();
    if (literal && !IsLiteral(relation.object, *literal)) continue;
    if (!with_derived_ && !relation.derived.empty()) continue;
    KG_RETURN_IF_ERROR(AddRelation(relation));
  }
  return Status();
}

Status FactGroups::AddRelation(const RelationRecord& relation) {
  std::variant<std::monostate, EntityId, Literal> object;
  std::visit([&](const auto& end) { object = end; }, relation.object);
  Entry& entry =
      groups_[{false, relation.subject, relation.predicate, object,
               relation.polarity, relation.modality, relation.standing, ""}];
  FactGroup& group = entry.group;
  if (group.relations.contains(relation.id)) return Status();
  const bool is_first = group.relations.empty();
  if (!is_first) {
    if (group.relations.size() == 1) {
      KG_RETURN_IF_ERROR(CountSources(*group.relations.begin(), &entry));
    }
    KG_RETURN_IF_ERROR(CountSources(relation.id, &entry));
  }
  group.subject = relation.subject;
  group.predicate = relation.predicate;
  group.object = std::move(object);
  group.polarity = relation.polarity;
  group.modality = relation.modality;
  group.standing = relation.standing;
  group.plain = IsPlain(relation.polarity, relation.modality, relation.standing,
                        relation.subject.has_value());
  AddDerived(relation.derived, is_first, &group);
  group.confidence = std::max(group.confidence, relation.confidence);
  group.sources = is_first ? relation.sources
                           : static_cast<uint32_t>(entry.articles.size());
  Extend(relation.first_date, relation.last_date, &group);
  group.relations.insert(relation.id);
  return Status();
}

Status FactGroups::CountSources(const RelationId& id, Entry* entry) {
  KG_ASSIGN(const std::vector<EvidenceRecord> evidence, view_.EvidenceOf(id));
  for (const EvidenceRecord& item : evidence) {
    KG_ASSIGN(const ArticleInfo article, InfoOf(item.article));
    entry->articles.insert(article.source);
  }
  return Status();
}

Status FactGroups::AddClaims(const FactPattern& pattern) {
  KG_ASSIGN(const std::vector<ClaimRecord> claims, view_.Claims(pattern));
  for (const ClaimRecord& claim : claims) {
    if (Cancelled()) return Status::Cancelled();
    if (!with_derived_ && !claim.derived.empty()) continue;
    for (const EntityId& topic : claim.topics) {
      if (pattern.objects.empty() ||
          std::find(pattern.objects.begin(), pattern.objects.end(), topic) !=
              pattern.objects.end()) {
        KG_RETURN_IF_ERROR(AddClaim(claim, topic));
      }
    }
    if (claim.topics.empty()) {
      KG_RETURN_IF_ERROR(AddClaim(claim, std::monostate()));
    }
  }
  return Status();
}

Status FactGroups::AddClaim(
    const ClaimRecord& claim,
    const std::variant<std::monostate, EntityId, Literal>& topic) {
  Entry& entry = groups_[{true, claim.speaker, claim.act, topic, claim.polarity,
                          Modality::kAsserted, Standing::kStated,
                          claim.topics.empty() ? claim.text : ""}];
  FactGroup& group = entry.group;
  if (group.claims.contains(claim.id)) return Status();
  const bool is_first = group.claims.empty();
  if (is_first) {
    group.is_claim = true;
    group.subject = claim.speaker;
    group.predicate = claim.act;
    group.object = topic;
    group.polarity = claim.polarity;
    group.plain = claim.speaker.has_value();
    group.text = claim.text;
  }
  AddDerived(claim.derived, is_first, &group);
  group.confidence = std::max(group.confidence, claim.confidence);
  KG_ASSIGN(const ArticleInfo article, InfoOf(claim.article));
  entry.articles.insert(article.source);
  group.sources = static_cast<uint32_t>(entry.articles.size());
  KG_ASSIGN(const std::string date, DateOf(claim));
  Extend(date, date, &group);
  group.claims.insert(claim.id);
  return Status();
}

// When it was said, as far as the text tells, else when it was reported.
Result<std::string> FactGroups::DateOf(const ClaimRecord& claim) {
  if (!claim.date.empty()) return claim.date;
  KG_ASSIGN(ArticleInfo article, InfoOf(claim.article));
  return std::move(article.date);
}

Result<FactGroups::ArticleInfo> FactGroups::InfoOf(const ArticleId& id) {
  if (const ArticleInfo* known = articles_.Find(id)) return *known;
  KG_ASSIGN(ArticleRecord article, view_.Article(id));
  return *articles_.Put(
      id, {std::move(article.date), article.near_copy_of.value_or(id)});
}

std::vector<FactGroup> FactGroups::TakeSorted() {
  std::vector<FactGroup> groups;
  for (auto& [key, entry] : groups_) groups.push_back(std::move(entry.group));
  groups_.clear();
  std::sort(groups.begin(), groups.end(),
            [](const FactGroup& a, const FactGroup& b) {
              if (a.sources != b.sources) return a.sources > b.sources;
              if (FirstId(a) != FirstId(b)) return FirstId(a) < FirstId(b);
              return a.object < b.object;  // topics of one claim
            });
  return groups;
}

}  // namespace kg
