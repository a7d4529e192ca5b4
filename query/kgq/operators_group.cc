// Operators that gather rows: groups with their aggregates, and distinct rows.

#include <unordered_map>
#include <unordered_set>

#include "query/kgq/aggregates.h"
#include "query/kgq/gathering.h"
#include "query/kgq/node_table.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

uint64_t BytesOf(const std::vector<Value>& values) {
  uint64_t bytes = 64;  // the table's own, roughly
  for (const Value& value : values) bytes += ValueBytes(value);
  return bytes;
}

// Without keys there is one group, also of no rows.
class Grouping : public Gathering {
 public:
  using Gathering::Gathering;
  ~Grouping() override { Forget(); }

 private:
  struct Group {
    std::vector<Value> key;
    std::vector<Aggregate> aggregates;
  };

  size_t size() const override { return groups_.size(); }

  void Give(size_t number) override {
    Group& group = groups_[number];
    for (size_t i = 0; i < group.key.size(); ++i) {
      run_.slot(node_.assignments[i].slot) = std::move(group.key[i]);
    }
    for (size_t i = 0; i < group.aggregates.size(); ++i) {
      run_.slot(node_.aggregates[i].slot) = group.aggregates[i].Result(run_);
    }
  }

  void Forget() override {
    for (const Group& group : groups_) {
      for (const Aggregate& aggregate : group.aggregates) {
        run_.Release(aggregate.reserved_bytes());
      }
    }
    groups_.clear();
    index_.clear();
    run_.Release(std::exchange(bytes_, 0));
  }

  bool Gather() override {
    if (node_.assignments.empty()) AddGroup({});
    std::vector<Value> key(node_.assignments.size());
    while (input_->Next()) {
      for (size_t i = 0; i < key.size(); ++i) {
        key[i] = Evaluate(*node_.assignments[i].expr, run_);
      }
      Group* group = key.empty() ? &groups_[0] : Find(key);
      if (group == nullptr) return false;
      const int64_t times =
          node_.count == kNoSlot ? 1 : run_.slot(node_.count).integer();
      for (Aggregate& aggregate : group->aggregates) aggregate.Add(run_, times);
      if (run_.failed()) return false;
    }
    return !run_.failed();
  }

  Group* Find(const std::vector<Value>& key) {
    const auto found = index_.find(key);
    if (found != index_.end()) return &groups_[found->second];
    const uint64_t bytes =
        2 * BytesOf(key) + node_.aggregates.size() * sizeof(Aggregate);
    bytes_ += bytes;
    if (!run_.Reserve(bytes)) return nullptr;
    index_.emplace(key, groups_.size());
    AddGroup(key);
    return &groups_.back();
  }

  void AddGroup(std::vector<Value> key) {
    Group group;
    group.key = std::move(key);
    for (const AggregateCall& call : node_.aggregates) {
      group.aggregates.emplace_back(call);
    }
    groups_.push_back(std::move(group));
  }

  std::vector<Group> groups_;  // in the order of their first rows
  std::unordered_map<std::vector<Value>, size_t, ValuesHash, ValuesEquivalent>
      index_;
  uint64_t bytes_ = 0;
};

class Distinct : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;
  ~Distinct() override { run_.Release(bytes_); }

 private:
  void DoOpen() override {
    input_->Open();
    seen_.clear();
    seen_nodes_.Clear();
    run_.Release(std::exchange(bytes_, 0));
  }

  bool DoNext() override {
    while (input_->Next()) {
      const Value* one =
          node_.kept.size() == 1 ? &run_.slot(node_.kept[0]) : nullptr;
      if (one != nullptr && one->is_node()) {
        if (!IsNewNode(one->node())) continue;
        return !run_.failed();
      }
      std::vector<Value> row;
      row.reserve(node_.kept.size());
      for (const SlotId slot : node_.kept) row.push_back(run_.slot(slot));
      const uint64_t bytes = BytesOf(row);
      if (!seen_.insert(std::move(row)).second) continue;
      bytes_ += bytes;
      return run_.Reserve(bytes);
    }
    return false;
  }

  bool IsNewNode(NodeRef node) {
    const uint64_t more =
        seen_nodes_.bytes_with_one_more() - seen_nodes_.bytes();
    bytes_ += more;
    if (more > 0 && !run_.Reserve(more)) return true;
    return seen_nodes_.Insert(node.id).second;
  }

  std::unordered_set<std::vector<Value>, ValuesHash, ValuesEquivalent> seen_;
  NodeTable<bool> seen_nodes_;  // of rows that are one node
  uint64_t bytes_ = 0;
};

// A count of nodes that the graph knows without looking at them.
class StoredCount : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override { done_ = false; }
  bool DoNext() override {
    if (std::exchange(done_, true)) return false;
    run_.slot(node_.to) = Value::Integer(static_cast<int64_t>(Count()));
    return true;
  }

  double Count() const {
    if (node_.all_labels) return run_.graph().CountNodes();
    return node_.label ? run_.graph().CountLabelled(*node_.label) : 0;
  }

  bool done_ = false;
};

}  // namespace

std::unique_ptr<QueryOperator> MakeAggregate(const PlanNode& node,
                                             QueryRun& run) {
  if (node.kind == PlanKind::kDistinct) {
    return std::make_unique<Distinct>(node, run);
  }
  if (node.kind == PlanKind::kStoredCount) {
    return std::make_unique<StoredCount>(node, run);
  }
  return std::make_unique<Grouping>(node, run);
}

}  // namespace kg
