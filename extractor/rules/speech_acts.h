// Which act the words of a cue are, by the tables of verbs and nouns of saying.
// For use inside rules only. Pure.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/speech.h"

namespace kg {

// The word of the ranges that governs the others: one whose own head stands
// outside, parts of speech that are `wanted` before others. A position.
uint32_t MainWord(const Analysis& analysis, const std::vector<Range>& ranges,
                  std::initializer_list<std::string_view> wanted);

// The act of a verb as it stands: with its particle ("pushed back on"), of the
// participle ("convinced that …"). Empty for none.
std::string_view ActOfVerb(const Tree& tree, const Words& words, uint32_t verb);

// "Lee is convinced that …": the subject holds what the act names.
bool IsConvinced(const Tree& tree, const Words& words, uint32_t verb);

// "as Lee said", "as Lee put it": names who says the clause above; not "as both
// sides boasted of numbers".
bool IsSourceClause(const Tree& tree, const Words& words, const Clause& clause);

// What the main word of a cue says, by the tables; empty for none.
struct Act {
  std::string name;
  uint32_t word = 0;  // position
  bool verb = false;
};

// The main word's act, else that of the first word that has one.
Act FindAct(const Analysis& analysis, const std::vector<Range>& cue);

// What the content makes of the act: "pressed Lee on why" asks, "vowed that it
// should stop", "vowed that he never left" says.
void MendAct(const Analysis& analysis, Speech* speech);

}  // namespace kg
