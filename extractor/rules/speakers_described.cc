#include "extractor/rules/speakers_described.h"

#include <algorithm>
#include <span>
#include <sstream>
#include <string_view>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr std::string_view kPersonEntity = "person";  // Token::entity

// Parts that tell a noun from others of its kind, or tie it to somebody else.
constexpr std::string_view kNarrowing[] = {"nmod", "acl", "appos", "conj"};

// What stands before a noun that is a part of a name or of another noun.
constexpr std::string_view kModifiers[] = {"compound", "flat", "amod", "appos",
                                           "nmod:desc"};

bool IsOneOf(std::string_view relation,
             std::span<const std::string_view> relations) {
  return std::find(relations.begin(), relations.end(), relation) !=
         relations.end();
}

}  // namespace

bool IsDefinite(const Tree& tree, uint32_t noun) {
  const auto determiner = tree.Child(noun, "det");
  return determiner && (tree.HasFeature(*determiner, "Definite=Def") ||
                        tree.HasFeature(*determiner, "PronType=Dem"));
}

bool IsCircumstance(const Tree& tree, const Words& words, uint32_t token) {
  const auto preposition = tree.Child(token, "case");
  if (!tree.Is(token, "obl") || !preposition) return false;
  const std::string role = words.Role(FixedExpression(tree, *preposition), "");
  return role != "agent" && role != "source" && role != "attribution";
}

bool IsNobody(const Tree& tree, const Words& words, uint32_t noun) {
  const auto whole = tree.Child(noun, "nmod");
  return words.NounIs(tree.lemma(noun), "partitive") &&
         !(whole && tree.token(*whole).upos != "PRON") &&
         !tree.Child(noun, "acl") && !tree.Child(noun, "compound") &&
         !tree.Child(noun, "amod");
}

bool IsOwned(const Tree& tree, const Words& words, uint32_t noun) {
  const auto owner = tree.Child(noun, "nmod:poss");
  return owner && tree.token(*owner).upos == "PRON" &&
         tree.token(noun).entity != kPersonEntity &&
         !words.IsPersonNoun(tree.lemma(noun));
}

Descriptions::Descriptions(const Analysis& analysis, const NameTable& names,
                           const Genders& genders, const NearNames& near)
    : analysis_(analysis),
      names_(names),
      genders_(genders),
      near_(near),
      titles_(names) {
  for (uint32_t s = 0; s < analysis.sentences(); ++s) {
    const Tree& tree = analysis.tree(s);
    for (uint32_t t = 0; t < tree.size(); ++t) {
      const Token& token = tree.token(t);
      if (token.upos != "NOUN" || token.xpos != "NN" || !IsNew(tree, {s, t})) {
        continue;
      }
      introduced_.emplace(token.lemma, analysis.Position(s, t));
      const bool quoted = (token.layout & 1) != 0;
      if (!quoted && IsPersonNoun(token)) {
        new_persons_.push_back(analysis.Position(s, t));
      }
    }
  }
  for (const TokenMention& mention : names.mentions()) {
    const LocalEntity& entity = names.entities()[mention.entity];
    if (mention.form != MentionForm::kName ||
        entity.type != EntityType::kOrganization) {
      continue;
    }
    const uint32_t position = analysis.Position(mention.sentence, mention.head);
    std::istringstream words(ToLower(entity.name));
    for (std::string word; words >> word;) {
      called_[word].Add(mention.entity, position);
    }
  }
}

// The mentions come by place.
void Descriptions::Called::Add(uint32_t named, uint32_t position) {
  if (first == kNone) {
    entity = named;
    first = position;
  } else if (named != entity) {
    other = std::min(other, position);
  }
}

// "a farmer", "Lee's lawyer"; not "the farmer", "Lee, a farmer", "Lee is a
// farmer".
bool Descriptions::IsNew(const Tree& tree, const TokenAt& noun) const {
  const uint32_t t = noun.token;
  if (IsOneOf(tree.Universal(t), kModifiers) || tree.Child(t, "cop") ||
      names_.At(noun.sentence, t) != nullptr) {
    return false;
  }
  bool fresh = false;
  for (uint32_t child : tree.Children(t)) {
    const bool named = names_.At(noun.sentence, child) != nullptr;
    if (named && (tree.Is(child, "appos") || tree.Is(child, "flat"))) {
      return false;
    }
    fresh = fresh || tree.Relation(child) == "nmod:poss" ||
            tree.Is(child, "nummod") ||
            (tree.Is(child, "det") && (tree.HasFeature(child, "Definite=Ind") ||
                                       tree.HasFeature(child, "PronType=Ind")));
  }
  return fresh;
}

