#include "graph/view/view_graph.h"

#include <algorithm>

#include "base/unicode.h"
#include "graph/view/view_graph_state.h"

namespace kg {
namespace {

constexpr int kKindShift = 48;
constexpr uint64_t kNumberMask = (uint64_t{1} << kKindShift) - 1;

struct LabelRow {
  std::string_view name;
  ThingKind kind;
  uint8_t type;  // of entities, a number of EntityType; 0: any
};
// In the order of their symbols.
constexpr LabelRow kLabels[] = {
    {"Article", ThingKind::kArticle, 0},
    {"Claim", ThingKind::kClaim, 0},
    {"Entity", ThingKind::kEntity, 0},
    {"Relation", ThingKind::kRelation, 0},
    {"Person", ThingKind::kEntity, 1},
    {"Organization", ThingKind::kEntity, 2},
    {"Place", ThingKind::kEntity, 3},
    {"Group", ThingKind::kEntity, 4},
    {"Product", ThingKind::kEntity, 5},
    {"Event", ThingKind::kEntity, 6},
    {"Work", ThingKind::kEntity, 7},
    {"Law", ThingKind::kEntity, 8},
    {"Concept", ThingKind::kEntity, 9},
};

struct StructureRow {
  std::string_view name;
  StructureType type;
  ThingKind from;
  ThingKind to;
};
constexpr StructureRow kStructure[] = {
    {"SUBJECT", StructureType::kSubject, ThingKind::kRelation,
     ThingKind::kEntity},
    {"OBJECT", StructureType::kObject, ThingKind::kRelation,
     ThingKind::kEntity},
    {"MADE", StructureType::kMade, ThingKind::kEntity, ThingKind::kClaim},
    {"ABOUT", StructureType::kAbout, ThingKind::kClaim, ThingKind::kEntity},
    {"ADDRESSED_TO", StructureType::kAddressedTo, ThingKind::kClaim,
     ThingKind::kEntity},
    {"PROPOSES", StructureType::kProposes, ThingKind::kClaim,
     ThingKind::kRelation},
    {"WITHIN", StructureType::kWithin, ThingKind::kClaim, ThingKind::kClaim},
    {"IN", StructureType::kIn, ThingKind::kRelation, ThingKind::kArticle},
    {"MENTIONED_IN", StructureType::kMentionedIn, ThingKind::kEntity,
     ThingKind::kArticle},
};

constexpr ThingKind kKinds[] = {ThingKind::kEntity, ThingKind::kRelation,
                                ThingKind::kClaim, ThingKind::kArticle};

const StructureRow* FindStructure(SymbolId type) {
  for (const StructureRow& row : kStructure) {
    if (static_cast<SymbolId>(row.type) == type) return &row;
  }
  return nullptr;
}

const LabelRow& LabelOf(SymbolId label) { return kLabels[label - 1]; }

// The nodes of some kinds, one kind after another.
class KindScan : public NodeCursor {
 public:
  KindScan(const FactIndex& index, std::vector<ThingKind> kinds)
      : index_(index), kinds_(std::move(kinds)) {}

  bool Next(NodeRef* node) override {
    while (true) {
      if (cursor_ == nullptr) {
        if (at_ == kinds_.size()) return false;
        cursor_ = index_.Things(kinds_[at_]);
      }
      uint64_t number = 0;
      if (cursor_->Next(&number)) {
        *node = NodeOf(kinds_[at_], number);
        return true;
      }
      if (!cursor_->status().ok()) return false;
      cursor_ = nullptr;
      ++at_;
    }
  }

  Status status() const override {
    return cursor_ == nullptr ? Status() : cursor_->status();
  }

 private:
  const FactIndex& index_;
  std::vector<ThingKind> kinds_;
  size_t at_ = 0;
  std::unique_ptr<NumberCursor> cursor_;
};

// The nodes of a label that not all of their kind have.
class LabelScan : public NodeCursor {
 public:
  LabelScan(const ViewGraph& graph, std::unique_ptr<NodeCursor> nodes,
            SymbolId label)
      : graph_(graph), nodes_(std::move(nodes)), label_(label) {}

