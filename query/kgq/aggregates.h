// Aggregating functions: their names, and what they gather from the rows of one
// group. Nulls are left out everywhere but by count(*).
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "query/kgq/node_table.h"
#include "query/kgq/plan.h"
#include "query/kgq/run.h"

namespace kg {

struct AggregateInfo {
  std::string_view name;  // lower case
  AggregateKind kind = AggregateKind::kCount;
  size_t args = 1;
};
// Null where there is none. `name` in lower case.
const AggregateInfo* FindAggregate(std::string_view name);
std::vector<std::string_view> AggregateNames();

// One aggregate of one group.
class Aggregate {
 public:
  explicit Aggregate(const AggregateCall& call) : call_(&call) {}

  // Takes the run's row into account, `times` times where it only counts.
  void Add(QueryRun& run, int64_t times);
  Value Result(QueryRun& run);
  // Reserved of the run's memory, for whoever gives it back.
  uint64_t reserved_bytes() const { return reserved_bytes_; }

 private:
  struct Hash {
    size_t operator()(const Value& value) const;
  };
  struct Same {
    bool operator()(const Value& a, const Value& b) const;
  };
  void Sum(const Value& value, QueryRun& run);
  void Deviate(double value);
  void Keep(const Value& value, QueryRun& run);
  void TakePercentile(QueryRun& run);
  Value Percentile(QueryRun& run);
  Value Total(QueryRun& run) const;
  Value Average(QueryRun& run) const;
  bool Numeric(const Value& value, QueryRun& run) const;

  bool IsNew(const Value& value, QueryRun& run);
  bool Reserve(uint64_t bytes, QueryRun& run);

  const AggregateCall* call_;
  uint64_t reserved_bytes_ = 0;
  int64_t count_ = 0;
  int64_t whole_ = 0;      // sum of integers
  bool overflow_ = false;  // of that
  double sum_ = 0;         // of all numbers
  bool has_float_ = false;
  double mean_ = 0;  // Welford's, as is m2_
  double m2_ = 0;
  std::optional<double> percentile_;
  Value best_;  // the least or greatest; the sum of durations
  std::vector<Value> kept_;
  std::unique_ptr<std::unordered_set<Value, Hash, Same>> seen_;
  NodeTable<bool> seen_nodes_;
};

}  // namespace kg
