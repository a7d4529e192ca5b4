// The closed vocabularies of the data model, with their names in JSON Lines and
// their numbers on disk (never renumber, never reuse). Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kg {

enum class EntityType : uint8_t {
  kPerson = 1,
  kOrganization = 2,
  kPlace = 3,
  kGroup = 4,
  kProduct = 5,
  kEvent = 6,
  kWork = 7,
  kLaw = 8,
  kConcept = 9,
};
enum class Polarity : uint8_t { kAffirmed = 1, kNegated = 2 };
enum class Modality : uint8_t {
  kAsserted = 1,
  kPlanned = 2,
  kPossible = 3,
  kRequired = 4,
  kConditional = 5,
  kQuestioned = 6,
};
enum class Standing : uint8_t { kStated = 1, kAttributed = 2 };
enum class QuoteForm : uint8_t { kDirect = 1, kIndirect = 2, kMixed = 3 };
enum class MentionForm : uint8_t { kName = 1, kNominal = 2, kPronoun = 3 };

// The name in JSON Lines ("Person", "affirmed", "direct"…).
std::string_view NameOf(EntityType value);
std::string_view NameOf(Polarity value);
std::string_view NameOf(Modality value);
std::string_view NameOf(Standing value);
std::string_view NameOf(QuoteForm value);
std::string_view NameOf(MentionForm value);

// Parse<EntityType>("Person"); nothing for an unknown name.
template <typename Enum>
std::optional<Enum> Parse(std::string_view name);
// FromNumber<EntityType>(1); nothing for a number that no value has.
template <typename Enum>
std::optional<Enum> FromNumber(uint8_t number);

}  // namespace kg
