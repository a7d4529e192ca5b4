// Nearest: help with spelling, the candidates that are most like what somebody
// typed. Work is bounded by the length of what was typed. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

class Nearest {
 public:
  // What was typed, in one or several forms, folded as the candidates are.
  explicit Nearest(const std::vector<std::string>& typed);

  // A candidate by the text to compare and the text to show.
  void Offer(std::string_view text, std::string_view shown);
  // What to show, the nearest first, at most `limit`.
  std::vector<std::string> Best(size_t limit) const;

 private:
  std::vector<std::u32string> typed_;
  std::map<std::string, int, std::less<>> scores_;  // shown -> lowest score
};

// Insertions, deletions, changes and swaps of neighbours that lead from one
// text to the other; `limit` + 1 where there are more than `limit`.
size_t EditDistance(std::u32string_view a, std::u32string_view b, size_t limit);

}  // namespace kg
