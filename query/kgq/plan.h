// The plan of a query: a tree of operators, each with what it needs to run.
// Rows are one array of slots that all operators of a run share; an operator
// fills its own slots and leaves the others alone. Plain data, read-only once
// made; borrows the graph.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "graph/view/property_graph.h"
#include "query/kgq/ast.h"

namespace kg {

enum class PlanKind : uint8_t {
  kOnce,         // one row
  kAllNodes,     // each row of the input with each node in `to`
  kLabelled,     // … each node of `label`
  kNamed,        // … each node that has the name `expr` by any alias
  kExpand,       // … each edge of the node `from`; `to` is set, or compared
  kExpandPaths,  // … each path of `min` to `max` edges
  kEdgesOfType,  // … each edge of `types` in the graph, with its ends
  kCountEdges,   // … with, in `count`, how many edges the node `from` has
  kCountPaths,   // … and how many paths of `min` to `max` edges
  kEndsOfEdge,   // … the ends of the edge in `edge`
  kEndsOfEdges,  // … the ends of the path that the list in `edge` makes
  kShortest,     // … the shortest paths between `from` and `to`
  kFilter,
  kProject,
  kUnwind,
  kAggregate,
  kStoredCount,  // one row: how many nodes, or nodes of `label`, there are
  kDistinct,
  kSort,  // with a limit: only the first rows are kept
  kSkip,
  kLimit,
  kOptional,  // each row of the input with those of `inner`, or nulls
  kUnion,
};

enum class AggregateKind : uint8_t {
  kCountAll,
  kCount,
  kSum,
  kAverage,
  kMin,
  kMax,
  kCollect,
  kDeviation,            // stDev: of a sample
  kPopulationDeviation,  // stDevP
  kPercentileDisc,
  kPercentileCont,
};

struct AggregateCall {
  AggregateKind kind = AggregateKind::kCountAll;
  bool distinct = false;
  const Expr* call = nullptr;  // its args are the aggregate's
  SlotId slot = kNoSlot;
};

struct Assignment {
  SlotId slot = kNoSlot;
  const Expr* expr = nullptr;
};

struct SortKey {
  const Expr* expr = nullptr;
  bool descending = false;
};

struct PlanNode {
  PlanKind kind = PlanKind::kOnce;
  std::unique_ptr<PlanNode> input;
  std::vector<std::unique_ptr<PlanNode>> inner;  // of kOptional one, of kUnion

  SlotId from = kNoSlot;
  SlotId edge = kNoSlot;
  SlotId to = kNoSlot;
  bool from_bound = false;  // of kEndsOfEdge: `from` holds a node already
  bool to_bound = false;    // `to` does
  // Of kLabelled; of kExpand and kCountEdges, of all that edges may lead to.
  std::optional<SymbolId> label;
  bool all_labels = false;  // of kStoredCount
  std::vector<SymbolId> types;
  bool no_type = false;  // the graph has none of the types asked for
  EdgeDirection direction = EdgeDirection::kBoth;  // from `from` to `to`
  bool reversed = false;  // `from` is the pattern's right end
  uint32_t min = 1;
  uint32_t max = 1;
  PatternPath::Search search = PatternPath::Search::kAll;
  bool keep_edges = true;  // somebody looks at the edges
  // Of kCountEdges and kCountPaths, where the number goes; of kAggregate, how
  // often each row counts.
  SlotId count = kNoSlot;
  bool count_by_scan = false;  // of kCountEdges: all edges of the types first
  std::vector<SlotId> other_edges;      // of the same MATCH: must be different
  std::vector<const Expr*> edge_tests;  // of each edge of a path, in `step`
  std::vector<const Expr*> node_tests;  // of each node of a path, in `step`
  std::vector<SlotId> edge_test_slots;  // where each test expects its edge
  std::vector<SlotId> node_test_slots;

  const Expr* expr = nullptr;
  std::vector<const Expr*> filters;
  std::vector<Assignment> assignments;  // of kProject; keys of kAggregate
  std::vector<AggregateCall> aggregates;
  std::vector<SortKey> keys;
  const Expr* limit = nullptr;  // of kSort: rows to keep, with `skip` more
  const Expr* skip = nullptr;
  std::vector<SlotId> kept;   // slots that live on after kSort, kDistinct
  std::vector<SlotId> nulls;  // of kOptional

  double rows = 1;  // estimate
};

// `direction` as seen from the other end.
inline EdgeDirection Turned(EdgeDirection direction) {
  if (direction == EdgeDirection::kBoth) return direction;
  return direction == EdgeDirection::kOut ? EdgeDirection::kIn
                                          : EdgeDirection::kOut;
}

// One of the orders in which the parts of the patterns can be joined, by the
// number of the choice at each step; planning adds how many choices there were.
struct JoinOrder {
  std::vector<size_t> choices;
  std::vector<size_t> options;
};

struct QueryPlan {
  const PropertyGraph* graph = nullptr;
  std::string text;
  QueryAst ast;
  std::vector<ExprPtr> made;  // expressions that the checker added
  std::unique_ptr<PlanNode> root;
  std::vector<std::unique_ptr<PlanNode>> subplans;
  std::vector<std::string> columns;
  std::vector<SlotId> column_slots;
  SlotId slots = 0;
  JoinOrder* forced = nullptr;  // instead of the planner's own; for benchmarks
  std::vector<std::string> warnings;
  std::vector<std::string> slot_names;  // for EXPLAIN; empty: made up
  std::vector<std::pair<std::string, QuerySpan>> parameters;  // asked for
};

// The plan, an operator a line, the last one first, with estimated rows.
std::string ExplainPlan(const QueryPlan& plan);
// An operator's name and what it works on, without its inputs.
std::string DescribeNode(const QueryPlan& plan, const PlanNode& node);

}  // namespace kg
