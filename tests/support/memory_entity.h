// What the articles say of one entity, counted, and the record that follows:
// the most frequent value wins, of equal counts the first.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "graph/view/records.h"

namespace kg::testing {

template <typename T>
T MostFrequent(const std::map<T, uint32_t>& counts) {
  return std::max_element(
             counts.begin(), counts.end(),
             [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

struct MemoryEntity {
  EntityRecord record;
  std::map<std::string, uint32_t> names, aliases;
  std::set<std::string> descriptions;
  std::map<EntityType, uint32_t> types;
  std::map<std::pair<std::string, std::string>, uint32_t> external;

  void Add(const LocalEntity& local) {
    record.described |= local.described;
    record.mentions += static_cast<uint32_t>(local.mentions.size());
    ++types[local.type];
    ++names[local.name];
    for (const Alias& alias : local.aliases) {
      aliases[alias.text] += alias.count;
    }
    descriptions.insert(local.descriptions.begin(), local.descriptions.end());
    for (const auto& each : local.external) ++external[each];
  }

  void Finish() {
    record.type = MostFrequent(types);
    uint32_t best = 0;  // of equal counts the longest, then the first name
    for (const auto& [name, count] : names) {
      if (count > best || (count == best && name.size() > record.name.size())) {
        best = count;
        record.name = name;
      }
    }
    for (const auto& [text, count] : aliases) {
      record.aliases.push_back({text, count});
    }
    std::stable_sort(
        record.aliases.begin(), record.aliases.end(),
        [](const Alias& a, const Alias& b) { return a.count > b.count; });
    record.descriptions.assign(descriptions.begin(), descriptions.end());
    std::map<std::string, uint32_t> most;
    for (const auto& [each, count] : external) {
      if (count > most[each.first]) {
        most[each.first] = count;
        record.external[each.first] = each.second;
      }
    }
  }
};

}  // namespace kg::testing
