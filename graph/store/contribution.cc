#include "graph/store/contribution.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "graph/view/ids.h"

namespace kg {
namespace {

class Contributor {
 public:
  Contributor(const LocalFacts& facts, const std::vector<EntityId>& entities)
      : facts_(facts), entities_(entities) {}

  Contribution Make() {
    out_.article = facts_.article.id;
    out_.day = DayOf(facts_.article.date).value_or(0);
    for (size_t i = 0; i < facts_.entities.size(); ++i) AddEntity(i);
    MakeRelationIds();
    MakeClaimIds();
    for (size_t i = 0; i < facts_.relations.size(); ++i) AddRelation(i);
    for (auto& [id, share] : out_.relations) SortByPosition(&share.evidence);
    for (size_t i = 0; i < facts_.claims.size(); ++i) AddClaim(i);
    return std::move(out_);
  }

 private:
  void AddEntity(size_t index) {
    const LocalEntity& local = facts_.entities[index];
    EntityShare& share = out_.entities[entities_[index]];
    share.mentions += static_cast<uint32_t>(local.mentions.size());
    share.described += local.described ? 1 : 0;
    ++share.types[local.type];
    ++share.names[local.name];
    ++share.terms[FoldTerm(local.name)];
    for (const Alias& alias : local.aliases) {
      share.aliases[alias.text] += alias.count;
      ++share.terms[FoldTerm(alias.text)];
    }
    for (const std::string& text : local.descriptions) {
      ++share.descriptions[text];
    }
    for (const auto& external : local.external) ++share.external[external];
    share.terms.erase("");
  }

  std::optional<EntityId> EntityOf(const std::optional<uint32_t>& index) const {
    if (!index) return std::nullopt;
    return entities_[*index];
  }

  End EndOf(const LocalEnd& end) const {
    if (const auto* index = std::get_if<uint32_t>(&end)) {
      return entities_[*index];
    }
    return std::get<Literal>(end);
  }

  void MakeRelationIds() {
    for (const LocalRelation& r : facts_.relations) {
      relation_ids_.push_back(
          MakeRelationId(EntityOf(r.subject), r.predicate, EndOf(r.object),
                         r.polarity, r.modality, r.standing, r.derived));
    }
  }

  // Parents first: a claim's id takes its parent's in.
  void MakeClaimIds() {
    std::vector<bool> done(facts_.claims.size(), false);
    claim_ids_.resize(facts_.claims.size());
    for (uint32_t start = 0; start < facts_.claims.size(); ++start) {
      std::vector<uint32_t> line;
      for (std::optional<uint32_t> at = start; at && !done[*at];
           at = facts_.claims[*at].parent) {
        line.push_back(*at);
      }
      for (size_t i = line.size(); i-- > 0;) {
        const LocalClaim& c = facts_.claims[line[i]];
        claim_ids_[line[i]] =
            MakeClaimId(facts_.article.id, c.cue, c.content, c.speaker_span,
                        c.act, ClaimOf(c.parent), c.derived);
        done[line[i]] = true;
      }
    }
  }

  std::optional<ClaimId> ClaimOf(const std::optional<uint32_t>& index) const {
    if (!index) return std::nullopt;
    return claim_ids_[*index];
  }

  EvidenceRecord EvidenceAt(const std::vector<Span>& spans) const {
    EvidenceRecord record;
    record.article = facts_.article.id;
    if (!spans.empty()) {
      record.whole = spans.front();
      for (const Span& span : spans) {
        record.whole.end = std::max(record.whole.end, span.end);
      }
    }
    record.line = LineAt(facts_.article.source_map, record.whole.begin);
    return record;
  }

  void AddRelation(size_t index) {
    const LocalRelation& local = facts_.relations[index];
    RelationShare& share = out_.relations[relation_ids_[index]];
    share.subject = EntityOf(local.subject);
    share.predicate = local.predicate;
    share.object = EndOf(local.object);
    share.polarity = local.polarity;
    share.modality = local.modality;
    share.standing = local.standing;
    share.derived = local.derived;
    if (!local.property.empty()) ++share.properties[local.property];
    for (const Evidence& evidence : local.evidence) {
      EvidenceRecord record = EvidenceAt(evidence.spans);
      record.spans = evidence.spans;
      record.quote = evidence.quote;
      record.subject = evidence.subject;
      record.object = evidence.object;
      record.claim = ClaimOf(evidence.claim);
      record.qualifiers = evidence.qualifiers;
      record.confidence = evidence.confidence;
      record.rule = evidence.rule;
      share.evidence.push_back(std::move(record));
    }
  }

  static void SortByPosition(std::vector<EvidenceRecord>* evidence) {
    auto place = [](const EvidenceRecord& e) {
      return std::tie(e.whole, e.spans, e.subject, e.object, e.claim);
    };
    std::stable_sort(evidence->begin(), evidence->end(),
                     [&](const EvidenceRecord& a, const EvidenceRecord& b) {
                       return place(a) < place(b);
                     });
  }

  void AddClaim(size_t index) {
    const LocalClaim& local = facts_.claims[index];
    ClaimShare share;
    ClaimRecord& claim = share.claim;
    claim.id = claim_ids_[index];
    claim.article = facts_.article.id;
    claim.speaker = EntityOf(local.speaker);
    claim.act = local.act;
    claim.addressee = EntityOf(local.addressee);
    claim.form = local.form;
    claim.polarity = local.polarity;
    claim.text = local.text;
    for (uint32_t i : local.topics) claim.topics.push_back(entities_[i]);
    for (uint32_t i : local.propositions) {
      claim.propositions.push_back(relation_ids_[i]);
    }
    SortUnique(&claim.topics);
    SortUnique(&claim.propositions);
    claim.parent = ClaimOf(local.parent);
    claim.date = local.date;
    claim.derived = local.derived;
    claim.confidence = local.confidence;
    EvidenceRecord& evidence = share.evidence;
    evidence = EvidenceAt(local.spans);
    evidence.spans = local.content;
    evidence.quote = local.quote;
    evidence.subject = local.speaker_span;
    evidence.cue = local.cue;
    evidence.confidence = local.confidence;
    evidence.rule = local.rule;
    // Canonical facts hold a claim once; of others the first counts.
    out_.claims.emplace(claim.id, std::move(share));
  }

  template <typename T>
  static void SortUnique(std::vector<T>* values) {
    std::sort(values->begin(), values->end());
    values->erase(std::unique(values->begin(), values->end()), values->end());
  }

  const LocalFacts& facts_;
  const std::vector<EntityId>& entities_;
  std::vector<RelationId> relation_ids_;
  std::vector<ClaimId> claim_ids_;
  Contribution out_;
};

}  // namespace

Contribution MakeContribution(const LocalFacts& facts,
                              const std::vector<EntityId>& entities,
                              const std::optional<ArticleId>& source) {
  Contribution contribution = Contributor(facts, entities).Make();
  contribution.source = source;
  return contribution;
}

}  // namespace kg
