#include "graph/facts/jsonl_lines.h"

#include "graph/facts/json_text.h"
#include "graph/facts/jsonl.h"
#include "graph/facts/jsonl_schema.h"

namespace kg {
namespace {

void Field(JsonText* json, std::string_view key, std::string_view value) {
  json->Key(key);
  json->String(value);
}

void NullableField(JsonText* json, std::string_view key,
                   std::string_view value) {
  json->Key(key);
  json->StringOrNull(value);
}

void OptionalField(JsonText* json, std::string_view key,
                   const std::optional<std::string>& value) {
  json->Key(key);
  json->OptionalString(value);
}

void IntegerField(JsonText* json, std::string_view key, uint64_t value) {
  json->Key(key);
  json->Integer(value);
}

void SpanField(JsonText* json, std::string_view key,
               const std::optional<Span>& span) {
  json->Key(key);
  json->SpanOrNull(span);
}

void SpansField(JsonText* json, std::string_view key,
                const std::vector<Span>& spans) {
  json->Key(key);
  json->Spans(spans);
}

void DateFields(
    JsonText* json,
    const std::optional<std::pair<std::string_view, std::string_view>>& dates) {
  if (!dates) return;
  NullableField(json, "first_date", dates->first);
  NullableField(json, "last_date", dates->second);
}

void Reference(JsonText* json, const EntityReference& entity) {
  json->BeginObject();
  Field(json, "id", entity.id);
  Field(json, "name", entity.name);
  Field(json, "type", NameOf(entity.type));
  json->EndObject();
}

void ReferenceField(JsonText* json, std::string_view key,
                    const std::optional<EntityReference>& entity) {
  json->Key(key);
  if (entity) {
    Reference(json, *entity);
  } else {
    json->Null();
  }
}

void LiteralObject(JsonText* json, const Literal& literal) {
  json->BeginObject();
  Field(json, "value", literal.value);
  Field(json, "datatype", literal.datatype);
  NullableField(json, "unit", literal.unit);
  Field(json, "text", literal.text);
  json->EndObject();
}

void Qualifiers(JsonText* json, const std::vector<Qualifier>& qualifiers) {
  json->BeginArray();
  for (const Qualifier& qualifier : qualifiers) {
    json->BeginObject();
    Field(json, "role", qualifier.role);
    Field(json, "text", qualifier.text);
    NullableField(json, "value", qualifier.value);
    json->EndObject();
  }
  json->EndArray();
}

void BeginEvidence(JsonText* json, const EvidenceLine& line) {
  json->BeginObject();
  Field(json, "article", line.article);
  Field(json, "path", line.path);
  if (line.line > 0) IntegerField(json, "line", line.line);
  IntegerField(json, "start", line.whole.begin);
  IntegerField(json, "end", line.whole.end);
  SpansField(json, "spans", line.spans);
  Field(json, "quote", line.quote);
}

void EndEvidence(JsonText* json, const EvidenceLine& line) {
  json->Key("confidence");
  json->Hundredths(line.confidence);
  if (!line.rule.empty()) Field(json, "rule", line.rule);
  json->EndObject();
}

void RelationEvidence(JsonText* json, const EvidenceLine& line) {
  BeginEvidence(json, line);
  SpanField(json, "subject", line.subject);
  SpanField(json, "object", line.object);
  OptionalField(json, "claim", line.claim);
  json->Key("qualifiers");
  Qualifiers(json, *line.qualifiers);
  EndEvidence(json, line);
}

void ClaimEvidence(JsonText* json, const EvidenceLine& line) {
  BeginEvidence(json, line);
  SpanField(json, "cue", line.cue);
  SpanField(json, "speaker", line.subject);
  if (line.passage.size() > 1) SpansField(json, "passage", line.passage);
  EndEvidence(json, line);
}

void SourceLines(JsonText* json, const std::vector<SourcePosition>& lines) {
  json->Key("lines");
  json->BeginArray();
  for (const SourcePosition& position : lines) {
    json->BeginArray();
    json->Integer(position.text_begin);
    json->Integer(position.line);
    json->EndArray();
  }
  json->EndArray();
}

}  // namespace

std::string JsonLinesHeader(std::string_view scope) {
  std::string out;
  JsonText json(&out);
  json.BeginObject();
  Field(&json, "kind", "header");
  Field(&json, "format", "kg");
  IntegerField(&json, "version", kJsonLinesVersion);
  Field(&json, "scope", scope);
  json.EndObject();
  return out + "\n";
}

void AppendLine(const ArticleLine& line, std::string* out) {
  const Article& article = *line.article;
  JsonText json(out);
  json.BeginObject();
  Field(&json, "kind", "article");
  Field(&json, "id", line.id);
  Field(&json, "root", article.root_label);
  Field(&json, "path", article.path);
  OptionalField(&json, "record", article.record);
  OptionalField(&json, "url", article.url);
  Field(&json, "title", article.title);
  NullableField(&json, "date", article.date);
  json.Key("authors");
  json.Strings(article.authors);
  OptionalField(&json, "publisher", article.publisher);
  NullableField(&json, "language", article.language);
  OptionalField(&json, "near_copy_of", line.near_copy_of);
  NullableField(&json, "model", article.model);
  NullableField(&json, "extractor", article.extractor);
  if (article.content_hash != Hash128()) {
    Field(&json, "content_hash", article.content_hash.Hex());
  }
  if (line.text) Field(&json, "text", *line.text);
  IntegerField(&json, "body", line.body);
  if (!line.lines.empty()) SourceLines(&json, line.lines);
  json.EndObject();
  out->push_back('\n');
}

void AppendLine(const EntityLine& line, std::string* out) {
  JsonText json(out);
  json.BeginObject();
  Field(&json, "kind", "entity");
  Field(&json, "id", line.id);
  Field(&json, "type", NameOf(line.type));
  Field(&json, "name", line.name);
  if (line.described) {
    json.Key("described");
    json.Boolean(true);
  }
  json.Key("aliases");
  json.BeginArray();
  for (const Alias& alias : *line.aliases) {
    json.BeginObject();
    Field(&json, "text", alias.text);
    IntegerField(&json, "count", alias.count);
    json.EndObject();
  }
  json.EndArray();
  json.Key("descriptions");
  json.Strings(*line.descriptions);
  json.Key("external");
  json.BeginObject();
  for (const auto& [scheme, id] : *line.external) {
    json.QuotedKey(scheme);
    json.String(id);
  }
  json.EndObject();
  IntegerField(&json, "mentions", line.mentions);
  IntegerField(&json, "articles", line.articles);
  DateFields(&json, line.dates);
  json.EndObject();
  out->push_back('\n');
}

void AppendLine(const MentionLine& line, std::string* out) {
  JsonText json(out);
  json.BeginObject();
  Field(&json, "kind", "mention");
  Field(&json, "entity", line.entity);
  Field(&json, "article", line.article);
  IntegerField(&json, "start", line.mention.span.begin);
  IntegerField(&json, "end", line.mention.span.end);
  Field(&json, "form", NameOf(line.mention.form));
  json.EndObject();
  out->push_back('\n');
}

void AppendLine(const RelationLine& line, std::string* out) {
  JsonText json(out);
  json.BeginObject();
  Field(&json, "kind", "relation");
  Field(&json, "id", line.id);
  ReferenceField(&json, "subject", line.subject);
  Field(&json, "predicate", line.predicate);
  json.Key("object");
  if (const auto* entity = std::get_if<EntityReference>(&line.object)) {
    Reference(&json, *entity);
  } else {
    LiteralObject(&json, std::get<Literal>(line.object));
  }
  Field(&json, "polarity", NameOf(line.polarity));
  Field(&json, "modality", NameOf(line.modality));
  Field(&json, "standing", NameOf(line.standing));
  NullableField(&json, "derived", line.derived);
  NullableField(&json, "property", line.property);
  json.Key("confidence");
  json.Hundredths(line.confidence);
  IntegerField(&json, "sources", line.sources);
  DateFields(&json, line.dates);
  json.Key("evidence");
  json.BeginArray();
  for (const EvidenceLine& item : line.evidence) RelationEvidence(&json, item);
  json.EndArray();
  json.EndObject();
  out->push_back('\n');
}

void AppendLine(const ClaimLine& line, std::string* out) {
  JsonText json(out);
  json.BeginObject();
  Field(&json, "kind", "claim");
  Field(&json, "id", line.id);
  ReferenceField(&json, "speaker", line.speaker);
  Field(&json, "act", line.act);
  ReferenceField(&json, "addressee", line.addressee);
  Field(&json, "form", NameOf(line.form));
  Field(&json, "polarity", NameOf(line.polarity));
  Field(&json, "text", line.text);
  json.Key("topics");
  json.BeginArray();
  for (const EntityReference& topic : line.topics) Reference(&json, topic);
  json.EndArray();
  json.Key("propositions");
  json.Strings(line.propositions);
  OptionalField(&json, "parent", line.parent);
  NullableField(&json, "date", line.date);
  NullableField(&json, "derived", line.derived);
  json.Key("confidence");
  json.Hundredths(line.confidence);
  json.Key("evidence");
  json.BeginArray();
  for (const EvidenceLine& item : line.evidence) ClaimEvidence(&json, item);
  json.EndArray();
  json.EndObject();
  out->push_back('\n');
}

}  // namespace kg
