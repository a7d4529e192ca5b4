#include "query/kgq/compiler.h"
#include "query/kgq/compiler_state.h"
#include "query/kgq/suggest.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

StaticType Of(Kind kind) { return {kind, Kind::kAny}; }

Kind KindOfLiteral(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return Kind::kNull;
    case Value::Kind::kBoolean:
      return Kind::kBoolean;
    case Value::Kind::kInteger:
      return Kind::kInteger;
    case Value::Kind::kFloat:
      return Kind::kFloat;
    default:
      return Kind::kString;
  }
}

bool MayAdd(StaticType type) {
  return type.IsOpen() || type.IsNumber() || type.Is(Kind::kString) ||
         type.Is(Kind::kTemporal);
}

bool MayCompute(StaticType type) {
  return type.IsOpen() || type.IsNumber() || type.Is(Kind::kTemporal);
}

StaticType ResultOf(ExprKind kind, StaticType a, StaticType b) {
  if (a.IsOpen() || b.IsOpen()) return {};
  if (a.Is(Kind::kTemporal) || b.Is(Kind::kTemporal)) return {};
  if (a.Is(Kind::kString) || b.Is(Kind::kString)) return Of(Kind::kString);
  if (kind == ExprKind::kPower) return Of(Kind::kFloat);
  if (a.Is(Kind::kInteger) && b.Is(Kind::kInteger)) return Of(Kind::kInteger);
  if (a.Is(Kind::kFloat) || b.Is(Kind::kFloat)) return Of(Kind::kFloat);
  return Of(Kind::kNumber);
}

}  // namespace

StaticType QueryCompiler::Check(Expr* expr) {
  struct Row {
    ExprKind kind;
    StaticType (QueryCompiler::*check)(Expr* expr);
  };
  using Self = QueryCompiler;
  static constexpr Row kRows[] = {
      {ExprKind::kVariable, &Self::CheckVariable},
      {ExprKind::kProperty, &Self::CheckProperty},
      {ExprKind::kIndex, &Self::CheckIndex},
      {ExprKind::kSlice, &Self::CheckIndex},
      {ExprKind::kList, &Self::CheckList},
      {ExprKind::kNot, &Self::CheckConnective},
      {ExprKind::kAnd, &Self::CheckConnective},
      {ExprKind::kOr, &Self::CheckConnective},
      {ExprKind::kXor, &Self::CheckConnective},
      {ExprKind::kNegate, &Self::CheckArithmetic},
      {ExprKind::kAffirm, &Self::CheckArithmetic},
      {ExprKind::kAdd, &Self::CheckArithmetic},
      {ExprKind::kSubtract, &Self::CheckArithmetic},
      {ExprKind::kMultiply, &Self::CheckArithmetic},
      {ExprKind::kDivide, &Self::CheckArithmetic},
      {ExprKind::kModulo, &Self::CheckArithmetic},
      {ExprKind::kPower, &Self::CheckArithmetic},
      {ExprKind::kIn, &Self::CheckIn},
      {ExprKind::kHasLabels, &Self::CheckLabels},
      {ExprKind::kCall, &Self::CheckCall},
      {ExprKind::kCountAll, &Self::CheckCall},
      {ExprKind::kCase, &Self::CheckCase},
      {ExprKind::kListFilter, &Self::CheckListFilter},
      {ExprKind::kQuantifier, &Self::CheckQuantifier},
      {ExprKind::kReduce, &Self::CheckReduce},
      {ExprKind::kPatternTest, &Self::CheckPatternExpr},
      {ExprKind::kPatternList, &Self::CheckPatternExpr},
      {ExprKind::kShortestPath, &Self::CheckPatternExpr},
      {ExprKind::kExists, &Self::CheckSubquery},
      {ExprKind::kCountOf, &Self::CheckSubquery},
  };
  if (failed() || expr == nullptr) return {};
  for (const Row& row : kRows) {
    if (row.kind == expr->kind) return (this->*row.check)(expr);
  }
  return CheckOther(expr);
}

