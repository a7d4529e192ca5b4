// The rules' view of the lexicon: what each table says of a word. Keys are
// lower-case lemmas (forms where the table says so). Borrows the lexicon, which
// must outlive it. Immutable, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/rules/tree.h"
#include "graph/facts/facts.h"
#include "lexicon/lexicon.h"

namespace kg {

// What a governing word does to the clause it takes ("fails to", "plans to").
enum class Effect {
  kFact,
  kPlanned,
  kPossible,
  kRequired,
  kConditional,
  kQuestioned,
  kNegated,
  kReported,
};
std::optional<Effect> ParseEffect(std::string_view name);

class Words {
 public:
  explicit Words(const Lexicon& lexicon);

  // complements.tsv: nothing for a word without a row, or an empty cell.
  std::optional<Effect> Complement(const std::string& lemma, bool finite) const;
  // Whether the understood subject of the infinitive under `lemma` is its
  // object, where it has one.
  bool ControlsByObject(const std::string& lemma) const;

  // modality.tsv, for one kind of word ("aux", "adverb", "mark", "noun").
  std::optional<Effect> Modal(std::string_view kind,
                              const std::string& word) const;
  // negation.tsv: of that kind ("adverb", "determiner", "pronoun", "mark",
  // "conjunction"), by form.
  bool Negates(std::string_view kind, const std::string& word) const;
  bool IsAlternative(const std::string& word) const;  // "or"
  bool CancelsNegation(const std::string& word) const;

  // acts.tsv: the canonical act of a verb, empty for none.
  std::string_view Act(const std::string& lemma) const;
  bool ActTakes(const std::string& lemma, std::string_view what) const;
  bool ActAddresses(const std::string& lemma, std::string_view how) const;
  // speech_nouns.tsv: the act of a noun with a content, empty for none.
  std::string_view NounAct(const std::string& lemma) const;

  // prepositions.tsv: the role of a phrase with that preposition, given what
  // its noun is ("date", "place", "" for others).
  std::string Role(const std::string& preposition,
                   std::string_view noun_class) const;
  // nouns.tsv: whether the noun is of that kind ("partitive", "government").
  bool NounIs(const std::string& lemma, std::string_view kind) const;
  // A noun for people: of nouns.tsv, a role of roles.tsv or a title.
  bool IsPersonNoun(const std::string& lemma) const;
  // pronouns.tsv; null for another word. Columns: person, number, kind.
  const Table::Row* Pronoun(const std::string& word) const;
  std::string_view PronounCell(const std::string& word,
                               std::string_view column) const;
  bool PronounHas(const std::string& word, std::string_view column,
                  std::string_view value) const;
  // structure.tsv: the canonical name of what a construction says.
  std::string Structure(std::string_view name) const;

  const Table& table(std::string_view name) const {
    return lexicon_->table(name);
  }

 private:
  const Lexicon* lexicon_;
};

// The words of a fixed expression that starts at `t` ("according to", "such
// as"), with blanks.
std::string FixedExpression(const Tree& tree, uint32_t t);
bool Contains(std::string_view cell, std::string_view alternative);

}  // namespace kg
