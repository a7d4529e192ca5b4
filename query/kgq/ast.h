// The syntax tree of a kgq query, as the parser makes it and the checker
// completes it: variables get slots of the row, names their symbols in the
// graph, patterns and subqueries inside expressions their plans. Plain data;
// everything is owned by the tree.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "graph/view/property_graph.h"
#include "query/kgq/lexer.h"

namespace kg {

struct QueryFunction;     // functions.h
struct TemporalFunction;  // query/temporal/functions.h
struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

using SlotId = uint32_t;  // of a row
constexpr SlotId kNoSlot = std::numeric_limits<SlotId>::max();

enum class ExprKind : uint8_t {
  kLiteral,
  kParameter,
  kVariable,
  kProperty,    // args[0].name
  kIndex,       // args[0][args[1]]
  kSlice,       // args[0][args[1]..args[2]]; a missing bound is a null pointer
  kList,        // [args…]
  kMap,         // {names[i]: args[i]}
  kProjection,  // args[0] {…}: `names[i]: args[i + 1]`; name is ".*" for all
  kNot,
  kNegate,
  kAffirm,  // + args[0]
  kAnd,     // of two or more
  kOr,
  kXor,
  kCompare,  // args[0] ops[0] args[1] ops[1] args[2]…
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kRegex,
  kIsNull,
  kIsNotNull,
  kHasLabels,    // args[0]:names…
  kCall,         // name(args…)
  kCountAll,     // count(*)
  kCase,         // args: operand or null, else or null, then when, then pairs
  kListFilter,   // [name IN args[0] WHERE args[1] | args[2]]; may be null
  kQuantifier,   // any(name IN args[0] WHERE args[1])
  kReduce,       // reduce(names[0] = args[0], name IN args[1] | args[2])
  kPatternTest,  // (a)-->(b): does it match
  kPatternList,  // [pattern WHERE … | args[0]]
  kExists,       // EXISTS {…}
  kCountOf,      // COUNT {…}
  kShortestPath,
  // Made by the checker:
  kPathOfSlots,  // a path of the row's nodes and edges, by `slots`
  kNamed,        // whether args[0] is among the nodes named args[1]
};

enum class CompareOp : uint8_t {
  kEqual,
  kUnequal,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
};
enum class QuantifierKind : uint8_t { kAll, kAny, kNone, kSingle };

struct SubqueryAst;

struct Expr {
  ExprKind kind = ExprKind::kLiteral;
  QuerySpan span;
  uint16_t depth = 1;  // of the tree, bounded by the parser
  Value value;         // of a literal
  std::string name;    // of functions: lower case
  std::vector<ExprPtr> args;
  std::vector<std::string> names;
  std::vector<CompareOp> ops;
  QuantifierKind quantifier = QuantifierKind::kAll;
  bool distinct = false;
  bool parenthesised = false;
  std::unique_ptr<SubqueryAst> subquery;

  // By the checker.
  SlotId slot = kNoSlot;         // of a variable, local or not
  SlotId second_slot = kNoSlot;  // of reduce: the accumulator's
  std::vector<SlotId> slots;
  std::optional<SymbolId> key;                   // of a property
  std::vector<std::optional<SymbolId>> symbols;  // of labels
  std::vector<std::optional<SymbolId>> types;    // the same as edge types
  const QueryFunction* function = nullptr;       // of a call: one of these
  const TemporalFunction* temporal = nullptr;
  uint32_t subplan = 0;
};

struct PatternNode {
  std::string name;  // empty: none
  QuerySpan span;    // of the name, or of the parentheses
  std::vector<std::string> labels;
  std::vector<QuerySpan> label_spans;
  ExprPtr properties;  // a map, or null
  SlotId slot = kNoSlot;
};

constexpr uint32_t kUnbounded = std::numeric_limits<uint32_t>::max();

struct PatternEdge {
  std::string name;
  QuerySpan span;
  std::vector<std::string> types;
  std::vector<QuerySpan> type_spans;
  ExprPtr properties;
  EdgeDirection direction = EdgeDirection::kBoth;  // as written, left to right
  bool variable = false;
  uint32_t min = 1;
  uint32_t max = 1;
  SlotId slot = kNoSlot;
  bool bound = false;  // by an earlier clause
};

struct PatternPath {
  enum class Search : uint8_t { kAll, kShortest, kAllShortest };
  std::string name;
  QuerySpan span;
  Search search = Search::kAll;
  std::vector<PatternNode> nodes;  // one more than edges
  std::vector<PatternEdge> edges;
  SlotId slot = kNoSlot;
};

struct MatchClause {
  QuerySpan span;
  bool optional = false;
  std::vector<PatternPath> paths;
  ExprPtr where;
};

struct ProjectedItem {
  ExprPtr expr;
  std::string name;  // of the column
  bool aliased = false;
  SlotId slot = kNoSlot;
};

struct SortItem {
  ExprPtr expr;
  bool descending = false;
};

struct ProjectionClause {
  QuerySpan span;
  bool is_return = false;
  bool distinct = false;
  bool star = false;
  std::vector<ProjectedItem> items;
  std::vector<SortItem> order;
  ExprPtr skip;
  ExprPtr limit;
  ExprPtr where;
};

struct UnwindClause {
  QuerySpan span;
  ExprPtr list;
  std::string name;
  QuerySpan name_span;
  SlotId slot = kNoSlot;
};

using QueryClause = std::variant<MatchClause, ProjectionClause, UnwindClause>;

struct SingleQuery {
  QuerySpan span;
  std::vector<QueryClause> clauses;
};

struct QueryAst {
  enum class Mode : uint8_t { kRun, kExplain, kProfile };
  Mode mode = Mode::kRun;
  std::vector<SingleQuery> parts;  // of a UNION
  bool union_all = false;
};

// A pattern with WHERE, or a whole query.
struct SubqueryAst {
  MatchClause match;
  std::optional<QueryAst> query;
};

// Whether both are the same expression, by names, before or after the check.
bool SameExpr(const Expr& a, const Expr& b);

}  // namespace kg
