// A FactIndex over any view: all facts in memory, numbered in the order of
// their ids.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "graph/view/fact_index.h"
#include "graph/view/graph_view.h"

namespace kg {
namespace {

class ListedFacts : public FactCursor {
 public:
  using Lists = std::map<uint64_t, std::vector<FactEdge>>;
  explicit ListedFacts(const Lists& lists) : lists_(lists) {}

  void Seek(uint64_t entity, uint32_t predicate) override {
    const auto found = lists_.find(entity);
    list_ = found == lists_.end() ? nullptr : &found->second;
    predicate_ = predicate;
    at_ = 0;
  }

  bool Next(FactEdge* edge) override {
    while (list_ != nullptr && at_ < list_->size()) {
      *edge = (*list_)[at_++];
      if (predicate_ == 0 || edge->predicate == predicate_) return true;
    }
    return false;
  }

 private:
  const Lists& lists_;
  const std::vector<FactEdge>* list_ = nullptr;
  uint32_t predicate_ = 0;
  size_t at_ = 0;
};

// As above, of lists by predicate.
class ListedOfPredicate : public ListedFacts {
 public:
  using ListedFacts::ListedFacts;
  void Seek(uint64_t /*entity*/, uint32_t predicate) override {
    ListedFacts::Seek(predicate, 0);
  }
};

class ListedNumbers : public NumberCursor {
 public:
  explicit ListedNumbers(const std::vector<uint64_t>& numbers)
      : numbers_(numbers) {}
  bool Next(uint64_t* number) override {
    if (at_ == numbers_.size()) return false;
    *number = numbers_[at_++];
    return true;
  }

 private:
  const std::vector<uint64_t>& numbers_;
  size_t at_ = 0;
};

class MemoryFactIndex : public FactIndex {
 public:
  explicit MemoryFactIndex(const GraphView& view) : view_(view) {}

  Status Build() {
    KG_RETURN_IF_ERROR(NumberAll());
    KG_RETURN_IF_ERROR(AddRelations());
    KG_RETURN_IF_ERROR(AddClaims());
    const auto by = [](auto key) {
      return [key](const FactEdge& a, const FactEdge& b) {
        return key(a) < key(b);
      };
    };
    for (auto& [entity, edges] : from_) {
      std::sort(edges.begin(), edges.end(), by([](const FactEdge& e) {
                  return std::make_tuple(e.predicate, e.object, e.fact);
                }));
    }
    for (auto& [entity, edges] : to_) {
      std::sort(edges.begin(), edges.end(), by([](const FactEdge& e) {
                  return std::make_tuple(e.predicate, e.subject, e.fact);
                }));
    }
    for (auto& [predicate, edges] : of_predicate_) {
      std::sort(edges.begin(), edges.end(), by([](const FactEdge& e) {
                  return std::make_tuple(e.subject, e.object, e.fact);
                }));
    }
    return Status();
  }

  Result<uint64_t> NumberOf(ThingKind kind,
                            const Hash128& hash) const override {
    const auto found = numbers_.find({kind, hash});
    if (found == numbers_.end()) return Status::NotFound("no such thing");
    return found->second;
  }

  Result<Thing> ThingOf(uint64_t number) const override {
    if (number == 0 || number > things_.size()) {
      return Status::NotFound("no such number");
    }
    return things_[number - 1];
  }

  Result<std::vector<PredicateCount>> Predicates() const override {
    std::vector<PredicateCount> counts;
    for (const auto& [name, count] : predicates_) counts.push_back(count);
    return counts;
  }

  std::unique_ptr<FactCursor> FactsFrom() const override {
    return std::make_unique<ListedFacts>(from_);
  }
  std::unique_ptr<FactCursor> FactsTo() const override {
    return std::make_unique<ListedFacts>(to_);
  }
  std::unique_ptr<FactCursor> FactsOfPredicate() const override {
    return std::make_unique<ListedOfPredicate>(of_predicate_);
  }
  Result<EntityHead> HeadOf(uint64_t entity) const override {
    KG_ASSIGN(const Thing thing, ThingOf(entity));
    KG_ASSIGN(EntityRecord record, view_.Entity(EntityId{thing.hash}));
    return EntityHead{record.type, std::move(record.name)};
  }
  Result<DayRange> DaysOf(uint64_t relation) const override {
    KG_ASSIGN(const Thing thing, ThingOf(relation));
    KG_ASSIGN(RelationRecord record, view_.Relation(RelationId{thing.hash}));
    return DayRange{std::move(record.first_date), std::move(record.last_date)};
  }
  std::unique_ptr<NumberCursor> Things(ThingKind kind) const override {
    return std::make_unique<ListedNumbers>(of_kind_[static_cast<size_t>(kind)]);
  }

  Result<std::vector<uint64_t>> EntitiesNamed(
      std::string_view name) const override {
    KG_ASSIGN(const std::vector<EntityId> ids, view_.EntitiesNamed(name));
    std::vector<uint64_t> numbers;
    for (const EntityId& id : ids) {
      KG_ASSIGN(const uint64_t number, NumberOf(ThingKind::kEntity, id.hash));
      numbers.push_back(number);
    }
    return numbers;
  }

