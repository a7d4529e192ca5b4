// WITH and RETURN: columns, grouping, DISTINCT, ORDER BY, SKIP, LIMIT, WHERE.

#include <algorithm>

#include "query/kgq/aggregates.h"
#include "query/kgq/compiler.h"
#include "query/kgq/compiler_state.h"

namespace kg {
namespace {

// A variable, or properties of one.
bool IsSimple(const Expr& expr) {
  if (expr.kind == ExprKind::kVariable) return true;
  return expr.kind == ExprKind::kProperty && IsSimple(*expr.args[0]);
}

const Expr& RootOf(const Expr& expr) {
  return expr.kind == ExprKind::kProperty ? RootOf(*expr.args[0]) : expr;
}

bool HasSubquery(const Expr& expr) { return expr.subquery != nullptr; }

// Names that the expression binds for its own arguments.
void BoundNames(const Expr& expr, std::vector<std::string>* names) {
  if (expr.kind == ExprKind::kListFilter ||
      expr.kind == ExprKind::kQuantifier) {
    names->push_back(expr.name);
  }
  if (expr.kind == ExprKind::kReduce) {
    names->push_back(expr.name);
    names->push_back(expr.names[0]);
  }
}

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const ProjectedItem* ItemNamed(const ProjectionClause& clause,
                               const std::string& name) {
  for (const ProjectedItem& item : clause.items) {
    if (item.name == name) return &item;
  }
  return nullptr;
}

const ProjectedItem* ItemLike(const ProjectionClause& clause,
                              const Expr& expr) {
  for (const ProjectedItem& item : clause.items) {
    if (item.expr != nullptr && SameExpr(*item.expr, expr)) return &item;
  }
  return nullptr;
}

// Literals and parameters: the same for every row and every look.
bool IsFixed(const Expr* expr) {
  return expr == nullptr || expr->kind == ExprKind::kLiteral ||
         expr->kind == ExprKind::kParameter;
}

const Expr* FindVariable(const Expr& expr, std::vector<std::string> locals) {
  if (expr.kind == ExprKind::kVariable) {
    return Contains(locals, expr.name) ? nullptr : &expr;
  }
  BoundNames(expr, &locals);
  for (const ExprPtr& arg : expr.args) {
    if (arg == nullptr) continue;
    if (const Expr* found = FindVariable(*arg, locals)) return found;
  }
  return nullptr;
}

}  // namespace

void QueryCompiler::ExpandStar(ProjectionClause* clause) {
  if (!clause->star) return;
  if (clause->is_return && scope_.empty()) {
    SyntaxFail(clause->span, "NoVariablesInScope",
               "RETURN * without a variable to return");
    return;
  }
  std::vector<ProjectedItem> items;
  for (const auto& [name, variable] : scope_) {
    ProjectedItem item;
    item.expr = VariableExpr(kNoSlot, name, clause->span);
    item.name = name;
    items.push_back(std::move(item));
  }
  for (ProjectedItem& item : clause->items) items.push_back(std::move(item));
  clause->items = std::move(items);
}

// Gives each item its name and its slot: a variable keeps its own.
void QueryCompiler::NameItems(ProjectionClause* clause) {
  std::set<std::string> names;
  for (ProjectedItem& item : clause->items) {
    const bool variable = item.expr->kind == ExprKind::kVariable;
    if (!clause->is_return && !item.aliased && !variable) {
      SyntaxFail(item.expr->span, "NoExpressionAlias",
                 "an expression in WITH needs a name; expected AS");
      return;
    }
    if (!names.insert(item.name).second) {
      SyntaxFail(item.expr->span, "ColumnNameConflict",
                 "several columns are named '" + item.name + "'");
      return;
    }
    const auto found = variable ? scope_.find(item.expr->name) : scope_.end();
    item.slot =
        found != scope_.end() ? found->second.slot : NewSlot(item.name, {});
  }
}

// Beside aggregates, an item may look only at what it is grouped by: variables
// and properties that are items themselves.
void QueryCompiler::CheckGrouping(const Expr& expr,
                                  const ProjectionClause& clause,
                                  std::vector<std::string>* locals,
                                  bool ordering) {
  if (failed() || IsAggregate(expr) || HasSubquery(expr)) return;
  const size_t depth = locals->size();
  if (IsSimple(expr)) {
    const Expr& root = RootOf(expr);
    if (root.kind != ExprKind::kVariable || Contains(*locals, root.name)) {
      return;
    }
    if (ItemLike(clause, expr) != nullptr ||
        ItemLike(clause, root) != nullptr) {
      return;
    }
    if (ordering) return;  // the check of names tells whether it is visible
    SyntaxFail(expr.span, "AmbiguousAggregationExpression",
               "beside an aggregate, only what is grouped by can stand; return "
               "it as a column of its own first");
    return;
  }
  const bool free = !ContainsAggregate(expr);
  if (ordering && free && ItemLike(clause, expr) != nullptr &&
      FindVariable(expr, *locals) != nullptr) {
    SyntaxFail(expr.span, "AmbiguousAggregationExpression",
               "beside an aggregate, only variables and properties that are "
               "grouped by can stand; give the expression a name and use it");
    return;
  }
  BoundNames(expr, locals);
  for (const ExprPtr& arg : expr.args) {
    if (arg != nullptr) CheckGrouping(*arg, clause, locals, ordering);
  }
  locals->resize(depth);
}

// Replaces what is a column already by that column. Of an item (`keys_only`),
// outside of its aggregates, what the rows are grouped by.
void QueryCompiler::Substitute(ExprPtr* expr, const ProjectionClause& clause,
                               bool keys_only) {
  Expr& e = **expr;
  const bool named = e.kind == ExprKind::kVariable &&
                     (keys_only || ItemNamed(clause, e.name) != nullptr);
  const ProjectedItem* item = named ? nullptr : ItemLike(clause, e);
  if (item != nullptr && keys_only && ContainsAggregate(*item->expr)) {
    item = nullptr;
  }
  if (item != nullptr) {
    *expr = VariableExpr(item->slot, item->name, e.span);
    return;
  }
  if (keys_only && IsAggregate(e)) return;
  for (ExprPtr& arg : e.args) {
    if (arg != nullptr) Substitute(&arg, clause, keys_only);
  }
}

void QueryCompiler::ExtractAggregates(ExprPtr* expr, PlanNode* group) {
  Expr& e = **expr;
  if (!IsAggregate(e)) {
    for (ExprPtr& arg : e.args) {
      if (arg != nullptr) ExtractAggregates(&arg, group);
    }
    return;
  }
  AggregateCall call;
  call.slot = NewSlot("", {});
  call.distinct = e.distinct;
  call.kind = e.kind == ExprKind::kCountAll ? AggregateKind::kCountAll
                                            : FindAggregate(e.name)->kind;
  ExprPtr variable = VariableExpr(call.slot, "", e.span);
  call.call = Keep(std::move(*expr));
  *expr = std::move(variable);
  group->aggregates.push_back(call);
}

QueryCompiler::PlanPtr QueryCompiler::PlanItems(ProjectionClause* clause,
                                                PlanPtr input,
                                                bool aggregating) {
  PlanPtr group =
      NewNode(aggregating ? PlanKind::kAggregate : PlanKind::kProject, nullptr);
  PlanPtr after = NewNode(PlanKind::kProject, nullptr);
  aggregates_allowed_ = true;
  std::vector<bool> later;
  for (ProjectedItem& item : clause->items) {
    later.push_back(aggregating && ContainsAggregate(*item.expr));
    if (!later.back()) continue;
    std::vector<std::string> locals;
    CheckGrouping(*item.expr, *clause, &locals, false);
  }
  // What the rows are grouped by is put in its place before anything changes.
  for (size_t i = 0; i < later.size(); ++i) {
    if (later[i] && !failed())
      Substitute(&clause->items[i].expr, *clause, true);
  }
  // The keys first: their types are asked for by the other items.
  for (const bool turn : {false, true}) {
    for (size_t i = 0; i < later.size() && !failed(); ++i) {
      ProjectedItem& item = clause->items[i];
      if (later[i] != turn) continue;
      slot_types_[item.slot] = Check(item.expr.get());
      if (turn) ExtractAggregates(&item.expr, group.get());
      const bool same = item.expr->kind == ExprKind::kVariable &&
                        item.expr->slot == item.slot;
      if (same && !aggregating) continue;
      (turn ? after : group)
          ->assignments.push_back({item.slot, item.expr.get()});
    }
  }
  aggregates_allowed_ = false;
  return JoinItems(std::move(input), std::move(group), std::move(after));
}

void QueryCompiler::CheckRowCount(Expr* expr) {
  if (expr == nullptr || failed()) return;
  if (const Expr* variable = FindVariable(*expr, {})) {
    SyntaxFail(variable->span, "NonConstantExpression",
               "a number of rows cannot depend on '" + variable->name +
                   "'; expected a constant or a parameter");
    return;
  }
  if (expr->kind == ExprKind::kLiteral) {
    if (!expr->value.is_integer()) {
      SyntaxFail(expr->span, "InvalidArgumentType",
                 "expected an integer as the number of rows");
    } else if (expr->value.integer() < 0) {
      SyntaxFail(expr->span, "NegativeIntegerArgument",
                 "a number of rows cannot be negative");
    }
  }
  Check(expr);
}

QueryCompiler::PlanPtr QueryCompiler::PlanOrder(ProjectionClause* clause,
                                                PlanPtr input,
                                                const std::set<SlotId>& kept) {
  if (!clause->order.empty()) {
    PlanPtr sort = NewNode(PlanKind::kSort, std::move(input));
    for (const SortItem& item : clause->order) {
      sort->keys.push_back({item.expr.get(), item.descending});
    }
    sort->kept.assign(kept.begin(), kept.end());
    if (clause->limit != nullptr && IsFixed(clause->limit.get()) &&
        IsFixed(clause->skip.get())) {
      sort->limit = clause->limit.get();
      sort->skip = clause->skip.get();
    }
    input = std::move(sort);
  }
  if (clause->skip != nullptr) {
    input = NewNode(PlanKind::kSkip, std::move(input));
    input->expr = clause->skip.get();
  }
  if (clause->limit != nullptr) {
    input = NewNode(PlanKind::kLimit, std::move(input));
    input->expr = clause->limit.get();
    if (clause->limit->kind == ExprKind::kLiteral &&
        clause->limit->value.is_integer()) {
      input->rows = std::min(
          input->rows, static_cast<double>(clause->limit->value.integer()));
    }
  }
  return input;
}

QueryCompiler::PlanPtr QueryCompiler::CompileProjection(
    ProjectionClause* clause, PlanPtr input) {
  ExpandStar(clause);
  if (failed()) return input;
  NameItems(clause);
  if (failed()) return input;
  const bool aggregating = std::any_of(
      clause->items.begin(), clause->items.end(),
      [](const ProjectedItem& item) { return ContainsAggregate(*item.expr); });
  for (SortItem& item : clause->order) {
    std::vector<std::string> locals;
    if (aggregating && ContainsAggregate(*item.expr)) {
      CheckGrouping(*item.expr, *clause, &locals, true);
    }
    Substitute(&item.expr, *clause, false);
  }
  if (clause->where != nullptr) Substitute(&clause->where, *clause, false);
  PlanPtr plan = PlanItems(clause, std::move(input), aggregating);
  if (failed()) return plan;
  VariableScope fresh;
  for (const ProjectedItem& item : clause->items) {
    fresh[item.name] = {item.slot, slot_types_[item.slot]};
  }
  // Without grouping, ORDER BY and WHERE also see what was there before.
  if (aggregating || clause->distinct) scope_.clear();
  for (const auto& [name, variable] : fresh) scope_[name] = variable;
  if (clause->distinct) {
    plan = NewNode(PlanKind::kDistinct, std::move(plan));
    for (const auto& [name, variable] : fresh) {
      plan->kept.push_back(variable.slot);
    }
  }
  for (SortItem& item : clause->order) Check(item.expr.get());
  ReadCollector reads(this);
  if (clause->where != nullptr) CheckCondition(clause->where.get());
  std::set<SlotId> kept = reads.reads();
  scope_ = fresh;
  for (const auto& [name, variable] : fresh) kept.insert(variable.slot);
  {
    ScopeKeeper keeper(this);
    scope_.clear();
    CheckRowCount(clause->skip.get());
    CheckRowCount(clause->limit.get());
  }
  if (failed()) return plan;
  plan = PlanOrder(clause, std::move(plan), kept);
  if (clause->where == nullptr) return plan;
  plan = NewNode(PlanKind::kFilter, std::move(plan));
  plan->filters.push_back(clause->where.get());
  constexpr double kPasses = 0.3;  // chosen
  plan->rows *= kPasses;
  return plan;
}

}  // namespace kg
