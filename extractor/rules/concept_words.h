// The words that name a concept: "trade deal", "foreign worker", "stick of
// dynamite". Borrows what it is given. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

// A name that the tagger has no class for, in a sentence not all of capitals.
bool IsProperNoun(const Token& token);

class ConceptWords {
 public:
  // is_named: whether a token is a part of a name, or of another concept.
  ConceptWords(const Tree& tree, const Words& words,
               std::function<bool(uint32_t)> is_named)
      : tree_(tree), words_(words), is_named_(std::move(is_named)) {}

  // The noun with what hyphens join to it, what tells its kind before it and a
  // bare noun behind "of", not the names among them ("Acme phone" is a phone).
  // A run of tokens.
  std::vector<uint32_t> Of(uint32_t noun) const;

 private:
  bool TellsKind(uint32_t t) const;
  bool IsCut(uint32_t modifier, uint32_t begin) const;
  std::vector<uint32_t> Modifiers(uint32_t noun) const;
  uint32_t First(uint32_t noun) const;
  uint32_t LastOfField(uint32_t noun) const;

  const Tree& tree_;
  const Words& words_;
  std::function<bool(uint32_t)> is_named_;
};

}  // namespace kg
