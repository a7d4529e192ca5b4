#include "query/kgq/suggest.h"

#include "base/unicode.h"
#include "query/nearest.h"

namespace kg {
namespace {

std::u32string Folded(std::string_view text) {
  const std::string folded = FoldTerm(text);
  std::u32string out;
  for (size_t at = 0; at < folded.size();) {
    const CodePoint c = DecodeAt(folded, at);
    out += c.value;
    at += c.bytes;
  }
  return out;
}

}  // namespace

std::string NearestText(std::string_view typed,
                        const std::vector<std::string>& names) {
  constexpr size_t kLongest = 100;  // code points; a bound on the work
  const std::u32string wanted = Folded(typed);
  if (wanted.size() > kLongest) return {};
  // Chosen: a third of the letters may be wrong, but never all of a short name.
  size_t best = wanted.size() / 3 + 2;
  if (wanted.size() < 4) best = 2;
  std::string_view nearest;
  for (const std::string& name : names) {
    const std::u32string other = Folded(name);
    const size_t distance = EditDistance(wanted, other, best);
    if (distance >= best || distance >= other.size()) continue;
    best = distance;
    nearest = name;
  }
  if (nearest.empty()) return {};
  return "; nearest: '" + std::string(nearest) + "'";
}

}  // namespace kg
