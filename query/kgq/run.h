// One run of a plan: the row that the operators share, the parameters, the
// limits, and the first error, which sticks: after it everything returns soon,
// with anything. For one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/kgq/engine.h"
#include "query/kgq/plan.h"

namespace kg {

class QueryOperator;

class QueryRun {
 public:
  QueryRun(const QueryPlan& plan, QueryParameters parameters,
           const QueryOptions& options);
  ~QueryRun();

  const QueryPlan& plan() const { return plan_; }
  const PropertyGraph& graph() const { return *plan_.graph; }
  const QueryOptions& options() const { return options_; }
  const QueryParameters& parameters() const { return parameters_; }

  Value& slot(SlotId slot) { return row_[slot]; }

  bool failed() const { return error_.has_value(); }
  const QueryError* error() const { return error_ ? &*error_ : nullptr; }
  // Runtime errors; `span` of the query's text.
  void Fail(QuerySpan span, std::string type, std::string detail,
            std::string message);
  void TypeError(QuerySpan span, std::string detail, std::string message);
  // False, and an error, where the graph failed.
  bool Check(const Status& status);

  // Called once for each step of work: false where the run must stop, because
  // of an error, the clock or the cancel token.
  bool Tick() {
    if (++ticks_ % kTicksPerLook != 0) return !failed();
    return Look();
  }

  // Memory that operators hold on to. Reserve() is false, with an error, past
  // the limit.
  bool Reserve(uint64_t bytes);
  void Release(uint64_t bytes) { held_bytes_ -= std::min(bytes, held_bytes_); }
  // A value about to be made: false, with an error, where it is too large.
  bool Fits(QuerySpan span, uint64_t bytes);
  // Bounds the nesting and the weight of a list or map.
  Value Bounded(QuerySpan span, Value value);

  // The operators of a subplan of an expression; made when first asked for.
  QueryOperator& Subplan(uint32_t index);

  // Instant of the run's start, for date() and its like.
  std::chrono::system_clock::time_point started() const { return started_; }
  uint64_t Random();
  // Nodes by a name of `{name: …}`, ascending; looked up once.
  const std::vector<NodeRef>& NodesNamed(const std::string& name);

 private:
  static constexpr uint32_t kTicksPerLook = 256;
  bool Look();

  const QueryPlan& plan_;
  QueryParameters parameters_;
  QueryOptions options_;
  std::vector<Value> row_;
  std::optional<QueryError> error_;
  uint32_t ticks_ = 0;
  uint64_t held_bytes_ = 0;
  uint64_t random_ = 0;
  std::chrono::system_clock::time_point started_;
  std::chrono::steady_clock::time_point deadline_;
  std::vector<std::unique_ptr<QueryOperator>> subplans_;
  std::unordered_map<std::string, std::vector<NodeRef>> named_;
};

// Roughly what a value takes in memory, its content included.
uint64_t ValueBytes(const Value& value);

// The value of an expression for the run's row; anything after an error.
Value Evaluate(const Expr& expr, QueryRun& run);
// Whether it is true; an error where it is neither a Boolean nor null.
bool IsTrue(const Expr& expr, QueryRun& run);

}  // namespace kg