  bool Next(NodeRef* node) override {
    while (nodes_->Next(node)) {
      Result<bool> has = graph_.HasLabel(*node, label_);
      if (!has.ok()) {
        status_ = has.status();
        return false;
      }
      if (*has) return true;
    }
    return false;
  }

  Status status() const override {
    return status_.ok() ? nodes_->status() : status_;
  }

 private:
  const ViewGraph& graph_;
  std::unique_ptr<NodeCursor> nodes_;
  SymbolId label_;
  Status status_;
};

}  // namespace

NodeRef NodeOf(ThingKind kind, uint64_t number) {
  return {(static_cast<uint64_t>(kind) << kKindShift) | number};
}
ThingKind KindOf(NodeRef node) {
  return static_cast<ThingKind>(node.id >> kKindShift);
}
uint64_t NumberOf(NodeRef node) { return node.id & kNumberMask; }

ViewGraph::ViewGraph(std::unique_ptr<State> state) : state_(std::move(state)) {}
ViewGraph::~ViewGraph() = default;

Result<std::unique_ptr<ViewGraph>> ViewGraph::Make(const GraphView& view) {
  auto state = std::make_unique<State>();
  state->view = &view;
  KG_ASSIGN(state->index, FactIndex::Of(view));
  state->neighbours = std::make_unique<Neighbourhood>(*state->index);
  KG_ASSIGN(state->statistics, view.Statistics());
  KG_ASSIGN(state->predicates, state->index->Predicates());
  for (const PredicateCount& count : state->predicates) {
    state->by_number[count.number] = &count;
  }
  return std::unique_ptr<ViewGraph>(new ViewGraph(std::move(state)));
}

std::optional<SymbolId> ViewGraph::Label(std::string_view name) const {
  for (size_t i = 0; i < std::size(kLabels); ++i) {
    if (kLabels[i].name == name) return static_cast<SymbolId>(i + 1);
  }
  return std::nullopt;
}

std::optional<SymbolId> ViewGraph::EdgeType(std::string_view name) const {
  for (const StructureRow& row : kStructure) {
    if (row.name == name) return static_cast<SymbolId>(row.type);
  }
  const auto found = std::lower_bound(
      state_->predicates.begin(), state_->predicates.end(), name,
      [](const PredicateCount& count, std::string_view n) {
        return count.name < n;
      });
  if (found == state_->predicates.end() || found->name != name) {
    return std::nullopt;
  }
  return kFirstPredicate + found->number;
}

std::optional<SymbolId> ViewGraph::Key(std::string_view name) const {
  return FindKey(name);
}

std::string ViewGraph::EdgeTypeName(SymbolId type) const {
  if (const StructureRow* row = FindStructure(type)) {
    return std::string(row->name);
  }
  const auto found = state_->by_number.find(type - kFirstPredicate);
  return found == state_->by_number.end() ? "" : found->second->name;
}

std::vector<std::string> ViewGraph::LabelNames() const {
  std::vector<std::string> names;
  for (const LabelRow& row : kLabels) names.emplace_back(row.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> ViewGraph::EdgeTypeNames() const {
  std::vector<std::string> names;
  for (const StructureRow& row : kStructure) names.emplace_back(row.name);
  for (const PredicateCount& count : state_->predicates) {
    names.push_back(count.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> ViewGraph::KeyNames() const { return AllKeys(); }

std::unique_ptr<NodeCursor> ViewGraph::AllNodes() const {
  return std::make_unique<KindScan>(
      *state_->index,
      std::vector<ThingKind>(std::begin(kKinds), std::end(kKinds)));
}

std::unique_ptr<NodeCursor> ViewGraph::NodesLabelled(SymbolId label) const {
  const LabelRow& row = LabelOf(label);
  auto nodes = std::make_unique<KindScan>(*state_->index,
                                          std::vector<ThingKind>{row.kind});
  if (row.type == 0) return nodes;
  return std::make_unique<LabelScan>(*this, std::move(nodes), label);
}

Result<bool> ViewGraph::HasLabel(NodeRef node, SymbolId label) const {
  const LabelRow& row = LabelOf(label);
  if (KindOf(node) != row.kind) return false;
  if (row.type == 0) return true;
  KG_ASSIGN(const auto entity, state_->Head(NumberOf(node)));
  return static_cast<uint8_t>(entity->type) == row.type;
}

Result<std::vector<std::string>> ViewGraph::Labels(NodeRef node) const {
  std::vector<std::string> labels;
  for (const LabelRow& row : kLabels) {
    if (row.type == 0 && row.kind == KindOf(node))
      labels.emplace_back(row.name);
  }
  if (KindOf(node) == ThingKind::kEntity) {
    KG_ASSIGN(const auto entity, state_->Head(NumberOf(node)));
    labels.emplace_back(NameOf(entity->type));
  }
  return labels;
}

Result<std::vector<NodeRef>> ViewGraph::NodesNamed(
    std::string_view name) const {
  return state_->Named(std::string(name));
}

double ViewGraph::CountNodes() const {
  const GraphStatistics& s = state_->statistics;
  return static_cast<double>(s.entities + s.relations + s.claims + s.articles);
}

double ViewGraph::CountLabelled(SymbolId label) const {
  const GraphStatistics& s = state_->statistics;
  const LabelRow& row = LabelOf(label);
  if (row.type != 0) {
    for (const auto& [name, count] : s.entity_types) {
      if (name == row.name) return static_cast<double>(count);
    }
    return 0;
  }
  switch (row.kind) {
    case ThingKind::kArticle:
      return static_cast<double>(s.articles);
    case ThingKind::kEntity:
      return static_cast<double>(s.entities);
    case ThingKind::kRelation:
      return static_cast<double>(s.relations);
    default:
      return static_cast<double>(s.claims);
  }
}

double ViewGraph::CountEdges(std::optional<SymbolId> type) const {
  const GraphStatistics& s = state_->statistics;
  const auto relations = static_cast<double>(s.relations);
  const auto claims = static_cast<double>(s.claims);
  if (!type) return 4 * relations + 5 * claims;  // each with its structure
  if (const StructureRow* row = FindStructure(*type)) {
    const bool of_relation = row->from == ThingKind::kRelation;
    if (row->type == StructureType::kIn) return relations + claims;
    if (row->type == StructureType::kMentionedIn) {
      return static_cast<double>(s.evidence);
    }
    return of_relation ? relations : claims;
  }
  const auto found = state_->by_number.find(*type - kFirstPredicate);
  if (found == state_->by_number.end()) return 0;
  return static_cast<double>(found->second->relations + found->second->claims);
}

// Over the nodes of the kind that the type starts from, not over all.
double ViewGraph::Degree(std::optional<SymbolId> type,
                         EdgeDirection direction) const {
  const GraphStatistics& s = state_->statistics;
  const auto of = [&](ThingKind kind) {
    const uint64_t counts[] = {1, s.articles, s.entities, s.relations,
                               s.claims};
    return std::max<double>(
        1, static_cast<double>(counts[static_cast<size_t>(kind)]));
  };
  const double count = CountEdges(type);
  if (!type) return count / of(ThingKind::kEntity);
  const StructureRow* row = FindStructure(*type);
  const double from = of(row == nullptr ? ThingKind::kEntity : row->from);
  const double to = of(row == nullptr ? ThingKind::kEntity : row->to);
  switch (direction) {
    case EdgeDirection::kOut:
      return count / from;
    case EdgeDirection::kIn:
      return count / to;
    default:
      return count / from + count / to;
  }
}

}  // namespace kg
