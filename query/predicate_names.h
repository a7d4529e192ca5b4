// Predicates by the words that people use for them: any inflection ("deny",
// "denied"), any synonym of the tables ("outlaws" for "bans"), blanks for
// underscores ("spoke at"). Borrows the lexicon; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace kg {

struct PredicateMatch {
  std::string name;      // canonical, of a relation or an act
  bool swapped = false;  // the words run against it: "is owned by" for "owns"
  auto operator<=>(const PredicateMatch&) const = default;
};

class PredicateNames {
 public:
  explicit PredicateNames(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // What the verb may be an inflection of, itself included; sorted. Words that
  // nobody uses are among them.
  std::vector<std::string> Lemmas(std::string_view verb) const;
  // The phrase with its first word, the verb, as each of its lemmas; with
  // blanks.
  std::vector<std::string> LemmaPhrases(std::string_view phrase) const;
  // Those of `known` that the phrase may mean; sorted.
  std::vector<PredicateMatch> Match(
      std::string_view phrase, const std::vector<std::string>& known) const;
  // Those of `known` that are most like the phrase, the nearest first.
  std::vector<std::string> NearestTo(std::string_view phrase,
                                     const std::vector<std::string>& known,
                                     size_t limit) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace kg
