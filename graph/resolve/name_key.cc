#include "graph/resolve/name_key.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr size_t kMostAcronymLetters = 8;

std::string Join(const std::vector<std::string>& words, size_t begin,
                 size_t end) {
  std::string text;
  for (size_t i = begin; i < end; ++i) {
    if (i > begin) text += ' ';
    text += words[i];
  }
  return text;
}

std::string Join(const std::vector<std::string>& words) {
  return Join(words, 0, words.size());
}

std::string WithoutMarks(std::string_view word, char mark) {
  std::string text;
  for (char c : word) {
    if (c != mark) text += c;
  }
  return text;
}

bool HasCapital(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    if (IsUpper(c.value)) return true;
    at += c.bytes;
  }
  return false;
}

// A family name first, then given names of two parts, with a hyphen, a blank or
// nothing between: "xi jin-ping" is "xi jinping". Where the family name alone
// does not tell the order, the hyphen stays: "kim jong un" is "kim jong-un".
std::vector<std::string> JoinGivenNames(std::vector<std::string> words,
                                        const ResolveTables& tables) {
  const auto has_hyphen = [](const std::string& word) {
    return word.find('-') != word.npos;
  };
  if (words.size() == 2 && has_hyphen(words[0]) &&
      tables.StandsFirst(words[1], false)) {
    words[0] = WithoutMarks(words[0], '-');
  }
  if (words.size() == 3 && !has_hyphen(words[1]) && !has_hyphen(words[2]) &&
      tables.StandsFirst(words[0], true)) {
    words = {words[0], words[1] + "-" + words[2]};
  }
  if (words.size() == 2 && has_hyphen(words[1]) &&
      tables.StandsFirst(words[0], false)) {
    words[1] = WithoutMarks(words[1], '-');
  }
  return words;
}

ResolveKey PersonKey(const std::string& folded, const ResolveTables& tables) {
  ResolveKey key;
  std::vector<std::string> words = WordsOf(folded);
  for (std::string& word : words) {
    if (word.size() > 1 && word.back() == ',') word.pop_back();
  }
  if (words.size() == 1) {
    key.slot = NameSlot::kWord;
    key.text = words[0];
    return key;
  }
  while (words.size() > 2 && tables.SuffixKind(words.back()) == "person") {
    words.pop_back();
    key.reason = "without what follows the name";
  }
  const std::string name = Join(words);
  key.text = Join(JoinGivenNames(std::move(words), tables));
  if (key.text != name) key.reason = "the same given names";
  return key;
}

ResolveKey OrganizationKey(const std::string& folded,
                           const ResolveTables& tables) {
  std::vector<std::string> words = WordsOf(folded);
  ResolveKey key;
  while (words.size() > 1 && tables.SuffixKind(words.back()) == "legal") {
    words.pop_back();
    if (words.back().size() > 1 && words.back().back() == ',') {
      words.back().pop_back();
    }
    key.reason = "without its legal suffix";
  }
  if (words.size() > 2 && tables.SuffixKind(words.front()) == "leading") {
    words.erase(words.begin());
    key.reason = "without its article";
  }
  key.text = Join(words);
  return key;
}

ResolveKey GroupKey(const std::string& folded, const ResolveTables& tables) {
  std::vector<std::string> words = WordsOf(folded);
  ResolveKey key;
  const std::string singular = tables.Singular(words.back());
  if (singular != words.back()) key.reason = "one of the group";
  words.back() = singular;
  key.text = Join(words);
  return key;
}

// By a table of names; nothing where none has it.
std::optional<ResolveKey> KnownKey(const LocalEntity& entity,
                                   const ResolveTables& tables) {
  std::optional<std::string> name;
  std::string reason;
  if (entity.type == EntityType::kGroup) {
    name = tables.People(entity.name);
    reason = "the same people";
  } else if (entity.type != EntityType::kPerson) {
    name = tables.Country(entity.name);
    reason = "the same country";
  }
  if (!name) {
    name = tables.Known(entity.name, entity.type);
    reason = "the same well-known name";
  }
  if (!name) return std::nullopt;
  ResolveKey key;
  key.text = FoldTerm(*name);
  if (key.text != FoldTerm(entity.name)) key.reason = reason;
  return key;
}

}  // namespace

std::string PlaceOf(const LocalEntity& entity) {
  if (entity.mentions.empty()) return "named " + entity.name;
  const Span* first = &entity.mentions.front().span;
  for (const Mention& mention : entity.mentions) {
    if (mention.span < *first) first = &mention.span;
  }
  return std::to_string(first->begin) + "-" + std::to_string(first->end);
}

ResolveKey AloneKey(const LocalEntity& entity, const ArticleId& article) {
  return {NameSlot::kAlone, article.Hex() + " " + PlaceOf(entity), ""};
}

ResolveKey KeyOf(const LocalEntity& entity, const ArticleId& article,
                 const ResolveTables& tables) {
  if (entity.described) {
    return {NameSlot::kDescribed, article.Hex() + " " + PlaceOf(entity), ""};
  }
  const std::string folded = FoldTerm(entity.name);
  // A name of marks alone folds to nothing, but is a name of its own.
  if (WordsOf(folded).empty()) {
    return {NameSlot::kName, "exactly " + entity.name, ""};
  }
  if (entity.type == EntityType::kConcept && !HasCapital(entity.name)) {
    return {NameSlot::kConcept, folded, ""};
  }
  if (std::optional<ResolveKey> known = KnownKey(entity, tables)) return *known;
  switch (entity.type) {
    case EntityType::kPerson:
      return PersonKey(folded, tables);
    case EntityType::kGroup:
      return GroupKey(folded, tables);
    default:
      return OrganizationKey(folded, tables);
  }
}

std::vector<std::string> WordsOf(std::string_view folded) {
  std::vector<std::string> words;
  size_t at = 0;
  while (at < folded.size()) {
    const size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.emplace_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

PersonName TakeApart(std::string_view folded, const ResolveTables& tables) {
  PersonName name;
  std::vector<std::string> words = WordsOf(folded);
  if (words.size() > 2 && tables.SuffixKind(words.back()) == "generation") {
    name.generation = WithoutMarks(words.back(), '.');
    words.pop_back();
  }
  const bool family_first =
      words.size() == 2 &&
      tables.StandsFirst(words[0], words[1].find('-') != words[1].npos);
  name.family = family_first ? words.front() : words.back();
  name.given = std::move(words);
  name.given.erase(family_first ? name.given.begin() : name.given.end() - 1);
  return name;
}

std::string CoreOf(std::string_view folded, const ResolveTables& tables) {
  std::vector<std::string> words = WordsOf(folded);
  size_t end = words.size();
  while (end > 1) {
    const std::string_view kind = tables.SuffixKind(words[end - 1]);
    if (kind != "legal" && kind != "generic") break;
    --end;
  }
  // "China International" is not known as "China".
  const std::string first = words.empty() ? "" : ToTitle(words.front());
  if (end == 1 && (tables.Country(first) || tables.People(first))) {
    end = words.size();
  }
  return Join(words, 0, end);
}

bool IsAcronym(std::string_view name) {
  size_t letters = 0;
  for (size_t at = 0; at < name.size();) {
    const CodePoint c = DecodeAt(name, at);
    if (IsUpper(c.value)) {
      ++letters;
    } else if (c.value != '.') {
      return false;
    }
    at += c.bytes;
  }
  return letters >= 2 && letters <= kMostAcronymLetters;
}

}  // namespace kg
