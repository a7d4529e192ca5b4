// The model's attributions beside those of the rules: which words say what is
// the model's, what kind of saying it is the rules'. Pure, linear in the
// document.
#pragma once

#include <string>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/analysis.h"
#include "extractor/rules/quotes.h"
#include "extractor/rules/speech.h"

namespace kg {

// The speeches of both; those without content are left in. Does nothing where
// the model found no attribution in the document.
// - A cue of both: source and content are the model's, where it has any.
// - A cue of the model alone: a speech, if the word of saying has an act.
// - A cue of the rules alone: of a quotation, of a source phrase ("according
//   to"), of a verb of saying with a clause and of one that is a claim by its
//   object ("condemned the plan") it stays; any other (a noun, another verb
//   with an object) makes no claim, though what it governs is no fact either.
std::vector<Speech> JoinAttributions(const Analysis& analysis,
                                     const std::vector<Quotation>& quotations,
                                     std::vector<Speech> speeches);

// The canonical act of a cue of the model; the lemma of its main word where the
// tables have none.
std::string ActOrLemma(const Analysis& analysis, const std::vector<Range>& cue);

}  // namespace kg
