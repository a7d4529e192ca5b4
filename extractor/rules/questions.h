// Which words of a sentence a question mark is about, and clauses that a word
// of asking opens. Pure, linear in it.
#pragma once

#include <string_view>
#include <vector>

#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

// By token: whether the next mark that ends a sentence is a question's.
std::vector<bool> AskedTokens(const Tree& tree);

// Whether an adverbial clause is really a question that its verb asks ("asked
// when X left").
bool IsEmbeddedQuestion(const Tree& tree, const Words& words, uint32_t t);

// "to know if Norway left": which of the two is open, and no condition.
bool TellsWhether(const Tree& tree, const Words& words, uint32_t t);

// "how Norway left", "explains why Norway left": the word that asks is an
// adverb of the clause, or the clause is a relative one of it.
bool IsOpenedBy(const Tree& tree, std::string_view word, uint32_t t);

// "explains why Norway left": it left.
bool IsReason(const Tree& tree, const Words& words, uint32_t t);

}  // namespace kg
