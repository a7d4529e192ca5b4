#include "graph/resolve/resolve.h"

#include "base/unicode.h"

namespace kg {
namespace {

// Where an entity first stands; its name, where it has no mention.
std::string FirstPlace(const LocalEntity& entity) {
  if (entity.mentions.empty()) return "named " + entity.name;
  const Span* first = &entity.mentions.front().span;
  for (const Mention& mention : entity.mentions) {
    if (mention.span < *first) first = &mention.span;
  }
  return std::to_string(first->begin) + "-" + std::to_string(first->end);
}

}  // namespace

std::string CanonicalKey(const LocalEntity& entity, const ArticleId& article) {
  if (entity.described) {
    return "described " + article.Hex() + " " + FirstPlace(entity);
  }
  const std::string folded = FoldTerm(entity.name);
  // A name of marks alone folds to nothing, but is a name of its own.
  return folded.empty() ? "exactly " + entity.name : "name " + folded;
}

EntityId MakeEntityId(const std::string& canonical_key) {
  return {HashFields("entity", {canonical_key})};
}

std::vector<EntityId> ResolveEntities(const LocalFacts& facts) {
  std::vector<EntityId> ids;
  ids.reserve(facts.entities.size());
  for (const LocalEntity& entity : facts.entities) {
    ids.push_back(MakeEntityId(CanonicalKey(entity, facts.article.id)));
  }
  return ids;
}

}  // namespace kg
