#include "extractor/rules/names.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/concept_words.h"
#include "extractor/rules/names_describe.h"
#include "extractor/rules/names_evidence.h"
#include "extractor/rules/names_forms.h"
#include "extractor/rules/names_spans.h"
#include "extractor/rules/names_tables.h"
#include "extractor/rules/words.h"

namespace kg {
namespace {

constexpr char kCountryCode[] = "iso3166";
// Chosen; nobody is described in more ways, lists misread as such are long.
constexpr size_t kMostDescriptions = 16;

uint64_t TokenKey(uint32_t sentence, uint32_t token) {
  return static_cast<uint64_t>(sentence) << 32 | token;
}

void CountAlias(LocalEntity* entity, const std::string& text) {
  auto at = std::lower_bound(
      entity->aliases.begin(), entity->aliases.end(), text,
      [](const Alias& alias, const std::string& t) { return alias.text < t; });
  if (at == entity->aliases.end() || at->text != text) {
    at = entity->aliases.insert(at, Alias{text, 0});
  }
  ++at->count;
}

void AddDescription(LocalEntity* entity, std::string description) {
  const std::string folded = FoldTerm(description);
  const bool known =
      std::any_of(entity->descriptions.begin(), entity->descriptions.end(),
                  [&](const std::string& d) { return FoldTerm(d) == folded; });
  if (!known && entity->descriptions.size() < kMostDescriptions) {
    entity->descriptions.push_back(std::move(description));
  }
}

// "Nancy", "iPhone"; not "NANCY".
std::string LemmaOf(const Token& token) {
  return ToLower(token.lemma.empty() ? token.form : token.lemma);
}

}  // namespace

// Builds the table: spans, their groups, mentions, descriptions.
class NameFinder {
 public:
  NameFinder(std::string_view text, const Document& document,
             const Lexicon& lexicon)
      : text_(text), document_(document), tables_(lexicon) {
    table_.text_ = text;
    table_.document_ = &document;
    table_.lexicon_ = &lexicon;
  }

  NameTable Run() {
    NameSpans found = FindNameSpans(text_, document_, tables_);
    ApplyEvidence(document_, tables_, &found);
    for (const NameSpan& span : found.spans) {
      if (span.type != EntityType::kPerson) continue;
      if (span.range.end - span.range.begin < 2) continue;
      surnames_.insert(FoldTerm(
          document_.sentences[span.sentence].tokens[span.range.end - 1].form));
    }
    std::vector<bool> governs;
    for (const NameSpan& span : found.spans) {
      governs.push_back(IsGoverned(span));
    }
    const NameGroups groups = GroupNames(found, governs, tables_);
    for (const NameGroup& group : groups.groups) AddEntity(group);
    for (uint32_t i = 0; i < found.spans.size(); ++i) {
      AddSpan(found.spans[i], groups.group_of_span[i], groups.is_metonym[i]);
    }
    // All tokens of names are known by now.
    for (uint32_t i = 0; i < found.spans.size(); ++i) {
      Describe(found.spans[i], groups.group_of_span[i]);
    }
    return std::move(table_);
  }

 private:
  // "Chinese" in "Chinese officials"; by place too, since parsers attach
  // adjectives of a long noun phrase badly.
  bool IsGoverned(const NameSpan& span) {
    if (span.type == EntityType::kPlace) return ActsAsGovernment(span);
    if (span.type != EntityType::kGroup) return false;
    const Tree& tree = table_.TreeOf(span.sentence);
    const uint32_t next = span.range.end;
    if (next < tree.size() && IsGovernment(tree, next)) return true;
    const uint32_t head = HeadOf(tree, span.range);
    if (tree.Head(head) < static_cast<int32_t>(next)) return false;
    const bool modifies = tree.Is(head, "amod") || tree.Is(head, "compound") ||
                          tree.Is(head, "nmod");
    return modifies &&
           IsGovernment(tree, static_cast<uint32_t>(tree.Head(head)));
  }
  // "Oslo" in "Oslo banned the import", but not in "Oslo hosts the games", nor
  // where an Ann Oslo may be meant.
  bool ActsAsGovernment(const NameSpan& span) {
    if (!tables_.CountryOfCapital(span.text) ||
        surnames_.count(FoldTerm(span.text)) != 0) {
      return false;
    }
    const Tree& tree = table_.TreeOf(span.sentence);
    const uint32_t name = HeadOf(tree, span.range);
    const int32_t above = tree.Head(name);
    if (above < 0) return false;
    const auto verb = static_cast<uint32_t>(above);
    const bool agent =
        tree.Relation(name) == "nsubj" || tree.Relation(name) == "obl:agent";
    return agent && tree.token(verb).upos == "VERB" &&
           tables_.IsCapitalAct(tree.lemma(verb));
  }
  bool IsGovernment(const Tree& tree, uint32_t t) const {
    return tree.token(t).upos == "NOUN" &&
           (tables_.IsGovernment(tree.lemma(t)) ||
            tables_.IsGovernment(tree.word(t)));
  }

  void AddEntity(const NameGroup& group) {
    LocalEntity entity;
    entity.type = group.type;
    entity.name = group.name;
    if (!group.country_code.empty()) {
      entity.external[kCountryCode] = group.country_code;
    }
    table_.entities_.push_back(std::move(entity));
  }

