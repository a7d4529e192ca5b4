#include "extractor/rules/genders.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/unicode.h"

namespace kg {
namespace {

char GenderCell(const Table& table, std::string_view key) {
  const std::string_view gender = table.Get(key, "gender");
  return gender.empty() ? '\0' : gender[0];
}

// The words of a name or description, folded.
std::vector<std::string> FoldedWords(std::string_view text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) {
      words.push_back(FoldTerm(text.substr(begin, end - begin)));
    }
    begin = end + 1;
  }
  return words;
}

}  // namespace

Genders::Genders(const Analysis& analysis, const NameTable& names)
    : analysis_(analysis), names_(names) {
  const Table& titles = analysis.words().table("names_titles");
  titled_.assign(names.entities().size(), '\0');
  for (const TokenMention& mention : names.mentions()) {
    if (mention.token_begin == 0 || mention.form != MentionForm::kName)
      continue;
    const Tree& tree = analysis.tree(mention.sentence);
    const char gender = GenderCell(titles, tree.word(mention.token_begin - 1));
    if (gender != '\0') titled_[mention.entity] = gender;
  }
}

char GenderOf(const Words& words, const std::string& pronoun) {
  const std::string_view gender = words.PronounCell(pronoun, "gender");
  return gender == "man" ? 'm' : gender == "woman" ? 'f' : '\0';
}

bool Genders::Agree(const std::string& pronoun, uint32_t entity,
                    bool plural) const {
  const Words& words = analysis_.words();
  const EntityType type = names_.entities()[entity].type;
  if (words.PronounCell(pronoun, "number") == "many") {
    return type != EntityType::kPerson || plural;
  }
  if (plural) return false;
  if (words.PronounCell(pronoun, "gender") == "thing") {
    return type == EntityType::kOrganization || type == EntityType::kPlace ||
           type == EntityType::kConcept;
  }
  const char gender = GenderOf(words, pronoun);
  const char known = Of(entity);
  const bool other = gender != '\0' && known != '\0' && gender != known;
  return !other && type == EntityType::kPerson;
}

char Genders::Of(uint32_t entity) const {
  if (entity < titled_.size() && titled_[entity] != '\0') {
    return titled_[entity];
  }
  const LocalEntity& found = names_.entities()[entity];
  if (found.type != EntityType::kPerson) return '\0';
  const Words& words = analysis_.words();
  const std::vector<std::string> parts = FoldedWords(found.name);
  if (!found.described && parts.size() > 1) {
    const char gender = GenderCell(words.table("names_given"), parts.front());
    if (gender != '\0') return gender;
  }
  const Table& titles = words.table("names_titles");
  if (found.described) {
    for (const std::string& part : parts) {
      const char gender = GenderCell(titles, part);
      if (gender != '\0') return gender;
    }
  }
  for (const std::string& description : found.descriptions) {
    for (const std::string& part : FoldedWords(description)) {
      const char gender = GenderCell(titles, part);
      if (gender != '\0') return gender;
    }
  }
  return '\0';
}

}  // namespace kg
