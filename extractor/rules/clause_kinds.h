// What kind of clause or noun a token heads, where its label alone does not
// tell. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractor/rules/analysis.h"
#include "extractor/rules/tree.h"
#include "extractor/rules/words.h"

namespace kg {

bool IsRelativePronoun(const Tree& tree, uint32_t t);
// Whether an adverbial clause stands aside: ", after Y happened" is said by the
// sentence, not inside what is being said in it.
bool IsAside(const Tree& tree, const Words& words, uint32_t t);
// Whether an adverbial infinitive is really what its verb governs ("called on
// X to leave"), as parsers often do not tell.
bool IsControlled(const Tree& tree, const Words& words, uint32_t t);
// "go on": a verb's lemma with the adverb or particle right behind it, if any.
std::string WithParticle(const Tree& tree, uint32_t verb);
// Whether an adverbial infinitive says what happened ("went on to lose").
bool GoesOn(const Tree& tree, const Words& words, uint32_t t);
// Whether the clause is what its verb keeps somebody from ("banned X from
// using").
bool IsBarred(const Tree& tree, const Words& words, uint32_t t);
// Whether the clause may say what its noun is about ("the claim that …", also
// without "that": a relative clause that leaves nothing out).
bool IsContentOfNoun(const Tree& tree, uint32_t t);

// "to leave".
bool IsInfinitive(const Tree& tree, uint32_t t);
// By its verb or its auxiliary: "leaves", "will leave"; not "to leave".
bool HasFiniteForm(const Tree& tree, uint32_t t);
// "have attended school or joined the army": the one or the other.
bool IsOneOfTwo(const Tree& tree, const Words& words, uint32_t t);
// Whether an oblique of this role places its event rather than takes part in
// it.
bool IsSetting(std::string_view role);
// Whether a common noun takes part in its event by this role, too.
bool IsParticipant(std::string_view role);

// "date", "place", "money" or "" by the tokens of the noun phrase.
std::string NounClass(const Tree& tree, const Words& words, uint32_t head);
// The entity type of a token's name tag ("Person"), or empty.
std::string_view NameTag(const Token& token);

// "Lee is a lawyer who …": Lee.
std::optional<uint32_t> SubjectOfPredicate(const Analysis& analysis,
                                           uint32_t sentence,
                                           const Clause& clause);
bool HasPassiveAuxiliary(const Tree& tree, const Clause& clause);

// "To win the vote, Lee must …": what for, under a condition or a duty.
bool IsOpenPurpose(const Analysis& analysis, uint32_t sentence,
                   const Clause& clause);

// "wants X to go", "is set to go": about the other clause, not about X; nor
// does "makes colleges free" tell that somebody makes colleges.
bool TellsOfAnother(const Analysis& analysis, uint32_t sentence,
                    const Clause& clause);

// "advised the bank", "questioned the plan": a verb of saying that says nothing
// here, by a predicate of its own or by what it takes.
bool SaysNothing(const Tree& tree, const Words& words, const Clause& clause);

// "thanked Norway for helping": Norway helps; not "saved money for buying".
bool IsDeedOf(const Tree& tree, const Words& words, uint32_t gerund,
              uint32_t object);

// "brought back", "sent them away": an adverb that is a part of the verb.
bool IsParticle(const Tree& tree, const Words& words, uint32_t verb,
                uint32_t t);

// "does not play fair on trade", "goes ahead with a plan": verb and preposition
// alone say something else. Not "speaks openly about".
bool HasManner(const Tree& tree, const Words& words, uint32_t verb,
               uint32_t preposition);

// ", which …": the article says so by itself.
bool IsNonRestrictive(const Tree& tree, uint32_t relative);

// "reportedly said": the article only hears of it.
bool IsHearsay(const Tree& tree, const Words& words, const Clause& clause);

// "the plan", "that": no people, body or document that could say or want.
bool IsThing(const Tree& tree, const Words& words, uint32_t noun);

// Of the sentence or joined to it, so that a question mark is about it.
bool IsMain(const Tree& tree, const Clause& clause);

}  // namespace kg
