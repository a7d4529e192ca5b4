// Grammar of keys. Every key is one tag byte, then fields in this order:
//
//   h  hash, 16 bytes                 5  private id, 5 bytes, big-endian
//   4  number, 4 bytes, big-endian    b  entity part, 1 byte
//   z  term: its bytes with 00 written 00 FF, ended by 00 01
//   t  text: the rest of the key      [  what follows may be missing
#include "graph/store/keys.h"

#include "base/unicode.h"
#include "graph/store/codec.h"

namespace kg {
namespace {

constexpr size_t kHashBytes = 16;
constexpr size_t kIdBytes = 5;
constexpr size_t kNumberBytes = 4;

struct KeyKind {
  Family family;
  char tag;
  std::string_view name;
  std::string_view fields;
};

constexpr KeyKind kKinds[] = {
    {Family::kRaw, tag::kArticle, "article", "h"},
    {Family::kRaw, tag::kText, "text", "h"},
    {Family::kRaw, tag::kFacts, "facts", "h"},
    {Family::kRaw, tag::kDecision, "decision", "4"},
    {Family::kRaw, tag::kFile, "file", "zt"},
    {Family::kRaw, tag::kRoot, "root", "t"},
    {Family::kRaw, tag::kNames, "names", "h"},
    {Family::kRaw, tag::kManifest, "manifest", ""},
    {Family::kRecord, tag::kDocument, "article", "h"},
    {Family::kRecord, tag::kClaim, "claim", "h"},
    {Family::kRecord, tag::kDay, "day", "4"},
    {Family::kRecord, tag::kEntity, "entity", "h[bt"},
    {Family::kRecord, tag::kId, "id", "5"},
    {Family::kRecord, tag::kNextIds, "next ids", ""},
    {Family::kRecord, tag::kPredicate, "predicate", "t"},
    {Family::kRecord, tag::kPredicateId, "predicate id", "4"},
    {Family::kRecord, tag::kRelation, "relation", "h"},
    {Family::kRecord, tag::kSource, "source", "hh"},
    {Family::kRecord, tag::kIndex, "index", "t"},
    {Family::kRecord, tag::kCounter, "counter", "t"},
    {Family::kEvidence, tag::kClaimEvidence, "claim", "5"},
    {Family::kEvidence, tag::kMentions, "entity", "545"},
    {Family::kEvidence, tag::kRelationEvidence, "relation", "54544"},
    {Family::kEdge, static_cast<char>(EdgeOrder::kOut), "out", "5455"},
    {Family::kEdge, static_cast<char>(EdgeOrder::kIn), "in", "5455"},
    {Family::kEdge, static_cast<char>(EdgeOrder::kByPredicate), "by predicate",
     "4555"},
    {Family::kEdge, tag::kEdgeDay, "by day", "455"},
    {Family::kText, tag::kName, "name", "z5"},
};

constexpr std::string_view kFamilyNames[] = {"raw", "record", "evidence",
                                             "edge", "text"};
constexpr std::string_view kPartNames[] = {"", "name", "alias", "description",
                                           "external"};

void AppendId(PrivateId id, std::string* key) {
  AppendBigEndian(static_cast<uint64_t>(id), kIdBytes, key);
}

void AppendNumber(uint32_t number, std::string* key) {
  AppendBigEndian(number, kNumberBytes, key);
}

void AppendTerm(std::string_view term, std::string* key) {
  for (char c : term) {
    *key += c;
    if (c == '\0') *key += '\xFF';
  }
  *key += '\0';
  *key += '\1';
}

PrivateId IdAt(std::string_view key, size_t at) {
  return static_cast<PrivateId>(ReadBigEndian(key.substr(at, kIdBytes)));
}

uint32_t NumberAt(std::string_view key, size_t at) {
  return static_cast<uint32_t>(ReadBigEndian(key.substr(at, kNumberBytes)));
}

// A term at the front of the bytes.
std::optional<SplitTerm> SplitTermOf(std::string_view bytes) {
  SplitTerm split;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\0') {
      split.term += bytes[i];
      continue;
    }
    if (i + 1 == bytes.size()) return std::nullopt;
    const char next = bytes[++i];
    if (next == '\1') {
      split.rest = bytes.substr(i + 1);
      return split;
    }
    if (next != '\xFF') return std::nullopt;
    split.term += '\0';
  }
  return std::nullopt;
}

const KeyKind* KindOf(Family family, std::string_view key) {
  for (const KeyKind& kind : kKinds) {
    if (!key.empty() && kind.family == family && kind.tag == key[0]) {
      return &kind;
    }
  }
  return nullptr;
}

