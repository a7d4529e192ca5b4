// Projective dependency trees from arc scores: Eisner's algorithm (Three New
// Probabilistic Models for Dependency Parsing, COLING 1996), O(n^3) time and
// O(n^2) memory. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace kg {

// As MaximumTree of tree.h, but the best of the trees without crossing arcs.
std::vector<size_t> MaximumProjectiveTree(std::span<const float> scores,
                                          size_t n);

}  // namespace kg
