// Canonical predicates: from a verb with its particle, object noun and
// preposition to one name in the third person singular ("bans", "speaks_at"),
// by predicates.tsv and inflections.tsv. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/rules/words.h"

namespace kg {

struct Predicate {
  std::string name;
  std::string property;     // Wikidata's, or empty
  std::string unnamed;      // what it is called of an object without a name
  bool owner = false;       // carries over from a thing to its owner
  bool accusation = false;  // who denies it denies its object
  bool swap = false;        // the surface runs against the canonical direction
  bool listed = false;      // has a row
  bool date = false;        // its object may be a date
  bool no_person = false;   // its object is no person
  bool event = false;       // its subject is an event, no person
  bool no_holder = false;   // no person does so to a person
  bool whom = false;        // "fines X a million": X is its object
  bool mutual = false;      // "X and Y are married": to each other
  bool position = false;    // "as chairman" after it is a position
};

// The parts of a surface predicate, lemmas in lower case; empty if absent.
struct SurfacePredicate {
  std::string verb, particle, noun, preposition;
  // A passive that is a state of its subject ("be born in").
  bool stative = false;
};

// "sanction" -> "sanctions", "carry" -> "carries", "be" -> "is".
std::string ThirdPerson(const Words& words, const std::string& lemma);

// The row of the surface, else the surface's own name.
Predicate Canonical(const Words& words, const SurfacePredicate& surface);
// Only by a row; `listed` false where there is none.
Predicate FindListed(const Words& words, const SurfacePredicate& surface);

}  // namespace kg
