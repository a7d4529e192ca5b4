#include "cli/entity_choice.h"

#include <algorithm>

#include "base/unicode.h"
#include "cli/output.h"
#include "cli/table.h"
#include "query/nearest.h"

namespace kg {
namespace {

constexpr size_t kMostNearest = 5;
constexpr size_t kMostCandidates = 20;

Status Unknown(const Snapshot& snapshot, const std::string& given) {
  Nearest nearest({FoldTerm(given)});
  KG_RETURN_IF_ERROR(snapshot.ForEachName([&](std::string_view folded) {
    nearest.Offer(folded, folded);
    return true;
  }));
  std::string text = "no entity '" + given + "'";
  const std::vector<std::string> best = nearest.Best(kMostNearest);
  for (size_t i = 0; i < best.size(); ++i) {
    text += i > 0              ? ", "
            : best.size() == 1 ? ", the nearest is "
                               : ", the nearest are ";
    text += "'" + best[i] + "'";
  }
  return Status::NotFound(text);
}

std::string CandidateLine(const EntityRecord& entity) {
  return "\n  " + entity.id.Hex() + "  " + OneLine(entity.name) + " (" +
         std::string(NameOf(entity.type)) + ", " +
         Counted(entity.articles, "article", "articles") + ")";
}

}  // namespace

Result<std::vector<EntityRecord>> EntitiesFor(const Snapshot& snapshot,
                                              const std::string& given) {
  std::vector<EntityId> ids;
  if (const auto hash = Hash128::FromHex(given)) {
    ids = {{*hash}};
    const Result<EntityRecord> entity = snapshot.Entity(ids[0]);
    if (entity.ok()) return std::vector<EntityRecord>{*entity};
    if (entity.status().kind() != ErrorKind::kNotFound) return entity.status();
  }
  KG_ASSIGN(ids, snapshot.EntitiesNamed(FoldTerm(given)));
  if (ids.empty()) return Unknown(snapshot, given);
  std::vector<EntityRecord> entities;
  for (const EntityId& id : ids) {
    KG_ASSIGN(EntityRecord entity, snapshot.Entity(id));
    entities.push_back(std::move(entity));
  }
  std::stable_sort(entities.begin(), entities.end(),
                   [](const EntityRecord& a, const EntityRecord& b) {
                     return a.articles > b.articles;
                   });
  return entities;
}

Result<EntityRecord> EntityFor(const Snapshot& snapshot,
                               const std::string& given) {
  KG_ASSIGN(const std::vector<EntityRecord> all, EntitiesFor(snapshot, given));
  if (all.size() == 1) return all[0];
  std::vector<EntityRecord> called;
  for (const EntityRecord& entity : all) {
    if (FoldTerm(entity.name) == FoldTerm(given)) called.push_back(entity);
  }
  if (called.size() == 1) return called[0];
  std::string text =
      "'" + given + "' is the name of several, give the id of one:";
  for (size_t i = 0; i < all.size() && i < kMostCandidates; ++i) {
    text += CandidateLine(all[i]);
  }
  if (all.size() > kMostCandidates) {
    text += "\n  and " + std::to_string(all.size() - kMostCandidates) + " more";
  }
  return Status::InvalidInput(text);
}

}  // namespace kg