  // From the evidence of the entity's facts: views do not keep mentions apart.
  Result<std::vector<Mentions>> MentionsOf(uint64_t entity) const override {
    std::map<uint64_t, uint64_t> counts;
    for (const auto* lists : {&from_, &to_}) {
      const auto found = lists->find(entity);
      if (found == lists->end()) continue;
      for (const FactEdge& edge : found->second) {
        KG_ASSIGN(const std::vector<uint64_t> articles, ArticlesOf(edge.fact));
        for (const uint64_t article : articles) ++counts[article];
      }
    }
    std::vector<Mentions> mentions;
    for (const auto& [article, count] : counts) {
      mentions.push_back({article, count});
    }
    return mentions;
  }

  Result<std::vector<uint64_t>> ArticlesOf(uint64_t fact) const override {
    KG_ASSIGN(const Thing thing, ThingOf(fact));
    std::vector<EvidenceRecord> evidence;
    if (thing.kind == ThingKind::kClaim) {
      KG_ASSIGN(evidence, view_.EvidenceOf(ClaimId{thing.hash}));
    } else {
      KG_ASSIGN(evidence, view_.EvidenceOf(RelationId{thing.hash}));
    }
    std::set<uint64_t> articles;
    for (const EvidenceRecord& one : evidence) {
      KG_ASSIGN(const uint64_t number,
                NumberOf(ThingKind::kArticle, one.article.hash));
      articles.insert(number);
    }
    return std::vector<uint64_t>(articles.begin(), articles.end());
  }

 private:
  void Number(ThingKind kind, const Hash128& hash) {
    things_.push_back({kind, hash});
    numbers_[{kind, hash}] = things_.size();
    of_kind_[static_cast<size_t>(kind)].push_back(things_.size());
  }

  Status NumberAll() {
    KG_RETURN_IF_ERROR(view_.ForEachArticle([this](const ArticleRecord& r) {
      Number(ThingKind::kArticle, r.id.hash);
      return true;
    }));
    KG_RETURN_IF_ERROR(view_.ForEachEntity([this](const EntityRecord& r) {
      Number(ThingKind::kEntity, r.id.hash);
      return true;
    }));
    KG_RETURN_IF_ERROR(view_.ForEachRelation([this](const RelationRecord& r) {
      Number(ThingKind::kRelation, r.id.hash);
      return true;
    }));
    return view_.ForEachClaim([this](const ClaimRecord& r) {
      Number(ThingKind::kClaim, r.id.hash);
      return true;
    });
  }

  PredicateCount& Named(const std::string& name) {
    PredicateCount& count = predicates_[name];
    if (count.number == 0) {
      count.name = name;
      count.number = static_cast<uint32_t>(predicates_.size());
    }
    return count;
  }

  uint64_t EntityNumber(const EntityId& id) const {
    const auto found = numbers_.find({ThingKind::kEntity, id.hash});
    return found == numbers_.end() ? 0 : found->second;
  }

  void Add(const FactEdge& edge) {
    if (edge.subject != 0) from_[edge.subject].push_back(edge);
    if (edge.object != 0) to_[edge.object].push_back(edge);
    of_predicate_[edge.predicate].push_back(edge);
  }

  Status AddRelations() {
    return view_.ForEachRelation([this](const RelationRecord& relation) {
      PredicateCount& count = Named(relation.predicate);
      ++count.relations;
      FactEdge edge;
      if (relation.subject) edge.subject = EntityNumber(*relation.subject);
      if (const auto* entity = std::get_if<EntityId>(&relation.object)) {
        edge.object = EntityNumber(*entity);
      }
      edge.fact = numbers_[{ThingKind::kRelation, relation.id.hash}];
      edge.predicate = count.number;
      edge.negated = relation.polarity == Polarity::kNegated;
      edge.plain = IsPlain(relation.polarity, relation.modality,
                           relation.standing, relation.subject.has_value());
      Add(edge);
      return true;
    });
  }

  Status AddClaims() {
    return view_.ForEachClaim([this](const ClaimRecord& claim) {
      PredicateCount& count = Named(claim.act);
      ++count.claims;
      FactEdge edge;
      if (claim.speaker) edge.subject = EntityNumber(*claim.speaker);
      edge.fact = numbers_[{ThingKind::kClaim, claim.id.hash}];
      edge.predicate = count.number;
      edge.is_claim = true;
      edge.negated = claim.polarity == Polarity::kNegated;
      for (const EntityId& topic : claim.topics) {
        edge.object = EntityNumber(topic);
        Add(edge);
      }
      if (claim.topics.empty()) Add(edge);
      return true;
    });
  }

  const GraphView& view_;
  std::vector<Thing> things_;
  std::map<std::pair<ThingKind, Hash128>, uint64_t> numbers_;
  std::vector<uint64_t> of_kind_[5];
  std::map<std::string, PredicateCount> predicates_;
  ListedFacts::Lists from_;
  ListedFacts::Lists to_;
  ListedFacts::Lists of_predicate_;
};

}  // namespace

Result<std::shared_ptr<const FactIndex>> FactIndex::Of(const GraphView& view) {
  if (std::shared_ptr<const FactIndex> own = view.Index()) return own;
  auto index = std::make_shared<MemoryFactIndex>(view);
  KG_RETURN_IF_ERROR(index->Build());
  return std::shared_ptr<const FactIndex>(std::move(index));
}

}  // namespace kg
