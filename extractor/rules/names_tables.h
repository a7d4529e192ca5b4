// What the tables names_*.tsv say of names and of the words around them.
// Borrows the lexicon, which must outlive it. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "extractor/language/document.h"
#include "graph/facts/types.h"
#include "lexicon/lexicon.h"

namespace kg {

// Tokens of one sentence, half-open.
struct TokenRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return begin >= end; }
  bool Contains(uint32_t t) const { return begin <= t && t < end; }
};

// The text of a range as it stands, white space runs made one blank.
std::string SurfaceOf(std::string_view text, const Sentence& sentence,
                      TokenRange range);

struct Country {
  std::string_view name;
  std::string_view code;  // ISO 3166-1 alpha-2
};

struct Demonym {
  std::string_view name;  // of the group
  std::string_view code;
};

struct KnownName {
  std::string_view name;  // the canonical form
  EntityType type = EntityType::kConcept;
};

struct Title {
  TokenRange range;
  char gender = 0;    // 'm', 'f' or 0
  bool role = false;  // describes the person: "chairman", not "Mr."
};

class NameTables {
 public:
  explicit NameTables(const Lexicon& lexicon);

  std::optional<Country> FindCountry(std::string_view text) const;
  std::optional<Country> CountryOfCode(std::string_view code) const;
  std::optional<Demonym> FindDemonym(std::string_view text) const;
  std::optional<KnownName> FindKnown(std::string_view text) const;
  // The type of a known name that the tagger missed: one of several words, or a
  // group's ("Democrats", but not in "Muslim ban"). last: its last word.
  std::optional<EntityType> TypeUntagged(std::string_view text,
                                         const Token& last) const;
  // The titles that `range` opens with, as far as they reach.
  Title TitlesAtStart(std::string_view text, const Sentence& sentence,
                      TokenRange range) const;
  // The titles that end where `end` is, as far back as they reach.
  Title TitlesBefore(std::string_view text, const Sentence& sentence,
                     uint32_t end) const;
  bool IsTitle(std::string_view text) const;
  // "legal", "generic", "person", or empty. `word` in lower case.
  std::string_view SuffixKind(std::string_view word) const;
  // A suffix that is no other word ("Inc."). `word` in lower case.
  bool IsSureSuffix(std::string_view word) const;
  // 'm', 'f', or 0: of a given name, folded.
  char GenderOfGiven(std::string_view name) const;
  // The type of a name of no other class, by its head word in lower case.
  std::optional<EntityType> TypeOfHead(std::string_view word) const;
  // Whether a place behind a comma may be a part of a name with this head.
  bool HasCampuses(std::string_view word) const;
  bool IsCapital(std::string_view text) const;
  std::optional<Country> CountryOfCapital(std::string_view text) const;
  // A verb by which a capital acts as its country's government.
  bool IsCapitalAct(std::string_view lemma) const;
  // A noun that shows an organisation: `kind` is "description" or "owned".
  bool ShowsOrganization(std::string_view lemma, std::string_view kind) const;
  // A noun whose country's adjective means the government.
  bool IsGovernment(std::string_view lemma) const;
  bool IsWeekday(std::string_view word) const;  // in lower case

 private:
  const Table::Row* FindTitle(std::string_view text, const Sentence& sentence,
                              TokenRange range) const;
  void Note(const Table::Row& row, Title* title) const;

  const Table& countries_;
  const Table& demonyms_;
  const Table& titles_;
  const Table& suffixes_;
  const Table& heads_;
  const Table& known_;
  const Table& evidence_;
  const Table& governments_;
  const Table& given_;
  const Table& capital_acts_;
  const Table& dates_;
  const Table& acts_;
  std::unordered_map<std::string_view, std::string_view> names_of_codes_;
  // Capital -> its country's code; empty where several share the name.
  std::unordered_map<std::string_view, std::string_view> capitals_;
};

}  // namespace kg
