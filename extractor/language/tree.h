// Dependency trees from arc scores: Chu-Liu/Edmonds in Tarjan's form for dense
// graphs, O(n^2). Pure, thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace kg {

// scores [n, n + 1]: word i's with the root (column 0) and with each word as
// its head; a word's own column is not looked at. The heads (0: the root, else
// word number + 1) of the tree with the highest sum among those in which the
// root has exactly one child. Of equal trees, always the same one.
std::vector<size_t> MaximumTree(std::span<const float> scores, size_t n);

}  // namespace kg
