#include "extractor/rules/names_form.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/names_parts.h"

namespace kg {
namespace {

std::vector<std::string> PartsFor(EntityType type, const std::string& text,
                                  const NameTables& tables) {
  std::vector<std::string> parts = PartsOf(text);
  switch (type) {
    case EntityType::kPerson:
      return WithoutPersonSuffix(std::move(parts), tables);
    case EntityType::kOrganization:
      return CoreOfOrganization(std::move(parts), tables);
    case EntityType::kEvent:
      return WithoutYear(std::move(parts));
    default:
      return parts;
  }
}

void SetCountry(std::string_view code, const NameTables& tables,
                NameForm* form) {
  const auto country = tables.CountryOfCode(code);
  form->country_code = code;
  form->canonical = country ? country->name : code;
}

// What the tables know of countries, peoples and well-known names.
void SetKnown(const NameSpan& span, bool governs, const NameTables& tables,
              NameForm* form) {
  const bool place = span.type == EntityType::kPlace;
  const auto demonym = span.type == EntityType::kGroup
                           ? tables.FindDemonym(span.text)
                           : std::nullopt;
  const auto country = place ? tables.FindCountry(span.text) : std::nullopt;
  const auto known = tables.FindKnown(span.text);
  const auto governed =
      governs ? tables.CountryOfCapital(span.text) : std::nullopt;
  if (country) {
    SetCountry(country->code, tables, form);
  } else if (governed && place) {
    form->metonym = true;
    SetCountry(governed->code, tables, form);
  } else if (demonym && governs) {
    form->metonym = true;
    form->type = EntityType::kPlace;
    SetCountry(demonym->code, tables, form);
  } else if (demonym) {
    form->canonical = demonym->name;
  } else if (known && known->type == span.type) {
    form->canonical = known->name;
  }
}

}  // namespace

NameForm MakeForm(const NameSpan& span, bool governs,
                  const NameTables& tables) {
  NameForm form;
  form.type = span.type;
  form.text = span.text;
  SetKnown(span, governs, tables, &form);
  form.parts = PartsFor(form.type, form.text, tables);
  if (form.type == EntityType::kPerson) {
    form.generation = GenerationOf(PartsOf(form.text), tables);
    if (form.parts.size() > 1) {  // "Mr. Lee" is not Susan Lee
      form.gender = tables.GenderOfGiven(form.parts.front());
    }
  }
  return form;
}

EntityType MostVoted(const std::map<EntityType, int>& votes) {
  EntityType best = EntityType::kConcept;
  int most = 0;
  for (const auto& [type, count] : votes) {
    if (type != EntityType::kConcept && count > most) {
      best = type;
      most = count;
    }
  }
  return best;
}

std::string FullestText(const std::map<std::string, int>& texts) {
  const auto rank = [](const std::pair<const std::string, int>& entry) {
    const std::string& text = entry.first;
    const bool shouted = ToUpper(text) == text && PartsOf(text).size() > 1;
    return std::tuple(FoldTerm(text).size(), !shouted, entry.second);
  };
  const auto best = std::max_element(
      texts.begin(), texts.end(),
      [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best->first;
}

}  // namespace kg
