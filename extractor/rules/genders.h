// What the article shows of the genders of its people: titles before their
// names ("Ms. Lee"), nouns for them ("chairwoman"), given names that nearly
// always tell (names_given.tsv). Borrows what it is given.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/names.h"

namespace kg {

// 'm', 'f', or 0: of a pronoun.
char GenderOf(const Words& words, const std::string& pronoun);

class Genders {
 public:
  Genders(const Analysis& analysis, const NameTable& names);

  // 'm', 'f', or 0 where nothing tells. Also of entities added since.
  char Of(uint32_t entity) const;
  // Whether a pronoun may stand for the entity, by number and gender. `plural`:
  // the entity is a source of several people.
  bool Agree(const std::string& pronoun, uint32_t entity, bool plural) const;

 private:
  const Analysis& analysis_;
  const NameTable& names_;
  std::vector<char> titled_;  // by entity: what titles say
};

}  // namespace kg