  void AddSpan(const NameSpan& span, uint32_t entity, bool is_metonym) {
    TokenMention mention;
    mention.sentence = span.sentence;
    mention.token_begin = span.range.begin;
    mention.token_end = span.range.end;
    mention.head = HeadOf(table_.TreeOf(span.sentence), span.range);
    // "Chinese officials" makes "Chinese" no name of China.
    table_.AddMention(entity, mention, is_metonym ? "" : span.text);
  }

  void Describe(const NameSpan& span, uint32_t index) {
    LocalEntity& entity = table_.entities_[index];
    if (entity.type == EntityType::kGroup) return;
    const Tree& tree = table_.TreeOf(span.sentence);
    NamedTokens named(tree.size(), false);
    for (uint32_t t = 0; t < tree.size(); ++t) {
      named[t] = table_.At(span.sentence, t) != nullptr;
    }
    for (std::string& description : DescribeName(text_, tree, span, named)) {
      AddDescription(&entity, std::move(description));
    }
  }

  std::string_view text_;
  const Document& document_;
  const NameTables tables_;
  std::unordered_set<std::string> surnames_;  // folded
  NameTable table_;
};

NameTable NameTable::Find(std::string_view text, const Document& document,
                          const Lexicon& lexicon) {
  return NameFinder(text, document, lexicon).Run();
}

const TokenMention* NameTable::At(uint32_t sentence, uint32_t token) const {
  const auto found = by_token_.find(TokenKey(sentence, token));
  return found == by_token_.end() ? nullptr : &mentions_[found->second];
}

const Tree& NameTable::TreeOf(uint32_t sentence) {
  if (!tree_.has_value() || tree_sentence_ != sentence) {
    tree_.emplace(document_->sentences[sentence]);
    tree_sentence_ = sentence;
  }
  return *tree_;
}

void NameTable::AddMention(uint32_t entity, const TokenMention& mention,
                           const std::string& alias) {
  const auto index = static_cast<uint32_t>(mentions_.size());
  const auto& tokens = document_->sentences[mention.sentence].tokens;
  mentions_.push_back(mention);
  mentions_.back().entity = entity;
  // "spying" in "evidence of spying" means itself.
  const bool nominal = mention.form == MentionForm::kNominal;
  const uint32_t end = nominal && !entities_[entity].described
                           ? std::max(mention.head, mention.token_begin) + 1
                           : mention.token_end;
  for (uint32_t t = mention.token_begin; t < end; ++t) {
    by_token_.emplace(TokenKey(mention.sentence, t), index);
  }
  LocalEntity& owner = entities_[entity];
  const Mention made = {
      {tokens[mention.token_begin].begin, tokens[mention.token_end - 1].end},
      mention.form};
  owner.mentions.insert(
      std::upper_bound(owner.mentions.begin(), owner.mentions.end(), made),
      made);
  if (!alias.empty()) CountAlias(&owner, alias);
}

uint32_t NameTable::EntityOf(const std::string& key, std::string name,
                             EntityType type) {
  const auto [at, added] =
      concepts_.emplace(key, static_cast<uint32_t>(entities_.size()));
  if (added) {
    entities_.emplace_back();
    entities_.back().name = std::move(name);
    entities_.back().type = type;
  }
  return at->second;
}

EntityType NameTable::TypeOfSource(const Tree& tree, uint32_t token) const {
  const Words words(*lexicon_);
  const std::string lemma = LemmaOf(tree.token(token));
  if (words.NounIs(lemma, "person") ||
      lexicon_->table("names_titles").Has(lemma)) {
    return EntityType::kPerson;
  }
  if (words.NounIs(lemma, "government")) return EntityType::kOrganization;
  return EntityType::kConcept;
}

uint32_t NameTable::AddNominal(uint32_t sentence, uint32_t token,
                               bool described) {
  if (const TokenMention* mention = At(sentence, token)) {
    return mention->entity;
  }
  const Tree& tree = TreeOf(sentence);
  TokenMention mention;
  mention.sentence = sentence;
  mention.head = token;
  mention.form = MentionForm::kNominal;
  uint32_t entity = 0;
  std::vector<uint32_t> tokens;
  if (described) {
    tokens = SourceTokens(tree, token);
    const std::string name =
        SurfaceOf(text_, tree.sentence(), {tokens.front(), tokens.back() + 1});
    entity =
        EntityOf("source " + FoldTerm(name), name, TypeOfSource(tree, token));
    entities_[entity].described = true;
  } else {
    const Words words(*lexicon_);
    tokens = ConceptWords(tree, words, [&](uint32_t t) {
               return At(sentence, t) != nullptr;
             }).Of(token);
    // A name that the tagger has no class for keeps its capitals; in a sentence
    // of capitals it may be any noun.
    const bool proper = IsProperNoun(tree.token(token));
    std::string name;
    for (uint32_t t : tokens) {
      const Token& word = tree.token(t);
      name += proper       ? word.form
              : t == token ? LemmaOf(word)
                           : ToLower(word.form);
      if (t != tokens.back() && word.space_after) name += ' ';
    }
    entity = EntityOf("concept " + name, name, EntityType::kConcept);
  }
  mention.token_begin = tokens.front();
  mention.token_end = tokens.back() + 1;
  AddMention(entity, mention,
             SurfaceOf(text_, tree.sentence(),
                       {mention.token_begin, mention.token_end}));
  return entity;
}

}  // namespace kg
