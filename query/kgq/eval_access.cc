#include <algorithm>

#include "query/kgq/eval.h"
#include "query/kgq/temporal_value.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

Value FromGraph(Result<Value> result, QueryRun& run) {
  if (result.ok()) return std::move(result).value();
  run.Check(result.status());
  return Value();
}

// The element at an index that may count from the end.
Value ElementAt(const ValueList& list, int64_t index) {
  const auto size = static_cast<int64_t>(list.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) return Value();
  return list[static_cast<size_t>(index)];
}

// A slice's bound: nothing where it is null; clamped.
std::optional<int64_t> Bound(const Expr* expr, int64_t missing, int64_t size,
                             QueryRun& run) {
  if (expr == nullptr) return missing;
  const Value value = Evaluate(*expr, run);
  if (value.is_null()) return std::nullopt;
  if (!value.is_integer()) {
    run.TypeError(expr->span, "InvalidArgumentType",
                  "expected an integer as a slice's bound, got " +
                      std::string(KindName(value)));
    return std::nullopt;
  }
  const int64_t bound = value.integer();
  return std::clamp<int64_t>(bound < 0 ? bound + size : bound, 0, size);
}

bool AppendEdges(const Value& value, GraphPath* path) {
  const auto append = [path](const EdgeRef& edge) {
    const uint64_t at = path->nodes.back().id;
    path->edges.push_back(edge);
    path->nodes.push_back({edge.start == at ? edge.end : edge.start});
  };
  if (value.is_edge()) {
    append(value.edge());
    return true;
  }
  if (!value.is_list()) return false;
  for (const Value& element : value.list()) append(element.edge());
  return true;
}

}  // namespace

Value PropertyOf(const Value& target, const std::string& key,
                 std::optional<SymbolId> symbol, const Expr& expr,
                 QueryRun& run) {
  switch (target.kind()) {
    case Value::Kind::kNull:
      return Value();
    case Value::Kind::kNode:
      if (!symbol) return Value();
      return FromGraph(run.graph().Property(target.node(), *symbol), run);
    case Value::Kind::kEdge:
      if (!symbol) return Value();
      return FromGraph(run.graph().Property(target.edge(), *symbol), run);
    case Value::Kind::kMap: {
      const auto found = target.map().find(key);
      return found == target.map().end() ? Value() : found->second;
    }
    case Value::Kind::kTemporal:
      return TemporalComponent(expr, target, key, run);
    default:
      run.TypeError(expr.span, "InvalidArgumentType",
                    "expected a node, a relationship or a map before '." + key +
                        "', got " + std::string(KindName(target)));
      return Value();
  }
}

Value EvaluateProperty(const Expr& expr, QueryRun& run) {
  const Expr& target = *expr.args[0];
  if (target.kind == ExprKind::kVariable) {
    return PropertyOf(run.slot(target.slot), expr.name, expr.key, expr, run);
  }
  return PropertyOf(Evaluate(target, run), expr.name, expr.key, expr, run);
}

Value EvaluateIndex(const Expr& expr, QueryRun& run) {
  const Value target = Evaluate(*expr.args[0], run);
  const Value index = Evaluate(*expr.args[1], run);
  if (run.failed() || target.is_null() || index.is_null()) return Value();
  if (target.is_list()) {
    if (index.is_integer()) return ElementAt(target.list(), index.integer());
    run.TypeError(expr.span, "ListElementAccessByNonInteger",
                  "expected an integer as a list's index, got " +
                      std::string(KindName(index)));
    return Value();
  }
  if (!target.is_map() && !target.is_node() && !target.is_edge()) {
    run.TypeError(expr.span, "InvalidArgumentType",
                  "expected a list, a map, a node or a relationship before "
                  "'[', got " +
                      std::string(KindName(target)));
    return Value();
  }
  if (!index.is_string()) {
    run.TypeError(
        expr.span, "MapElementAccessByNonString",
        "expected a string as a key, got " + std::string(KindName(index)));
    return Value();
  }
  const std::string& key = index.string();
  return PropertyOf(target, key, run.graph().Key(key), expr, run);
}

Value EvaluateSlice(const Expr& expr, QueryRun& run) {
  const Value target = Evaluate(*expr.args[0], run);
  if (target.is_null()) return Value();
  if (!target.is_list()) {
    run.TypeError(expr.span, "InvalidArgumentType",
                  "expected a list, got " + std::string(KindName(target)));
    return Value();
  }
  const ValueList& list = target.list();
  const auto size = static_cast<int64_t>(list.size());
  const std::optional<int64_t> from = Bound(expr.args[1].get(), 0, size, run);
  const std::optional<int64_t> to = Bound(expr.args[2].get(), size, size, run);
  if (!from || !to) return Value();
  if (*from >= *to) return Value::List({});
  return Value::List(ValueList(list.begin() + *from, list.begin() + *to));
}

Value EvaluateHasLabels(const Expr& expr, QueryRun& run) {
  const Value target = Evaluate(*expr.args[0], run);
  if (target.is_null()) return Value();
  if (target.is_edge()) {
    for (const std::optional<SymbolId>& type : expr.types) {
      if (type != target.edge().type) return Value::Boolean(false);
    }
    return Value::Boolean(true);
  }
  if (!target.is_node()) {
    run.TypeError(expr.span, "InvalidArgumentType",
                  "expected a node or a relationship before a label, got " +
                      std::string(KindName(target)));
    return Value();
  }
  for (const std::optional<SymbolId>& label : expr.symbols) {
    if (!label) return Value::Boolean(false);
    Result<bool> has = run.graph().HasLabel(target.node(), *label);
    if (!has.ok()) {
      run.Check(has.status());
      return Value();
    }
    if (!*has) return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

// Not a string: nothing has such a name.
Value EvaluateNamed(const Expr& expr, QueryRun& run) {
  const Value target = Evaluate(*expr.args[0], run);
  const Value name = Evaluate(*expr.args[1], run);
  if (!target.is_node() || !name.is_string()) return Value();
  const std::vector<NodeRef>& nodes = run.NodesNamed(name.string());
  return Value::Boolean(
      std::binary_search(nodes.begin(), nodes.end(), target.node()));
}

// `slots`: node, edge or list of edges, node…
Value EvaluatePathOfSlots(const Expr& expr, QueryRun& run) {
  const Value& first = run.slot(expr.slots[0]);
  if (!first.is_node()) return Value();
  GraphPath path;
  path.nodes.push_back(first.node());
  for (size_t i = 1; i < expr.slots.size(); i += 2) {
    if (!AppendEdges(run.slot(expr.slots[i]), &path)) return Value();
  }
  return Value::Path(std::move(path));
}

Value EvaluateProjection(const Expr& expr, QueryRun& run) {
  const Value subject = Evaluate(*expr.args[0], run);
  if (subject.is_null()) return Value();
  ValueMap out;
  for (size_t i = 0; i < expr.names.size(); ++i) {
    const ExprPtr& arg = expr.args[i + 1];
    if (arg != nullptr) {
      out.insert_or_assign(expr.names[i], Evaluate(*arg, run));
      continue;
    }
    Result<ValueMap> all = ValueMap{};
    if (subject.is_node()) all = run.graph().Properties(subject.node());
    if (subject.is_edge()) all = run.graph().Properties(subject.edge());
    if (subject.is_map()) all = subject.map();
    if (!all.ok()) {
      run.Check(all.status());
      return Value();
    }
    for (const auto& [key, value] : *all) out.insert_or_assign(key, value);
  }
  return run.Bounded(expr.span, Value::Map(std::move(out)));
}

}  // namespace kg
