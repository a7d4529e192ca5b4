// What stands beside a name and says what it is: titles, appositions, nouns
// before it. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/rules/names_spans.h"
#include "extractor/rules/tree.h"

namespace kg {

// Whether a token is part of a name, by sentence.
using NamedTokens = std::vector<bool>;

// The plain texts of the noun phrases, without the name, in order.
std::vector<std::string> DescribeName(std::string_view text, const Tree& tree,
                                      const NameSpan& span,
                                      const NamedTokens& named);

// The token of the range that heads it: its head is outside; the last such.
uint32_t HeadOf(const Tree& tree, TokenRange range);

// The phrase of an unnamed source without determiners, pronouns and marks at
// its edges, one run of tokens that holds `head`; never empty.
std::vector<uint32_t> SourceTokens(const Tree& tree, uint32_t head);

// A phrase's text from its first to its last token, without the determiners,
// pronouns and marks at its edges.
std::string PhraseText(std::string_view text, const Tree& tree,
                       std::vector<uint32_t> tokens);

}  // namespace kg
