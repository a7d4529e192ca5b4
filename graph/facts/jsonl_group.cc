// Reading the lines of a group. What refers to other lines stays a draft.
#include "graph/facts/jsonl_group.h"

#include <algorithm>
#include <utility>

#include "graph/facts/json_line.h"

namespace kg {
namespace {

using rapidjson::Value;

Status Duplicate(const std::string& id) {
  return Status::InvalidInput("the id '" + id + "' stands twice in the group");
}

std::string Shown(const Span& span) {
  return std::to_string(span.begin) + "-" + std::to_string(span.end);
}

// From the first to the last of the spans, of which there is one at least.
Span WholeOf(const std::vector<Span>& spans) {
  Span whole = spans.front();
  for (const Span& span : spans) whole.end = std::max(whole.end, span.end);
  return whole;
}

Article ReadArticle(const Value& value) {
  Article article;
  article.id = ReadArticleId(StringField(value, "id"));
  article.root_label = StringField(value, "root");
  article.path = StringField(value, "path");
  article.record = OptionalStringField(value, "record");
  article.url = OptionalStringField(value, "url");
  article.title = StringField(value, "title");
  article.date = StringField(value, "date");
  article.authors = StringsField(value, "authors");
  article.publisher = OptionalStringField(value, "publisher");
  article.language = StringField(value, "language");
  article.model = StringField(value, "model");
  article.extractor = StringField(value, "extractor");
  article.text = StringField(value, "text");
  article.has_text = Field(value, "text") != nullptr;
  return article;
}

}  // namespace

Result<FactsGroup> FactsGroup::Begin(const Value& value) {
  FactsGroup group;
  Article& article = group.facts_.article;
  group.id_ = StringField(value, "id");
  article = ReadArticle(value);
  if (article.has_text) group.offsets_.emplace(article.text);
  Span body{IntegerField(value, "body"), IntegerField(value, "body")};
  KG_RETURN_IF_ERROR(group.ToBytes("body", &body));
  article.body_begin = body.begin;
  if (const auto hash = OptionalStringField(value, "content_hash")) {
    const std::optional<Hash128> parsed = Hash128::FromHex(*hash);
    if (!parsed) {
      return Status::InvalidInput(
          "expected 32 lower-case hex digits for 'content_hash', got '" +
          *hash + "'");
    }
    article.content_hash = *parsed;
  }
  for (const Span& pair : SpansField(value, "lines")) {
    Span at{pair.begin, pair.begin};
    KG_RETURN_IF_ERROR(group.ToBytes("lines", &at));
    article.source_map.push_back({at.begin, pair.end});
  }
  return group;
}

Status FactsGroup::Add(std::string_view kind, const Value& value, size_t line) {
  if (kind == "entity") return AddEntity(value);
  if (kind == "mention") return AddMention(value, line);
  if (kind == "relation") return AddRelation(value, line);
  return AddClaim(value, line);
}

FactsGroup::Reference FactsGroup::ReadReference(const Value& value) {
  Reference reference;
  reference.id = OptionalStringField(value, "id");
  reference.name = StringField(value, "name");
  reference.type = Parse<EntityType>(StringField(value, "type"));
  return reference;
}

std::optional<FactsGroup::Reference> FactsGroup::ReadReference(
    const Value& value, const char* key) {
  const Value* field = Field(value, key);
  return field ? std::optional(ReadReference(*field)) : std::nullopt;
}

Status FactsGroup::AddEntity(const Value& value) {
  const std::string id = StringField(value, "id");
  if (entity_ids_.contains(id)) return Duplicate(id);
  entity_ids_[id] = NewEntity({id, StringField(value, "name"),
                               Parse<EntityType>(StringField(value, "type"))});
  LocalEntity& entity = facts_.entities.back();
  const Value* described = Field(value, "described");
  entity.described = described != nullptr && described->GetBool();
  if (const Value* aliases = Field(value, "aliases")) {
    for (const Value& alias : aliases->GetArray()) {
      entity.aliases.push_back(
          {StringField(alias, "text"), IntegerField(alias, "count", 1)});
    }
  }
  entity.descriptions = StringsField(value, "descriptions");
  if (const Value* external = Field(value, "external")) {
    for (const auto& member : external->GetObject()) {
      entity.external.emplace(
          std::string(member.name.GetString(), member.name.GetStringLength()),
          std::string(member.value.GetString(),
                      member.value.GetStringLength()));
    }
  }
  return Status();
}

Status FactsGroup::AddMention(const Value& value, size_t line) {
  KG_RETURN_IF_ERROR(CheckArticle(value, ""));
  MentionDraft draft;
  draft.entity = StringField(value, "entity");
  draft.mention.span = {IntegerField(value, "start"),
                        IntegerField(value, "end")};
  draft.mention.form = EnumField(value, "form", MentionForm::kName);
  draft.line = line;
  KG_RETURN_IF_ERROR(ToBytes("the mention", &draft.mention.span));
  mentions_.push_back(std::move(draft));
  return Status();
}

Status FactsGroup::AddRelation(const Value& value, size_t line) {
  RelationDraft draft;
  draft.line = line;
  LocalRelation& relation = draft.relation;
  draft.subject = ReadReference(value, "subject");
  relation.predicate = StringField(value, "predicate");
  const Value& object = value["object"];
  if (object.HasMember("value")) {
    relation.object =
        Literal{StringField(object, "value"),
                OptionalStringField(object, "datatype").value_or("text"),
                StringField(object, "unit"), StringField(object, "text")};
  } else {
    draft.object = ReadReference(object);
  }
  relation.polarity = EnumField(value, "polarity", Polarity::kAffirmed);
  relation.modality = EnumField(value, "modality", Modality::kAsserted);
  relation.standing = EnumField(value, "standing", Standing::kStated);
  relation.derived = StringField(value, "derived");
  relation.property = StringField(value, "property");
  const uint8_t confidence = HundredthsField(value, "confidence").value_or(100);
  const Value& evidence = value["evidence"];
  if (evidence.Empty()) {
    return Status::InvalidInput("the relation has no evidence");
  }
  for (rapidjson::SizeType i = 0; i < evidence.Size(); ++i) {
    const std::string place = "evidence[" + std::to_string(i) + "]";
    KG_ASSIGN(Evidence read, ReadEvidence(evidence[i], place, confidence));
    relation.evidence.push_back(std::move(read));
    draft.claims.push_back(OptionalStringField(evidence[i], "claim"));
  }
  if (const auto id = OptionalStringField(value, "id")) {
    const auto index = static_cast<uint32_t>(relations_.size());
    if (!relation_ids_.emplace(*id, index).second) return Duplicate(*id);
  }
  relations_.push_back(std::move(draft));
  return Status();
}

Status FactsGroup::AddClaim(const Value& value, size_t line) {
  ClaimDraft draft;
  draft.line = line;
  LocalClaim& claim = draft.claim;
  draft.speaker = ReadReference(value, "speaker");
  claim.act = StringField(value, "act");
  draft.addressee = ReadReference(value, "addressee");
  claim.form = EnumField(value, "form", QuoteForm::kIndirect);
  claim.polarity = EnumField(value, "polarity", Polarity::kAffirmed);
  claim.text = StringField(value, "text");
  if (const Value* topics = Field(value, "topics")) {
    for (const Value& topic : topics->GetArray()) {
      draft.topics.push_back(ReadReference(topic));
    }
  }
  draft.propositions = StringsField(value, "propositions");
  draft.parent = OptionalStringField(value, "parent");
  claim.date = StringField(value, "date");
  claim.derived = StringField(value, "derived");
  if (value["evidence"].Size() != 1) {
    return Status::InvalidInput("expected one evidence of the claim, got " +
                                std::to_string(value["evidence"].Size()));
  }
  const Value& evidence = value["evidence"][0];
  const std::string place = "evidence[0]";
  KG_RETURN_IF_ERROR(
      ReadPlace(evidence, place, "passage", &claim.spans, &claim.quote));
  claim.content = SpansField(evidence, "spans");
  claim.cue = SpanField(evidence, "cue");
  claim.speaker_span = SpanField(evidence, "speaker");
  KG_RETURN_IF_ERROR(ToBytes(place, &claim.content));
  for (const Span& span : claim.content) {
    if (WholeOf(claim.spans).Contains(span)) continue;
    return Status::InvalidInput(place +
                                ": 'spans' go outside of start and end");
  }
  KG_RETURN_IF_ERROR(ToBytes(place, &claim.cue));
  KG_RETURN_IF_ERROR(ToBytes(place, &claim.speaker_span));
  claim.confidence =
      HundredthsField(evidence, "confidence")
          .value_or(HundredthsField(value, "confidence").value_or(100));
  claim.rule = StringField(evidence, "rule");
  if (const auto id = OptionalStringField(value, "id")) {
    const auto index = static_cast<uint32_t>(claims_.size());
    if (!claim_ids_.emplace(*id, index).second) return Duplicate(*id);
  }
  claims_.push_back(std::move(draft));
  return Status();
}

Result<Evidence> FactsGroup::ReadEvidence(const Value& value,
                                          const std::string& place,
                                          uint8_t confidence) const {
  Evidence evidence;
  KG_RETURN_IF_ERROR(
      ReadPlace(value, place, "spans", &evidence.spans, &evidence.quote));
  evidence.subject = SpanField(value, "subject");
  evidence.object = SpanField(value, "object");
  KG_RETURN_IF_ERROR(ToBytes(place, &evidence.subject));
  KG_RETURN_IF_ERROR(ToBytes(place, &evidence.object));
  if (const Value* qualifiers = Field(value, "qualifiers")) {
    for (const Value& qualifier : qualifiers->GetArray()) {
      evidence.qualifiers.push_back({StringField(qualifier, "role"),
                                     StringField(qualifier, "text"),
                                     StringField(qualifier, "value")});
    }
  }
  evidence.confidence =
      HundredthsField(value, "confidence").value_or(confidence);
  evidence.rule = StringField(value, "rule");
  return evidence;
}

// Start, end and quote of an evidence, and its parts where it names them. A
// quote that stands elsewhere is no quote of this place.
Status FactsGroup::ReadPlace(const Value& value, const std::string& place,
                             const char* parts_key, std::vector<Span>* spans,
                             std::string* quote) const {
  KG_RETURN_IF_ERROR(CheckArticle(value, place + "."));
  Span whole{IntegerField(value, "start"), IntegerField(value, "end")};
  *spans = SpansField(value, parts_key);
  if (spans->empty()) *spans = {whole};
  std::sort(spans->begin(), spans->end());
  const std::string shown = Shown(whole);
  if (WholeOf(*spans) != whole) {
    return Status::InvalidInput(place + ": '" + parts_key + "' go from " +
                                Shown(WholeOf(*spans)) +
                                ", start and end say " + shown);
  }
  KG_RETURN_IF_ERROR(ToBytes(place, spans));
  KG_RETURN_IF_ERROR(ToBytes(place, &whole));
  const std::optional<std::string> given = OptionalStringField(value, "quote");
  *quote =
      offsets_ ? QuoteOf(facts_.article.text, {whole}) : given.value_or("");
  if (given && *given != *quote) {
    return Status::InvalidInput(place + ": the text at " + shown +
                                " is not the quote");
  }
  return Status();
}

Status FactsGroup::CheckArticle(const Value& value,
                                const std::string& place) const {
  const std::string article = StringField(value, "article");
  if (article == id_) return Status();
  return Status::InvalidInput("'" + place + "article' is '" + article +
                              "', the group is of '" + id_ + "'");
}

Status FactsGroup::ToBytes(const std::string& place, Span* span) const {
  if (span->begin > span->end) {
    return Status::InvalidInput(place + ": " + Shown(*span) +
                                " ends before it starts");
  }
  if (!offsets_) return Status();
  if (span->end > offsets_->code_points()) {
    return Status::InvalidInput(
        place + ": " + Shown(*span) + " goes past the text's " +
        std::to_string(offsets_->code_points()) + " characters");
  }
  *span = {offsets_->ToBytes(span->begin), offsets_->ToBytes(span->end)};
  return Status();
}

Status FactsGroup::ToBytes(const std::string& place,
                           std::optional<Span>* span) const {
  return *span ? ToBytes(place, &**span) : Status();
}

Status FactsGroup::ToBytes(const std::string& place,
                           std::vector<Span>* spans) const {
  for (Span& span : *spans) KG_RETURN_IF_ERROR(ToBytes(place, &span));
  return Status();
}

}  // namespace kg
