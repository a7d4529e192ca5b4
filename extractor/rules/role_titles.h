// The words of a title: "rotating chairman", "Attorney General", "director of
// communications", "former President". Borrows all it is given. Thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/ends.h"

namespace kg {

class RoleTitles {
 public:
  RoleTitles(const Analysis& analysis, uint32_t sentence, const Ends& ends)
      : words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        ends_(ends) {}

  // The row of roles.tsv whose word ends at `t`, of several words first ("prime
  // minister"); null for no role.
  const Table::Row* Role(uint32_t t) const;
  // "Attorney" in "Attorney General Lee": one title, named by its last word.
  bool Opens(uint32_t t) const;
  // The noun `t` with what narrows it, without whose it is; ascending.
  std::vector<uint32_t> Tokens(uint32_t t) const;
  // "former" in "former President Lee", however they hang together.
  std::optional<uint32_t> PastWord(uint32_t t) const;
  // "Dean" in "Dean Lee": perhaps the given name.
  bool MayBeGivenName(uint32_t t) const;

 private:
  bool IsSame(uint32_t a, uint32_t b) const;
  bool IsPastWord(uint32_t t) const;
  bool Precedes(uint32_t i, uint32_t next, uint32_t t) const;
  void AddWordsBefore(uint32_t t, std::vector<uint32_t>* tokens) const;
  uint32_t EndOf(uint32_t t) const;
  bool HasName(uint32_t t) const;
  bool IsNamed(uint32_t t) const {
    return ends_.names().At(sentence_, t) != nullptr;
  }

  const Words& words_;
  const uint32_t sentence_;
  const Tree& tree_;
  const Ends& ends_;
};

}  // namespace kg
