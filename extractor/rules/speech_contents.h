// Which words are what is said: mends of a content that a model found. For use
// inside rules only.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/speech.h"

namespace kg {

// Positions of the predicates of the content's main clauses, ascending.
std::vector<uint32_t> MainClauses(const Analysis& analysis,
                                  const std::vector<Range>& content);
// "told [her] he would go": whom he told is no word of it.
void DropAddressee(const Analysis& analysis, Speech* speech);
// "noted that he leads - which ends the race": what follows a dash in reported
// words is the article's, unless another dash follows; so is what follows a
// dash right behind the cue ("…, Lee said - but it is not so"). `quoted` by
// position.
void CutAtDash(const Analysis& analysis, const std::vector<bool>& quoted,
               Speech* speech);
// "a man who, he said, was brave": says it of the man.
void NameRelative(const Analysis& analysis, Speech* speech);
// "called out Norway for its policy": the content is about Norway as well.
void AddObject(const Analysis& analysis, Speech* speech);
// A finite clause that is said has its subject, wherever it stands: "Lee, says
// a letter, will resign". Needs the heads.
void AddSubjects(const Analysis& analysis, Speech* speech);

// Of the content's main clause, or its noun: "did not rise", "have no plan",
// "there is no right", "nobody knew". Needs the heads.
void SetPolarity(const Analysis& analysis, Speech* speech);

// "a life that we believe will come": nothing without what it hangs on.
bool LacksSubject(const Analysis& analysis, const Speech& speech);

}  // namespace kg
