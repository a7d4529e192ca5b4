#include <array>
#include <cmath>
#include <cstdio>

#include "query/kgq/operator.h"
#include "query/kgq/plan.h"

namespace kg {
namespace {

struct KindRow {
  PlanKind kind;
  std::string_view name;
};
constexpr KindRow kKinds[] = {
    {PlanKind::kOnce, "Once"},
    {PlanKind::kAllNodes, "AllNodes"},
    {PlanKind::kLabelled, "NodesByLabel"},
    {PlanKind::kNamed, "NodesByName"},
    {PlanKind::kExpand, "Expand"},
    {PlanKind::kExpandPaths, "ExpandPaths"},
    {PlanKind::kEdgesOfType, "EdgesOfType"},
    {PlanKind::kCountEdges, "CountEdges"},
    {PlanKind::kCountPaths, "CountPaths"},
    {PlanKind::kEndsOfEdge, "EndsOfEdge"},
    {PlanKind::kEndsOfEdges, "EndsOfEdges"},
    {PlanKind::kShortest, "ShortestPath"},
    {PlanKind::kFilter, "Filter"},
    {PlanKind::kProject, "Project"},
    {PlanKind::kUnwind, "Unwind"},
    {PlanKind::kAggregate, "Aggregate"},
    {PlanKind::kStoredCount, "StoredCount"},
    {PlanKind::kDistinct, "Distinct"},
    {PlanKind::kSort, "Sort"},
    {PlanKind::kSkip, "Skip"},
    {PlanKind::kLimit, "Limit"},
    {PlanKind::kOptional, "Optional"},
    {PlanKind::kUnion, "Union"},
};

std::string SlotName(const QueryPlan& plan, SlotId slot) {
  const std::string& name = plan.slot_names[slot];
  return name.empty() ? "#" + std::to_string(slot) : name;
}

std::string LabelName(const QueryPlan& plan, SymbolId label) {
  for (const std::string& name : plan.graph->LabelNames()) {
    if (plan.graph->Label(name) == label) return name;
  }
  return {};
}

// The text of an expression as the query has it; made ones have that of what
// they were made from.
std::string TextOf(const QueryPlan& plan, const Expr& expr) {
  std::string text =
      plan.text.substr(expr.span.begin, expr.span.end - expr.span.begin);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

std::string ConditionText(const QueryPlan& plan, const Expr& expr) {
  if (expr.kind == ExprKind::kHasLabels) {
    std::string text = SlotName(plan, expr.args[0]->slot);
    if (expr.args[0]->kind != ExprKind::kVariable) return TextOf(plan, expr);
    for (const std::string& name : expr.names) text += ":" + name;
    return text;
  }
  if (expr.kind == ExprKind::kNamed) {
    return SlotName(plan, expr.args[0]->slot) + " named " +
           TextOf(plan, *expr.args[1]);
  }
  const bool property_test = expr.kind == ExprKind::kCompare &&
                             expr.args[0]->kind == ExprKind::kProperty &&
                             expr.args[0]->span.end == expr.args[0]->span.begin;
  if (property_test) {
    return SlotName(plan, expr.args[0]->args[0]->slot) + "." +
           expr.args[0]->name + " = " + TextOf(plan, *expr.args[1]);
  }
  return TextOf(plan, expr);
}

std::string EdgeText(const QueryPlan& plan, const PlanNode& node) {
  std::string detail = plan.slot_names[node.edge];
  for (size_t i = 0; i < node.types.size(); ++i) {
    detail += (i == 0 ? ":" : "|") + plan.graph->EdgeTypeName(node.types[i]);
  }
  if (node.no_type) detail += ":none of this graph";
  const bool one =
      node.kind == PlanKind::kExpand || node.kind == PlanKind::kEdgesOfType ||
      node.kind == PlanKind::kCountEdges || node.kind == PlanKind::kEndsOfEdge;
  if (!one) {
    detail += "*" + std::to_string(node.min) + "..";
    if (node.max != kUnbounded) detail += std::to_string(node.max);
  }
  const bool in = node.direction == EdgeDirection::kIn;
  const bool out = node.direction == EdgeDirection::kOut;
  std::string text = "(" + SlotName(plan, node.from) + ")";
  text += in ? "<-" : "-";
  if (!detail.empty()) text += "[" + detail + "]";
  text += out ? "->" : "-";
  text += "(" + SlotName(plan, node.to);
  if (node.label) text += ":" + LabelName(plan, *node.label);
  text += ")";
  if (node.count_by_scan) text += " by scan";
  if (node.kind != PlanKind::kShortest && node.to_bound) text += " into";
  return text;
}

// What an operator works on, of those that may work on several.
std::vector<std::string> PartsOf(const QueryPlan& plan, const PlanNode& node) {
  std::vector<std::string> parts;
  for (const Expr* filter : node.filters) {
    parts.push_back(ConditionText(plan, *filter));
  }
  for (const Assignment& assignment : node.assignments) {
    parts.push_back(SlotName(plan, assignment.slot));
  }
  for (const AggregateCall& call : node.aggregates) {
    parts.push_back(TextOf(plan, *call.call));
  }
  for (const SortKey& key : node.keys) {
    parts.push_back(TextOf(plan, *key.expr) + (key.descending ? " DESC" : ""));
  }
  if (node.kind == PlanKind::kSort) {
    if (node.limit != nullptr) parts.push_back("top rows");
  } else {
    for (const SlotId slot : node.kept) parts.push_back(SlotName(plan, slot));
  }
  return parts;
}

std::string DetailOf(const QueryPlan& plan, const PlanNode& node) {
  switch (node.kind) {
    case PlanKind::kAllNodes:
      return SlotName(plan, node.to);
    case PlanKind::kLabelled:
      if (!node.label) return SlotName(plan, node.to) + ": no such label";
      return SlotName(plan, node.to) + ":" + LabelName(plan, *node.label);
    case PlanKind::kNamed:
      return SlotName(plan, node.to) + " named " + TextOf(plan, *node.expr);
    case PlanKind::kExpand:
    case PlanKind::kExpandPaths:
    case PlanKind::kEdgesOfType:
    case PlanKind::kCountEdges:
    case PlanKind::kCountPaths:
    case PlanKind::kEndsOfEdge:
    case PlanKind::kEndsOfEdges:
    case PlanKind::kShortest:
      return EdgeText(plan, node);
    case PlanKind::kUnwind:
      return TextOf(plan, *node.expr) + " AS " + SlotName(plan, node.to);
    case PlanKind::kSkip:
    case PlanKind::kLimit:
      return TextOf(plan, *node.expr);
    default:
      break;
  }
  std::string text;
  for (const std::string& part : PartsOf(plan, node)) {
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

std::string RowsText(double rows) {
  std::array<char, 32> buffer;
  const char* format = rows < 10 && rows != std::floor(rows) ? "%.1f" : "%.0f";
  std::snprintf(buffer.data(), buffer.size(), format, rows);
  return buffer.data();
}

void Explain(const QueryPlan& plan, const PlanNode& node, size_t depth,
             std::string* out) {
  *out += std::string(2 * depth, ' ') + DescribeNode(plan, node) + "  ~" +
          RowsText(node.rows) + "\n";
  for (const std::unique_ptr<PlanNode>& inner : node.inner) {
    Explain(plan, *inner, depth + 1, out);
  }
  if (node.input != nullptr && node.input->kind != PlanKind::kOnce) {
    Explain(plan, *node.input, depth, out);
  }
}

void Profile(const QueryOperator& op, QueryRun& run, size_t depth,
             std::string* out) {
  std::array<char, 64> numbers;
  double own = op.seconds();
  if (op.input() != nullptr) own -= op.input()->seconds();
  for (const auto& inner : op.inner()) own -= inner->seconds();
  std::snprintf(numbers.data(), numbers.size(), "  %llu rows  %.3f ms",
                static_cast<unsigned long long>(op.rows()),
                std::max(0.0, own) * 1000);
  *out += std::string(2 * depth, ' ') + DescribeNode(run.plan(), op.node()) +
          "  ~" + RowsText(op.node().rows) + numbers.data() + "\n";
  for (const auto& inner : op.inner()) Profile(*inner, run, depth + 1, out);
  if (op.input() != nullptr && op.input()->node().kind != PlanKind::kOnce) {
    Profile(*op.input(), run, depth, out);
  }
}

}  // namespace

std::string DescribeNode(const QueryPlan& plan, const PlanNode& node) {
  std::string text;
  for (const KindRow& row : kKinds) {
    if (row.kind == node.kind) text = row.name;
  }
  const std::string detail = DetailOf(plan, node);
  return detail.empty() ? text : text + " " + detail;
}

std::string ExplainPlan(const QueryPlan& plan) {
  std::string out;
  Explain(plan, *plan.root, 0, &out);
  for (size_t i = 0; i < plan.subplans.size(); ++i) {
    out += "subquery " + std::to_string(i + 1) + "\n";
    Explain(plan, *plan.subplans[i], 1, &out);
  }
  return out;
}

std::string ProfileText(const QueryOperator& root, QueryRun& run) {
  std::string out;
  Profile(root, run, 0, &out);
  return out;
}

}  // namespace kg
