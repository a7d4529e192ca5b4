#include "query/kgq/compiler.h"

#include <algorithm>

#include "query/kgq/compiler_state.h"
#include "query/kgq/parser.h"

namespace kg {

void QueryCompiler::Fail(QuerySpan span, std::string type, std::string detail,
                         std::string message) {
  if (failed()) return;
  error_ = QueryError{};
  error_->type = std::move(type);
  error_->detail = std::move(detail);
  error_->message = std::move(message);
  SetPlace(plan_.text, span, &*error_);
}

void QueryCompiler::SyntaxFail(QuerySpan span, std::string detail,
                               std::string message) {
  Fail(span, "SyntaxError", std::move(detail), std::move(message));
}

SlotId QueryCompiler::NewSlot(std::string_view name, StaticType type) {
  slot_types_.push_back(type);
  plan_.slot_names.emplace_back(name);
  return plan_.slots++;
}

const Expr* QueryCompiler::Keep(ExprPtr expr) {
  plan_.made.push_back(std::move(expr));
  return plan_.made.back().get();
}

QueryCompiler::PlanPtr QueryCompiler::NewNode(PlanKind kind, PlanPtr input) {
  auto node = std::make_unique<PlanNode>();
  node->kind = kind;
  if (input != nullptr) node->rows = input->rows;
  node->input = std::move(input);
  return node;
}

ExprPtr QueryCompiler::VariableExpr(SlotId slot, std::string_view name,
                                    QuerySpan span) {
  auto expr = std::make_unique<Expr>();
  expr->kind = ExprKind::kVariable;
  expr->name = name;
  expr->slot = slot;
  expr->span = span;
  return expr;
}

std::optional<QueryError> QueryCompiler::Compile() {
  plan_.root = CompileUnion(&plan_.ast, false);
  if (failed()) return error_;
  const auto& last =
      std::get<ProjectionClause>(plan_.ast.parts.front().clauses.back());
  for (const ProjectedItem& item : last.items) {
    plan_.columns.push_back(item.name);
  }
  return std::nullopt;
}

// Each part writes its columns to the slots of the first one's.
QueryCompiler::PlanPtr QueryCompiler::CompileUnion(QueryAst* query,
                                                   bool nested) {
  const VariableScope outer = scope_;
  if (query->parts.size() == 1) {
    PlanPtr plan = CompileSingle(&query->parts[0]);
    if (failed() || nested) return plan;
    const auto& last =
        std::get<ProjectionClause>(query->parts[0].clauses.back());
    for (const ProjectedItem& item : last.items) {
      plan_.column_slots.push_back(item.slot);
    }
    return plan;
  }
  PlanPtr all = NewNode(PlanKind::kUnion, nullptr);
  all->rows = 0;
  std::vector<SlotId> slots;
  const std::vector<ProjectedItem>* first = nullptr;
  for (SingleQuery& part : query->parts) {
    scope_ = outer;
    PlanPtr plan = CompileSingle(&part);
    if (failed()) return plan;
    auto* last = std::get_if<ProjectionClause>(&part.clauses.back());
    if (last == nullptr) return plan;  // the parser has made sure of RETURN
    if (first == nullptr) {
      first = &last->items;
      for (const ProjectedItem& item : last->items) {
        slots.push_back(NewSlot(item.name, {}));
      }
    }
    if (!SameColumns(*first, &part)) return plan;
    plan = NewNode(PlanKind::kProject, std::move(plan));
    for (size_t i = 0; i < first->size(); ++i) {
      for (const ProjectedItem& item : last->items) {
        if (item.name != (*first)[i].name) continue;
        plan->assignments.push_back(
            {slots[i], Keep(VariableExpr(item.slot, item.name, {}))});
      }
    }
    all->rows += plan->rows;
    all->inner.push_back(std::move(plan));
  }
  if (!nested) plan_.column_slots = slots;
  if (query->union_all) return all;
  PlanPtr distinct = NewNode(PlanKind::kDistinct, std::move(all));
  distinct->kept = slots;
  return distinct;
}

bool QueryCompiler::SameColumns(const std::vector<ProjectedItem>& first,
                                SingleQuery* part) {
  const auto& items = std::get<ProjectionClause>(part->clauses.back()).items;
  std::set<std::string> expected;
  std::set<std::string> got;
  for (const ProjectedItem& item : first) expected.insert(item.name);
  for (const ProjectedItem& item : items) got.insert(item.name);
  if (expected == got) return true;
  SyntaxFail(std::get<ProjectionClause>(part->clauses.back()).span,
             "DifferentColumnsInUnion",
             "the parts of a UNION return columns of different names");
  return false;
}

QueryCompiler::PlanPtr QueryCompiler::CompileSingle(SingleQuery* query) {
  PlanPtr plan = NewNode(PlanKind::kOnce, nullptr);
  for (QueryClause& clause : query->clauses) {
    if (failed()) return plan;
    if (auto* match = std::get_if<MatchClause>(&clause)) {
      plan = CompileMatch(match, std::move(plan));
    } else if (auto* unwind = std::get_if<UnwindClause>(&clause)) {
      plan = CompileUnwind(unwind, std::move(plan));
    } else {
      plan = CompileProjection(&std::get<ProjectionClause>(clause),
                               std::move(plan));
    }
  }
  return plan;
}

QueryCompiler::PlanPtr QueryCompiler::CompileMatch(MatchClause* clause,
                                                   PlanPtr input) {
  std::vector<SlotId> made;
  if (!clause->optional) return PlanPattern(clause, std::move(input), &made);
  PlanPtr once = NewNode(PlanKind::kOnce, nullptr);
  PlanPtr inner = PlanPattern(clause, std::move(once), &made);
  PlanPtr plan = NewNode(PlanKind::kOptional, std::move(input));
  plan->rows *= std::max(1.0, inner == nullptr ? 1.0 : inner->rows);
  plan->inner.push_back(std::move(inner));
  plan->nulls = std::move(made);
  return plan;
}

QueryCompiler::PlanPtr QueryCompiler::CompileUnwind(UnwindClause* clause,
                                                    PlanPtr input) {
  aggregates_allowed_ = false;
  const StaticType list = Check(clause->list.get());
  if (scope_.count(clause->name) > 0) {
    SyntaxFail(clause->name_span, "VariableAlreadyBound",
               "the variable '" + clause->name + "' is bound already");
  }
  const StaticType element =
      list.Is(StaticType::Kind::kList) ? list.Element() : StaticType{};
  clause->slot = NewSlot(clause->name, element);
  scope_[clause->name] = {clause->slot, element};
  PlanPtr plan = NewNode(PlanKind::kUnwind, std::move(input));
  constexpr double kElements = 10;  // chosen: nothing is known of lists
  plan->rows *= kElements;
  plan->expr = clause->list.get();
  plan->to = clause->slot;
  return plan;
}

}  // namespace kg
