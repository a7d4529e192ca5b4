#include "extractor/rules/words.h"

#include <algorithm>
#include <utility>

namespace kg {
namespace {

constexpr std::pair<std::string_view, Effect> kEffects[] = {
    {"fact", Effect::kFact},
    {"planned", Effect::kPlanned},
    {"possible", Effect::kPossible},
    {"required", Effect::kRequired},
    {"conditional", Effect::kConditional},
    {"questioned", Effect::kQuestioned},
    {"negated", Effect::kNegated},
    {"reported", Effect::kReported},
};

}  // namespace

std::optional<Effect> ParseEffect(std::string_view name) {
  for (const auto& [key, effect] : kEffects) {
    if (key == name) return effect;
  }
  return std::nullopt;
}

bool Contains(std::string_view cell, std::string_view alternative) {
  const auto all = Alternatives(cell);
  return std::find(all.begin(), all.end(), alternative) != all.end();
}

Words::Words(const Lexicon& lexicon) : lexicon_(&lexicon) {}

std::optional<Effect> Words::Complement(const std::string& lemma,
                                        bool finite) const {
  return ParseEffect(
      table("complements").Get(lemma, finite ? "finite" : "nonfinite"));
}

bool Words::ControlsByObject(const std::string& lemma) const {
  return table("complements").Get(lemma, "control") != "subject";
}

std::optional<Effect> Words::Modal(std::string_view kind,
                                   const std::string& word) const {
  const Table& modality = table("modality");
  if (!Contains(modality.Get(word, "kind"), kind)) return std::nullopt;
  return ParseEffect(modality.Get(word, "modality"));
}

bool Words::Negates(std::string_view kind, const std::string& word) const {
  return Contains(table("negation").Get(word, "kind"), kind);
}

bool Words::IsAlternative(const std::string& word) const {
  return Contains(table("negation").Get(word, "kind"), "alternative");
}

bool Words::CancelsNegation(const std::string& word) const {
  return Contains(table("negation").Get(word, "kind"), "cancel");
}

std::string_view Words::Act(const std::string& lemma) const {
  return table("acts").Get(lemma, "act");
}

bool Words::ActTakes(const std::string& lemma, std::string_view what) const {
  return Contains(table("acts").Get(lemma, "content"), what);
}

bool Words::ActAddresses(const std::string& lemma, std::string_view how) const {
  return Contains(table("acts").Get(lemma, "addressee"), how);
}

std::string_view Words::NounAct(const std::string& lemma) const {
  return table("speech_nouns").Get(lemma, "act");
}

std::string Words::Role(const std::string& preposition,
                        std::string_view noun_class) const {
  const Table& prepositions = table("prepositions");
  const Table::Row* row = prepositions.Find(preposition);
  if (row == nullptr) return std::string(noun_class);
  if (!noun_class.empty()) {
    const std::string& special = (*row)[prepositions.Column(noun_class)];
    if (!special.empty()) return special;
  }
  return (*row)[prepositions.Column("role")];
}

bool Words::NounIs(const std::string& lemma, std::string_view kind) const {
  return Contains(table("nouns").Get(lemma, "kind"), kind);
}

bool Words::IsPersonNoun(const std::string& lemma) const {
  return NounIs(lemma, "person") || table("roles").Has(lemma) ||
         table("names_titles").Has(lemma);
}

const Table::Row* Words::Pronoun(const std::string& word) const {
  return table("pronouns").Find(word);
}

std::string_view Words::PronounCell(const std::string& word,
                                    std::string_view column) const {
  return table("pronouns").Get(word, column);
}

bool Words::PronounHas(const std::string& word, std::string_view column,
                       std::string_view value) const {
  return Contains(PronounCell(word, column), value);
}

std::string Words::Structure(std::string_view name) const {
  return std::string(table("structure").Get(name, "value"));
}

std::string FixedExpression(const Tree& tree, uint32_t t) {
  std::string words = tree.word(t);
  for (uint32_t child : tree.Children(t)) {
    if (tree.Is(child, "fixed")) words += ' ' + tree.word(child);
  }
  return words;
}

}  // namespace kg
