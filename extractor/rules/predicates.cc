#include "extractor/rules/predicates.h"

namespace kg {
namespace {

// The ending that takes "es": passes, watches, pushes, fixes.
constexpr std::string_view kSibilants[] = {"s", "x", "z", "ch", "sh", "o"};

bool EndsWith(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() &&
         text.substr(text.size() - ending.size()) == ending;
}

void Append(std::string_view part, std::string* key) {
  if (part.empty()) return;
  if (!key->empty()) *key += '_';
  for (char c : part) *key += c == ' ' ? '_' : c;
}

std::string Key(const SurfacePredicate& surface, const std::string& verb) {
  std::string key;
  if (surface.stative) Append("be", &key);
  Append(verb, &key);
  Append(surface.particle, &key);
  Append(surface.noun, &key);
  Append(surface.preposition, &key);
  return key;
}

}  // namespace

std::string ThirdPerson(const Words& words, const std::string& lemma) {
  const Table& inflections = words.table("inflections");
  if (const Table::Row* row = inflections.Find(lemma)) {
    return (*row)[inflections.Column("third")];
  }
  if (lemma.empty()) return lemma;
  for (std::string_view sibilant : kSibilants) {
    if (EndsWith(lemma, sibilant)) return lemma + "es";
  }
  constexpr std::string_view kVowels = "aeiou";
  if (lemma.size() > 1 && lemma.back() == 'y' &&
      kVowels.find(lemma[lemma.size() - 2]) == std::string_view::npos) {
    return lemma.substr(0, lemma.size() - 1) + "ies";
  }
  return lemma + 's';
}

Predicate FindListed(const Words& words, const SurfacePredicate& surface) {
  const Table& predicates = words.table("predicates");
  Predicate predicate;
  const Table::Row* row = predicates.Find(Key(surface, surface.verb));
  if (row == nullptr) return predicate;
  const std::string& flags = (*row)[predicates.Column("flags")];
  predicate.name = (*row)[predicates.Column("predicate")];
  predicate.property = (*row)[predicates.Column("property")];
  predicate.owner = Contains(flags, "owner");
  predicate.accusation = Contains(flags, "accusation");
  predicate.swap = Contains(flags, "swap");
  predicate.date = Contains(flags, "date");
  predicate.whom = Contains(flags, "whom");
  predicate.event = Contains(flags, "event");
  predicate.no_holder = Contains(flags, "no_holder");
  predicate.mutual = Contains(flags, "mutual");
  predicate.position = Contains(flags, "position");
  if (Contains(flags, "named")) {
    predicate.unnamed = Key(surface, ThirdPerson(words, surface.verb));
  }
  predicate.no_person = Contains(flags, "no_person");
  predicate.listed = true;
  return predicate;
}

Predicate Canonical(const Words& words, const SurfacePredicate& surface) {
  Predicate predicate = FindListed(words, surface);
  if (predicate.listed) return predicate;
  // A row of the verb alone is another meaning: "head to" is not "head".
  SurfacePredicate verb = surface;
  verb.noun.clear();
  verb.preposition.clear();
  if (surface.preposition.empty() && surface.noun.empty()) {
    predicate.name = Key(surface, ThirdPerson(words, surface.verb));
    return predicate;
  }
  std::string name = Key(verb, ThirdPerson(words, verb.verb));
  Append(surface.noun, &name);
  Append(surface.preposition, &name);
  predicate = Predicate();
  predicate.name = name;
  return predicate;
}

}  // namespace kg
