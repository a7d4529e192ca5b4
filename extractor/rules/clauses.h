// The clauses of a sentence: who does what, as the tree says it, with subjects
// and objects shared over coordination, control, participles and relative
// clauses. Plain values; tokens are indices into the sentence. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"
#include "graph/facts/types.h"

namespace kg {

// How a clause came by its subject; decides the confidence.
enum class Construction : uint8_t {
  kDirect,
  kShared,      // of a coordinated verb
  kRelative,    // the antecedent of a relative pronoun
  kControl,     // understood under another verb
  kParticiple,  // of an adverbial or adjectival participle
};

struct Argument {
  std::string role;
  uint32_t head = 0;
  std::optional<uint32_t> preposition;
  std::string marker;  // the preposition's words, lower case; may be empty
};

struct Clause {
  uint32_t head = 0;
  bool copula = false;
  bool passive = false;
  Construction construction = Construction::kDirect;
  std::vector<uint32_t> group;  // verb group, ascending: aux, not, verb, up
  std::string particle;
  // Surface functions: the subject of a passive is what it is done to.
  std::optional<uint32_t> subject;
  std::optional<uint32_t> object;
  std::optional<uint32_t> recipient;
  std::optional<uint32_t> agent;
  std::optional<uint32_t> complement;  // "elected X *president*"
  std::vector<uint32_t> contents;      // heads of ccomp, xcomp clauses
  std::vector<Argument> obliques;
  std::vector<uint32_t> auxiliaries;  // own or shared
  bool expletive = false;             // "it is said that"
  std::optional<uint32_t> governor;   // index of the clause above
  // Filled by SetFactuality (modality.h).
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  // No word that a table lists lowered it: how real it is, is a guess.
  bool guessed = false;
  bool reported = false;  // said or believed by somebody, perhaps unnamed
  bool denied = false;    // by who reports it, which turned the polarity round
};

struct SentenceClauses {
  std::vector<Clause> clauses;    // governors before what they govern
  std::vector<int32_t> by_token;  // clause whose predicate it is, or -1
  const Clause* At(uint32_t token) const {
    return by_token[token] < 0 ? nullptr : &clauses[by_token[token]];
  }
};

SentenceClauses FindClauses(const Tree& tree, const Words& words);

}  // namespace kg
