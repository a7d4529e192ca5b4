// WriteFacts and WriteDecision: local facts as lines, offsets as code points.
#include <algorithm>

#include "base/unicode.h"
#include "graph/facts/jsonl.h"
#include "graph/facts/jsonl_lines.h"

namespace kg {
namespace {

// Byte offsets to those that are written.
class Offsets {
 public:
  explicit Offsets(const Article& article) {
    if (article.has_text) map_.emplace(article.text);
  }
  uint32_t operator()(uint32_t byte) const {
    return map_ ? map_->ToCodePoints(byte) : byte;
  }
  Span operator()(const Span& span) const {
    return {(*this)(span.begin), (*this)(span.end)};
  }
  std::optional<Span> operator()(const std::optional<Span>& span) const {
    return span ? std::optional<Span>((*this)(*span)) : std::nullopt;
  }
  std::vector<Span> operator()(const std::vector<Span>& spans) const {
    std::vector<Span> out;
    for (const Span& span : spans) out.push_back((*this)(span));
    return out;
  }

 private:
  std::optional<OffsetMap> map_;
};

Span Whole(const std::vector<Span>& spans) {
  if (spans.empty()) return {};
  return {spans.front().begin, spans.back().end};
}

class FactsWriter {
 public:
  explicit FactsWriter(const LocalFacts& facts)
      : facts_(facts), offsets_(facts.article), id_(facts.article.id.Hex()) {}

  std::string Write(const FactsWriteOptions& options) {
    WriteArticle(options);
    WriteEntities();
    WriteMentions();
    WriteRelations();
    WriteClaims();
    return std::move(out_);
  }

 private:
  std::string Id(char kind, uint32_t index) const {
    return id_ + "/" + kind + std::to_string(index);
  }
  std::string EntityName(uint32_t index) const { return Id('e', index); }

  EntityReference Reference(uint32_t index) const {
    const LocalEntity& entity = facts_.entities[index];
    return {EntityName(index), entity.name, entity.type};
  }
  std::optional<EntityReference> Reference(
      const std::optional<uint32_t>& index) const {
    return index ? std::optional(Reference(*index)) : std::nullopt;
  }

  void WriteArticle(const FactsWriteOptions& options) {
    ArticleLine line;
    line.article = &facts_.article;
    line.id = id_;
    if (options.with_text && facts_.article.has_text) {
      line.text = facts_.article.text;
    }
    line.body = offsets_(facts_.article.body_begin);
    for (const SourcePosition& position : facts_.article.source_map) {
      line.lines.push_back({offsets_(position.text_begin), position.line});
    }
    AppendLine(line, &out_);
  }

  void WriteEntities() {
    for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
      const LocalEntity& entity = facts_.entities[i];
      EntityLine line;
      line.id = EntityName(i);
      line.type = entity.type;
      line.name = entity.name;
      line.described = entity.described;
      line.aliases = &entity.aliases;
      line.descriptions = &entity.descriptions;
      line.external = &entity.external;
      line.mentions = static_cast<uint32_t>(entity.mentions.size());
      line.articles = 1;
      AppendLine(line, &out_);
    }
  }

  void WriteMentions() {
    for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
      for (const Mention& mention : facts_.entities[i].mentions) {
        AppendLine(
            MentionLine{
                EntityName(i), id_, {offsets_(mention.span), mention.form}},
            &out_);
      }
    }
  }

  EvidenceLine Place(const std::vector<Span>& spans) const {
    EvidenceLine line;
    line.article = id_;
    line.path = facts_.article.path;
    line.line = LineAt(facts_.article.source_map, Whole(spans).begin);
    line.whole = offsets_(Whole(spans));
    return line;
  }

  EvidenceLine RelationEvidence(const Evidence& evidence) const {
    EvidenceLine line = Place(evidence.spans);
    line.spans = offsets_(evidence.spans);
    line.quote = evidence.quote;
    line.subject = offsets_(evidence.subject);
    line.object = offsets_(evidence.object);
    if (evidence.claim) line.claim = Id('c', *evidence.claim);
    line.qualifiers = &evidence.qualifiers;
    line.confidence = evidence.confidence;
    line.rule = evidence.rule;
    return line;
  }

  void WriteRelations() {
    for (uint32_t i = 0; i < facts_.relations.size(); ++i) {
      const LocalRelation& relation = facts_.relations[i];
      RelationLine line;
      line.id = Id('r', i);
      line.subject = Reference(relation.subject);
      line.predicate = relation.predicate;
      if (const auto* entity = std::get_if<uint32_t>(&relation.object)) {
        line.object = Reference(*entity);
      } else {
        line.object = std::get<Literal>(relation.object);
      }
      line.polarity = relation.polarity;
      line.modality = relation.modality;
      line.standing = relation.standing;
      line.derived = relation.derived;
      line.property = relation.property;
      line.sources = 1;
      for (const Evidence& evidence : relation.evidence) {
        line.confidence = std::max(line.confidence, evidence.confidence);
        line.evidence.push_back(RelationEvidence(evidence));
      }
      AppendLine(line, &out_);
    }
  }

  EvidenceLine ClaimEvidence(const LocalClaim& claim) const {
    EvidenceLine line = Place(claim.spans);
    line.spans = offsets_(claim.content);
    line.quote = claim.quote;
    line.cue = offsets_(claim.cue);
    line.subject = offsets_(claim.speaker_span);
    line.passage = offsets_(claim.spans);
    line.confidence = claim.confidence;
    line.rule = claim.rule;
    return line;
  }

  void WriteClaims() {
    for (uint32_t i = 0; i < facts_.claims.size(); ++i) {
      const LocalClaim& claim = facts_.claims[i];
      ClaimLine line;
      line.id = Id('c', i);
      line.speaker = Reference(claim.speaker);
      line.act = claim.act;
      line.addressee = Reference(claim.addressee);
      line.form = claim.form;
      line.polarity = claim.polarity;
      line.text = claim.text;
      for (uint32_t topic : claim.topics) {
        line.topics.push_back(Reference(topic));
      }
      for (uint32_t proposition : claim.propositions) {
        line.propositions.push_back(Id('r', proposition));
      }
      if (claim.parent) line.parent = Id('c', *claim.parent);
      line.date = claim.date;
      line.derived = claim.derived;
      line.confidence = claim.confidence;
      line.evidence.push_back(ClaimEvidence(claim));
      AppendLine(line, &out_);
    }
  }

  const LocalFacts& facts_;
  Offsets offsets_;
  std::string id_;
  std::string out_;
};

}  // namespace

std::string WriteFacts(const LocalFacts& facts,
                       const FactsWriteOptions& options) {
  return FactsWriter(facts).Write(options);
}

}  // namespace kg
