// Objects that what stands beside them narrows or completes, so that verb and
// object alone say something else: "did not see the damage that she feared",
// "puts Norway first". Pure.
#pragma once

#include "extractor/rules/analysis.h"
#include "extractor/rules/relations.h"
#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

// "the damage that she feared", "a man accused of fraud": no comma before what
// tells which one, other than the clause of `verb` itself. Under a negation it
// is that which is denied; under a lack an infinitive, too.
bool IsRestricted(const Tree& tree, uint32_t noun, uint32_t verb, bool lack);

// "only foreign students": others not; but "only two men" are as many.
bool IsOnlyOfKind(const Tree& tree, const Words& words, uint32_t noun);

// Whether what narrows an end leaves open if the relation holds: "did not see
// the damage that she feared" (perhaps other damage), "only people with a key".
bool IsLeftOpen(const Analysis& analysis, const RelationDraft& draft,
                const Clause& clause);

// "lacks": what it acts on is not there.
bool IsOfLack(const Words& words, const std::string& lemma);

// "see Lee leave", a bare verb of the object's behind it.
bool IsSeenDoing(const Analysis& analysis, uint32_t sentence,
                 const Clause& clause);

// "The reform is a good idea", "its use is a sign of age": of a thing without a
// name the bare noun `head` says nothing.
bool IsJudgement(const Tree& tree, uint32_t head);

// "5 percent of the town is Danish", "is a third of it": the town is not, and
// is no third.
bool IsOfShare(const Tree& tree, const Words& words, const Clause& copula);

// "puts Norway in the lead", "put first": a verb that says little without its
// phrase or adverb, which it has.
bool IsBound(const Tree& tree, const Words& words, const Clause& clause);

// "wanted subsidies cut": not the subsidies.
bool IsWantedDone(const Tree& tree, const Words& words, const Clause& clause);

// "wants clerks who left to return": an infinitive hung on the relative clause
// is the object's, for a verb that takes one.
bool HasFarInfinitive(const Tree& tree, const Words& words,
                      const Clause& clause);

}  // namespace kg