// Text as it can stand in a message: controls, and all that is not ASCII in
// what is not UTF-8, as \xNN.
std::string Printable(std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  const uint8_t first_bad = IsValidUtf8(text) ? 0xff : 0x7f;
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x20 || byte == 0x7f || byte > first_bad) {
      out += "\\x";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

// Appends one field as text and removes it from *rest; false where it is not
// whole.
bool AppendFieldText(char field, std::string_view* rest, std::string* out) {
  size_t size = 0;
  if (rest->empty() && field != 't') return false;
  switch (field) {
    case 'h':
      size = kHashBytes;
      if (rest->size() < size) return false;
      *out += " " + Hash128::FromBytes(rest->substr(0, size))->Hex();
      break;
    case '5':
    case '4': {
      size = field == '5' ? kIdBytes : kNumberBytes;
      if (rest->size() < size) return false;
      *out += " " + std::to_string(ReadBigEndian(rest->substr(0, size)));
      break;
    }
    case 'b': {
      size = 1;
      const auto part = static_cast<uint8_t>((*rest)[0]);
      if (part == 0 || part >= std::size(kPartNames)) return false;
      *out += " " + std::string(kPartNames[part]);
      break;
    }
    case 'z': {
      const std::optional<SplitTerm> split = SplitTermOf(*rest);
      if (!split) return false;
      *out += " '" + Printable(split->term) + "'";
      *rest = split->rest;
      return true;
    }
    default:  // t
      *out += " '" + Printable(*rest) + "'";
      size = rest->size();
  }
  rest->remove_prefix(size);
  return true;
}

}  // namespace

std::string_view NameOf(Family family) {
  return kFamilyNames[static_cast<size_t>(family)];
}

std::optional<Day> DayOf(std::string_view date) {
  if (date.empty()) return 0;
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') {
    return std::nullopt;
  }
  Day day = 0;
  for (size_t i = 0; i < date.size(); ++i) {
    if (i == 4 || i == 7) continue;
    if (date[i] < '0' || date[i] > '9') return std::nullopt;
    day = day * 10 + static_cast<Day>(date[i] - '0');
  }
  if (day == 0) return std::nullopt;
  return day;
}

std::string DateOf(Day day) {
  if (day == 0) return "";
  std::string digits = std::to_string(day);
  digits.insert(0, digits.size() < 8 ? 8 - digits.size() : 0, '0');
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" +
         digits.substr(6);
}

std::string HashKey(char tag, const Hash128& hash) {
  return std::string(1, tag) + std::string(hash.View());
}

std::string TextKey(char tag, std::string_view text) {
  return std::string(1, tag) + std::string(text);
}

std::string NumberKey(char tag, uint32_t number) {
  std::string key(1, tag);
  AppendNumber(number, &key);
  return key;
}

std::string IdKey(char tag, PrivateId id) {
  std::string key(1, tag);
  AppendId(id, &key);
  return key;
}

std::string TermKey(char tag, std::string_view term) {
  std::string key(1, tag);
  AppendTerm(term, &key);
  return key;
}

std::string PartKey(const EntityId& entity, EntityPart part,
                    std::string_view text) {
  return HashKey(tag::kEntity, entity.hash) + static_cast<char>(part) +
         std::string(text);
}

std::string ExternalKey(const EntityId& entity, std::string_view scheme,
                        std::string_view value) {
  std::string key = PartKey(entity, EntityPart::kExternal, "");
  AppendTerm(scheme, &key);
  key += value;
  return key;
}

std::string SourceKey(const RelationId& relation, const ArticleId& source) {
  return HashKey(tag::kSource, relation.hash) + std::string(source.hash.View());
}

std::string FileKey(std::string_view root_label, std::string_view path) {
  return TermKey(tag::kFile, root_label) + std::string(path);
}

std::string MentionsKey(PrivateId entity, Day day, PrivateId document) {
  std::string key = IdKey(tag::kMentions, entity);
  AppendNumber(day, &key);
  AppendId(document, &key);
  return key;
}

std::string EvidenceKey(const EvidencePlace& place) {
  std::string key = IdKey(tag::kRelationEvidence, place.fact);
  AppendNumber(place.day, &key);
  AppendId(place.document, &key);
  AppendNumber(place.begin, &key);
  AppendNumber(place.ordinal, &key);
  return key;
}

std::string EdgeDayKey(Day day, PrivateId fact, PrivateId document) {
  std::string key = NumberKey(tag::kEdgeDay, day);
  AppendId(fact, &key);
  AppendId(document, &key);
  return key;
}

