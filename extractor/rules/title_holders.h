// Who in an article is called what: "President Lee", "Lee, the minister". For
// use inside rules only. Immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "extractor/rules/names.h"

namespace kg {

class TitleHolders {
 public:
  explicit TitleHolders(const NameTable& names);

  // Whether anybody is called so, and the only one who is.
  bool Has(const std::string& title) const { return of_.count(title) != 0; }
  std::optional<uint32_t> Only(const std::string& title) const;

  // Whether others are called so and the person is not: "the president" is
  // hardly Lee, where Holm is called one.
  bool IsOfOthers(const std::string& title, uint32_t person) const;

 private:
  std::unordered_map<std::string, std::unordered_set<uint32_t>> of_;
};

}  // namespace kg
