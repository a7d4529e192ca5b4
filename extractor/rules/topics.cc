#include "extractor/rules/topics.h"

#include <algorithm>

namespace kg {
namespace {

// From so many times on, a noun is what the article speaks of, also one that is
// mostly said in phrases; chosen.
constexpr uint32_t kTheme = 2;
constexpr uint32_t kThemeOfPhrase = 3;
// Tokens; a shorter text need not come back to what it speaks of.
constexpr uint32_t kLongText = 400;

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

bool Topics::IsOne(uint32_t entity) const { return IsSaid(entity, kTheme); }

bool Topics::IsSaid(uint32_t entity, uint32_t least) const {
  const LocalEntity& found = ends_.names().entities()[entity];
  if (found.type != EntityType::kConcept || found.described) return true;
  const auto it = said_.find(found.name);
  const uint32_t said = it == said_.end() ? 0 : it->second;
  // "red line", "new chapter"
  const std::string noun = found.name.substr(found.name.rfind(' ') + 1);
  if (words_.NounIs(noun, "idiom")) return said >= kThemeOfPhrase;
  const bool bare = found.name.find(' ') == std::string::npos;
  return !bare || analysis_.positions() < kLongText || said >= least;
}

std::vector<uint32_t> Topics::Of(const Speech& speech,
                                 std::optional<uint32_t> speaker) {
  std::vector<uint32_t> topics;
  for (const Range& range : speech.content) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      AddName(p, &topics);
    }
  }
  for (uint32_t head : speech.heads) {
    if (AgreesWith(speech, head)) AddMainNouns(head, speech, &topics);
  }
  if (speaker) {
    topics.erase(std::remove(topics.begin(), topics.end(), *speaker),
                 topics.end());
  }
  return topics;
}

// "staff was adequate and there were no delays": affirmed of the staff alone.
bool Topics::AgreesWith(const Speech& speech, uint32_t head) const {
  const TokenAt at = analysis_.At(head);
  const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
  return speech.nominal || clause == nullptr || head == speech.heads.front() ||
         clause->polarity == speech.polarity;
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
  const uint32_t begin = mention->token_begin;
  if (begin > 0 && tree.token(begin - 1).form == "(") return;  // "(D-Ohio)"
  topics->push_back(mention->entity);
}

// Common nouns that the content is about: the nouns of its main clauses, or
// the noun itself, seen through nouns of saying ("accusations of spying").
void Topics::AddMainNouns(uint32_t position, const Speech& speech,
                          std::vector<uint32_t>* topics) {
  const TokenAt at = analysis_.At(position);
  // "denied fraud" is about fraud, said once or not.
  if (speech.nominal) return AddNoun(at.sentence, at.token, 1, topics);
  const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
  if (clause == nullptr) return;
  if (clause->object) AddNoun(at.sentence, *clause->object, kTheme, topics);
  if (clause->passive && clause->subject) {
    AddNoun(at.sentence, *clause->subject, kTheme, topics);
  }
  if (clause->copula && clause->subject) {
    AddNoun(at.sentence, *clause->subject, kTheme, topics);
  }
}

void Topics::AddNoun(uint32_t sentence, uint32_t token, uint32_t least,
                     std::vector<uint32_t>* topics) {
  const Tree& tree = analysis_.tree(sentence);
  if (words_.PronounCell(tree.word(token), "person") == "1") return;  // "we"
  for (const End& end : ends_.AllAt(sentence, token)) {
    if (!words_.table("speech_nouns").Has(tree.lemma(end.token))) {
      AddConcept(end, least, topics);
      continue;
    }
    bool of = false;
    for (uint32_t child : tree.Children(end.token)) {
      if (!tree.Is(child, "nmod") || child < end.token) continue;
      for (const End& inner : ends_.AllAt(sentence, child)) {
        AddConcept(inner, least, topics);
        of = true;
      }
    }
    if (!of) AddConcept(end, least, topics);
  }
}

void Topics::AddConcept(const End& end, uint32_t least,
                        std::vector<uint32_t>* topics) {
  if (!end.named() && end.kind != End::Kind::kConcept) return;
  const uint32_t entity = ends_.Entity(end);
  if (IsSaid(entity, least)) topics->push_back(entity);
}

}  // namespace kg
