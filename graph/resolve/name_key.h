// The key of a local entity's name: local entities of equal keys are one node
// of resolution, whatever their article. Only what is certain from the name
// alone is settled here; whether two keys are one entity is name_links.h's.
// Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/facts/facts.h"
#include "graph/resolve/name_tables.h"

namespace kg {

// What kind of name a key holds. In index keys: never renumber, never reuse.
enum class NameSlot : char {
  kName = 'n',       // a name
  kWord = 'p',       // one word that stands for a person: a surname, mostly
  kConcept = 'c',    // a common noun
  kDescribed = 's',  // an unnamed source, of one article
  kAlone = 'a',      // a local entity that a person's split set apart
};

struct ResolveKey {
  NameSlot slot = NameSlot::kName;
  std::string text;  // folded; of kDescribed and kAlone article and place
  // Why the name became this key, where folding alone does not say; a phrase
  // for people ("without its legal suffix"), or empty.
  std::string reason;

  std::string Node() const { return static_cast<char>(slot) + text; }
};

ResolveKey KeyOf(const LocalEntity& entity, const ArticleId& article,
                 const ResolveTables& tables);
// Of a local entity that a split set apart.
ResolveKey AloneKey(const LocalEntity& entity, const ArticleId& article);

// The words of a folded name.
std::vector<std::string> WordsOf(std::string_view folded);

// A person's name taken apart.
struct PersonName {
  std::string family;
  std::vector<std::string> given;  // in order; "j" or "j." is an initial
  std::string generation;          // "jr", "iii"
};
// Of a key of several words.
PersonName TakeApart(std::string_view folded, const ResolveTables& tables);

// A folded organisation's name without the last words that it is known without
// ("northwind technologies" -> "northwind"); itself where it has none.
std::string CoreOf(std::string_view folded, const ResolveTables& tables);

// "WHO", "U.S.": two to eight capitals, with or without full stops.
bool IsAcronym(std::string_view name);

// Where an entity first stands: "12-20"; its name, where it has no mention.
std::string PlaceOf(const LocalEntity& entity);

}  // namespace kg
