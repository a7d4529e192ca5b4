// JSON Lines of local facts from any bytes, for fuzz targets, and the promise
// that what was read is written as text that reads back the same.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "graph/facts/jsonl.h"
#include "tests/fuzz/target.h"

namespace kg::fuzz {

// The groups of a file that were not refused, in order.
inline std::vector<LocalFacts> ReadGroups(std::string_view text) {
  std::vector<LocalFacts> groups;
  FactsReader reader("f.jsonl", {[&](LocalFacts facts) {
                                   groups.push_back(std::move(facts));
                                   return Status();
                                 },
                                 [](Decision) { return Status(); },
                                 [](const Status& refused) {
                                   Require(!refused.message().empty());
                                 }});
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (!reader.Line(text.substr(begin, end - begin)).ok()) return groups;
    begin = end + 1;
  }
  (void)reader.Finish();
  return groups;
}

inline void RequireRoundTrip(const LocalFacts& facts) {
  const std::string lines = WriteFacts(facts);
  const std::vector<LocalFacts> again =
      ReadGroups(JsonLinesHeader("articles") + lines);
  Require(again.size() == 1);
  Require(WriteFacts(again[0]) == lines);
}

}  // namespace kg::fuzz
