// Lemmas that a model gets wrong and spelling can tell. Borrows the tables,
// which must outlive it; immutable, thread-safe.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/words.h"

namespace kg {

class LemmaMender {
 public:
  explicit LemmaMender(const Words& words);

  // A verb's or a noun's lemma; those of other words stay.
  void Mend(Token* token) const;

 private:
  static std::string Singular(const std::string& xpos, const std::string& form,
                              const std::string& lemma);
  std::string VerbLemma(const std::string& form,
                        const std::string& lemma) const;
  bool IsKnown(const std::string& lemma) const;
  std::string BySpelling(const std::string& form,
                         const std::string& lemma) const;
  void AddCandidates(const std::string& form, const Table::Row& row,
                     std::vector<std::string>* out) const;
  void MendNoun(Token* token) const;

  const Words& words_;
  const Table& endings_;
  std::unordered_set<std::string> verbs_;  // that open a surface predicate
  std::unordered_set<std::string> bases_;  // of irregular verbs
};

}  // namespace kg
