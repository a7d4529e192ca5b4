#include "builder/decide.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "graph/resolve/decisions.h"
#include "graph/resolve/name_key.h"

namespace kg {
namespace {

// So many local entities of each name stand for it in a decision, so that it
// holds when one of their articles goes. Chosen.
constexpr size_t kStandIns = 3;

// Local entities that have a mention, by the node of their key.
using Locals = std::map<std::string, std::vector<Decision::LocalName>>;

class DecisionMaker {
 public:
  DecisionMaker(const Snapshot& snapshot, const Lexicon& lexicon)
      : snapshot_(snapshot), tables_(lexicon) {}

  Status Open() {
    KG_ASSIGN(std::vector<Decision> decisions, snapshot_.Decisions());
    for (const Decision& decision : decisions) {
      next_ = std::max(next_, decision.sequence + 1);
    }
    decisions_ = std::make_unique<DecisionTable>(std::move(decisions), tables_);
    for (const ArticleId& id : decisions_->articles()) {
      KG_ASSIGN(const auto stored, snapshot_.Stored(id));
      if (stored) decisions_->Update(id, &stored->facts);
    }
    decisions_->Refresh();
    return Status();
  }

  uint32_t next() const { return next_; }

  Result<Locals> LocalsOf(const EntityId& entity) const {
    Locals locals;
    KG_ASSIGN(const std::vector<ArticleId> articles,
              snapshot_.ArticlesOf(entity));
    for (const ArticleId& id : articles) {
      KG_ASSIGN(const auto stored, snapshot_.Stored(id));
      if (!stored) continue;
      for (size_t i = 0; i < stored->entities.size(); ++i) {
        const LocalEntity& local = stored->facts.entities[i];
        if (stored->entities[i] != entity || local.mentions.empty()) continue;
        uint32_t begin = local.mentions.front().span.begin;
        for (const Mention& mention : local.mentions) {
          begin = std::min(begin, mention.span.begin);
        }
        locals[decisions_->KeyFor(local, id).Node()].push_back({id, begin});
      }
    }
    if (!locals.empty()) return locals;
    KG_ASSIGN(const EntityRecord record, snapshot_.Entity(entity));
    return Status::InvalidInput("'" + record.name +
                                "': no article mentions it, so that no "
                                "decision can name it");
  }

 private:
  const Snapshot& snapshot_;
  ResolveTables tables_;
  std::unique_ptr<DecisionTable> decisions_;
  uint32_t next_ = 1;
};

// Some of each name, the names with most local entities first.
std::vector<Decision::LocalName> StandIns(const Locals& locals, size_t each) {
  std::vector<const std::vector<Decision::LocalName>*> names;
  for (const auto& [node, found] : locals) names.push_back(&found);
  std::stable_sort(
      names.begin(), names.end(),
      [](const auto* a, const auto* b) { return a->size() > b->size(); });
  std::vector<Decision::LocalName> out;
  for (const auto* found : names) {
    const size_t count = std::min(each, found->size());
    out.insert(out.end(), found->begin(),
               found->begin() + static_cast<ptrdiff_t>(count));
  }
  return out;
}

Status FillMerge(const DecisionMaker& maker, const DecisionRequest& request,
                 Decision* decision) {
  const std::set<EntityId> distinct(request.entities.begin(),
                                    request.entities.end());
  if (distinct.size() < 2) {
    return Status::InvalidInput("these names are one entity already");
  }
  for (const EntityId& entity : request.entities) {
    KG_ASSIGN(const Locals locals, maker.LocalsOf(entity));
    const auto of = StandIns(locals, kStandIns);
    decision->of.insert(decision->of.end(), of.begin(), of.end());
  }
  return Status();
}

// Names apart, each with one local entity; where all have one name, the local
// entities themselves.
Status FillSplit(const DecisionMaker& maker, const Snapshot& snapshot,
                 const DecisionRequest& request, Decision* decision) {
  KG_ASSIGN(const Locals locals, maker.LocalsOf(request.entities.front()));
  decision->of = StandIns(locals, locals.size() > 1 ? 1 : SIZE_MAX);
  if (decision->of.size() > 1) return Status();
  KG_ASSIGN(const EntityRecord record,
            snapshot.Entity(request.entities.front()));
  return Status::InvalidInput("'" + record.name +
                              "': nothing to split, one article has one name "
                              "for it");
}

Status FillRename(const DecisionMaker& maker, const Snapshot& snapshot,
                  const DecisionRequest& request, Decision* decision) {
  KG_ASSIGN(const EntityRecord record,
            snapshot.Entity(request.entities.front()));
  if (record.name == request.name) {
    return Status::InvalidInput("'" + record.name + "': it is called so");
  }
  KG_ASSIGN(const Locals locals, maker.LocalsOf(request.entities.front()));
  decision->of = StandIns(locals, kStandIns);
  decision->name = request.name;
  return Status();
}

}  // namespace

Result<Decision> MakeDecision(const Snapshot& snapshot, const Lexicon& lexicon,
                              const DecisionRequest& request) {
  DecisionMaker maker(snapshot, lexicon);
  KG_RETURN_IF_ERROR(maker.Open());
  Decision decision;
  decision.sequence = maker.next();
  decision.action = request.action;
  decision.date = request.date;
  decision.note = request.note;
  switch (request.action) {
    case Decision::Action::kMerge:
      KG_RETURN_IF_ERROR(FillMerge(maker, request, &decision));
      break;
    case Decision::Action::kSplit:
      KG_RETURN_IF_ERROR(FillSplit(maker, snapshot, request, &decision));
      break;
    case Decision::Action::kRename:
      KG_RETURN_IF_ERROR(FillRename(maker, snapshot, request, &decision));
      break;
  }
  return decision;
}

}  // namespace kg
