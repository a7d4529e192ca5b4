#include "extractor/rules/topics.h"

#include <algorithm>

namespace kg {
namespace {

// From so many times on, a noun is what the article speaks of; chosen.
constexpr uint32_t kTheme = 3;

// Relations of a noun that belongs to the noun above it and is no topic of its
// own: "the US" in "US allegations".
bool IsModifier(const Tree& tree, uint32_t t) {
  return tree.Relation(t) == "nmod:poss" || tree.Is(t, "compound") ||
         tree.Is(t, "amod") || tree.Relation(t) == "nmod:desc" ||
         tree.Is(t, "flat");
}

}  // namespace

Topics::Topics(const Analysis& analysis, Ends* ends)
    : analysis_(analysis), words_(analysis.words()), ends_(*ends) {
  for (uint32_t p = 0; p < analysis.positions(); ++p) {
    const Token& token = analysis.token(p);
    if (token.upos == "NOUN") ++said_[token.lemma];
  }
}

bool Topics::IsOne(uint32_t entity) const {
  const LocalEntity& found = ends_.names().entities()[entity];
  if (found.type != EntityType::kConcept ||
      !words_.NounIs(found.name, "idiom")) {
    return true;
  }
  const auto said = said_.find(found.name);
  return said != said_.end() && said->second >= kTheme;
}

std::vector<uint32_t> Topics::Of(const Speech& speech,
                                 std::optional<uint32_t> speaker) {
  std::vector<uint32_t> topics;
  for (const Range& range : speech.content) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      AddName(p, &topics);
    }
  }
  for (uint32_t head : speech.heads) AddMainNouns(head, speech, &topics);
  if (speaker) {
    topics.erase(std::remove(topics.begin(), topics.end(), *speaker),
                 topics.end());
  }
  return topics;
}

void Topics::AddName(uint32_t position, std::vector<uint32_t>* topics) const {
  const TokenAt at = analysis_.At(position);
  const Tree& tree = analysis_.tree(at.sentence);
  const TokenMention* mention = ends_.names().At(at.sentence, at.token);
  if (mention == nullptr || mention->form != MentionForm::kName ||
      mention->head != at.token || tree.token(at.token).upos == "ADJ" ||
      IsModifier(tree, at.token)) {
    return;
  }
  topics->push_back(mention->entity);
}

// Common nouns that the content is about: the nouns of its main clauses, or
// the noun itself, seen through nouns of saying ("accusations of spying").
void Topics::AddMainNouns(uint32_t position, const Speech& speech,
                          std::vector<uint32_t>* topics) {
  const TokenAt at = analysis_.At(position);
  if (speech.nominal) return AddNoun(at.sentence, at.token, topics);
  const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
  if (clause == nullptr) return;
  if (clause->object) AddNoun(at.sentence, *clause->object, topics);
  if (clause->passive && clause->subject) {
    AddNoun(at.sentence, *clause->subject, topics);
  }
  if (clause->copula && clause->subject) {
    AddNoun(at.sentence, *clause->subject, topics);
  }
}

void Topics::AddNoun(uint32_t sentence, uint32_t token,
                     std::vector<uint32_t>* topics) {
  const Tree& tree = analysis_.tree(sentence);
  for (const End& end : ends_.AllAt(sentence, token)) {
    if (!words_.table("speech_nouns").Has(tree.lemma(end.token))) {
      AddConcept(end, topics);
      continue;
    }
    bool of = false;
    for (uint32_t child : tree.Children(end.token)) {
      if (!tree.Is(child, "nmod") || child < end.token) continue;
      for (const End& inner : ends_.AllAt(sentence, child)) {
        AddConcept(inner, topics);
        of = true;
      }
    }
    if (!of) AddConcept(end, topics);
  }
}

void Topics::AddConcept(const End& end, std::vector<uint32_t>* topics) {
  if (!end.named() && end.kind != End::Kind::kConcept) return;
  const uint32_t entity = ends_.Entity(end);
  if (IsOne(entity)) topics->push_back(entity);
}

}  // namespace kg
