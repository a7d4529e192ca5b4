#include "graph/view/ids.h"

namespace kg {

RelationId MakeRelationId(const std::optional<EntityId>& subject,
                          std::string_view predicate, const End& object,
                          Polarity polarity, Modality modality,
                          Standing standing, std::string_view derived) {
  const std::string_view from = subject ? subject->hash.View() : "";
  if (const auto* entity = std::get_if<EntityId>(&object)) {
    return {HashFields(
        "relation",
        {from, predicate, "entity", entity->hash.View(), NameOf(polarity),
         NameOf(modality), NameOf(standing), derived})};
  }
  const Literal& literal = std::get<Literal>(object);
  return {HashFields(
      "relation", {from, predicate, "literal", literal.value, literal.datatype,
                   literal.unit, literal.text, NameOf(polarity),
                   NameOf(modality), NameOf(standing), derived})};
}

}  // namespace kg
