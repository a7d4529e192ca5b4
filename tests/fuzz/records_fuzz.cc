// Bytes as records read back from the store: any bytes, or the right bytes of
// random facts with some of them changed. What decodes must encode to bytes
// that decode to the same.
//   first byte below 128: kind of record, then its bytes
//   else: kind of record, two bytes that choose facts, then changes of three
//   bytes each: place (two bytes), new value
#include <functional>

#include "graph/resolve/resolve.h"
#include "graph/store/contribution.h"
#include "graph/store/raw_records.h"
#include "graph/store/records.h"
#include "tests/fuzz/target.h"
#include "tests/support/random_facts.h"

namespace kg {
namespace {

using fuzz::Require;

const std::string kKey = HashKey(tag::kRelation, Blake2b("key"));

std::string Bytes(uint64_t count) { return EncodeCount(count); }
std::string Bytes(const std::string& text) { return EncodeText(text); }
std::string Bytes(const ArticleMeta& meta) {
  return EncodeMeta(meta.article, meta.source);
}
std::string Bytes(const ArticleText& record) {
  Article article;
  article.text = record.text;
  article.source_map = record.source_map;
  return EncodeArticleText(article);
}
std::string Bytes(const ArticleFacts& record) {
  return EncodeFacts(record.facts, record.entities);
}
template <typename T>
std::string Bytes(const T& record) {
  return Encode(record);
}

void Use(const ArticleFacts& record) {
  (void)MakeContribution(record.facts, record.entities, record.source);
}
template <typename T>
void Use(const T&) {}

template <typename T>
Result<T> DecodeDerived(std::string_view bytes) {
  return Decode<T>(Family::kRecord, kKey, bytes);
}
template <typename T>
Result<T> DecodeRaw(std::string_view bytes) {
  return kg::DecodeRaw<T>(kKey, bytes);
}

template <typename T, Result<T> (*decode)(std::string_view)>
void Check(std::string_view bytes) {
  const Result<T> record = decode(bytes);
  if (!record.ok()) {
    Require(record.status().kind() == ErrorKind::kCorrupt);
    return;
  }
  Use(*record);
  const std::string written = Bytes(*record);
  const Result<T> again = decode(written);
  Require(again.ok() && Bytes(*again) == written);
}

// A right record of random facts; empty where no such facts hold one.
using Sample = std::string (*)(const LocalFacts&, const Contribution&);
std::string NoSample(const LocalFacts&, const Contribution&) { return ""; }
std::string MetaSample(const LocalFacts& facts, const Contribution&) {
  return EncodeMeta(facts.article);
}
std::string TextSample(const LocalFacts& facts, const Contribution&) {
  return EncodeArticleText(facts.article);
}
std::string FactsSample(const LocalFacts& facts, const Contribution&) {
  return EncodeFacts(facts, ResolveEntities(facts));
}
std::string ClaimSample(const LocalFacts&, const Contribution& all) {
  if (all.claims.empty()) return "";
  return Encode(
      ClaimRow{static_cast<PrivateId>(5), all.claims.begin()->second.claim});
}
std::string EvidenceSample(const LocalFacts&, const Contribution& all) {
  if (all.relations.empty()) return "";
  return Encode(all.relations.begin()->second.evidence[0]);
}
std::string RelationSample(const LocalFacts&, const Contribution& all) {
  if (all.relations.empty()) return "";
  const RelationShare& share = all.relations.begin()->second;
  RelationRow row;
  row.subject = share.subject;
  row.predicate = share.predicate;
  row.object = share.object;
  row.confidences = {{0, 1}, {100, 70000}};
  row.properties = {{"P69", 2}};
  return Encode(row);
}

struct Kind {
  void (*check)(std::string_view bytes);
  Sample sample;
};
const Kind kKinds[] = {
    {Check<ArticleMeta, DecodeRaw>, MetaSample},
    {Check<ArticleText, DecodeRaw>, TextSample},
    {Check<ArticleFacts, DecodeRaw>, FactsSample},
    {Check<Decision, DecodeRaw>, NoSample},
    {Check<FileState, DecodeRaw>, NoSample},
    {Check<Manifest, DecodeRaw>, NoSample},
    {Check<EntityNames, DecodeRaw>, NoSample},
    {Check<PrivateId, DecodeDerived>, NoSample},
    {Check<IdRow, DecodeDerived>, NoSample},
    {Check<NextIds, DecodeDerived>, NoSample},
    {Check<PredicateRow, DecodeDerived>, NoSample},
    {Check<EntityRow, DecodeDerived>, NoSample},
    {Check<RelationRow, DecodeDerived>, RelationSample},
    {Check<ClaimRow, DecodeDerived>, ClaimSample},
    {Check<EdgeMarks, DecodeDerived>, NoSample},
    {Check<EvidenceRecord, DecodeDerived>, EvidenceSample},
    {Check<uint64_t, DecodeDerived>, NoSample},
    {Check<std::string, DecodeDerived>, NoSample},
};

void CheckKey(std::string_view key) {
  for (const Family family : kFamilies) Require(!KeyText(family, key).empty());
  (void)HashOfKey(key);
  (void)IdOfKey(key);
  (void)PlaceOfKey(key);
  (void)EdgeOfKey(key);
  (void)TermOfKey(key);
  if (const auto part = PartOfKey(key)) (void)ExternalOfPart(part->text);
  const std::string end = PrefixEnd(key);
  Require(end.empty() || end > key);
}

std::string Changed(const Kind& kind, std::string_view rest) {
  const auto byte = [&](size_t at) { return static_cast<uint8_t>(rest[at]); };
  LocalFacts facts = testing::FactsGenerator(byte(0)).Make(byte(1));
  Canonicalize(&facts);
  std::string bytes =
      kind.sample(facts, MakeContribution(facts, ResolveEntities(facts)));
  for (size_t at = 2; at + 3 <= rest.size() && !bytes.empty(); at += 3) {
    const size_t place = (byte(at) << 8 | byte(at + 1)) % bytes.size();
    bytes[place] = rest[at + 2];
  }
  return bytes;
}

}  // namespace
}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  const kg::Kind& kind = kg::kKinds[data[0] % 128 % std::size(kg::kKinds)];
  const std::string_view rest = kg::fuzz::TextOf(data + 1, size - 1);
  if (data[0] >= 128) {
    kind.check(kg::Changed(kind, rest));
  } else {
    kind.check(rest);
    kg::CheckKey(rest);
  }
  return 0;
}
