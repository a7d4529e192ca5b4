#include "query/predicate_names.h"

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "query/nearest.h"

namespace kg {
namespace {

// Folded, words apart by one blank.
std::string Normalized(std::string_view phrase) {
  std::string text(phrase);
  std::replace(text.begin(), text.end(), '_', ' ');
  return FoldTerm(text);
}

std::string Joined(std::string text) {
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

bool EndsTwice(std::string_view stem) {
  return stem.size() > 2 && stem.back() == stem[stem.size() - 2];
}

}  // namespace

std::vector<std::string> PredicateNames::Lemmas(std::string_view verb) const {
  constexpr size_t kShortestStem = 1;  // letters left of a verb
  std::set<std::string> lemmas = {std::string(verb)};
  const std::string_view irregular =
      lexicon_.table("inflections_irregular").Get(verb, "word");
  if (!irregular.empty()) lemmas.emplace(irregular);
  const Table& endings = lexicon_.table("inflections_endings");
  const size_t ending_column = endings.Column("ending");
  const size_t lemma_column = endings.Column("lemma");
  const size_t undouble_column = endings.Column("undouble");
  for (const Table::Row& row : endings.rows()) {
    const std::string& ending = row[ending_column];
    if (!verb.ends_with(ending) ||
        verb.size() < ending.size() + kShortestStem) {
      continue;
    }
    const std::string stem(verb.substr(0, verb.size() - ending.size()));
    for (std::string_view added : Alternatives(row[lemma_column])) {
      lemmas.insert(stem + (added == "-" ? "" : std::string(added)));
    }
    if (row[undouble_column] == "yes" && EndsTwice(stem)) {
      lemmas.insert(stem.substr(0, stem.size() - 1));
    }
  }
  return {lemmas.begin(), lemmas.end()};
}

std::vector<std::string> PredicateNames::LemmaPhrases(
    std::string_view phrase) const {
  const std::string text = Normalized(phrase);
  const size_t verb_end = std::min(text.find(' '), text.size());
  const std::string rest = text.substr(verb_end);
  std::vector<std::string> phrases = Lemmas(text.substr(0, verb_end));
  for (std::string& each : phrases) each += rest;
  return phrases;
}

std::vector<PredicateMatch> PredicateNames::Match(
    std::string_view phrase, const std::vector<std::string>& known) const {
  const Table& predicates = lexicon_.table("predicates");
  const Table& acts = lexicon_.table("acts");
  const Table& inflections = lexicon_.table("inflections");
  std::set<PredicateMatch> meant;
  std::set<std::string> phrases;
  for (const std::string& lemma : LemmaPhrases(phrase)) {
    phrases.insert(lemma);
    const size_t verb_end = std::min(lemma.find(' '), lemma.size());
    const std::string_view third =
        inflections.Get(lemma.substr(0, verb_end), "third");
    if (!third.empty()) {
      phrases.insert(std::string(third) + lemma.substr(verb_end));
    }
    const std::string surface = Joined(lemma);
    if (predicates.Has(surface)) {
      const bool swapped =
          predicates.Get(surface, "flags").find("swap") != std::string::npos;
      meant.insert(
          {std::string(predicates.Get(surface, "predicate")), swapped});
    }
    if (acts.Has(lemma)) meant.insert({std::string(acts.Get(lemma, "act"))});
  }
  std::set<PredicateMatch> matches;
  for (const std::string& name : known) {
    for (bool swapped : {false, true}) {
      if (meant.contains({name, swapped})) matches.insert({name, swapped});
    }
    const std::string text = Normalized(name);
    // Few names begin as the phrase does: lemmas of the others cost time.
    const bool alike =
        std::any_of(phrases.begin(), phrases.end(), [&](const auto& other) {
          return !text.empty() && other.front() == text.front();
        });
    if (!alike) continue;
    for (const std::string& lemma : LemmaPhrases(text)) {
      if (phrases.contains(lemma)) matches.insert({name});
    }
  }
  return {matches.begin(), matches.end()};
}

std::vector<std::string> PredicateNames::NearestTo(
    std::string_view phrase, const std::vector<std::string>& known,
    size_t limit) const {
  Nearest nearest(LemmaPhrases(phrase));
  for (const std::string& name : known) {
    for (const std::string& text : LemmaPhrases(name)) {
      nearest.Offer(text, name);
    }
  }
  return nearest.Best(limit);
}

}  // namespace kg