std::string NameKey(std::string_view folded, PrivateId entity) {
  std::string key = TermKey(tag::kName, folded);
  AppendId(entity, &key);
  return key;
}

std::string EdgePrefix(EdgeOrder order, const Edge& edge, int fields) {
  std::string key(1, static_cast<char>(order));
  const std::string_view letters = order == EdgeOrder::kOut  ? "spo"
                                   : order == EdgeOrder::kIn ? "ops"
                                                             : "pso";
  for (char letter : letters.substr(0, static_cast<size_t>(fields))) {
    if (letter == 'p') {
      AppendNumber(static_cast<uint32_t>(edge.predicate), &key);
    } else {
      AppendId(letter == 's' ? edge.subject : edge.object, &key);
    }
  }
  return key;
}

std::string EdgeKey(EdgeOrder order, const Edge& edge) {
  std::string key = EdgePrefix(order, edge, 3);
  AppendId(edge.fact, &key);
  return key;
}

std::optional<Hash128> HashOfKey(std::string_view key) {
  if (key.size() < 1 + kHashBytes) return std::nullopt;
  return Hash128::FromBytes(key.substr(1, kHashBytes));
}

std::optional<PrivateId> IdOfKey(std::string_view key) {
  if (key.size() < 1 + kIdBytes) return std::nullopt;
  return IdAt(key, 1);
}

std::optional<EvidencePlace> PlaceOfKey(std::string_view key) {
  if (key.size() != 1 + 2 * kIdBytes + 3 * kNumberBytes ||
      key[0] != tag::kRelationEvidence) {
    return std::nullopt;
  }
  EvidencePlace place;
  place.fact = IdAt(key, 1);
  place.day = NumberAt(key, 6);
  place.document = IdAt(key, 10);
  place.begin = NumberAt(key, 15);
  place.ordinal = NumberAt(key, 19);
  return place;
}

std::optional<Edge> EdgeOfKey(std::string_view key) {
  if (key.size() != 1 + 3 * kIdBytes + kNumberBytes) return std::nullopt;
  Edge edge;
  edge.fact = IdAt(key, 15);
  switch (static_cast<EdgeOrder>(key[0])) {
    case EdgeOrder::kOut:
      edge.subject = IdAt(key, 1);
      edge.predicate = static_cast<PredicateId>(NumberAt(key, 6));
      edge.object = IdAt(key, 10);
      return edge;
    case EdgeOrder::kIn:
      edge.object = IdAt(key, 1);
      edge.predicate = static_cast<PredicateId>(NumberAt(key, 6));
      edge.subject = IdAt(key, 10);
      return edge;
    case EdgeOrder::kByPredicate:
      edge.predicate = static_cast<PredicateId>(NumberAt(key, 1));
      edge.subject = IdAt(key, 5);
      edge.object = IdAt(key, 10);
      return edge;
  }
  return std::nullopt;
}

std::optional<SplitTerm> TermOfKey(std::string_view key) {
  if (key.empty()) return std::nullopt;
  return SplitTermOf(key.substr(1));
}

std::optional<SplitPart> PartOfKey(std::string_view key) {
  const size_t at = 1 + kHashBytes;
  if (key.size() <= at) return std::nullopt;
  const auto part = static_cast<uint8_t>(key[at]);
  if (part == 0 || part >= std::size(kPartNames)) return std::nullopt;
  return SplitPart{static_cast<EntityPart>(part), key.substr(at + 1)};
}

std::optional<SplitTerm> ExternalOfPart(std::string_view text) {
  return SplitTermOf(text);
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xFF') end.pop_back();
  if (!end.empty()) ++end.back();
  return end;
}

std::string KeyText(Family family, std::string_view key) {
  std::string out(NameOf(family));
  const KeyKind* kind = KindOf(family, key);
  if (kind == nullptr) return out + "/'" + Printable(key) + "'";
  out += "/" + std::string(kind->name);
  std::string_view rest = key.substr(1);
  bool optional = false;
  for (char field : kind->fields) {
    if (field == '[') {
      optional = true;
    } else if (optional && rest.empty()) {
      return out;
    } else if (!AppendFieldText(field, &rest, &out)) {
      break;
    }
    if (rest.empty()) optional = true;
  }
  if (!rest.empty()) out += " + '" + Printable(rest) + "'";
  return out;
}

Status CorruptRecord(Family family, std::string_view key, std::string rule) {
  return Status::Corrupt(KeyText(family, key) + ": " + rule);
}

}  // namespace kg
