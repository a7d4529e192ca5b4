#include "exporters/jsonl.h"

#include <utility>

#include "graph/facts/jsonl.h"
#include "graph/facts/jsonl_lines.h"

namespace kg {
namespace {

EntityReference Reference(const ExportedEntity& entity) {
  return {entity.id.Hex(), entity.name, entity.type};
}

std::optional<EntityReference> Reference(
    const std::optional<ExportedEntity>& entity) {
  return entity ? std::optional(Reference(*entity)) : std::nullopt;
}

// The fields of an article that its line prints.
Article ArticleOf(const ArticleRecord& record) {
  Article article;
  article.root_label = record.root_label;
  article.path = record.path;
  article.record = record.record;
  article.url = record.url;
  article.title = record.title;
  article.date = record.date;
  article.authors = record.authors;
  article.publisher = record.publisher;
  article.language = record.language;
  article.model = record.model;
  article.extractor = record.extractor;
  return article;
}

std::vector<EvidenceLine> Lines(const std::vector<ExportedEvidence>& evidence) {
  std::vector<EvidenceLine> lines;
  for (const ExportedEvidence& item : evidence) {
    const EvidenceRecord& record = item.record;
    EvidenceLine line;
    line.article = record.article.Hex();
    line.path = item.path;
    line.line = record.line;
    line.whole = record.whole;
    line.spans = record.spans;
    line.quote = record.quote;
    line.subject = record.subject;
    line.object = record.object;
    line.cue = record.cue;
    if (record.claim) line.claim = record.claim->Hex();
    line.qualifiers = &record.qualifiers;
    line.confidence = record.confidence;
    line.rule = record.rule;
    lines.push_back(std::move(line));
  }
  return lines;
}

class JsonLinesSink : public Sink {
 public:
  explicit JsonLinesSink(SinkOptions options)
      : out_(std::move(options.outputs.front())) {}

  Status Begin() override { return out_(JsonLinesHeader("graph")); }

  Status Article(const ExportedArticle& exported) override {
    const kg::Article article = ArticleOf(exported.record);
    ArticleLine line;
    line.article = &article;
    line.id = exported.record.id.Hex();
    if (exported.record.near_copy_of) {
      line.near_copy_of = exported.record.near_copy_of->Hex();
    }
    if (exported.text) line.text = *exported.text;
    line.body = exported.body_begin;
    return Write(line);
  }

  Status Entity(const ExportedNode& node) override {
    const EntityRecord& record = node.record;
    EntityLine line;
    line.id = record.id.Hex();
    line.type = record.type;
    line.name = record.name;
    line.described = record.described;
    line.aliases = &record.aliases;
    line.descriptions = &record.descriptions;
    line.external = &record.external;
    line.mentions = record.mentions;
    line.articles = record.articles;
    line.dates.emplace(record.first_date, record.last_date);
    return Write(line);
  }

  Status Relation(const ExportedRelation& relation) override {
    const RelationRecord& record = relation.record;
    RelationLine line;
    line.id = record.id.Hex();
    line.subject = Reference(relation.subject);
    line.predicate = record.predicate;
    if (const auto* entity = std::get_if<ExportedEntity>(&relation.object)) {
      line.object = Reference(*entity);
    } else {
      line.object = std::get<Literal>(relation.object);
    }
    line.polarity = record.polarity;
    line.modality = record.modality;
    line.standing = record.standing;
    line.derived = record.derived;
    line.property = record.property;
    line.confidence = record.confidence;
    line.sources = record.sources;
    line.dates.emplace(record.first_date, record.last_date);
    line.evidence = Lines(relation.evidence);
    return Write(line);
  }

  Status Claim(const ExportedClaim& claim) override {
    const ClaimRecord& record = claim.record;
    ClaimLine line;
    line.id = record.id.Hex();
    line.speaker = Reference(claim.speaker);
    line.act = record.act;
    line.addressee = Reference(claim.addressee);
    line.form = record.form;
    line.polarity = record.polarity;
    line.text = record.text;
    for (const ExportedEntity& topic : claim.topics) {
      line.topics.push_back(Reference(topic));
    }
    for (const RelationId& id : record.propositions) {
      line.propositions.push_back(id.Hex());
    }
    if (record.parent) line.parent = record.parent->Hex();
    line.date = record.date;
    line.derived = record.derived;
    line.confidence = record.confidence;
    line.evidence = Lines(claim.evidence);
    return Write(line);
  }

  Result<SinkReport> End() override { return SinkReport(); }

 private:
  template <typename Line>
  Status Write(const Line& line) {
    buffer_.clear();
    AppendLine(line, &buffer_);
    return out_(buffer_);
  }

  ByteSink out_;
  std::string buffer_;
};

}  // namespace

std::unique_ptr<Sink> MakeJsonLinesSink(SinkOptions options) {
  return std::make_unique<JsonLinesSink>(std::move(options));
}

}  // namespace kg
