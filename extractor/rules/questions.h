// Which words of a sentence a question mark is about. Pure, linear in it.
#pragma once

#include <vector>

#include "extractor/rules/tree.h"

namespace kg {

// By token: whether the next mark that ends a sentence is a question's.
std::vector<bool> AskedTokens(const Tree& tree);

}  // namespace kg