bool Descriptions::IsPersonNoun(const Token& token) const {
  return token.entity == kPersonEntity ||
         analysis_.words().IsPersonNoun(token.lemma);
}

std::optional<uint32_t> Descriptions::Meant(
    const TokenAt& noun, std::optional<uint32_t> previous) const {
  const Tree& tree = analysis_.tree(noun.sentence);
  const Token& token = tree.token(noun.token);
  if (token.upos != "NOUN" || token.xpos != "NN" ||
      !IsDefinite(tree, noun.token)) {
    return std::nullopt;
  }
  for (uint32_t child : tree.Children(noun.token)) {
    // "the Russian envoy", "the other man": perhaps somebody else.
    const bool narrows =
        IsOneOf(tree.Universal(child), kNarrowing) ||
        names_.At(noun.sentence, child) != nullptr ||
        analysis_.words().NounIs(tree.lemma(child), "another") ||
        analysis_.words().NounIs(tree.lemma(child), "vague");
    if (narrows) return std::nullopt;
  }
  const uint32_t position = analysis_.Position(noun.sentence, noun.token);
  if (IsPersonNoun(token)) return Person(position, token.lemma, previous);
  const auto body = Body(position, token.lemma, previous);
  const bool other =
      body && IsOfAnotherKind(tree, noun.token, names_.entities()[*body].name);
  return other ? std::nullopt : body;
}

bool Descriptions::IsIntroduced(const std::string& lemma,
                                uint32_t position) const {
  const auto it = introduced_.find(lemma);
  return it != introduced_.end() && it->second < position;
}

// Somebody without a name is spoken of near before.
bool Descriptions::HasRival(uint32_t position) const {
  const auto at = std::lower_bound(new_persons_.begin(), new_persons_.end(),
                                   near_.FirstNear(position));
  return at != new_persons_.end() && *at < position;
}

// The only person of the article with that title, if named near before; else
// the only one who is, where he leads a clause or spoke last.
std::optional<uint32_t> Descriptions::Person(
    uint32_t position, const std::string& lemma,
    std::optional<uint32_t> previous) const {
  if (IsIntroduced(lemma, position)) return std::nullopt;
  if (titles_.Has(lemma)) {
    const auto holder = titles_.Only(lemma);
    return holder && near_.IsNamedNear(*holder, position) ? holder
                                                          : std::nullopt;
  }
  if (HasRival(position)) return std::nullopt;
  const auto only = near_.OnlyPerson(position, [](uint32_t) { return true; });
  if (!only || near_.LeadsOtherwise(*only, lemma)) return std::nullopt;
  const std::string_view gender =
      analysis_.words().table("names_titles").Get(lemma, "gender");
  const char known = genders_.Of(*only);
  if (!gender.empty() && known != '\0' && gender.front() != known) {
    return std::nullopt;
  }
  const auto same = [&](uint32_t entity) { return entity == *only; };
  const bool leads = near_.LastSubject(position, same).has_value();
  return leads || previous == only ? only : std::nullopt;
}

// The one whose name has the noun in it ("the commission"), else who spoke last
// or alone leads clauses near before, where the noun is one for any of them.
std::optional<uint32_t> Descriptions::Body(
    uint32_t position, const std::string& lemma,
    std::optional<uint32_t> previous) const {
  if (const auto called = BodyCalled(position, lemma)) return called;
  if (!analysis_.words().NounIs(lemma, "outfit") ||
      IsIntroduced(lemma, position)) {
    return std::nullopt;
  }
  const auto is_body = [&](uint32_t entity) {
    return names_.entities()[entity].type == EntityType::kOrganization;
  };
  const auto last = near_.LastSubject(position, is_body);
  if (previous && is_body(*previous)) {
    return !last || last == previous ? previous : std::nullopt;
  }
  return near_.OnlySubject(position, is_body);
}

// The only one so far whose name has that word in it.
std::optional<uint32_t> Descriptions::BodyCalled(
    uint32_t position, const std::string& lemma) const {
  const auto it = called_.find(lemma);
  if (it == called_.end()) return std::nullopt;
  const Called& called = it->second;
  const bool only = called.first < position && position < called.other;
  return only ? std::optional<uint32_t>(called.entity) : std::nullopt;
}

}  // namespace kg
