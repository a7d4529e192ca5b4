#include "extractor/ingest/language_guess.h"

#include <algorithm>
#include <map>

#include "base/unicode.h"

namespace kg {
namespace {

// All chosen. English news has 35 to 50 % of the words in the table's row; a
// text in another language has 20 to 50 % of that language's.
constexpr size_t kFewestWords = 25;
constexpr size_t kFewestLetters = 20;
constexpr size_t kReadBytes = 20000;
constexpr double kOtherShare = 0.15;
constexpr double kTimesEnglish = 2.5;
constexpr double kScriptShare = 0.5;

}  // namespace

struct LanguageGuesser::Counts {
  size_t words = 0;
  size_t letters = 0;
  std::vector<size_t> hits;               // by language
  std::map<std::string, size_t> scripts;  // letters that are not Latin
};

LanguageGuesser::LanguageGuesser(const Lexicon& lexicon) {
  const Table& table = lexicon.table("ingest_languages");
  const size_t name = table.Column("language");
  const size_t code = table.Column("code");
  const size_t script = table.Column("script");
  const size_t words = table.Column("words");
  for (const Table::Row& row : table.rows()) {
    const size_t index = languages_.size();
    if (row[code] == "en") english_ = index;
    languages_.push_back({row[name], row[code], row[script]});
    for (std::string_view word : Alternatives(row[words])) {
      words_[std::string(word)].push_back(index);
    }
  }
  const Table& ranges = lexicon.table("ingest_scripts");
  const size_t first = ranges.Column("first");
  const size_t last = ranges.Column("last");
  const size_t of = ranges.Column("script");
  for (const Table::Row& row : ranges.rows()) {
    scripts_.push_back(
        {static_cast<char32_t>(std::strtoul(row[first].c_str(), nullptr, 16)),
         static_cast<char32_t>(std::strtoul(row[last].c_str(), nullptr, 16)),
         row[of]});
  }
  std::sort(scripts_.begin(), scripts_.end(),
            [](const Script& a, const Script& b) { return a.first < b.first; });
}

const std::string& LanguageGuesser::ScriptOf(char32_t c) const {
  static const std::string kNone;
  auto after = std::upper_bound(
      scripts_.begin(), scripts_.end(), c,
      [](char32_t value, const Script& s) { return value < s.first; });
  if (after == scripts_.begin()) return kNone;
  --after;
  return c <= after->last ? after->name : kNone;
}

LanguageGuesser::Counts LanguageGuesser::Count(std::string_view text) const {
  Counts counts;
  counts.hits.resize(languages_.size());
  const std::string lower = ToLower(text);
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    ++counts.words;
    const auto found = words_.find(word);
    if (found != words_.end()) {
      for (size_t language : found->second) ++counts.hits[language];
    }
    word.clear();
  };
  for (size_t at = 0; at < lower.size();) {
    const CodePoint c = DecodeAt(lower, at);
    at += c.bytes;
    if (IsLetter(c.value)) {
      ++counts.letters;
      if (const std::string& script = ScriptOf(c.value); !script.empty()) {
        ++counts.scripts[script];
      }
    } else if (!IsMark(c.value)) {
      finish();
      continue;
    }
    AppendUtf8(c.value, &word);
  }
  finish();
  return counts;
}

LanguageGuesser::Guess LanguageGuesser::ByScript(const Counts& counts) const {
  size_t foreign = 0;
  const std::string* most = nullptr;
  size_t most_letters = 0;
  for (const auto& [script, letters] : counts.scripts) {
    foreign += letters;
    if (letters > most_letters) {
      most = &script;
      most_letters = letters;
    }
  }
  if (most == nullptr ||
      static_cast<double>(foreign) <
          kScriptShare * static_cast<double>(counts.letters)) {
    return {};
  }
  // Japanese mixes its syllables with Chinese characters.
  const bool kana = counts.scripts.count("Kana") != 0 &&
                    counts.scripts.at("Kana") * 10 > foreign;
  const std::string script = kana ? "Kana" : *most;
  Guess guess{"", script + " script", true};
  size_t best = 0;
  for (size_t i = 0; i < languages_.size(); ++i) {
    // The first language of a script stands for it where no word tells.
    if (languages_[i].script != script) continue;
    if (guess.code.empty() || counts.hits[i] > best) {
      guess.code = languages_[i].code;
      guess.name = languages_[i].name;
      best = counts.hits[i];
    }
  }
  if (guess.code.empty()) guess.code = "und";
  return guess;
}

LanguageGuesser::Guess LanguageGuesser::ByWords(const Counts& counts) const {
  const auto share = [&](size_t language) {
    return static_cast<double>(counts.hits[language]) /
           static_cast<double>(counts.words);
  };
  const size_t best = static_cast<size_t>(
      std::max_element(counts.hits.begin(), counts.hits.end()) -
      counts.hits.begin());
  if (best == english_ || share(best) < kOtherShare ||
      share(best) < kTimesEnglish * share(english_)) {
    return {};
  }
  return {languages_[best].code, languages_[best].name, true};
}

LanguageGuesser::Guess LanguageGuesser::Detect(std::string_view text) const {
  text = text.substr(0, kReadBytes);
  const Counts counts = Count(text);
  Guess guess;
  if (counts.letters >= kFewestLetters) guess = ByScript(counts);
  if (!guess.surely_other && counts.words >= kFewestWords &&
      !languages_.empty()) {
    guess = ByWords(counts);
  }
  if (!guess.surely_other && !languages_.empty()) {
    guess.name = languages_[english_].name;
  }
  return guess;
}

}  // namespace kg
