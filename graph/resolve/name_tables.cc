#include "graph/resolve/name_tables.h"

namespace kg {
namespace {

// No name of a table is longer.
constexpr size_t kLongestName = 96;
// A word keeps at least so many bytes when its plural ending goes.
constexpr size_t kShortestStem = 3;

// The first alternative of the row's first column.
std::optional<std::string> CanonicalOf(const Table& table,
                                       std::string_view name) {
  if (name.size() > kLongestName) return std::nullopt;
  const Table::Row* row = table.Find(name);
  if (row == nullptr) return std::nullopt;
  const std::string& cell = (*row)[0];
  return cell.substr(0, cell.find('|'));
}

}  // namespace

ResolveTables::ResolveTables(const Lexicon& lexicon)
    : countries_(lexicon.table("names_countries")),
      demonyms_(lexicon.table("names_demonyms")),
      known_(lexicon.table("names_known")),
      suffixes_(lexicon.table("names_suffixes")),
      families_(lexicon.table("names_families")),
      plurals_(lexicon.table("names_plurals")) {
  const Table& nicknames = lexicon.table("names_nicknames");
  const size_t given = nicknames.Column("given");
  const size_t shorts = nicknames.Column("short");
  for (const Table::Row& row : nicknames.rows()) {
    for (std::string_view full : Alternatives(row[given])) {
      full_names_.emplace(full, full);
      for (std::string_view name : Alternatives(row[shorts])) {
        full_names_.emplace(name, full);
      }
    }
  }
}

std::optional<std::string> ResolveTables::Country(std::string_view name) const {
  return CanonicalOf(countries_, name);
}

std::optional<std::string> ResolveTables::People(std::string_view name) const {
  if (name.size() > kLongestName) return std::nullopt;
  const Table::Row* row = demonyms_.Find(name);
  if (row == nullptr) return std::nullopt;
  return (*row)[demonyms_.Column("name")];
}

std::optional<std::string> ResolveTables::Known(std::string_view name,
                                                EntityType type) const {
  if (name.size() > kLongestName) return std::nullopt;
  const Table::Row* row = known_.Find(name);
  if (row == nullptr ||
      Parse<EntityType>((*row)[known_.Column("type")]) != type) {
    return std::nullopt;
  }
  return CanonicalOf(known_, name);
}

std::string_view ResolveTables::SuffixKind(std::string_view word) const {
  if (word.size() > kLongestName) return {};
  return suffixes_.Get(word, "kind");
}

bool ResolveTables::StandsFirst(std::string_view word,
                                bool two_parts_follow) const {
  if (word.size() > kLongestName) return false;
  const std::string_view kind = families_.Get(word, "kind");
  return kind == "first" || (kind == "given" && two_parts_follow);
}

bool ResolveTables::AreOneGivenName(std::string_view a,
                                    std::string_view b) const {
  if (a == b) return true;
  const auto [a_begin, a_end] = full_names_.equal_range(a);
  const auto [b_begin, b_end] = full_names_.equal_range(b);
  for (auto i = a_begin; i != a_end; ++i) {
    for (auto j = b_begin; j != b_end; ++j) {
      // One of them is the full name: "liz" and "beth" may be two people.
      if (i->second == j->second && (i->second == a || i->second == b)) {
        return true;
      }
    }
  }
  return false;
}

std::string ResolveTables::Singular(const std::string& word) const {
  const size_t ending = plurals_.Column("ending");
  const size_t singular = plurals_.Column("singular");
  for (const Table::Row& row : plurals_.rows()) {
    const std::string& suffix = row[ending];
    if (word.size() >= suffix.size() + kShortestStem &&
        word.ends_with(suffix)) {
      return word.substr(0, word.size() - suffix.size()) + row[singular];
    }
  }
  return word;
}

}  // namespace kg
