// What surrounds an article's text on a page and says nothing about the world:
// calls to read more, credits, share buttons, newsletters, readers' comments.
// By the patterns of the table ingest_boilerplate, matched on folded lines.
// Immutable, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extractor/ingest/document.h"
#include "lexicon/lexicon.h"

namespace kg {

class BoilerplateFilter {
 public:
  explicit BoilerplateFilter(const Lexicon& lexicon);

  // Removes boilerplate from the body, and lines that repeat the title.
  void Filter(RawArticle* article) const;

 private:
  // Patterns by their first word, so that a line is compared with few.
  using ByFirstWord = std::unordered_map<std::string, std::vector<std::string>>;

  enum class Verdict { kKeep, kDrop, kDropBlock, kCut };
  Verdict Judge(const std::string& line) const;
  bool BeginsWithAny(const ByFirstWord& patterns,
                     const std::string& folded) const;
  bool ContainsAny(const std::string& folded) const;
  bool IsCaption(const std::string& line) const;
  bool OpensWithCredit(std::string_view line) const;
  std::string WithoutGroups(const std::string& line) const;
  bool IsBiography(const RawArticle& article, size_t index) const;
  void DropBiographies(RawArticle* article) const;

  std::unordered_set<std::string> lines_;
  std::unordered_set<std::string> cuts_;
  std::unordered_set<std::string> blocks_;
  std::unordered_set<std::string> card_ends_;  // as they stand
  ByFirstWord prefixes_;
  ByFirstWord labels_;
  ByFirstWord groups_;
  ByFirstWord credits_;
  ByFirstWord block_labels_;
  std::unordered_set<std::string> agencies_;
  std::vector<std::string> contained_;
  std::vector<std::string> biography_verbs_;
  std::vector<std::string> biography_words_;
  std::vector<std::string> biography_trades_;
  std::vector<std::string> galleries_;  // counters behind captions
  std::vector<std::string> gallery_heads_;
};

// A line as the patterns see it: folded, runs of digits '#', no marks at its
// beginning but quotes. Exposed for tests.
std::string BoilerplateForm(std::string_view line);

}  // namespace kg
