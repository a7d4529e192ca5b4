// The word lists of the text stage, looked up as its rules need them. Borrows
// the lexicon; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace kg {

// What follows an abbreviation, and so whether a sentence may end at it.
enum class AbbreviationKind {
  kTitle,   // a name: never the end of a sentence
  kInside,  // more of the sentence: never the end
  kNumber,  // an abbreviation only before a number ("No. 5")
  kName,    // stands inside names ("Inc."): the end before a likely start
  kLast,    // often the last word ("a.m."): the end before most capitals
};

class SegmentTables {
 public:
  explicit SegmentTables(const Lexicon& lexicon);

  // The kind of a word with its full stop ("Mr."). Capitalised words match
  // rows in lower case, not the other way round.
  std::optional<AbbreviationKind> Abbreviation(std::string_view word) const;
  // The parts of an irregular contraction ("cannot" -> "can", "not"), or none.
  // A word of one part is to be kept whole ("'em").
  std::vector<std::string_view> ContractionParts(std::string_view word) const;
  // Bytes of the contracted part at the end of a word ("'s" of "Guo's"), or 0.
  size_t CliticLength(std::string_view word) const;
  // A prefix that keeps its hyphen ("non").
  bool IsPrefix(std::string_view word) const;
  // Letters after a number that are a word of their own ("km").
  bool IsUnit(std::string_view letters) const;
  // Letters after a number that belong to it ("th").
  bool IsNumberEnding(std::string_view letters) const;
  // Bytes of the longest emoticon that `text` begins with, or 0.
  size_t EmoticonLength(std::string_view text) const;
  // A word that, capitalised, mostly opens a sentence ("The").
  bool OpensSentence(std::string_view word) const;
  // A capitalised word that goes on after "5 p.m." ("Tuesday").
  bool ContinuesTime(std::string_view word) const;
  // A verb after quoted speech ("asked").
  bool IsReporting(std::string_view word) const;

 private:
  bool HasKind(const Table& table, std::string_view word,
               std::string_view kind) const;

  const Table& abbreviations_;
  const Table& contractions_;
  const Table& clitics_;
  const Table& prefixes_;
  const Table& units_;
  const Table& emoticons_;
  const Table& nexts_;
  size_t longest_emoticon_ = 0;
};

// Lower case, with curly apostrophes made straight.
std::string PlainLower(std::string_view word);

}  // namespace kg
