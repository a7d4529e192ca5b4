#include "extractor/rules/speakers_near.h"

#include <algorithm>
#include <string_view>

#include "base/unicode.h"
#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/speech_sources.h"

namespace kg {
namespace {

// Looked at for one pronoun; two paragraphs of news hold fewer.
constexpr size_t kMostSubjects = 64;
constexpr uint32_t kLongestTitle = 5;  // tokens, with whose it is
constexpr uint32_t kFarthestName = 6;  // "aide and trade policy expert Ann Lee"

bool IsPerson(const NameTable& names, uint32_t entity) {
  return names.entities()[entity].type == EntityType::kPerson;
}

}  // namespace

std::string LastWord(std::string_view text) {
  const size_t blank = text.rfind(' ');
  return ToLower(blank == std::string_view::npos ? text
                                                 : text.substr(blank + 1));
}

uint32_t ThroughRelative(const Analysis& analysis, uint32_t position) {
  const TokenAt at = analysis.At(position);
  const Tree& tree = analysis.tree(at.sentence);
  if (!IsRelativePronoun(tree, at.token)) return position;
  for (int32_t t = tree.Head(at.token); t >= 0; t = tree.Head(t)) {
    const auto verb = static_cast<uint32_t>(t);
    const int32_t above = tree.Head(verb);
    if (tree.Relation(verb).ends_with(":relcl") && above >= 0 &&
        static_cast<uint32_t>(above) < at.token &&
        tree.token(above).upos != "VERB") {
      return analysis.Position(at.sentence, static_cast<uint32_t>(above));
    }
    if (!tree.Is(verb, "conj") && !tree.Is(verb, "xcomp")) break;
  }
  // The noun that stands right before it, whatever the tree says.
  uint32_t before = at.token;
  while (before > 0 && tree.token(before - 1).upos == "PUNCT") --before;
  if (before == 0) return position;
  const std::string& upos = tree.token(before - 1).upos;
  if (upos != "NOUN" && upos != "PROPN") return position;
  return analysis.Position(at.sentence, before - 1);
}

std::optional<uint32_t> NameBeside(const NameTable& names, const Tree& tree,
                                   const TokenAt& noun, bool is_title) {
  const auto person = [&](uint32_t t) -> std::optional<uint32_t> {
    const TokenMention* mention = names.At(noun.sentence, t);
    const bool named = mention != nullptr &&
                       mention->form == MentionForm::kName &&
                       IsPerson(names, mention->entity);
    return named ? std::optional<uint32_t>(mention->entity) : std::nullopt;
  };
  for (uint32_t child : tree.Children(noun.token)) {
    if (!tree.Is(child, "appos") && !tree.Is(child, "flat")) continue;
    if (const auto named = person(child)) return named;
    // "the outlet Carbon Brief"
    const TokenMention* next = names.At(noun.sentence, noun.token + 1);
    if (next != nullptr && next->form == MentionForm::kName &&
        next == names.At(noun.sentence, child)) {
      return next->entity;
    }
  }
  // "according to the authors, Lee lied": they are more than Lee.
  const bool many = tree.HasFeature(noun.token, "Number=Plur");
  if (!is_title || many) return std::nullopt;
  // After a comma only where the phrase's apposition was hung elsewhere.
  const uint32_t end = std::min(tree.size(), noun.token + 1 + kFarthestName);
  for (uint32_t t = noun.token + 1; t < end; ++t) {
    if (const auto named = person(t)) {
      const int32_t head = tree.Head(t);
      const bool second = tree.Is(t, "nsubj") && head == tree.Head(noun.token);
      const bool tied = t == noun.token + 1 || tree.Is(t, "appos") || second;
      const bool owner = tree.Relation(t) == "nmod:poss" ||
                         (head >= 0 && tree.Child(t, "case").has_value());
      return tied && !owner ? named : std::nullopt;
    }
    const std::string& upos = tree.token(t).upos;
    if (upos == "VERB" || upos == "AUX" || upos == "ADP") break;
  }
  return std::nullopt;
}

NearNames::NearNames(const Analysis& analysis, const NameTable& names)
    : analysis_(analysis), names_(names) {
  for (const TokenMention& mention : names.mentions()) {
    if (mention.form != MentionForm::kName) continue;
    const Subject name = {analysis.Position(mention.sentence, mention.head),
                          mention.entity};
    const Tree& tree = analysis.tree(mention.sentence);
    if (tree.Is(mention.head, "nsubj")) subjects_.push_back(name);
    if (IsPerson(names, mention.entity)) {
      persons_.push_back(name);
      const auto [at, added] = first_of_.emplace(mention.entity, name.position);
      if (!added) at->second = std::min(at->second, name.position);
      AddTitleOf(mention);
    }
  }
  const auto earlier = [](const Subject& a, const Subject& b) {
    return a.position < b.position;
  };
  std::sort(subjects_.begin(), subjects_.end(), earlier);
  std::sort(persons_.begin(), persons_.end(), earlier);
  const Table& roles = analysis.words().table("roles");
  for (uint32_t e = 0; e < names.entities().size(); ++e) {
    if (!IsPerson(names, e)) continue;
    for (const std::string& description : names.entities()[e].descriptions) {
      const std::string noun = LastWord(description);
      if (roles.Get(noun, "kind") != "lead") continue;
      leads_[e].push_back(noun);
      const auto [it, added] = holders_.emplace(noun, e);
      if (!added && it->second != e) it->second.reset();
    }
  }
}

// "Acme's rotating chairman Lee": the name of one right before the other's.
void NearNames::AddTitleOf(const TokenMention& person) {
  const uint32_t end = person.token_begin;
  for (uint32_t t = end - std::min(end, kLongestTitle); t < end; ++t) {
    const TokenMention* before = names_.At(person.sentence, t);
    if (before != nullptr) titled_.insert({person.entity, before->entity});
  }
}

uint32_t NearNames::FirstNear(uint32_t position) const {
  const Range own =
      ParagraphSentences(analysis_, analysis_.At(position).sentence);
  const uint32_t first =
      own.begin == 0 ? 0 : ParagraphSentences(analysis_, own.begin - 1).begin;
  return analysis_.SentenceBegin(first);
}

std::optional<uint32_t> NearNames::LastSubject(
    uint32_t position, const std::function<bool(uint32_t)>& fits) const {
  const uint32_t first = FirstNear(position);
  auto at = std::lower_bound(
      subjects_.begin(), subjects_.end(), position,
      [](const Subject& s, uint32_t p) { return s.position < p; });
  for (size_t n = 0; at != subjects_.begin() && n < kMostSubjects; ++n) {
    --at;
    if (at->position < first) break;
    if (fits(at->entity)) return at->entity;
  }
  return std::nullopt;
}

std::optional<uint32_t> NearNames::OnlyOf(
    const std::vector<Subject>& names, uint32_t position,
    const std::function<bool(uint32_t)>& fits) const {
  const uint32_t first = FirstNear(position);
  std::optional<uint32_t> only;
  auto at = std::lower_bound(
      names.begin(), names.end(), position,
      [](const Subject& s, uint32_t p) { return s.position < p; });
  for (size_t n = 0; at != names.begin() && n < kMostSubjects; ++n) {
    --at;
    if (at->position < first) break;
    if (!fits(at->entity) || only == at->entity) continue;
    if (only) return std::nullopt;
    only = at->entity;
  }
  return only;
}

bool NearNames::IsNamedBefore(uint32_t entity, uint32_t position) const {
  const auto first = first_of_.find(entity);
  return first != first_of_.end() && first->second < position;
}

bool NearNames::IsNamedNear(uint32_t entity, uint32_t position) const {
  const auto same = [&](uint32_t other) { return other == entity; };
  return OnlyOf(persons_, position, same).has_value();
}

std::optional<uint32_t> NearNames::SubjectPlace(uint32_t entity,
                                                uint32_t position) const {
  auto at = std::lower_bound(
      subjects_.begin(), subjects_.end(), position,
      [](const Subject& s, uint32_t p) { return s.position < p; });
  for (size_t n = 0; at != subjects_.begin() && n < kMostSubjects; ++n) {
    --at;
    if (at->entity == entity) return at->position;
  }
  return std::nullopt;
}

bool NearNames::LeadsOtherwise(uint32_t entity, const std::string& noun) const {
  const auto found = leads_.find(entity);
  return found != leads_.end() &&
         analysis_.words().table("roles").Get(noun, "kind") == "lead" &&
         std::find(found->second.begin(), found->second.end(), noun) ==
             found->second.end();
}

std::optional<uint32_t> NearNames::HolderOf(const TokenAt& noun) const {
  const Tree& tree = analysis_.tree(noun.sentence);
  bool definite = false;
  const TokenMention* owner = nullptr;  // "the [Acme] chairman"
  for (uint32_t child : tree.Children(noun.token)) {
    const bool modifier = tree.Is(child, "nmod") || tree.Is(child, "appos") ||
                          tree.Is(child, "compound") || tree.Is(child, "amod");
    definite = definite || tree.HasFeature(child, "Definite=Def");
    if (!modifier) continue;
    const auto* name = names_.At(noun.sentence, child);
    if (owner != nullptr || name == nullptr || child + 1 != noun.token) {
      return std::nullopt;
    }
    owner = name;
  }
  const auto holder = holders_.find(tree.lemma(noun.token));
  if (holder == holders_.end() || !holder->second) return std::nullopt;
  if (owner == nullptr) return definite ? holder->second : std::nullopt;
  const bool same = titled_.count({*holder->second, owner->entity}) != 0;
  return same ? holder->second : std::nullopt;
}

bool IsOfAnotherKind(const Tree& tree, uint32_t noun, const std::string& name) {
  const std::string folded = ToLower(name);
  if (folded.find(tree.lemma(noun)) == std::string::npos) return false;
  const auto& children = tree.Children(noun);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    return child < noun && tree.Is(child, "compound") &&
           folded.find(tree.word(child)) == std::string::npos;
  });
}

}  // namespace kg