// Literals, parameters, and what takes anything.
StaticType QueryCompiler::CheckOther(Expr* expr) {
  if (expr->kind == ExprKind::kLiteral) return Of(KindOfLiteral(expr->value));
  if (expr->kind == ExprKind::kParameter) {
    plan_.parameters.emplace_back(expr->name, expr->span);
    return {};
  }
  for (const ExprPtr& arg : expr->args) Check(arg.get());
  const bool map =
      expr->kind == ExprKind::kMap || expr->kind == ExprKind::kProjection;
  return Of(map ? Kind::kMap : Kind::kBoolean);
}

void QueryCompiler::FailUndefined(const Expr& expr) {
  std::vector<std::string> names;
  for (const auto& [name, variable] : scope_) names.push_back(name);
  std::string message = "the variable '" + expr.name + "' is not defined" +
                        NearestText(expr.name, names);
  SyntaxFail(expr.span, "UndefinedVariable", std::move(message));
}

StaticType QueryCompiler::CheckVariable(Expr* expr) {
  if (expr->slot == kNoSlot) {
    const auto found = scope_.find(expr->name);
    if (found == scope_.end()) {
      FailUndefined(*expr);
      return {};
    }
    expr->slot = found->second.slot;
    if (reads_ != nullptr) reads_->insert(expr->slot);
    return found->second.type;
  }
  if (reads_ != nullptr) reads_->insert(expr->slot);
  return slot_types_[expr->slot];
}

StaticType QueryCompiler::CheckProperty(Expr* expr) {
  const StaticType target = Check(expr->args[0].get());
  expr->key = plan_.graph->Key(expr->name);
  if (target.Is(Kind::kPath)) {
    SyntaxFail(expr->span, "InvalidArgumentType",
               "a path has no properties; its nodes and relationships have, "
               "e.g. in nodes(p)");
    return {};
  }
  const bool has = target.IsOpen() || target.Is(Kind::kNode) ||
                   target.Is(Kind::kEdge) || target.Is(Kind::kMap) ||
                   target.Is(Kind::kTemporal);
  if (!has) {
    Fail(expr->span, "TypeError", "InvalidArgumentType",
         "expected a node, a relationship or a map before '." + expr->name +
             "', got " + std::string(NameOf(target)));
  }
  return {};
}

StaticType QueryCompiler::CheckIndex(Expr* expr) {
  const StaticType target = Check(expr->args[0].get());
  for (size_t i = 1; i < expr->args.size(); ++i) Check(expr->args[i].get());
  if (!target.Is(Kind::kList)) return {};
  return expr->kind == ExprKind::kSlice ? target : target.Element();
}

void QueryCompiler::RequireBoolean(const Expr& expr, StaticType type) {
  if (type.IsOpen() || type.Is(Kind::kBoolean)) return;
  SyntaxFail(expr.span, "InvalidArgumentType",
             "expected a Boolean, got " + std::string(NameOf(type)));
}

void QueryCompiler::CheckCondition(Expr* expr) {
  RequireBoolean(*expr, Check(expr));
}

StaticType QueryCompiler::CheckConnective(Expr* expr) {
  for (const ExprPtr& arg : expr->args) CheckCondition(arg.get());
  return Of(Kind::kBoolean);
}

StaticType QueryCompiler::CheckArithmetic(Expr* expr) {
  const StaticType a = Check(expr->args[0].get());
  const StaticType b = expr->args.size() > 1 ? Check(expr->args[1].get()) : a;
  if (failed()) return {};
  const bool add = expr->kind == ExprKind::kAdd;
  if (add && (a.Is(Kind::kList) || b.Is(Kind::kList))) {
    if (a.Is(Kind::kList) && b.Is(Kind::kList)) return Join(a, b);
    const StaticType& list = a.Is(Kind::kList) ? a : b;
    const StaticType& other = a.Is(Kind::kList) ? b : a;
    if (other.IsOpen()) return ListOf({});
    return ListOf(Join(list.Element(), other));
  }
  const auto may = add ? MayAdd : MayCompute;
  if (!may(a) || !may(b)) {
    SyntaxFail(expr->span, "InvalidArgumentType",
               "cannot compute with " + std::string(NameOf(a)) + " and " +
                   std::string(NameOf(b)));
    return {};
  }
  return ResultOf(expr->kind, a, b);
}

