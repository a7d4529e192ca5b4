// Properties of a ViewGraph's nodes and edges, by key.

#include <algorithm>
#include <set>

#include "graph/view/view_graph_state.h"

namespace kg {
namespace {

// In the order of PropertyKey, which is theirs by name.
constexpr std::string_view kKeyNames[] = {
    "act",        "aliases",      "articles",  "authors",    "claims",
    "confidence", "count",        "datatype",  "date",       "derived",
    "described",  "descriptions", "external",  "first_date", "form",
    "id",         "language",     "last_date", "mentions",   "modality",
    "name",       "near_copy_of", "path",      "place",      "polarity",
    "predicate",  "property",     "publisher", "record",     "sources",
    "standing",   "text",         "time",      "title",      "type",
    "unit",       "url",          "value",
};

using Key = PropertyKey;

constexpr Key kEntityKeys[] = {
    Key::kAliases,  Key::kArticles,  Key::kDescribed, Key::kDescriptions,
    Key::kExternal, Key::kFirstDate, Key::kId,        Key::kLastDate,
    Key::kMentions, Key::kName,      Key::kType};
constexpr Key kRelationKeys[] = {
    Key::kConfidence, Key::kDatatype,  Key::kDerived,  Key::kFirstDate,
    Key::kId,         Key::kLastDate,  Key::kModality, Key::kPlace,
    Key::kPolarity,   Key::kPredicate, Key::kProperty, Key::kSources,
    Key::kStanding,   Key::kText,      Key::kTime,     Key::kUnit,
    Key::kValue};
constexpr Key kClaimKeys[] = {Key::kAct,      Key::kConfidence, Key::kDate,
                              Key::kDerived,  Key::kForm,       Key::kId,
                              Key::kPolarity, Key::kText};
constexpr Key kArticleKeys[] = {Key::kAuthors,   Key::kDate,       Key::kId,
                                Key::kLanguage,  Key::kNearCopyOf, Key::kPath,
                                Key::kPublisher, Key::kRecord,     Key::kTitle,
                                Key::kUrl};
constexpr Key kActKeys[] = {Key::kClaims,    Key::kConfidence, Key::kDerived,
                            Key::kFirstDate, Key::kLastDate,   Key::kModality,
                            Key::kPlace,     Key::kPolarity,   Key::kSources,
                            Key::kStanding,  Key::kTime};

Value Text(std::string_view text) { return Value::String(std::string(text)); }
Value TextOrNull(const std::string& text) {
  return text.empty() ? Value() : Value::String(text);
}
Value TextOrNull(const std::optional<std::string>& text) {
  return text ? Value::String(*text) : Value();
}
Value Number(uint64_t number) {
  return Value::Integer(static_cast<int64_t>(number));
}
Value Hundredths(uint8_t number) { return Value::Float(number / 100.0); }

template <typename Range>
Value Texts(const Range& texts) {
  ValueList list;
  for (const auto& text : texts) list.push_back(Value::String(text));
  return Value::List(std::move(list));
}

Value EntityProperty(const EntityRecord& entity, Key key) {
  switch (key) {
    case Key::kAliases: {
      std::vector<std::string> aliases;
      for (const Alias& alias : entity.aliases) aliases.push_back(alias.text);
      return Texts(aliases);
    }
    case Key::kArticles:
      return Number(entity.articles);
    case Key::kDescribed:
      return Value::Boolean(entity.described);
    case Key::kDescriptions:
      return Texts(entity.descriptions);
    case Key::kExternal: {
      ValueMap ids;
      for (const auto& [scheme, id] : entity.external) ids[scheme] = Text(id);
      return ids.empty() ? Value() : Value::Map(std::move(ids));
    }
    case Key::kFirstDate:
      return TextOrNull(entity.first_date);
    case Key::kId:
      return Text(entity.id.Hex());
    case Key::kLastDate:
      return TextOrNull(entity.last_date);
    case Key::kMentions:
      return Number(entity.mentions);
    case Key::kName:
      return Text(entity.name);
    case Key::kType:
      return Text(NameOf(entity.type));
    default:
      return Value();
  }
}

Value LiteralProperty(const RelationRecord& relation, Key key) {
  const auto* literal = std::get_if<Literal>(&relation.object);
  if (literal == nullptr) return Value();
  switch (key) {
    case Key::kDatatype:
      return TextOrNull(literal->datatype);
    case Key::kText:
      return TextOrNull(literal->text);
    case Key::kUnit:
      return TextOrNull(literal->unit);
    default:
      return TextOrNull(literal->value);
  }
}

Value RelationProperty(const RelationRecord& relation, Key key) {
  switch (key) {
    case Key::kConfidence:
      return Hundredths(relation.confidence);
    case Key::kDatatype:
    case Key::kText:
    case Key::kUnit:
    case Key::kValue:
      return LiteralProperty(relation, key);
    case Key::kDerived:
      return TextOrNull(relation.derived);
    case Key::kFirstDate:
      return TextOrNull(relation.first_date);
    case Key::kId:
      return Text(relation.id.Hex());
    case Key::kLastDate:
      return TextOrNull(relation.last_date);
    case Key::kModality:
      return Text(NameOf(relation.modality));
    case Key::kPolarity:
      return Text(NameOf(relation.polarity));
    case Key::kPredicate:
      return Text(relation.predicate);
    case Key::kProperty:
      return TextOrNull(relation.property);
    case Key::kSources:
      return Number(relation.sources);
    case Key::kStanding:
      return Text(NameOf(relation.standing));
    default:
      return Value();
  }
}

Value ClaimProperty(const ClaimRecord& claim, Key key) {
  switch (key) {
    case Key::kAct:
      return Text(claim.act);
    case Key::kConfidence:
      return Hundredths(claim.confidence);
    case Key::kDate:
      return TextOrNull(claim.date);
    case Key::kDerived:
      return TextOrNull(claim.derived);
    case Key::kForm:
      return Text(NameOf(claim.form));
    case Key::kId:
      return Text(claim.id.Hex());
    case Key::kPolarity:
      return Text(NameOf(claim.polarity));
    case Key::kText:
      return Text(claim.text);
    default:
      return Value();
  }
}

Value ArticleProperty(const ArticleRecord& article, Key key) {
  switch (key) {
    case Key::kAuthors:
      return Texts(article.authors);
    case Key::kDate:
      return TextOrNull(article.date);
    case Key::kId:
      return Text(article.id.Hex());
    case Key::kLanguage:
      return TextOrNull(article.language);
    case Key::kNearCopyOf:
      return article.near_copy_of ? Text(article.near_copy_of->Hex()) : Value();
    case Key::kPath:
      return Text(article.path);
    case Key::kPublisher:
      return TextOrNull(article.publisher);
    case Key::kRecord:
      return TextOrNull(article.record);
    case Key::kTitle:
      return TextOrNull(article.title);
    case Key::kUrl:
      return TextOrNull(article.url);
    default:
      return Value();
  }
}

using Claims = std::vector<std::shared_ptr<const ClaimRecord>>;

Value DateOfClaims(const Claims& claims, bool last) {
  std::string best;
  for (const auto& claim : claims) {
    if (claim->date.empty()) continue;
    const bool better = last ? claim->date > best : claim->date < best;
    if (best.empty() || better) best = claim->date;
  }
  return TextOrNull(best);
}

Value DerivedOfClaims(const Claims& claims) {
  for (const auto& claim : claims) {
    if (claim->derived.empty()) return Value();
  }
  return claims.empty() ? Value() : TextOrNull(claims[0]->derived);
}

// Of the claims of one speaker, act, topic and polarity together.
Value ActProperty(const Claims& claims, Key key) {
  switch (key) {
    case Key::kClaims:
      return Number(claims.size());
    case Key::kConfidence: {
      uint8_t best = 0;
      for (const auto& claim : claims) best = std::max(best, claim->confidence);
      return Hundredths(best);
    }
    case Key::kDerived:
      return DerivedOfClaims(claims);
    case Key::kFirstDate:
    case Key::kLastDate:
      return DateOfClaims(claims, key == Key::kLastDate);
    case Key::kModality:
      return Text(NameOf(Modality::kAsserted));
    case Key::kPolarity:
      return claims.empty() ? Value() : Text(NameOf(claims[0]->polarity));
    case Key::kSources: {
      std::set<ArticleId> articles;
      for (const auto& claim : claims) articles.insert(claim->article);
      return Number(articles.size());
    }
    case Key::kStanding:
      return Text(NameOf(Standing::kAttributed));
    case Key::kPlace:
    case Key::kTime:
      return Value::List({});
    default:
      return Value();
  }
}

// The times or places that the evidence of a relation names, each once.
Result<Value> Qualifiers(const GraphView& view, const RelationId& id,
                         std::string_view role) {
  KG_ASSIGN(const std::vector<EvidenceRecord> evidence, view.EvidenceOf(id));
  std::set<std::string> texts;
  for (const EvidenceRecord& one : evidence) {
    for (const Qualifier& qualifier : one.qualifiers) {
      if (qualifier.role != role) continue;
      texts.insert(qualifier.value.empty() ? qualifier.text : qualifier.value);
    }
  }
  return Texts(texts);
}

Result<Value> RelationValue(const GraphView& view,
                            const RelationRecord& relation, Key key) {
  if (key == Key::kTime || key == Key::kPlace) {
    return Qualifiers(view, relation.id, KeyName(static_cast<SymbolId>(key)));
  }
  return RelationProperty(relation, key);
}

// Every key that has a value.
template <typename Keys, typename Get>
Result<ValueMap> AllOf(const Keys& keys, const Get& get) {
  ValueMap all;
  for (const auto key : keys) {
    KG_ASSIGN(Value value, get(static_cast<SymbolId>(key)));
    if (value.is_null() || (value.is_list() && value.list().empty())) continue;
    all.emplace(KeyName(static_cast<SymbolId>(key)), std::move(value));
  }
  return all;
}

}  // namespace

std::optional<SymbolId> FindKey(std::string_view name) {
  const auto found =
      std::lower_bound(std::begin(kKeyNames), std::end(kKeyNames), name);
  if (found == std::end(kKeyNames) || *found != name) return std::nullopt;
  return static_cast<SymbolId>(found - std::begin(kKeyNames) + 1);
}

std::vector<std::string> AllKeys() {
  return std::vector<std::string>(std::begin(kKeyNames), std::end(kKeyNames));
}

std::string_view KeyName(SymbolId key) { return kKeyNames[key - 1]; }

std::vector<SymbolId> KeysOf(ThingKind kind) {
  std::vector<SymbolId> keys;
  const auto add = [&keys](const auto& of) {
    for (const Key key : of) keys.push_back(static_cast<SymbolId>(key));
  };
  switch (kind) {
    case ThingKind::kEntity:
      add(kEntityKeys);
      break;
    case ThingKind::kRelation:
      add(kRelationKeys);
      break;
    case ThingKind::kClaim:
      add(kClaimKeys);
      break;
    default:
      add(kArticleKeys);
  }
  return keys;
}

Result<Value> ViewGraph::Property(NodeRef node, SymbolId symbol) const {
  const auto key = static_cast<PropertyKey>(symbol);
  const uint64_t number = NumberOf(node);
  switch (KindOf(node)) {
    case ThingKind::kEntity: {
      if (key == PropertyKey::kName || key == PropertyKey::kType) {
        KG_ASSIGN(const auto head, state_->Head(number));
        return key == PropertyKey::kName ? head->name : head->type_name;
      }
      KG_ASSIGN(const auto entity, state_->Entity(number));
      return EntityProperty(*entity, key);
    }
    case ThingKind::kRelation: {
      KG_ASSIGN(const auto relation, state_->Relation(number));
      return RelationValue(*state_->view, *relation, key);
    }
    case ThingKind::kClaim: {
      KG_ASSIGN(const auto claim, state_->Claim(number));
      return ClaimProperty(*claim, key);
    }
    default: {
      KG_ASSIGN(const auto article, state_->Article(number));
      return ArticleProperty(*article, key);
    }
  }
}

Result<Value> ViewGraph::Property(const EdgeRef& edge, SymbolId symbol) const {
  const auto key = static_cast<PropertyKey>(symbol);
  if (state_->IsActEdge(edge)) {
    KG_ASSIGN(const Claims claims, state_->ClaimsOf(edge));
    return ActProperty(claims, key);
  }
  if (edge.type > kFirstPredicate) {
    if (key == PropertyKey::kFirstDate || key == PropertyKey::kLastDate) {
      KG_ASSIGN(const auto days, state_->Days(edge.key));
      return key == PropertyKey::kFirstDate ? days->first : days->last;
    }
    KG_ASSIGN(const auto relation, state_->Relation(edge.key));
    return RelationValue(*state_->view, *relation, key);
  }
  const bool count =
      edge.type == static_cast<SymbolId>(StructureType::kMentionedIn) &&
      key == PropertyKey::kCount;
  return count ? Number(edge.key) : Value();
}

Result<ValueMap> ViewGraph::Properties(NodeRef node) const {
  return AllOf(KeysOf(KindOf(node)),
               [&](SymbolId key) { return Property(node, key); });
}

Result<ValueMap> ViewGraph::Properties(const EdgeRef& edge) const {
  const auto get = [&](SymbolId key) { return Property(edge, key); };
  if (state_->IsActEdge(edge)) return AllOf(kActKeys, get);
  if (edge.type > kFirstPredicate) {
    return AllOf(KeysOf(ThingKind::kRelation), get);
  }
  constexpr PropertyKey kMentionKeys[] = {PropertyKey::kCount};
  return AllOf(kMentionKeys, get);
}

}  // namespace kg
