// Participles: whose they are and what they say of it. For use inside rules
// only. Pure.
#pragma once

#include "extractor/rules/clauses.h"
#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

// Another noun stands between a noun and its participle, no comma: "a figure in
// a letter signed by X".
bool IsFar(const Tree& tree, uint32_t noun, uint32_t participle);
// "delayed at home last month, led by X": the noun's phrase is over before the
// comma.
bool IsCutOff(const Tree& tree, uint32_t noun, uint32_t participle);
// "says it will leave, forcing Norway to act", "spoke after she left, calling
// it a joke": whose deed? Not "said it left, adding that".
bool IsBehindClause(const Tree& tree, const Words& words, uint32_t participle);
// "Norway faced a strike, led by X": of one of the nouns before the comma,
// which need not be the subject.
bool IsDangling(const Tree& tree, const Words& words, uint32_t participle);
// "As evidenced by the report, …"
bool IsParenthesis(const Tree& tree, const Words& words, uint32_t participle);
// "Titled the Plan, the report …": what it is called, nothing that it does.
bool IsBareParticiple(const Tree& tree, const Clause& clause);

}  // namespace kg
