// What the lexicon says of names, as resolution across articles needs it.
// Borrows the lexicon, which must outlive it. Immutable, thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/facts/types.h"
#include "lexicon/lexicon.h"

namespace kg {

class ResolveTables {
 public:
  explicit ResolveTables(const Lexicon& lexicon);

  // The canonical name of a country, of a country's people, and of a name that
  // every reader knows as of this type; nothing where the tables have none.
  std::optional<std::string> Country(std::string_view name) const;
  std::optional<std::string> People(std::string_view name) const;
  std::optional<std::string> Known(std::string_view name,
                                   EntityType type) const;
  // "legal", "generic", "person", "generation", "leading" or empty; `word` is
  // folded.
  std::string_view SuffixKind(std::string_view word) const;
  // A family name that stands before the given names. One that is also a given
  // name elsewhere does so only before a given name of two parts.
  bool StandsFirst(std::string_view word, bool two_parts_follow) const;
  // Do two given names belong to one ("bill", "william")? Folded.
  bool AreOneGivenName(std::string_view a, std::string_view b) const;
  // "houthis" -> "houthi", by the endings of the table.
  std::string Singular(const std::string& word) const;

 private:
  const Table& countries_;
  const Table& demonyms_;
  const Table& known_;
  const Table& suffixes_;
  const Table& families_;
  const Table& plurals_;
  // Short form -> the full names that it stands for, itself included.
  std::multimap<std::string, std::string, std::less<>> full_names_;
};

}  // namespace kg
