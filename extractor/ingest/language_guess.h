// Which language is a text in? By the share of frequent function words (table
// ingest_languages) and, beyond Latin letters, by script (ingest_scripts).
// Careful: only a sure answer is one. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/lexicon.h"

namespace kg {

class LanguageGuesser {
 public:
  explicit LanguageGuesser(const Lexicon& lexicon);

  struct Guess {
    std::string code = "en";    // ISO 639-1
    std::string name;           // "French"
    bool surely_other = false;  // surely not English
  };
  // English, unless the text is surely in another language; short texts are
  // English.
  Guess Detect(std::string_view text) const;

 private:
  struct Language {
    std::string name;
    std::string code;
    std::string script;
  };
  struct Script {
    char32_t first;
    char32_t last;
    std::string name;
  };
  struct Counts;
  Counts Count(std::string_view text) const;
  const std::string& ScriptOf(char32_t c) const;
  Guess ByScript(const Counts& counts) const;
  Guess ByWords(const Counts& counts) const;

  std::vector<Language> languages_;
  std::vector<Script> scripts_;  // by first code point
  size_t english_ = 0;
  // Word -> the languages that have it.
  std::unordered_map<std::string, std::vector<size_t>> words_;
};

}  // namespace kg
