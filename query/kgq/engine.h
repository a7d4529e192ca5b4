// kgq, the query language, whose syntax and meaning follow openCypher's
// read-only clauses (docs/kgq.md): compile a query against a graph, then pull
// its rows.
//
//   QueryResult<PreparedQuery> query = PrepareQuery(graph, text);
//   RowStream rows = query.value().Run(parameters, options);
//   while (rows.Next()) Show(rows.row());
//   if (rows.error() != nullptr) …
//
// A prepared query and its streams borrow the graph; streams borrow the query.
// A prepared query may run in several threads at once, a stream in one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "graph/view/property_graph.h"
#include "query/kgq/query_error.h"

namespace kg {

struct JoinOrder;  // plan.h

using QueryParameters = ValueMap;

struct QueryOptions {
  double timeout_seconds = 0;           // 0: no limit
  uint64_t memory_bytes = 1ull << 30;   // for sorting, grouping, distinct rows
  const CancelToken* cancel = nullptr;  // looked at per row
  bool profile = false;                 // count rows and time per operator
};

class RowStream {
 public:
  RowStream(RowStream&&) noexcept;
  RowStream& operator=(RowStream&&) noexcept;
  ~RowStream();

  // False at the end and on failure.
  bool Next();
  const std::vector<Value>& row() const;  // until the next call
  const QueryError* error() const;        // null: none
  // The plan with rows and time per operator, where options.profile was set.
  std::string Profile() const;

 private:
  friend class PreparedQuery;
  struct State;
  explicit RowStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class PreparedQuery {
 public:
  PreparedQuery(PreparedQuery&&) noexcept;
  PreparedQuery& operator=(PreparedQuery&&) noexcept;
  ~PreparedQuery();

  enum class Mode : uint8_t { kRun, kExplain, kProfile };
  Mode mode() const;  // from the words EXPLAIN and PROFILE before the query
  const std::vector<std::string>& columns() const;
  // "no predicate 'denys' in this store; nearest: 'denies'"
  const std::vector<std::string>& warnings() const;
  // The plan, an operator a line, with estimated rows.
  std::string Explain() const;
  RowStream Run(QueryParameters parameters, const QueryOptions& options) const;

 private:
  friend QueryResult<PreparedQuery> PrepareQuery(const PropertyGraph& graph,
                                                 std::string_view text,
                                                 JoinOrder* order);
  struct State;
  explicit PreparedQuery(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// With `order`, what the patterns are joined in, instead of the planner's own
// choice: for benchmarks of the planner.
QueryResult<PreparedQuery> PrepareQuery(const PropertyGraph& graph,
                                        std::string_view text,
                                        JoinOrder* order = nullptr);

// Both at once: all rows.
struct QueryTable {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
};
QueryResult<QueryTable> RunQuery(const PropertyGraph& graph,
                                 std::string_view text,
                                 QueryParameters parameters = {},
                                 const QueryOptions& options = {});

// The text of a value as the language writes it: 1.0, 'text', [1, 2],
// (:Label {key: 1}), [:TYPE], <(a)-[:T]->(b)>, a date as 2020-01-01.
std::string ValueText(const PropertyGraph& graph, const Value& value);

}  // namespace kg