StaticType QueryCompiler::CheckIn(Expr* expr) {
  Check(expr->args[0].get());
  const StaticType list = Check(expr->args[1].get());
  if (!list.IsOpen() && !list.Is(Kind::kList)) {
    SyntaxFail(expr->args[1]->span, "InvalidArgumentType",
               "expected a list after IN, got " + std::string(NameOf(list)));
  }
  return Of(Kind::kBoolean);
}

StaticType QueryCompiler::CheckList(Expr* expr) {
  StaticType element = Of(Kind::kNull);
  for (const ExprPtr& arg : expr->args) {
    element = Join(element, Check(arg.get()));
    // Nothing is known any more of a list of different kinds.
    if (element.Is(Kind::kAny)) element = {Kind::kAny, Kind::kBoolean};
  }
  return ListOf(element);
}

StaticType QueryCompiler::CheckCase(Expr* expr) {
  StaticType result = Of(Kind::kNull);
  bool known = true;
  const auto join = [&](StaticType type) {
    if (type.Is(Kind::kAny)) known = false;
    result = Join(result, type);
    if (result.Is(Kind::kAny)) known = false;
  };
  if (expr->args[0] != nullptr) Check(expr->args[0].get());
  for (size_t i = 2; i < expr->args.size(); i += 2) {
    if (expr->args[0] == nullptr) {
      CheckCondition(expr->args[i].get());
    } else {
      Check(expr->args[i].get());
    }
    join(Check(expr->args[i + 1].get()));
  }
  if (expr->args[1] != nullptr) join(Check(expr->args[1].get()));
  return known ? result : StaticType{};
}

StaticType QueryCompiler::CheckLabels(Expr* expr) {
  const StaticType target = Check(expr->args[0].get());
  if (!target.IsOpen() && !target.Is(Kind::kNode) && !target.Is(Kind::kEdge)) {
    SyntaxFail(expr->span, "InvalidArgumentType",
               "expected a node or a relationship before a label, got " +
                   std::string(NameOf(target)));
  }
  for (const std::string& name : expr->names) {
    expr->symbols.push_back(plan_.graph->Label(name));
    expr->types.push_back(plan_.graph->EdgeType(name));
  }
  return Of(Kind::kBoolean);
}

StaticType QueryCompiler::ElementOf(Expr* list) {
  const StaticType type = Check(list);
  if (!type.IsOpen() && !type.Is(Kind::kList)) {
    SyntaxFail(list->span, "InvalidArgumentType",
               "expected a list, got " + std::string(NameOf(type)));
  }
  return type.Is(Kind::kList) ? type.Element() : StaticType{};
}

StaticType QueryCompiler::CheckListFilter(Expr* expr) {
  const StaticType element = ElementOf(expr->args[0].get());
  ScopeKeeper keeper(this);
  aggregates_allowed_ = false;
  expr->slot = NewSlot(expr->name, element);
  scope_[expr->name] = {expr->slot, element};
  if (expr->args[1] != nullptr) CheckCondition(expr->args[1].get());
  if (expr->args[2] == nullptr) return ListOf(element);
  return ListOf(Check(expr->args[2].get()));
}

StaticType QueryCompiler::CheckQuantifier(Expr* expr) {
  const StaticType element = ElementOf(expr->args[0].get());
  ScopeKeeper keeper(this);
  aggregates_allowed_ = false;
  expr->slot = NewSlot(expr->name, element);
  scope_[expr->name] = {expr->slot, element};
  CheckCondition(expr->args[1].get());
  return Of(Kind::kBoolean);
}

StaticType QueryCompiler::CheckReduce(Expr* expr) {
  Check(expr->args[0].get());
  const StaticType element = ElementOf(expr->args[1].get());
  ScopeKeeper keeper(this);
  aggregates_allowed_ = false;
  expr->second_slot = NewSlot(expr->names[0], {});
  expr->slot = NewSlot(expr->name, element);
  scope_[expr->names[0]] = {expr->second_slot, {}};
  scope_[expr->name] = {expr->slot, element};
  Check(expr->args[2].get());
  return {};
}

}  // namespace kg
