// Passages that are somebody's words by their form alone: turns of a transcript
// (LEE: …; Mr. LEE (through interpreter): …; Q. …) and posts (… — Ann Lee
// (@annlee) May 3, 2019; RT @annlee: …). Pure, linear in the document.
#pragma once

#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/speech.h"

namespace kg {

// A turn goes to the end of its paragraph; where most paragraphs have labels,
// to the next label. One of nobody by name has no speaker.
std::vector<Speech> FindTurns(const Analysis& analysis);

}  // namespace kg
