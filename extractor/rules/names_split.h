// Tagged runs of words that hold several names or a part of something else. For
// use inside rules only.
#pragma once

#include <string_view>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/names.h"
#include "extractor/rules/names_tables.h"

namespace kg {

// "Acme, Zorvia" tagged as one name is two; "Acme Co., Ltd." is one. A bracket
// holds another name. In order; at least one, and the last may be empty.
std::vector<TokenRange> SplitNames(const std::vector<Token>& tokens,
                                   TokenRange tagged, const NameTables& tables);

// "Pike County District" before "Attorney Ann Lee": a last word that opens the
// title of the person behind it is no part of the name.
TokenRange WithoutTitleWord(std::string_view text, const Sentence& sentence,
                            TokenRange name, const NameTables& tables);

// "Ann Lee Friday" tagged as one person: a day of the week is no part of it.
TokenRange WithoutDay(const Sentence& sentence, TokenRange name,
                      const NameTables& tables);

// "White House" of which only the noun is tagged as an organisation: with the
// name's adjective that the tree hangs on it.
TokenRange WithAdjective(const Sentence& sentence, TokenRange name);

// "the University of Nevada, Las Vegas": with the place behind the comma that
// tells which of its universities, where the tree hangs it on the name.
TokenRange WithCampus(std::string_view text, const Sentence& sentence,
                      TokenRange name, const NameTables& tables);

// "Ann Lee" that the tagger missed: a given name and what the tree takes for
// more of it, from `t` on. Empty where there is none.
TokenRange UntaggedPerson(const Sentence& sentence, uint32_t t,
                          const NameTables& tables);

}  // namespace kg
