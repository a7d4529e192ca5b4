#include "extractor/language/segment_tables.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr std::array<std::pair<std::string_view, AbbreviationKind>, 5> kKinds =
    {{{"title", AbbreviationKind::kTitle},
      {"inside", AbbreviationKind::kInside},
      {"number", AbbreviationKind::kNumber},
      {"name", AbbreviationKind::kName},
      {"last", AbbreviationKind::kLast}}};

constexpr std::string_view kCurlyApostrophe = "\u2019";

// Longest word worth looking up; longer ones are no words of a table.
constexpr size_t kLongestWord = 64;

std::string StraightApostrophes(std::string_view word) {
  std::string plain;
  for (size_t i = 0; i < word.size();) {
    if (word.substr(i, kCurlyApostrophe.size()) == kCurlyApostrophe) {
      plain += '\'';
      i += kCurlyApostrophe.size();
    } else {
      plain += word[i++];
    }
  }
  return plain;
}

}  // namespace

std::string PlainLower(std::string_view word) {
  return ToLower(StraightApostrophes(word));
}

SegmentTables::SegmentTables(const Lexicon& lexicon)
    : abbreviations_(lexicon.table("segment_abbreviations")),
      contractions_(lexicon.table("segment_contractions")),
      clitics_(lexicon.table("segment_clitics")),
      prefixes_(lexicon.table("segment_prefixes")),
      units_(lexicon.table("segment_units")),
      emoticons_(lexicon.table("segment_emoticons")),
      nexts_(lexicon.table("segment_next")) {
  for (const Table::Row& row : emoticons_.rows()) {
    longest_emoticon_ = std::max(longest_emoticon_, row[0].size());
  }
}

bool SegmentTables::HasKind(const Table& table, std::string_view word,
                            std::string_view kind) const {
  return word.size() <= kLongestWord && table.Get(word, "kind") == kind;
}

std::optional<AbbreviationKind> SegmentTables::Abbreviation(
    std::string_view word) const {
  if (word.size() > kLongestWord) return {};
  const Table::Row* row = abbreviations_.Find(word);
  const bool letter = word.size() == 2;  // "B." is not "b.", born
  if (row == nullptr && !letter && ToUpper(word) == word) {
    row = abbreviations_.Find(ToTitle(word));
  }
  if (row == nullptr && !letter && ToLower(word) != word) {
    row = abbreviations_.Find(ToLower(word));
  }
  if (row == nullptr) return {};
  const std::string& name = (*row)[abbreviations_.Column("kind")];
  for (const auto& [kind_name, kind] : kKinds) {
    if (kind_name == name) return kind;
  }
  return {};
}

std::vector<std::string_view> SegmentTables::ContractionParts(
    std::string_view word) const {
  if (word.size() > kLongestWord) return {};
  return Alternatives(contractions_.Get(PlainLower(word), "parts"));
}

size_t SegmentTables::CliticLength(std::string_view word) const {
  // The longest clitic is "n't" with a curly apostrophe: five bytes.
  constexpr size_t kLongestClitic = 5;
  for (size_t length = std::min(kLongestClitic, word.size()); length > 1;
       --length) {
    const std::string_view end = word.substr(word.size() - length);
    if (end.size() < word.size() && clitics_.Has(PlainLower(end))) {
      return length;
    }
  }
  return 0;
}

bool SegmentTables::IsPrefix(std::string_view word) const {
  return word.size() <= kLongestWord && prefixes_.Has(ToLower(word));
}

bool SegmentTables::IsUnit(std::string_view letters) const {
  return HasKind(units_, letters, "unit");
}

bool SegmentTables::IsNumberEnding(std::string_view letters) const {
  return letters.size() <= kLongestWord &&
         HasKind(units_, ToLower(letters), "ending");
}

size_t SegmentTables::EmoticonLength(std::string_view text) const {
  for (size_t length = std::min(longest_emoticon_, text.size()); length > 1;
       --length) {
    if (emoticons_.Has(text.substr(0, length))) return length;
  }
  return 0;
}

bool SegmentTables::OpensSentence(std::string_view word) const {
  return word.size() <= kLongestWord &&
         HasKind(nexts_, PlainLower(word), "start");
}

bool SegmentTables::ContinuesTime(std::string_view word) const {
  return word.size() <= kLongestWord &&
         HasKind(nexts_, PlainLower(word), "time");
}

bool SegmentTables::IsReporting(std::string_view word) const {
  return word.size() <= kLongestWord &&
         HasKind(nexts_, PlainLower(word), "report");
}

}  // namespace kg
