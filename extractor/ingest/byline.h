// Who wrote it, when and where: bylines, lines of dates, datelines. By the
// tables ingest_bylines and ingest_date_words. Immutable, thread-safe; holds a
// reference to the DateReader that it was given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extractor/ingest/dates.h"
#include "extractor/ingest/document.h"
#include "lexicon/lexicon.h"

namespace kg {

class BylineReader {
 public:
  BylineReader(const Lexicon& lexicon, const DateReader& dates);

  // Names out of an author field: "By Jane Doe and John Roe" -> both. Addresses
  // of the web are left out; what is no list of names stays as it is.
  std::vector<std::string> Authors(std::string_view field) const;

  // Moves bylines and lines of dates at the head of the body (and a date at its
  // end) to the article's metadata, and removes the dateline of the first
  // paragraph ("PARIS, Feb 26 (Reuters) - ").
  void ReadHead(RawArticle* article) const;

 private:
  struct Found {
    std::vector<std::string> authors;
    std::optional<std::string> date;
    bool by = false;  // a word like "By" stands before the names
  };
  std::optional<Found> ReadByline(const std::string& line) const;
  std::optional<Found> ReadNameAbove(std::string_view line,
                                     const std::string& below) const;
  bool IsRoleLine(std::string_view line) const;
  bool ReadPart(std::string_view part, Found* found) const;
  std::vector<std::string> Names(std::string_view text) const;
  bool IsName(std::string_view text) const;
  std::string_view WithoutPrefix(std::string_view text) const;
  std::string_view WithoutRole(std::string_view text) const;
  std::string_view WithoutPlace(std::string_view text) const;
  size_t DatelineBytes(std::string_view line) const;

  const DateReader& dates_;
  std::vector<std::string> prefixes_;  // longest first
  std::vector<std::string> others_;    // before the names of editors
  std::vector<std::string> places_;    // between a name and a place
  std::unordered_set<std::string> joiners_;
  std::unordered_set<std::string> particles_;
  std::unordered_set<std::string> agencies_;
  std::unordered_set<std::string> roles_;
  std::unordered_set<std::string> no_names_;  // words that begin no name
};

}  // namespace kg
