#include "graph/facts/types.h"

#include <cstddef>
#include <iterator>

namespace kg {
namespace {

// Names in the order of the numbers, which start at 1.
template <typename Enum>
struct Names;
template <>
struct Names<EntityType> {
  static constexpr std::string_view kList[] = {
      "Person", "Organization", "Place", "Group",  "Product",
      "Event",  "Work",         "Law",   "Concept"};
};
template <>
struct Names<Polarity> {
  static constexpr std::string_view kList[] = {"affirmed", "negated"};
};
template <>
struct Names<Modality> {
  static constexpr std::string_view kList[] = {"asserted",    "planned",
                                               "possible",    "required",
                                               "conditional", "questioned"};
};
template <>
struct Names<Standing> {
  static constexpr std::string_view kList[] = {"stated", "attributed"};
};
template <>
struct Names<QuoteForm> {
  static constexpr std::string_view kList[] = {"direct", "indirect", "mixed"};
};
template <>
struct Names<MentionForm> {
  static constexpr std::string_view kList[] = {"name", "nominal", "pronoun"};
};

template <typename Enum>
std::string_view Lookup(Enum value) {
  return Names<Enum>::kList[static_cast<size_t>(value) - 1];
}

}  // namespace

std::string_view NameOf(EntityType value) { return Lookup(value); }
std::string_view NameOf(Polarity value) { return Lookup(value); }
std::string_view NameOf(Modality value) { return Lookup(value); }
std::string_view NameOf(Standing value) { return Lookup(value); }
std::string_view NameOf(QuoteForm value) { return Lookup(value); }
std::string_view NameOf(MentionForm value) { return Lookup(value); }

template <typename Enum>
std::optional<Enum> Parse(std::string_view name) {
  for (size_t i = 0; i < std::size(Names<Enum>::kList); ++i) {
    if (Names<Enum>::kList[i] == name) return static_cast<Enum>(i + 1);
  }
  return std::nullopt;
}

template <typename Enum>
std::optional<Enum> FromNumber(uint8_t number) {
  if (number == 0 || number > std::size(Names<Enum>::kList)) {
    return std::nullopt;
  }
  return static_cast<Enum>(number);
}

#define KG_INSTANTIATE(Enum)                                  \
  template std::optional<Enum> Parse<Enum>(std::string_view); \
  template std::optional<Enum> FromNumber<Enum>(uint8_t);
KG_INSTANTIATE(EntityType)
KG_INSTANTIATE(Polarity)
KG_INSTANTIATE(Modality)
KG_INSTANTIATE(Standing)
KG_INSTANTIATE(QuoteForm)
KG_INSTANTIATE(MentionForm)
#undef KG_INSTANTIATE

}  // namespace kg
