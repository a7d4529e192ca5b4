// Grammar of raw records: as in records.cc.
#include "graph/store/raw_records.h"

#include "graph/store/fields.h"

namespace kg {

template <>
std::optional<Decision::Action> FromNumber<Decision::Action>(uint8_t number) {
  if (number < 1 || number > 3) return std::nullopt;
  return static_cast<Decision::Action>(number);
}

// text root label, text path, text? record, text? url, text title, text date,
// text* authors, text? publisher, text language, bool has text, varint body,
// hash content, text model, text extractor, hash? source
template <typename Codec>
void Fields(Codec& c, ArticleMeta& v) {
  Article& a = v.article;
  c(a.root_label, a.path, a.record, a.url, a.title, a.date, a.authors,
    a.publisher, a.language, a.has_text, a.body_begin, a.content_hash, a.model,
    a.extractor, v.source);
}

// varint text begin, varint line
template <typename Codec>
void Fields(Codec& c, SourcePosition& v) {
  c(v.text_begin, v.line);
}

// text, (varint, varint)* source map
template <typename Codec>
void Fields(Codec& c, ArticleText& v) {
  c(v.text, v.source_map);
}

// text, varint count
template <typename Codec>
void Fields(Codec& c, Alias& v) {
  c(v.text, v.count);
}

// span, enum form
template <typename Codec>
void Fields(Codec& c, Mention& v) {
  c(v.span, v.form);
}

// enum type, text name, bool described, alias* aliases, text* descriptions,
// (text, text)* external, mention* mentions
template <typename Codec>
void Fields(Codec& c, LocalEntity& v) {
  c(v.type, v.name, v.described, v.aliases, v.descriptions, v.external,
    v.mentions);
}

// span* spans, text quote, span? subject, span? object, varint? claim,
// qualifier* qualifiers, byte confidence, text rule
template <typename Codec>
void Fields(Codec& c, Evidence& v) {
  c(v.spans, v.quote, v.subject, v.object, v.claim, v.qualifiers, v.confidence,
    v.rule);
}

// varint? subject, text predicate, varint|literal object, enum polarity,
// enum modality, enum standing, text derived, text property,
// evidence* evidence
template <typename Codec>
void Fields(Codec& c, LocalRelation& v) {
  c(v.subject, v.predicate, v.object, v.polarity, v.modality, v.standing,
    v.derived, v.property, v.evidence);
}

// varint? speaker, text act, varint? addressee, enum form, enum polarity,
// text, varint* topics, varint* propositions, varint? parent, text date,
// text derived, span* content, span? cue, span? speaker, span* spans,
// text quote, byte confidence, text rule
template <typename Codec>
void Fields(Codec& c, LocalClaim& v) {
  c(v.speaker, v.act, v.addressee, v.form, v.polarity, v.text, v.topics,
    v.propositions, v.parent, v.date, v.derived, v.content, v.cue,
    v.speaker_span, v.spans, v.quote, v.confidence, v.rule);
}

// entity* entities, relation* relations, claim* claims, hash* resolved
template <typename Codec>
void Fields(Codec& c, ArticleFacts& v) {
  c(v.facts.entities, v.facts.relations, v.facts.claims, v.entities);
}

// hash article, varint mention begin
template <typename Codec>
void Fields(Codec& c, Decision::LocalName& v) {
  c(v.article, v.mention_begin);
}

// varint sequence, enum action, name* of, text name, text date, text note
template <typename Codec>
void Fields(Codec& c, Decision& v) {
  c(v.sequence, v.action, v.of, v.name, v.date, v.note);
}

// hash content, hash* articles
template <typename Codec>
void Fields(Codec& c, FileState& v) {
  c(v.content_hash, v.articles);
}

// text program, text model, text precision, text kernels, text icu,
// text lexicon
template <typename Codec>
void Fields(Codec& c, Manifest& v) {
  c(v.program, v.model, v.precision, v.kernels, v.icu, v.lexicon);
}

// text name, text into, text reason, varint decision
template <typename Codec>
void Fields(Codec& c, MergedName& v) {
  c(v.name, v.into, v.reason, v.decision);
}

// text shown, bool renamed, merged*
template <typename Codec>
void Fields(Codec& c, EntityNames& v) {
  c(v.shown, v.renamed, v.merged);
}

std::string EncodeMeta(const Article& article,
                       const std::optional<ArticleId>& source) {
  ArticleMeta meta{article, source};
  return EncodeRecord(meta);
}

std::string EncodeArticleText(const Article& article) {
  return EncodeRecord(ArticleText{article.text, article.source_map});
}

std::string EncodeFacts(const LocalFacts& facts,
                        const std::vector<EntityId>& entities) {
  RecordWriter writer;
  writer(kRecordVersion, facts.entities, facts.relations, facts.claims,
         entities);
  return writer.Take();
}

std::string Encode(const Decision& decision) { return EncodeRecord(decision); }
std::string Encode(const FileState& file) { return EncodeRecord(file); }
std::string Encode(const Manifest& manifest) { return EncodeRecord(manifest); }
std::string Encode(const EntityNames& names) { return EncodeRecord(names); }

namespace {

template <typename T>
Status CheckDecoded(const T&) {
  return Status();
}
Status CheckDecoded(const ArticleFacts& record) {
  return ValidateFacts(record.facts, record.entities.size());
}

}  // namespace

template <typename T>
Result<T> DecodeRaw(std::string_view key, std::string_view bytes) {
  T record{};
  if (!DecodeRecord(bytes, &record)) {
    return CorruptRecord(Family::kRaw, key,
                         "expected a whole record of version 1, got " +
                             std::to_string(bytes.size()) +
                             " bytes that are none");
  }
  const Status checked = CheckDecoded(record);
  if (!checked.ok()) {
    return CorruptRecord(Family::kRaw, key, checked.message());
  }
  return record;
}

template Result<ArticleMeta> DecodeRaw(std::string_view, std::string_view);
template Result<ArticleText> DecodeRaw(std::string_view, std::string_view);
template Result<ArticleFacts> DecodeRaw(std::string_view, std::string_view);
template Result<Decision> DecodeRaw(std::string_view, std::string_view);
template Result<FileState> DecodeRaw(std::string_view, std::string_view);
template Result<Manifest> DecodeRaw(std::string_view, std::string_view);
template Result<EntityNames> DecodeRaw(std::string_view, std::string_view);

}  // namespace kg
